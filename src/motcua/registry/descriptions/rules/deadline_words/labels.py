"""The name of a stage as the source writes it: «Sở Nội vụ», or the case in which the period holds."""

from motcua.registry.descriptions.rules.deadline_words.cases import names_matter
from motcua.registry.descriptions.rules.deadline_words.clauses import (
    INTRO,
    Clause,
    is_condition,
    segments_of,
)
from motcua.registry.descriptions.rules.deadline_words.tokens import Token

_LONGEST = 200


def label_of(text: str, clause: Clause) -> str:
    """The words before the figure that name it; '' if it is named by nothing."""
    own = [token for token in clause.own if token.fold not in INTRO]
    segments = [segment for segment in segments_of(clause.left)[:-1] if segment]
    if segments and clause.is_leading:
        return _words(text, _from_condition(segments))
    if own and clause.left and len(own) == len(clause.own):
        return _words(text, [tuple(own)])
    return _case(text, clause)


def _from_condition(segments: list[tuple[Token, ...]]) -> list[tuple[Token, ...]]:
    """The last name, or all of the case it names."""
    places = [place for place, segment in enumerate(segments) if is_condition(segment)]
    return segments[places[0] :] if places else segments[-1:]


def _case(text: str, clause: Clause) -> str:
    if clause.beside and names_matter(clause):
        return _words(text, [clause.beside])
    for segment in (clause.beside, clause.event, *clause.rest):
        for place in range(len(segment)):
            if is_condition(segment, place):
                return _words(text, [tuple(segment[place:])]) if clause.is_conditional else ""
    return ""


def _words(text: str, segments: list[tuple[Token, ...]]) -> str:
    start, end = segments[0][0].start, segments[-1][-1].end
    return " ".join(text[start:end].split())[:_LONGEST]
