"""Gives each duration its surroundings: the words of its sentence before and behind it, and what starts it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from motcua.registry.descriptions.rules.deadline_words.deadline import FromEvent
from motcua.registry.descriptions.rules.deadline_words.figures import Figure
from motcua.registry.descriptions.rules.deadline_words.tokens import Token

Tokens = Sequence[Token]
_SEPARATORS = {",", ":", "(", ")", "-", "–", "—", "+", "*", "•", "[", "]", "“", "”", '"'}
_DASHES = {"-", "–"}
_INTRO_WORDS = (
    "trong thoi han gian vong khoang khong vuot qua toi da cham nhat la "
    "muon nhieu du tu sau thì tiep theo con se phai nhung duoc tong ngay khac hoac va"
)
INTRO = frozenset(_INTRO_WORDS.split())
"""Words that only lead to a figure: «trong thời hạn không quá …»."""
_CONDITIONS = (
    ("truong", "hop"),
    ("trong", "truong", "hop"),
    ("voi", "truong", "hop"),
    ("doi", "voi"),
    ("rieng",),
    ("neu",),
)
_CONDITION_HEADS = {words[0] for words in _CONDITIONS}
_STARTS = (("ke", "tu"), ("tinh", "tu"), ("tu", "ngay"), ("tu", "khi"), ("tu", "thoi"), ("tu", "luc"), ("ke", "khi"))
_AFTER = (("sau", "khi"), ("sau", "ngay"))
_CASES = {"truong", "cac", "nhung", "viec", "ho", "du", "thu", "hinh", "cong", "co", "nha"}
"""Behind «đối với» they name a case: trường hợp, hồ sơ, dự án, thủ tục, hình thức, công trình, cơ sở, nhà ở."""
_LATE_CASES = (
    ("trong", "truong", "hop"),
    ("trong", "cac", "truong", "hop"),
    ("doi", "voi", "truong", "hop"),
    ("doi", "voi", "cac", "truong", "hop"),
    ("doi", "voi", "nhung", "truong", "hop"),
)
_ONE_OF = ("mot", "trong", "cac")
_REFUSALS = {"khong", "tu"}
_RECEIVED = {"nhan", "nop", "tiep"}
_DOSSIER = (
    ("ho", "so"),
    ("don",),
    ("to", "khai"),
    ("ban", "khai"),
    ("giay", "to"),
    ("giay", "de", "nghi"),
    ("tai", "lieu"),
    ("mau", "vat"),
    ("phieu", "tiep", "nhan"),
    ("de", "nghi"),
    ("thong", "tin", "khai"),
    ("yeu", "cau", "cap"),
)
_FULL = (
    ("hop", "le"),
    ("day", "du"),
    ("nhan", "du"),
    ("duoc", "du"),
    ("dung",),
    ("dap", "ung"),
    ("theo", "quy", "dinh"),
)
_INSPECTED = (("ket", "thuc"), ("kiem", "tra"), ("tham", "dinh"), ("danh", "gia"), ("hop",), ("xac", "minh"))
_DECIDED = (("quyet", "dinh"), ("ban", "hanh"), ("ky",), ("phe", "duyet"), ("cap",), ("chap", "thuan"))
_NO_CASE = (("khong", "tinh"), ("thì",), ("tinh", "vao"), ("neu", "co"), ("neu", "can"))
_LONGEST_HEAD = 20


@dataclass(frozen=True)
class Clause:
    """One figure; `left` and `right` are the words of its sentence that belong to it, without closed brackets.

    `beside` is the bracket right behind the figure, `aside` the one at the end of the words or before «:».
    """

    figure: Figure
    left: tuple[Token, ...]
    right: tuple[Token, ...]
    beside: tuple[Token, ...]
    aside: tuple[Token, ...]
    above: tuple[Token, ...]
    event: tuple[Token, ...]
    rest: tuple[tuple[Token, ...], ...]

    @cached_property
    def own(self) -> tuple[Token, ...]:
        """The words before the figure behind the last sign of separation."""
        return segments_of(self.left)[-1] if self.left else ()

    @cached_property
    def is_leading(self) -> bool:
        """Whether the figure comes before what is done in it: «Trong thời hạn 3 ngày …, Sở cấp …»."""
        own = self.own
        return all(token.fold in INTRO for token in after_then(own))

    @cached_property
    def is_unclear(self) -> bool:
        """Whether a case is named so far behind the figure that it may limit the period or only what is done."""
        if self.is_conditional:
            return False
        if says(self.event, ("doi", "voi")) and not says(self.event, ("kien", "doi", "voi")):
            return True
        is_late = any(says(segment, *_LATE_CASES) and not says(segment, _ONE_OF) for segment in self.rest)
        is_inner = any(ends_in_if(segment) for segment in self.rest if segment[0].fold != "neu")
        return is_late or is_inner or (self.is_leading and bool(self.rest) and ends_in_if(self.rest[-1]))

    @cached_property
    def is_conditional(self) -> bool:
        """Whether the period holds only in a case."""
        return self.is_case_before or _is_conditional_behind(self)

    @cached_property
    def is_case_before(self) -> bool:
        """Whether the case is named before the figure: «Trường hợp …, trong 3 ngày»."""
        return _is_conditional_before(self.left) or _is_conditional_above(self)


def clauses_of(tokens: Tokens, figures: Sequence[Figure]) -> list[Clause]:
    """One clause a figure, in order."""
    found = []
    for number, figure in enumerate(figures):
        before = figures[number - 1] if number else None
        behind = figures[number + 1] if number + 1 < len(figures) else None
        start, end = _sentence(tokens, figure)
        if before is not None and before.last > start:
            start = _border(tokens, before, figure)
        if behind is not None and behind.first < end:
            end = _border(tokens, figure, behind)
        found.append(_clause(tokens, figure, start, end))
    return found


def is_condition(tokens: Tokens, place: int = 0) -> bool:
    """Whether a condition begins at a place: «trường hợp», «nếu», «đối với»; «trừ trường hợp» is none."""
    if place >= len(tokens) or tokens[place].fold not in _CONDITION_HEADS:
        return False
    if place and tokens[place - 1].word in {"trừ", "tru"}:  # «thường trú» is another word
        return False
    return any(begins(tokens[place : place + 3], words) for words in _CONDITIONS)


def begins(tokens: Tokens, words: Sequence[str]) -> bool:
    """Whether the tokens begin with these folded words."""
    if len(tokens) < len(words) or tokens[0].fold != words[0]:
        return False
    return all(token.fold == word for token, word in zip(tokens, words, strict=False))


def says(tokens: Tokens, *phrases: Sequence[str]) -> bool:
    """Whether any of the phrases stands somewhere in the tokens."""
    said = f" {' '.join(token.fold for token in tokens)} "
    return any(_spaced(tuple(words)) in said for words in phrases)


@lru_cache(maxsize=4096)
def _spaced(words: tuple[str, ...]) -> str:
    return f" {' '.join(words)} "


def segments_of(tokens: Tokens) -> list[tuple[Token, ...]]:
    """The tokens between signs of separation; the last may be empty."""
    found: list[list[Token]] = [[]]
    for place, token in enumerate(tokens):
        if token.word not in _SEPARATORS:
            found[-1].append(token)
        elif token.word not in _DASHES or not _is_joined(tokens, place):
            found.append([])
    return [tuple(segment) for segment in found]


def _is_joined(tokens: Tokens, place: int) -> bool:
    """The dash of «NĐ-CP» separates nothing."""
    is_inside = 0 < place < len(tokens) - 1
    return is_inside and tokens[place - 1].end == tokens[place].start and tokens[place].end == tokens[place + 1].start


def after_then(tokens: Tokens) -> Tokens:
    """The tokens behind «thì», or all."""
    places = [place for place, token in enumerate(tokens) if token.fold == "thì"]
    return tokens[places[-1] + 1 :] if places else tokens


def event_of(clause: Clause) -> FromEvent | None:
    """What starts the period, of the closed list."""
    words = clause.event[:_LONGEST_HEAD]
    if not words:
        return None
    if says(words, ("thu", "ly")):
        return FromEvent.ACCEPTANCE
    is_received = any(token.fold in _RECEIVED for token in words)
    if is_received and says(words, *_DOSSIER):
        if _is_from_office(words):
            return FromEvent.DOCUMENT_RECEIVED
        return FromEvent.RECEIPT_OF_VALID_DOSSIER if says(words, *_FULL) else FromEvent.RECEIPT
    if is_received:
        return FromEvent.DOCUMENT_RECEIVED
    if says(words, *_INSPECTED):
        return FromEvent.INSPECTION
    return FromEvent.DECISION if says(words, *_DECIDED) else FromEvent.OTHER


def _is_from_office(words: Tokens) -> bool:
    """What is received comes from another office: a result, an opinion, a dossier laid before the decision."""
    places = [place for place in range(len(words)) if begins(words[place:], ("ho", "so"))]
    ahead = words[: places[0]] if places else words
    return says(ahead, ("ket", "qua"), ("y", "kien")) or says(words, ("so", "trinh"), ("hoan", "thien"))


def _clause(tokens: Tokens, figure: Figure, start: int, end: int) -> Clause:
    left = _without_brackets(tokens[start : figure.first])
    behind = tokens[figure.last : end]
    right = _without_brackets(behind)
    event, rest = _event_and_rest(right)
    aside = _closing_bracket(behind) or _named_bracket(tokens[start : figure.first])
    return Clause(figure, left, right, _bracket_of(behind), aside, _above(tokens, start), event, rest)


def _above(tokens: Tokens, start: int) -> tuple[Token, ...]:
    """The part before the «;» in front of a sentence; a name of a case may have several such parts."""
    if start == 0 or tokens[start - 1].word != ";":
        return ()
    begin = start - 1
    while begin > 0 and tokens[begin - 1].word not in {".", "\n"}:
        begin -= 1
    return tuple(tokens[begin : start - 1])


def _sentence(tokens: Tokens, figure: Figure) -> tuple[int, int]:
    start = figure.first
    while start > 0 and not _is_end(tokens, start - 1):
        start -= 1
    end = figure.last
    while end < len(tokens) and not _is_end(tokens, end):
        end += 1
    return start, end


def _is_end(tokens: Tokens, place: int) -> bool:
    token = tokens[place]
    if token.word == ".":  # not the one in «0.5», «TP.HCM», «Bước 1.»
        is_inside = place + 1 < len(tokens) and tokens[place + 1].start == token.end
        return not is_inside or tokens[place + 1].kind != "number"
    return token.kind == "line" or token.word in {";", "!", "?"}


def _border(tokens: Tokens, before: Figure, behind: Figure) -> int:
    """Where the words of one figure end and those of the next begin."""
    between = range(_behind_bracket(tokens, before.last, behind.first), behind.first)
    for place in between:
        if place > before.last and tokens[place - 1].word in _SEPARATORS and is_condition(tokens, place):
            return place
    places = [place for place in between if tokens[place].word in _SEPARATORS or tokens[place].fold == "hoac"]
    places = [place for place in places if not (place > 0 and tokens[place].word == "-")] or places
    return _main_border(tokens, places, behind) if places else behind.first


def _behind_bracket(tokens: Tokens, start: int, end: int) -> int:
    """The place behind a bracket that opens right behind a figure: «15 ngày (đối với nhóm B), 20 ngày»."""
    if tokens[start].word != "(":
        return start
    closes = [place for place in range(start, end) if tokens[place].word == ")"]
    return closes[0] + 1 if closes and closes[0] + 1 < end else start


def _main_border(tokens: Tokens, places: list[int], behind: Figure) -> int:
    """The last sign before the next figure, or the one before it if only «Sở: » stands between."""
    last = places[-1]
    is_label = tokens[last].word in {":", ","} and all(t.fold in INTRO for t in tokens[last + 1 : behind.first])
    return places[-2] if is_label and len(places) > 1 else last


def _without_brackets(tokens: Tokens) -> tuple[Token, ...]:
    """The tokens without closed brackets and what is in them."""
    kept: list[Token] = []
    opened: list[int] = []
    for token in tokens:
        if token.word == "(":
            opened.append(len(kept))
        kept.append(token)
        if token.word == ")" and opened:
            del kept[opened.pop() :]
    return tuple(kept)


def _bracket_of(tokens: Tokens) -> tuple[Token, ...]:
    """What the bracket right behind a figure says."""
    if not tokens or tokens[0].word != "(":
        return ()
    ends = [place for place, token in enumerate(tokens) if token.word == ")"]
    return tuple(tokens[1 : ends[0]]) if ends else tuple(tokens[1:])


def _closing_bracket(tokens: Tokens) -> tuple[Token, ...]:
    """What the bracket at the end says: «5 ngày kể từ ngày nhận hồ sơ (đối với trường hợp cấp lại)»."""
    if not tokens or tokens[-1].word != ")":
        return ()
    begin = max((place for place, token in enumerate(tokens) if token.word == "("), default=-1)
    return tuple(tokens[begin + 1 : -1]) if begin > 0 else ()


def _named_bracket(tokens: Tokens) -> tuple[Token, ...]:
    """What the bracket before the last «:» says: «Thời hạn cấp (đối với chi nhánh): 5 ngày»."""
    colons = [place for place, token in enumerate(tokens) if token.word == ":"]
    return _closing_bracket(tokens[: colons[-1]]) if colons else ()


def _event_and_rest(right: Tokens) -> tuple[tuple[Token, ...], tuple[tuple[Token, ...], ...]]:
    segments = segments_of(right)
    for number, segment in enumerate(segments[:2]):
        if any(begins(segment[place : place + 3], words) for words in _STARTS + _AFTER for place in (0, 1, 2)):
            return segment, _filled(segments[:number] + segments[number + 1 :])
        if segment and not all(token.fold in {"tiep", "theo"} for token in segment):
            break
    return (), _filled(segments)


def _filled(segments: Iterable[tuple[Token, ...]]) -> tuple[tuple[Token, ...], ...]:
    return tuple(segment for segment in segments if segment)


def _is_conditional_before(left: Tokens) -> bool:
    is_then = any(token.fold == "thì" for token in left)  # «Ở vùng sâu, vùng xa thì …»
    return is_then or any(
        is_condition(segment) or says(segment, *_CONDITIONS[1:3]) or says(segment, ("doi", "voi", "truong", "hop"))
        for segment in _conditions_in(left)
    )


def _is_conditional_above(clause: Clause) -> bool:
    """«a) Đối với trường hợp A; B; C: 5 ngày»."""
    is_named = clause.is_leading and any(token.word == ":" for token in clause.left)
    if not is_named or says(clause.above, ("thì",)):
        return False
    return any(is_condition(segment) for segment in segments_of(clause.above)[:2])


def _conditions_in(left: Tokens) -> list[tuple[Token, ...]]:
    """The segments without what leads them: «và nếu», «+ đối với», «b) trường hợp»."""
    return [
        segment[1:] if segment and segment[0].fold in {"va", "con", "thì"} else segment for segment in segments_of(left)
    ]


def _is_conditional_behind(clause: Clause) -> bool:
    if is_case(clause.beside) or _limits(clause.event):
        return True
    if is_case(clause.aside) and not clause.rest and clause.aside[0].fold != "neu":
        return True
    if (clause.right and is_condition(clause.right)) or begins(clause.right, ("voi",)):
        return True
    rest = clause.rest
    if not clause.event and rest and _limits(rest[0]) and clause.right[0].word not in _SEPARATORS:
        return True
    if rest and clause.is_leading and is_condition(rest[0]) and not _is_refusal(rest[0]):
        return True
    return not clause.is_leading and ends_in_if(rest[-1] if rest else clause.event)


def is_case(bracket: Tokens) -> bool:
    """Whether a bracket names a case, and does not only say what is not counted."""
    bracket = bracket[2:] if begins(bracket, ("ap", "dung")) else bracket
    return is_condition(bracket) and not says(bracket, *_NO_CASE)


def _limits(segment: Tokens) -> bool:
    """«… kể từ ngày nhận hồ sơ đối với trường hợp …»; «ý kiến đối với dự án» limits nothing."""
    return any(_is_limit(segment, place) for place in range(1, len(segment)))


def _is_limit(segment: Tokens, place: int) -> bool:
    if not is_condition(segment, place) or segment[place - 1].fold in {"kien", "cac", "nhung"}:
        return False
    behind = {token.fold for token in segment[place + 2 : place + 3]}
    return not begins(segment[place:], ("doi", "voi")) or bool(_CASES & behind)


def _is_refusal(segment: Tokens) -> bool:
    """«trường hợp không cấp thì phải trả lời» says nothing of the period."""
    return any(begins(segment, ("truong", "hop", word)) for word in _REFUSALS)


def ends_in_if(segment: Tokens) -> bool:
    """«Sở cấp phép nếu đạt yêu cầu»."""
    places = [place for place, token in enumerate(segment) if token.fold == "neu"]
    return bool(places) and not says(segment, ("thì",), ("neu", "ro")) and not _is_if_any(segment[places[-1] :])


def _is_if_any(condition: Tokens) -> bool:
    """«nghĩa vụ tài chính nếu có của tổ chức», «kiểm tra tại chỗ nếu cần»; «nếu có yêu cầu» is a case."""
    if begins(condition, ("neu", "can")):
        return True
    behind = {token.fold for token in condition[2:3]}
    return begins(condition, ("neu", "co")) and (not behind or bool(behind & {"cua", "va", "theo", "den", "cho"}))
