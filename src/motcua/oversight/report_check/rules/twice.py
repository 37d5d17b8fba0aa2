"""One quantity given twice with two numbers: in the headline and in the body, in the plan and in its summary."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from motcua.oversight.report_check.rules import remarks
from motcua.oversight.report_check.rules.clauses import Block
from motcua.oversight.report_check.rules.dates import Calendar
from motcua.oversight.report_check.rules.figures import Figure, Hedge, Sort
from motcua.oversight.report_check.rules.lexicon import (
    GOAL,
    GROWTH,
    labels_of,
    without_inner_commas,
)
from motcua.oversight.report_check.rules.lists import Breakdown
from motcua.oversight.report_check.rules.pairs import Pairs
from motcua.oversight.report_check.rules.remarks import Kind, Problem, plain
from motcua.oversight.report_check.rules.sums import alike

_WORDS = re.compile(r"[^\W\d_]+")
_EMPTY_WORDS = frozenset(
    """đã được các là đạt do của và có trên địa bàn cho tại việc số tỷ tỉ lệ hiện nay đang ở với cũng đến theo thì này
    đó ra từ về như để tục duy trì mức tổng cộng bằng chiếm khoảng hơn gần qua một những hồ sơ kết quả trong
    như vậy nhìn chung tóm lại đó toàn tỉnh địa phương tháng năm đầu cuối quý ngày kỳ tính hết cả phấn đấu tối thiểu
    ít nhất tăng lên nâng trở khi sau trước còn chỉ lượt người tthc""".split()  # noqa: SIM905
)
_WEAK_WORDS = frozenset(
    """tiếp nhận hoàn thành thực hiện giải quyết nhiệm vụ ban hành văn bản tổ chức
    ubnd hđnd chủ tịch tỉnh cơ quan đơn vị""".split()  # noqa: SIM905
)
_SAME_WORDS = (
    *(("thủ tục hành chính", "tthc"), ("dịch vụ công", "dvc"), ("dvctt", "dvc trực tuyến"), ("doanh nghiệp", "dn")),
    *(("ủy ban nhân dân", "ubnd"), ("uỷ ban nhân dân", "ubnd"), ("trễ hạn", "quá hạn"), ("xử lý", "giải quyết")),
    *(("văn bản quy phạm pháp luật", "vbqppl"), ("cán bộ, công chức", "cbcc"), ("trước, đúng hạn", "đúng hạn")),
    *(("trước và đúng hạn", "đúng hạn"), ("trước hạn và đúng hạn", "đúng hạn"), ("đúng và trước hạn", "đúng hạn")),
    *(
        ("trên địa bàn tỉnh", ""),
        ("của tỉnh", ""),
        ("trong tỉnh", ""),
        ("số hoá", "số hóa"),
        ("nộp qua mạng", "nộp"),
    ),
    ("toàn thành phố", ""),
    *(("trả kết quả", "giải quyết"), ("trên môi trường mạng", "trực tuyến"), ("qua mạng", "trực tuyến")),
)
_SAYS_OF = re.compile(
    r"(?:đạt|là|chiếm|bằng|=|:|có|được|còn)\s*(?:tỷ lệ|mức|từ|phấn đấu)?\s*"
    r"(?:trên|hơn|gần|khoảng|dưới|tối thiểu|ít nhất|từ)?\s*$"
)
_EDGE = re.compile(r"[.;\n()|]|:(?!\s*$)")
_SCOPE = re.compile(
    r"(?<!\w)(?:cấp (?:tỉnh|huyện|xã|sở)|các (?:sở|huyện|xã|phường)|sở(?! hữu)|riêng|lĩnh vực|trung tâm|bộ phận|"
    r"khối(?! lượng)|huyện|xã|phường|thị xã|thành phố|tp|ngành|đợt|nhóm|cả nước|toàn quốc|cùng kỳ|mỗi|bình quân|"
    r"trung bình|giai đoạn|lũy kế|luỹ kế|cao nhất|thấp nhất|trước sắp xếp|sau sắp xếp|đơn vị|cơ quan|"
    r"ở mức|nam|nữ|đang|chưa|không|khác)(?!\w)"
)
_NOT_SCOPE = re.compile(
    r"(?<!\w)(?:toàn|của) (?:thành phố|huyện|ngành)(?! \w)|(?<!\w)toàn (?:thành phố|huyện|ngành)|"
    r"(?<!\w)(?:các )?(?:sở|ban|cấp|ngành), (?:ban|sở|ngành|huyện|địa phương)[\w, ]*"
)
_FROM_TO = re.compile(r"[^.;,()]{0,40} (?:lên|xuống|lên đến|xuống còn|còn)(?: mức)? ")
_GROWN = re.compile(r"(?:đã |cũng )?(?:được )?(?:tăng|giảm|nâng)(?: mạnh| nhanh| dần)? từ(?: mức)? $")
_VERB = re.compile(r"(?<!\w)(?:là|đã|được|đạt|gồm|trong|với)(?!\w)")
_OPENED = re.compile(r"\s*[-+*•]?\s*(?:cấp|khối|các|ở|tại|riêng|đối với|về|chỉ tính|trong)(?!\w)[^,;:.]{0,80}")
_CAPITAL = r"(?:[A-ZĐÂÊÔƠƯĂÁÀẢÃẠÉÈÍÌÓÒÚÙÝỨỪ][^\W\d_A-Z]+)"
_NAME = re.compile(rf"(?<!\w){_CAPITAL}(?: {_CAPITAL})+")
_YEARS = re.compile(r"20[0-9]{2}")
_OF_COUNT = re.compile(r"\s*[^\d.;()]{2,60}?[,(]\s*(?:đạt|chiếm|bằng|tương ứng|tỷ lệ|tỉ lệ|là|\s)*")
_TERRITORY = {"xã, phường, thị trấn", "xã, phường", "xã, phường, đặc khu", "huyện, thành phố", "huyện", "xã"}
_SIMILAR, _SIMILAR_MISTYPED, _FEWEST_WORDS, _FEWEST_SHARED = 0.6, 0.25, 4, 2
_TELLING, _MOST_OF_ONE, _OWN_NAME, _REACH, _TITLE = 1000, 40, 3, 160, 200
_LOOSE_FAMILIES = {"passing", "grade", "change"}


@dataclass(frozen=True, slots=True)
class Said:
    """A figure with what it is said of: its words, its categories, its years, and whose it is."""

    figure: Figure
    block: int
    words: frozenset[str]
    labels: frozenset[tuple[str, str]]
    scope: frozenset[str]
    days: frozenset[str]
    is_goal: bool


class Twice:
    """Finds the quantities that a text gives twice."""

    def __init__(self, masked: str, flat: str, calendar: Calendar, pairs: Pairs) -> None:
        self.masked, self.flat, self.calendar, self.pairs = masked, flat, calendar, pairs
        self.plain = without_inner_commas(masked)
        named = Counter(_NAME.findall(flat))
        title = flat.lstrip()[:_TITLE].partition("\n")[0]
        self._own_names = {name for name, times in named.items() if times >= _OWN_NAME or name in title}

    def check(self, blocks: list[Block], breakdowns: list[Breakdown]) -> Iterator[Problem]:
        listed = {part.figure.start for found in breakdowns for part in found.all_parts}
        groups: dict[tuple[object, ...], list[Said]] = defaultdict(list)
        for number, block in enumerate(blocks):
            for at, figure in enumerate(block.figures):
                said = None if figure.start in listed else self.said(block, number, at)
                if said:
                    group = figure.thing.group if figure.thing else ""
                    groups[figure.sort, figure.scale, said.is_goal, said.labels, said.scope, group].append(said)
        for members in groups.values():
            for one, other in combinations(members[:_MOST_OF_ONE], 2):
                if _are_one(one, other) and not _agree(one, other):
                    yield self._differs(one.figure, other.figure)
                    yield self._differs(other.figure, one.figure)
        yield from self._territory(blocks)
        yield from self._planned(blocks)

    def said(self, block: Block, number: int, at: int) -> Said | None:
        """What the words say of a figure; None for what is part of a quotient, a range or a change."""
        figure = block.figures[at]
        is_in_pair = figure.start in self.pairs.by_numerator or figure.start in self.pairs.denominators
        if figure.sort not in {Sort.COUNT, Sort.PERCENT} or figure.hedge is Hedge.RANGE or is_in_pair:
            return None
        subject = self._subject(block, at)
        if not subject or GROWTH.search(subject):
            return None
        words = _words_of(subject)
        if figure.thing:
            words -= _words_of(figure.thing.name)
        own = self._own(block, at)
        names = set(_NAME.findall(self.flat[own[0] : figure.start])) - self._own_names
        line = max(block.start, self.masked.rfind("\n", block.start, figure.start) + 1)
        opened = _OPENED.match(self.masked, line, figure.start)
        scope = frozenset(_SCOPE.findall(_NOT_SCOPE.sub("", f"{opened[0] if opened else ''} {subject}"))) | names
        days = _YEARS.findall(self.flat[own[0] : own[1]]) or _YEARS.findall(self.flat[block.start : figure.start])
        labels = {pair for pair in labels_of(subject).items() if pair[0] not in _LOOSE_FAMILIES}
        is_goal = (
            GOAL.search(f"{self.masked[max(block.start, figure.start - 90) : figure.start]} {subject}") is not None
        )
        return Said(figure, number, frozenset(words), frozenset(labels), scope, frozenset(days), is_goal)

    def _own(self, block: Block, at: int) -> tuple[int, int]:
        """From the figure before, or the edge after it, to the next."""
        figure = block.figures[at]
        begin = max(block.start, figure.start - 240, block.figures[at - 1].end if at else 0)
        edges = [found.end() for found in _EDGE.finditer(self.masked, begin, figure.start)]
        following = block.figures[at + 1].start if at + 1 < len(block.figures) else block.end
        return (edges or [begin])[-1], min(following, figure.end + 90)

    def _subject(self, block: Block, at: int) -> str:
        """The words that a figure is said of: before «đạt», «là»; after it; of a share those of its count."""
        figure = block.figures[at]
        before = block.figures[at - 1] if at else None
        begin = max(block.start, figure.start - 200, before.end if before else block.start)
        gap = self.plain[begin : figure.start]
        is_of_count = before and figure.sort is Sort.PERCENT and before.sort is Sort.COUNT
        if before and is_of_count and _OF_COUNT.fullmatch(f" x{gap}"):
            lead = self.plain[max(block.start, before.start - 90) : before.start].rstrip(" :")
            return gap if _words_of(gap) else _EDGE.split(lead)[-1]
        if _is_in_brackets(self.masked, block, figure):
            return ""
        if before and _FROM_TO.fullmatch(gap):
            lead = self.plain[max(block.start, before.start - 120) : before.start]
            return _GROWN.sub("", _EDGE.split(lead)[-1].rpartition(",")[2])
        lead = _EDGE.split(gap)[-1]
        clause = lead.rpartition(",")[2]
        lead = clause if _words_of(clause) else lead
        following = block.figures[at + 1].start if at + 1 < len(block.figures) else block.end
        tail = re.split(r"[,.;:\n()|]", self.plain[figure.end : min(block.end, following, figure.end + 90)])[0]
        if figure.sort is Sort.COUNT:
            return f"{lead} {' '.join(_VERB.split(tail)[0].split()[:_FEWEST_WORDS])}"
        if not _SAYS_OF.search(lead):
            return tail
        return lead if len(lead.split()) > _FEWEST_WORDS else f"{lead} {tail}"

    def _planned(self, blocks: list[Block]) -> Iterator[Problem]:
        """«Kế hoạch số 12/KH-UBND với 68 nhiệm vụ» and «Kế hoạch số 12/KH-UBND gồm 86 nhiệm vụ»."""
        known: dict[tuple[str, str], Figure] = {}
        for block in blocks:
            for figure in block.figures:
                paper = self.calendar.paper_before(figure.start, _REACH)
                if paper is None or paper.start < block.start or figure.thing is None or not figure.is_exact_count:
                    continue
                between = self.masked[paper.end : figure.start]
                first = known.setdefault((paper.number, figure.thing.name), figure)
                is_other = first.amount != figure.amount and not re.search(r"[.;()]|hoàn thành|đã|còn", between)
                if is_other and alike(plain(first.amount), plain(figure.amount)):
                    yield self._differs(figure, first)

    def _territory(self, blocks: list[Block]) -> Iterator[Problem]:
        """«56/56 xã, phường» here and «58 xã, phường» there: the communes of a province are one number."""
        totals: dict[str, Figure] = {}
        for block in blocks:
            for pair in self.pairs.between(block.start, block.end):
                thing = pair.denominator.thing
                if thing is None or thing.name not in _TERRITORY:
                    continue
                here, known = pair.denominator, totals.setdefault(thing.name, pair.denominator)
                if known.amount != here.amount and alike(plain(known.amount), plain(here.amount)):
                    yield self._differs(here, known)

    def _differs(self, here: Figure, there: Figure) -> Problem:
        stated, computed = (self.flat[one.start : one.end] for one in (here, there))
        parameters = {"stated": stated, "computed": computed}
        return Problem(Kind.CONFLICT, here.start, here.end, stated, computed, remarks.SAID_TWICE, parameters)


def _are_one(one: Said, other: Said) -> bool:
    """Whether both speak of one quantity: nearly the same words; fewer are enough where only a digit differs."""
    if one.block == other.block and one.words != other.words:
        return False
    if one.days and other.days and one.days.isdisjoint(other.days):
        return False
    things = {said.figure.thing for said in (one, other)}
    if len(things) > 1 and not all(thing is not None and thing.is_general for thing in things):
        return False
    shared, all_words = one.words & other.words, one.words | other.words
    likeness = len(shared) / len(all_words) if all_words else 0
    if one.figure.sort is Sort.PERCENT and len(shared) >= _FEWEST_WORDS and likeness == 1:
        return True
    least, most = sorted(said.figure.amount for said in (one, other))
    if (most - least) * 4 > most:
        return False
    if len(shared - _WEAK_WORDS) >= _FEWEST_SHARED and likeness >= _SIMILAR:
        return True
    amounts = [plain(said.figure.amount) for said in (one, other)]
    return least >= _TELLING and alike(*amounts) and likeness >= _SIMILAR_MISTYPED


def _is_in_brackets(masked: str, block: Block, figure: Figure) -> bool:
    lead = masked[max(block.start, figure.start - 600) : figure.start]
    return lead.count("(") > lead.count(")")


def _words_of(text: str) -> set[str]:
    for written, meant in _SAME_WORDS:
        text = text.replace(written, meant)
    return set(_WORDS.findall(text)) - _EMPTY_WORDS


def _agree(here: Said, there: Said) -> bool:
    """Whether both may be true: equal at the coarser precision, or within what «trên» and «gần» leave open."""
    one, other = here.figure, there.figure
    if here.is_goal and one.hedge is other.hedge:
        return one.amount == other.amount
    if one.hedge is Hedge.EXACT and other.hedge is Hedge.EXACT:
        unit = Fraction(1, 10 ** min(one.places, other.places))
        return abs(Fraction(one.amount) - Fraction(other.amount)) * 2 <= unit * one.scale * (one.places != other.places)
    if Hedge.NEAR in {one.hedge, other.hedge} or one.hedge is other.hedge:
        return True
    loose, exact = (one, other) if one.hedge is not Hedge.EXACT else (other, one)
    return exact.amount >= loose.amount if loose.hedge is Hedge.OVER else exact.amount <= loose.amount
