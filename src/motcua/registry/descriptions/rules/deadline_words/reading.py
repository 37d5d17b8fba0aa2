"""Makes one reading of a text: the whole grammar's door."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from motcua.registry.descriptions.rules.deadline_words.cases import are_matters, has_name, is_fulfilled
from motcua.registry.descriptions.rules.deadline_words.clauses import (
    INTRO,
    Clause,
    after_then,
    begins,
    clauses_of,
    event_of,
    says,
)
from motcua.registry.descriptions.rules.deadline_words.deadline import DeadlineReading, Kind, Stage, Why
from motcua.registry.descriptions.rules.deadline_words.figures import Figure, figures_of
from motcua.registry.descriptions.rules.deadline_words.labels import label_of
from motcua.registry.descriptions.rules.deadline_words.roles import why_not_a_period
from motcua.registry.descriptions.rules.deadline_words.silence import read_silence
from motcua.registry.descriptions.rules.deadline_words.tokens import Token, tokens_of
from motcua.registry.descriptions.rules.markup import unmarked

_LONGEST_TEXT = 20_000
_MOST_FIGURES = 40
_NAME = 4
_PARTS = (("trong", "do"), ("cu", "the"), ("bao", "gom"), ("gom",), ("nhu", "sau"))
_TOTAL = (("tong",),)
_OTHERS = (("truong", "hop"), ("con", "lai"), ("khac",))


def read_words(text: str) -> DeadlineReading:
    """How long an office may take, as the text says it; a doubt with its reason where that is not certain."""
    if len(text) > _LONGEST_TEXT:
        return _doubt(Why.TEXT_TOO_LONG)
    return _read(unmarked(text))


def durations_of(text: str) -> tuple[Stage, ...]:
    """Every duration in a text, whatever it is for, with its place; those with a flaw left out."""
    tokens = tokens_of(unmarked(text))
    sound = (figure for figure in figures_of(tokens) if figure.flaw is None and not figure.is_same_day)
    return tuple(
        Stage(figure.amount, figure.unit.value, (tokens[figure.first].start, tokens[figure.last - 1].end))
        for figure in sound
    )


@lru_cache(maxsize=32_768)
def _read(text: str) -> DeadlineReading:
    tokens = tokens_of(text)
    figures = figures_of(tokens)
    if len(figures) > _MOST_FIGURES:
        return _doubt(Why.SEVERAL)
    figures = _without_next_day(figures)
    if not figures:
        return read_silence(text, tokens)
    if "\ufffd" in text:
        return _doubt(Why.UNREADABLE)
    if _has_lost_its_beginning(tokens):
        return _doubt(Why.UNCERTAIN_NUMBER)
    clauses = clauses_of(tokens, figures)
    stages = tuple(_stage(text, tokens, clause) for clause in clauses)
    is_of_whole = _adds_up(stages) or _announces_parts(tokens, figures)
    for number, (clause, stage) in enumerate(zip(clauses, stages, strict=True)):
        why = why_not_a_period(clause) or (Why.NOT_COUNTED if _is_told_uncounted(tokens, clause) else None)
        if why is not None and not (why is Why.WHOSE and number and is_of_whole):
            return _doubt(why, stages, text[slice(*stage.span)])
    return _assembled(tokens, figures, clauses, stages)


def _is_told_uncounted(tokens: Sequence[Token], clause: Clause) -> bool:
    """«thời gian xác minh không quá 45 ngày …; thời gian xác minh không tính vào thời hạn giải quyết»."""
    name = [token.fold for token in after_then(clause.own)[:_NAME]]
    behind = tokens[clause.figure.last :]
    if len(name) < _NAME or name[0] != "thoi" or not says(behind, ("khong", "tinh", "vao")):
        return False
    return any(
        begins(behind[place:], name) and says(behind[place + _NAME : place + 2 * _NAME + 1], ("khong", "tinh", "vao"))
        for place in range(len(behind))
    )


def _has_lost_its_beginning(tokens: Sequence[Token]) -> bool:
    """«ngày làm việc kể từ …; trong thời hạn 7 ngày …»: the first number was cut off."""
    words = [token.fold for token in tokens[:3]]
    return words[:2] == ["ngay", "ke"] or words == ["ngay", "lam", "viec"]


def _adds_up(stages: Sequence[Stage]) -> bool:
    """Whether the first is the whole of the others."""
    whole, parts = stages[0], stages[1:]
    is_alike = len(parts) > 1 and all(part.unit == whole.unit for part in parts)
    return is_alike and sum(part.amount for part in parts) == whole.amount


def _without_next_day(figures: list[Figure]) -> list[Figure]:
    """«trong ngày …; sau 15 giờ thì trong ngày làm việc tiếp theo»: the second is how the first is counted."""
    has_same_day = any(figure.is_same_day for figure in figures)
    return [figure for figure in figures if not (figure.is_next_day and has_same_day)]


def _stage(text: str, tokens: Sequence[Token], clause: Clause) -> Stage:
    figure = clause.figure
    span = tokens[figure.first].start, tokens[figure.last - 1].end
    label, is_conditional = label_of(text, clause), clause.is_conditional
    return Stage(figure.amount, figure.unit.value, span, event_of(clause), label, is_conditional)


def _assembled(
    tokens: Sequence[Token], figures: Sequence[Figure], clauses: Sequence[Clause], stages: tuple[Stage, ...]
) -> DeadlineReading:
    is_or = any(_is_or(tokens, *pair) for pair in pairwise(figures))
    if not is_or and _is_case_of_parts(tokens, figures, clauses):
        return _doubt(Why.SEVERAL, stages)
    if is_or or any(stage.is_conditional for stage in stages) or _has_clock_rule(tokens, figures):
        return DeadlineReading(Kind.CONDITIONAL, stages)
    if len(stages) == 1:
        is_cut = _ends_before_parts(clauses[0])
        return _doubt(Why.SEVERAL, stages) if is_cut else DeadlineReading(Kind.EXACT, stages)
    if are_matters(clauses):
        return DeadlineReading(Kind.CONDITIONAL, stages)
    return _staged(tokens, figures, clauses, stages)


def _ends_before_parts(clause: Clause) -> bool:
    """«50 ngày, trong đó:», and the parts are cut off."""
    if not clause.rest or clause.right[-1].word != ":":
        return False
    return any(begins(clause.rest[-1], words) for words in _PARTS[:2])


def _is_case_of_parts(tokens: Sequence[Token], figures: Sequence[Figure], clauses: Sequence[Clause]) -> bool:
    """Stages and cases at once: «xác minh 30 ngày; nếu đủ điều kiện thì cấp trong 2 ngày»."""
    if len(clauses) == 1 or not any(clause.is_conditional for clause in clauses):
        return False
    if _are_all_beside(tokens, figures) or says(tokens[figures[0].last : figures[1].first], *_PARTS):
        return True
    if clauses[0].is_conditional:  # steps of one case, or several cases?
        return not all(clause.is_conditional or says(clause.left, *_OTHERS) for clause in clauses[1:])
    return any(clause.is_conditional and is_fulfilled(clause.left) for clause in clauses[1:])


def _is_or(tokens: Sequence[Token], before: Figure, behind: Figure) -> bool:
    """«không quá 50 ngày … hoặc không quá 45 ngày …»."""
    return "hoac" in {
        token.fold for token in tokens[behind.first - 3 : behind.first] if behind.first - 3 > before.last - 1
    }


def _has_clock_rule(tokens: Sequence[Token], figures: Sequence[Figure]) -> bool:
    """«trong ngày; nhận sau 15 giờ thì …»."""
    return any(figure.is_same_day or figure.is_next_day for figure in figures) and any(
        token.fold in {"gio", "h"} and tokens[place - 1].kind == "number" for place, token in enumerate(tokens) if place
    )


def _staged(
    tokens: Sequence[Token], figures: Sequence[Figure], clauses: Sequence[Clause], stages: tuple[Stage, ...]
) -> DeadlineReading:
    stages = _whole_first(clauses, stages)
    is_announced = _announces_parts(tokens, figures) or _is_total(clauses)
    is_whole = is_announced or _stands_alone(tokens, figures)
    if not is_whole and not any(has_name(clause) for clause in clauses):
        return _doubt(Why.SEVERAL, stages)
    if len({stage.unit for stage in stages}) > 1:
        return _doubt(Why.SEVERAL, stages) if is_whole else DeadlineReading(Kind.STAGED, stages)
    if _are_all_beside(tokens, figures) or _says_twice(tokens, figures, stages):
        return _doubt(Why.SEVERAL, stages)
    if _adds_up(stages) or not is_whole or (is_announced and _is_part(stages)):
        return DeadlineReading(Kind.STAGED, stages)
    return _doubt(Why.SUM_DIFFERS, stages, " + ".join(f"{stage.amount:f}" for stage in stages))


def _whole_first(clauses: Sequence[Clause], stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """«xã 5 ngày, tỉnh 10 ngày, tổng 15 ngày» with the total in front."""
    is_last = says(clauses[-1].left, *_TOTAL) and not says(clauses[0].left, *_TOTAL)
    return (stages[-1], *stages[:-1]) if is_last else stages


def _is_part(stages: Sequence[Stage]) -> bool:
    """«20 ngày, trong đó lấy ý kiến 5 ngày»."""
    whole, *parts = stages
    return len(parts) == 1 and parts[0].amount < whole.amount


def _are_all_beside(tokens: Sequence[Token], figures: Sequence[Figure]) -> bool:
    """«Trong thời hạn nêu trên (8 ngày) …»: they only say again what stands elsewhere."""
    return all(_is_opened(tokens, figure.first - 1) for figure in figures)


def _is_opened(tokens: Sequence[Token], place: int) -> bool:
    """Whether only «trong thời hạn» stands between a bracket and the figure behind a place."""
    while place > 0 and tokens[place].fold in INTRO:
        place -= 1
    return place >= 0 and tokens[place].word == "("


def _says_twice(tokens: Sequence[Token], figures: Sequence[Figure], stages: Sequence[Stage]) -> bool:
    """The same figure twice in one sentence: perhaps one period, perhaps two."""
    between = tokens[figures[0].last : figures[-1].first]
    is_one_sentence = not any(token.word in {";", ".", "\n", ":"} for token in between)
    return is_one_sentence and len({stage.amount for stage in stages}) == 1


def _announces_parts(tokens: Sequence[Token], figures: Sequence[Figure]) -> bool:
    """«10 ngày, trong đó …», «10 ngày (xã 3 ngày …»."""
    if len(figures) == 1:
        return False
    between = tokens[figures[0].last : figures[1].first]
    return sum((token.word == "(") - (token.word == ")") for token in between) > 0 or says(between, *_PARTS)


def _is_total(clauses: Sequence[Clause]) -> bool:
    return any(says(clause.left, *_TOTAL) for clause in clauses)


def _stands_alone(tokens: Sequence[Token], figures: Sequence[Figure]) -> bool:
    """Whether the text begins with a cell: «15 Ngày làm việc. Trong thời hạn …»."""
    after = tokens[figures[0].last].word
    return figures[0].first == 0 and after in {".", ";", "\n"}


def _doubt(why: Why, stages: tuple[Stage, ...] = (), evidence: str = "") -> DeadlineReading:
    return DeadlineReading(Kind.DOUBT, stages, why, evidence)
