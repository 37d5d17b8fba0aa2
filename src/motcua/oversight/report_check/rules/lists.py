"""A whole and the parts that a text lists under it: «42 văn bản (09 nghị quyết, 35 quyết định)»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from motcua.oversight.report_check.rules.clauses import Block, Piece, pieces_of
from motcua.oversight.report_check.rules.figures import Figure, Hedge, Sort
from motcua.oversight.report_check.rules.lexicon import GROWTH, Thing, labels_of, may_be_part, thing_in
from motcua.oversight.report_check.rules.pairs import Pair, Pairs


class Opener(StrEnum):
    """How a list is announced."""

    MADE_OF = "made of"
    BRACKET = "bracket"
    OF_WHICH = "of which"
    NAMED = "named"
    COLON = "colon"


_OPENERS = {"trong": Opener.OF_WHICH, "cụ": Opener.NAMED, "lần": Opener.NAMED, "tương": Opener.NAMED}
_NEW_CLAUSE = re.compile(
    r"""\s*[-+*•]?\s*(?:đồng[ ]thời|ngoài[ ]ra|bên[ ]cạnh|qua[ ]đó|từ[ ]đó|góp[ ]phần|nâng|lũy[ ]kế|luỹ[ ]kế|tổng|
    trong[ ]khi|thuận[ ]lợi|do(?![ ](?:ngân[ ]sách|nhà[ ]nước|cơ[ ]quan|ubnd|sở|cấp|tỉnh|trung[ ]ương))|vì|theo|
    trên[ ]cơ[ ]sở|nhờ|để|so[ ]với|tăng|giảm|phấn[ ]đấu|tiếp[ ]tục|bình[ ]quân|trung[ ]bình)(?!\w)""",
    re.VERBOSE,
)
_OTHER_VERB = re.compile(
    r"\s*[-+*•]?\s*(?:đã |được |có )?(?:xử lý|công bố|ban hành|tổ chức|thực hiện|tiếp nhận|triển khai|"
    r"xây dựng|rà soát|kiểm tra|"
    r"đào tạo|tuyên truyền|phê duyệt|tham mưu|đăng tải|phát|thành lập|cử|thu hút|"
    r"huy động|bố trí|cấp được|đã cấp|ký)(?!\w)"
)
_LIKE = re.compile(r"(?<!\w)(?:như|điển hình|tiêu biểu|chủ yếu|nổi bật|cả|riêng|nhất là|đặc biệt|v\.v|kể cả)(?!\w)")
_FULL_STOP = re.compile(r"(?<!\n[0-9])(?<!\n[a-zđ])[.!?][ \t]+(?=[^\s0-9])")
_FIRST_WORDS, _FEW_WORDS = 12, 4
_MOST_PARTS = 200


@dataclass(slots=True)
class Part:
    """One item of a list: its count, the percentages said of it, the words around the count."""

    figure: Figure
    start: int
    end: int
    before: str
    after: str
    shares: list[Figure] = field(default_factory=list)
    pair: Pair | None = None

    @property
    def thing(self) -> Thing | None:
        return self.figure.thing

    @property
    def labels(self) -> dict[str, str]:
        """What the words after the count say of it, filled up by those before."""
        return labels_of(self.before) | labels_of(self.after)


@dataclass(slots=True)
class Breakdown:
    """A whole, how its list is opened, and the parts that may belong to it (the first of them certainly)."""

    whole: Figure
    thing: Thing | None
    opener: Opener
    parts: list[Part]
    words: str
    has_colon: bool = False
    is_sample: bool = False
    all_parts: list[Part] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.whole.start

    @property
    def end(self) -> int:
        return max(part.figure.end for part in self.parts)


def breakdowns_of(masked: str, blocks: list[Block], pairs: Pairs) -> Iterator[Breakdown]:
    """Every list of the text that follows its whole."""
    for block in blocks:
        pieces = pieces_of(masked, block)
        for at, piece in enumerate(pieces):
            if piece.figure and piece.figure.sort is Sort.COUNT and not _is_hidden(piece.figure, pairs):
                opened = _opening(masked, pieces, at)
                if opened:
                    yield from _read(masked, pieces, at, opened, pairs, block.end)


def _is_hidden(figure: Figure, pairs: Pairs) -> bool:
    return figure.start in pairs.by_numerator or figure.hedge in {Hedge.RANGE, Hedge.NEAR}


def _opening(masked: str, pieces: list[Piece], at: int) -> tuple[int, Opener] | None:
    """Where the list of the figure `at` begins: the index of its first piece, and how it is opened."""
    depth, commas = pieces[at].depth, 0
    named_to = _name_end(masked, pieces[at])
    for number in range(at + 1, min(at + 40, len(pieces))):
        piece = pieces[number]
        if piece.start < named_to or piece.depth > depth + 1:
            continue
        if piece.depth == depth + 1:
            if piece.kind == "open" and commas == 0 and _opens_bracket(masked, pieces, number):
                return number + 1, Opener.BRACKET
            continue
        if piece.kind == "opener":
            return _opened(masked, pieces, number)
        if piece.text == ":" and commas == 0 and not _is_far(masked, pieces, at, number):
            return _after_colon(masked, pieces, number)
        if _is_end(masked, pieces, number, depth):
            return None
        commas += piece.text == ","
    return None


def _name_end(masked: str, piece: Piece) -> int:
    """The end of the name of what is counted: commas in «cơ quan, đơn vị» separate nothing."""
    figure = piece.figure
    if figure is None or figure.thing is None:
        return piece.end
    found = masked.find(figure.thing.name, piece.end, piece.end + 60)
    return found + len(figure.thing.name) if found >= 0 else piece.end


def _is_end(masked: str, pieces: list[Piece], number: int, depth: int) -> bool:
    """Whether no list of the figure can follow: another figure, a closed bracket, a «;» that no opener follows."""
    piece = pieces[number]
    if piece.depth < depth or piece.kind in {"close", "figure"} or piece.text == ":":
        return True
    following = pieces[number + 1] if number + 1 < len(pieces) else None
    is_opened = following and following.kind == "opener" and not masked[piece.end : following.start].strip()
    return piece.text == ";" and not is_opened


def _after_colon(masked: str, pieces: list[Piece], number: int) -> tuple[int, Opener] | None:
    """A list may follow a colon, by an opener («: gồm …») or by itself («: 980 toàn trình và 440 một phần»)."""
    following = number + 1
    if following < len(pieces) and pieces[following].kind == "opener":
        return _opened(masked, pieces, following)
    if following < len(pieces) and pieces[following].text == "\n":
        following += 1
    return following, Opener.COLON


def _is_far(masked: str, pieces: list[Piece], at: int, number: int) -> bool:
    return len(masked[pieces[at].end : pieces[number].start].split()) > _FIRST_WORDS


def _opened(masked: str, pieces: list[Piece], number: int) -> tuple[int, Opener] | None:
    text = pieces[number].text
    if text == "bao gồm cả":
        return None
    opener = _OPENERS.get(text.split()[0], Opener.MADE_OF)
    following = number + 1
    while following < len(pieces) and pieces[following].kind in {"sep", "opener"} and pieces[following].text != ";":
        if masked[pieces[following - 1].end : pieces[following].start].strip(" -+*•"):
            break
        following += 1
    return following, opener


def _opens_bracket(masked: str, pieces: list[Piece], number: int) -> bool:
    """Whether the bracket holds a list of counts: its first figure is a count near its beginning."""
    for piece in pieces[number + 1 : number + 8]:
        if piece.kind == "close":
            return False
        if piece.figure:
            words = masked[pieces[number].end : piece.start]
            is_growth = GROWTH.search(words) is not None
            return piece.figure.sort is Sort.COUNT and not is_growth and len(words.split()) <= _FIRST_WORDS
    return False


def _read(
    masked: str, pieces: list[Piece], at: int, opened: tuple[int, Opener], pairs: Pairs, end: int
) -> Iterator[Breakdown]:
    first, opener = opened
    whole = pieces[at].figure
    assert whole is not None
    if opener is Opener.BRACKET:
        opener, first = _inner_opener(masked, pieces, first)
    depth = pieces[first].depth if first < len(pieces) else 0
    parts = _parts(masked, pieces, first, depth, pairs, end)
    if not parts:
        return
    begin = masked.rfind("\n", 0, whole.start) + 1
    lead = masked[max(begin, whole.start - 80) : whole.start]
    between = masked[whole.end : parts[0].figure.start]
    thing = whole.thing or thing_in(lead)
    is_number_of_parts = whole.thing is None and whole.amount == len(parts)
    is_other = is_number_of_parts or may_be_part(parts[0].thing, thing) is False
    if is_other and (other := _other_whole(pieces, at, parts[0])):
        whole, thing = other, other.thing
    found = Breakdown(whole, thing, opener, parts, f"{lead} {between}", has_colon=":" in between, all_parts=parts)
    found.is_sample = _LIKE.search(between.rpartition(")")[2]) is not None
    yield found


def _other_whole(pieces: list[Piece], at: int, part: Part) -> Figure | None:
    """«24 lớp cho 1.850 người, trong đó 10 lớp …»: the whole is the count of the same thing just before."""
    for piece in reversed(pieces[max(0, at - 4) : at]):
        if piece.text == ";" or piece.depth != pieces[at].depth:
            return None
        figure = piece.figure
        if figure and figure.is_exact_count and may_be_part(part.thing, figure.thing):
            return figure
    return None


def _inner_opener(masked: str, pieces: list[Piece], first: int) -> tuple[Opener, int]:
    """«(trong đó: …)» is opened by its words, not by the bracket."""
    if first < len(pieces) and pieces[first].kind == "opener":
        opened = _opened(masked, pieces, first)
        if opened:
            return (Opener.BRACKET if opened[1] is Opener.MADE_OF else opened[1]), opened[0]
    return Opener.BRACKET, first


@dataclass(slots=True)
class _Item:
    """What is being read between two separators."""

    start: int
    lead: int
    part: Part | None = None


def _parts(masked: str, pieces: list[Piece], first: int, depth: int, pairs: Pairs, end: int) -> list[Part]:
    """The items of a list at its own depth, until a new clause begins."""
    parts: list[Part] = []
    begin = pieces[first - 1].end if first else 0
    item = _Item(begin, begin)
    number = first
    while number < len(pieces) and len(parts) < _MOST_PARTS:
        piece = pieces[number]
        if _is_list_end(masked, pieces, number, depth, has_parts=bool(parts)):
            break
        if piece.depth > depth:
            _take_inner(piece, item)
        elif piece.kind == "opener" and parts:
            number = _after_nested(pieces, number, depth)
            continue
        elif piece.kind in {"sep", "and"}:
            item = _next_item(masked, pieces, number, item)
        elif piece.figure and not _take(masked, piece.figure, item, parts, pairs):
            break
        number += 1
    if parts:
        _close(masked, parts, pieces[number].start if number < len(pieces) else end)
    return parts


def _is_list_end(masked: str, pieces: list[Piece], number: int, depth: int, *, has_parts: bool) -> bool:
    piece = pieces[number]
    if piece.depth < depth or (piece.kind == "close" and piece.depth == depth):
        return True
    return has_parts and _FULL_STOP.search(masked, pieces[number - 1].end, piece.start) is not None


def _take_inner(piece: Piece, item: _Item) -> None:
    """A percentage in brackets right after a count is said of it: «9.000 hồ sơ (72%)»."""
    figure = piece.figure
    if figure and figure.sort is Sort.PERCENT and item.part and not item.part.shares:
        item.part.shares.append(figure)


def _after_nested(pieces: list[Piece], number: int, depth: int) -> int:
    """A list in a list ends at the next «;» or line."""
    while number < len(pieces) and pieces[number].depth >= depth and pieces[number].text not in {";", "\n"}:
        if pieces[number].kind == "close" and pieces[number].depth == depth:
            break
        number += 1
    return number


def _next_item(masked: str, pieces: list[Piece], number: int, item: _Item) -> _Item:
    piece = pieces[number]
    if piece.kind == "and" or piece.text == ":":
        has_more = number + 1 < len(pieces) and pieces[number + 1].figure is not None
        if item.part is None or not has_more:
            return item
        if piece.text == "với" and masked[piece.end : pieces[number + 1].start].strip():
            return item
    if item.part is None and piece.text == ",":
        return _Item(item.start, piece.end)
    return _Item(piece.end, piece.end) if item.part or piece.text in {";", "\n"} else item


def _take(masked: str, figure: Figure, item: _Item, parts: list[Part], pairs: Pairs) -> bool:
    """Let the item have the figure; False when the list has ended before it."""
    if figure.start in pairs.denominators:
        return True
    if figure.sort is not Sort.COUNT:
        if (
            figure.sort is Sort.PERCENT
            and parts
            and item.part is None
            and _begins_share(masked[item.lead : figure.start])
        ):
            item.part = parts[-1]
        if figure.sort is Sort.PERCENT and item.part:
            item.part.shares.append(figure)
        return True
    begin = item.lead
    if item.part is not None:
        if not item.part.shares:
            return True
        begin = item.part.shares[-1].end
    words = masked[item.start : figure.start] if item.part is None else masked[begin : figure.start]
    if _ends_list(words):
        return False
    pair = pairs.by_numerator.get(figure.start)
    item.part = Part(figure, begin, figure.end, words, "", pair=pair)
    parts.append(item.part)
    return True


def _begins_share(words: str) -> bool:
    return len(words.split()) <= _FEW_WORDS and not _NEW_CLAUSE.match(words)


def _ends_list(words: str) -> bool:
    if words.strip(" -+*•\n") == "xây dựng":
        return False  # the field, not the verb
    if _NEW_CLAUSE.match(words):
        return True
    return _OTHER_VERB.match(words) is not None and not labels_of(words)


def _close(masked: str, parts: list[Part], end: int) -> None:
    """Give each part the words after its count, up to the next separator."""
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        last = part.pair.end if part.pair else part.figure.end
        stop = min(following.start if following else end, last + 120)
        cut = re.search(r"[;\n()]|[0-9]|,", masked[last : max(last, stop)])
        part.after = masked[last : last + cut.start()] if cut else masked[last : max(last, stop)]
        part.end = max(part.figure.end, last + len(part.after.rstrip()))
