"""What the procedure page shows: facts as facts, doubts word by word, the same said once."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext, ngettext

from motcua.kernel.money import dong
from motcua.kernel.texts.passages import Passage, passages
from motcua.registry.descriptions.public import (
    CaseView,
    ChannelKind,
    ChannelView,
    FeeView,
    PaperView,
    ProcedureView,
    TimeUnit,
)

_SHORT, _FEW, _WORDY = 240, 2, 60
Said = TypeVar("Said", bound=Hashable)


@dataclass(frozen=True)
class Fact:
    """A value, the source's own words if `is_verbatim`, '' if not known; `ways`: of handing in, '' for all of them."""

    text: str = ""
    is_verbatim: bool = False
    ways: str = ""


@dataclass(frozen=True)
class Way:
    """One way to hand in and what the law says about it."""

    label: str
    notes: list[Passage]


@dataclass(frozen=True)
class ShownPaper:
    """One line of the list to bring; `more` is what does not fit on it."""

    name: str
    numbers: str
    form_file: str
    is_optional: bool
    is_verbatim: bool
    more: list[Passage] = field(default_factory=list)


@dataclass(frozen=True)
class ShownCase:
    """A group of papers; `is_condition`: only for some."""

    name: str
    is_condition: bool
    papers: list[ShownPaper]


def times(procedure: ProcedureView) -> list[Fact]:
    """How long it takes, by way to hand in if that makes a difference."""
    return _facts(procedure, lambda channel: (_time(channel),))


def fees(procedure: ProcedureView) -> list[Fact]:
    """What it costs, by way to hand in if that makes a difference."""
    return _facts(procedure, lambda channel: tuple(map(_fee, channel.fees)) or (Fact(),))


def is_wordy(*groups: list[Fact]) -> bool:
    """Whether the facts need the width of the page: many of them, or sentences."""
    return any(len(facts) > _FEW or any(len(fact.text) > _WORDY for fact in facts) for facts in groups)


def ways(procedure: ProcedureView) -> list[Way]:
    """The ways to hand in, those with the same words together."""
    grouped = _together(procedure.channels, lambda channel: channel.note)
    return [Way(label, passages(note)) for label, note in grouped]


def cases(procedure: ProcedureView) -> list[ShownCase]:
    """The papers by case; what everybody brings comes first."""
    shown = [ShownCase(_bare(case.name), case.is_condition, _papers(case)) for case in procedure.cases]
    return sorted(shown, key=lambda case: (case.is_condition, bool(case.name)))


def allowance_words(amount: Decimal, unit: str) -> str:
    """«5 ngày làm việc»; decimals with a comma."""
    label = TimeUnit(unit).label
    return f"{amount.normalize():f}".replace(".", ",") + " " + ngettext(label, label, 1 if amount == 1 else 2)


def _time(channel: ChannelView) -> Fact:
    if channel.allowance:
        return Fact(allowance_words(*channel.allowance))
    if channel.time_text:
        case = f" – {_bare(channel.note)}" if 0 < len(channel.note) <= _SHORT else ""
        return Fact(channel.time_text + case, is_verbatim=True)
    return Fact()


def _fee(fee: FeeView) -> Fact:
    if fee.amount is None:
        return Fact(fee.text, is_verbatim=True)
    return Fact(dong(fee.amount) if fee.amount else gettext("Miễn phí"))


def _facts(procedure: ProcedureView, said: Callable[[ChannelView], tuple[Fact, ...]]) -> list[Fact]:
    """The facts of all channels; those that are the same for every way are said once, without the ways."""
    known = [channel for channel in procedure.channels if channel.kind != ChannelKind.OTHER] or procedure.channels
    grouped = _together(known, said)
    is_one = len(grouped) == 1
    return [
        Fact(fact.text, fact.is_verbatim, "" if is_one else label)
        for label, facts in grouped
        for fact in dict.fromkeys(facts)
    ]


def _together(channels: Iterable[ChannelView], said: Callable[[ChannelView], Said]) -> list[tuple[str, Said]]:
    """(names of the ways, what is said of them) for each different thing said."""
    groups: dict[Said, dict[str, None]] = {}
    for channel in channels:
        groups.setdefault(said(channel), {})[gettext(ChannelKind(channel.kind).label)] = None
    return [(", ".join(labels), value) for value, labels in groups.items()]


def _papers(case: CaseView) -> list[ShownPaper]:
    return [_paper(paper) for paper in case.papers]


def _paper(paper: PaperView) -> ShownPaper:
    name = _bare(paper.name)
    is_long = len(name) > _SHORT
    cut = name.rfind(" ", 0, _SHORT) if is_long else len(name)
    return ShownPaper(
        name=name[:cut] + ("…" if is_long else ""),
        numbers=_numbers(paper),
        form_file=paper.form_file,
        is_optional=not paper.is_required and not paper.doubt,
        is_verbatim=bool(paper.doubt),
        more=passages(name) if is_long else [],
    )


def _numbers(paper: PaperView) -> str:
    """«1 bản chính, 2 bản sao»; '' if unknown."""
    said = []
    if paper.originals:
        text = ngettext("{number} bản chính", "{number} bản chính", paper.originals)
        said.append(text.format(number=paper.originals))
    if paper.copies:
        text = ngettext("{number} bản sao", "{number} bản sao", paper.copies)
        said.append(text.format(number=paper.copies))
    return ", ".join(said)


def _bare(text: str) -> str:
    """Without the mark of a list in front and the colon behind."""
    return " ".join(text.split()).lstrip("-+*•– ").rstrip(":; ")
