"""The door for our own figures: what a report says beside what the house counts. They come with `insight`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from motcua.oversight.report_check.rules import remarks
from motcua.oversight.report_check.rules.numerals import read_number
from motcua.oversight.report_check.rules.remarks import Claim, ClaimKind, Kind, Problem, said

_LEAD = 160
_FIGURES = {ClaimKind.FIGURE: False, ClaimKind.PERCENTAGE: True}


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """A figure of ours: its name, the words that a report must use of it (all of them), its value."""

    name: str
    words: tuple[str, ...]
    value: Fraction
    is_percent: bool = True


def differences(text: str, claims: list[Claim], known: Iterable[KnownFigure]) -> Iterator[Problem]:
    """Claims in whose sentence all words of a known figure stand before them, with another value."""
    small = text.lower()
    for figure in known:
        for claim in claims:
            if _FIGURES.get(claim.kind) is figure.is_percent and _speaks_of(small, claim, figure):
                yield from _difference(text, claim, figure)


def _speaks_of(small: str, claim: Claim, figure: KnownFigure) -> bool:
    lead = small[max(0, claim.start - _LEAD) : claim.start]
    sentence = lead[max(lead.rfind("\n"), lead.rfind(". "), lead.rfind("%")) + 1 :]
    return all(word.lower() in sentence for word in figure.words)


def _difference(text: str, claim: Claim, figure: KnownFigure) -> Iterator[Problem]:
    number = read_number(claim.stated)
    if number is None:
        return
    places = number.places
    if abs(Fraction(number.value) - figure.value) * 2 > Fraction(1, 10**places):
        stated = text[claim.start : claim.end]
        computed = said(figure.value, max(places, 2 if figure.is_percent else 0)) + ("%" if figure.is_percent else "")
        parameters = {"stated": stated, "computed": computed, "name": figure.name}
        yield Problem(Kind.CONFLICT, claim.start, claim.end, stated, computed, remarks.KNOWN_DIFFERS, parameters)
