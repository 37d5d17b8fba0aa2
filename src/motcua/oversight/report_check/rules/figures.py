"""Every number of a text with what it is: a count, a percentage, a pair «5/12», or only a name (a year, an ordinal)."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from motcua.oversight.report_check.rules.lexicon import Thing, thing_after
from motcua.oversight.report_check.rules.numerals import FIRST_WORDS, NUMBER_WORDS, read_number, read_number_words
from motcua.oversight.report_check.rules.surface import MASK, Surface


class Sort(StrEnum):
    """What a number is in its place."""

    COUNT = "count"
    PERCENT = "percent"
    POINTS = "points"
    TIMES = "times"
    LABEL = "label"


class Hedge(StrEnum):
    """How far a figure is meant exactly."""

    EXACT = "exact"
    OVER = "over"
    UNDER = "under"
    NEAR = "near"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at its place in the flat text; ``end`` includes «%», «phần trăm», «triệu»."""

    sort: Sort
    start: int
    end: int
    value: Decimal
    places: int = 0
    other: Decimal | None = None
    scale: int = 1
    hedge: Hedge = Hedge.EXACT
    thing: Thing | None = None

    @property
    def amount(self) -> Decimal:
        return self.value * self.scale

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        """What it may mean, likeliest first."""
        return (self.amount,) if self.other is None else (self.amount, self.other * self.scale)

    @property
    def is_exact_count(self) -> bool:
        return self.sort is Sort.COUNT and self.hedge is Hedge.EXACT


_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*+")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?![0-9.,/%]|\s*%)")
_WORD = re.compile(r"[^\W\d_]+")
_NAMED_BEFORE = re.compile(
    r"(?<!\w)(?:(?:điện thoại|hotline|tổng đài|iso|iso/iec|iec|tcvn|qcvn|đường dây nóng|đt|fax|số máy|ip)\s*:?|"
    r"điều|khoản|chương|phụ lục|bài|khóa|khoá|lần thứ|thứ|hạng|top|mức độ|phiên bản|quý|tháng|đề án|quốc lộ|bảng|"
    r"(?<!đại )biểu|hình|trang|(?<!danh )mục|số nhà|đường|km|vị trí|(?:nghị quyết|quyết định|kế hoạch|chương trình|"
    r"hành động|công văn|chỉ thị|nghị định|thông tư|luật|báo cáo|đề án|mẫu|công điện|kết luận|văn bản|hướng dẫn|"
    r"thông báo|tờ trình|pháp lệnh) số)\s*$"
)
_SMALL_NAMED_BEFORE = re.compile(r"(?:mức|nhóm|lớp|loại|bước|điểm|kỳ|đợt|tuần|tầng|ngày|phòng|cấp|tổ|khu|ấp|thôn)\s*$")
_MONTHS = re.compile(rf"\s*tháng\s*(?:đầu năm|cuối năm|(?:của )?năm|{MASK})")
"""«10 tháng năm 2026» names a period."""
_YEAR_BEFORE = re.compile(r"(?:năm|giai đoạn|nhiệm kỳ|niên độ|kỳ|năm học|-|đến|tới|cuối|đầu|từ|sau|trước)\s*$")
_CAPITAL_PAPER = re.compile(
    r"(?:Nghị quyết|Quyết định|Chỉ thị|Kế hoạch|Công văn|Chương trình|Thông tư|Nghị định|Đề án|Luật|Kết luận|Điều)\s*$"
)
_PERCENT = re.compile(r"\s?(?:%|phần trăm(?!\w))")
_POINTS = re.compile(r"\s?(?:điểm\s?%|điểm phần trăm)")
_TIMES = re.compile(r"\s?lần(?!\w)")
_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 10**9, "tỉ": 10**9}
_SCALE = re.compile(r"\s?(nghìn tỷ|ngàn tỷ|nghìn|ngàn|triệu|tỷ|tỉ)(?! ?lệ|\w)")
_OVER = re.compile(
    r"(?<!\w)(?:trên|hơn|vượt|tối thiểu|ít nhất|không dưới|không thấp hơn|≥|>=|>|từ|lên tới|phấn đấu)\s*"
    r"(?:mức |là |đạt )?$"
)
_UNDER = re.compile(r"(?<!\w)(?:dưới|chưa đến|chưa tới|chưa đầy|không quá|tối đa|không vượt quá|≤|<=|<)\s*$")
_NEAR = re.compile(r"(?<!\w)(?:gần|xấp xỉ|khoảng|ước|ước đạt|ước tính|chừng|tầm|~|≈|ngót|bình quân|trung bình)\s*$")
_ESTIMATED = re.compile(r"(?<!\w)ước(?: đạt| tính| thực hiện)?\s*$")
"""An estimate of the budget is reckoned with to the last đồng."""
_OVER_AFTER = re.compile(r"[^,;.()\n]{0,40}?(?<!\w)trở lên")
_RANGE_AFTER = re.compile(r"\s{0,3}%?\s{0,3}(?:-|đến|tới)\s{0,3}[0-9]+(?:[.,][0-9]+)?")
_RANGE_BEFORE = re.compile(r"[0-9]\s*%?\s*(?:-|đến|tới)\s*$")
_FIRST_YEAR, _LAST_YEAR = 1930, 2100
_MOST_NAMED, _YEAR_DIGITS, _LONGEST_RUN = 31, 4, 24
_DIGIT_WORDS = FIRST_WORDS - {"mười"}


def figures_of(surface: Surface, masked: str, rows: list[tuple[int, int]]) -> list[Figure]:
    """All numbers, in order; `masked` is the small-letter text without dates and names of documents."""
    starts = [start for start, _ in rows]
    found = [figure for span in _digit_spans(masked, starts, rows) if (figure := _figure(surface, masked, *span))]
    found += _word_figures(masked)
    return sorted(found, key=lambda figure: figure.start)


def _digit_spans(masked: str, starts: list[int], rows: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where numbers stand; «1 315» is one number, but not in a row of a table."""
    at = 0
    while found := _DIGITS.search(masked, at):
        start, end = found.span()
        row = bisect_left(starts, start + 1) - 1
        is_in_row = row >= 0 and rows[row][0] <= start < rows[row][1]
        spaced = None if is_in_row else _SPACED.match(masked, start)
        end = spaced.end() if spaced else end
        yield start, end
        at = end


def _figure(surface: Surface, masked: str, start: int, end: int) -> Figure | None:
    before, after = masked[max(0, start - 1) : start], masked[end : end + 1]
    number = read_number(masked[start:end])
    if number is None or ((before.isalnum() or before in "_") and before) or (after.isalpha() and after != "đ"):
        return Figure(Sort.LABEL, start, end, Decimal(0))
    sort, stop, scale = _sort_and_end(masked, end)
    lead = masked[max(0, start - 32) : start]
    if sort is Sort.COUNT and _is_name(surface, masked, lead, start, end):
        return Figure(Sort.LABEL, start, end, number.value)
    value, other = number.value, number.other
    if sort is Sort.PERCENT and other is not None and value > _LAST_YEAR / 2:
        value, other = other, value
    elif sort is Sort.COUNT and scale == 1 and "." in masked[start:end]:
        other = None
    hedge = _hedge(masked, lead, stop)
    thing = thing_after(masked, stop) if sort is Sort.COUNT else None
    if sort is Sort.COUNT and hedge is Hedge.NEAR and _ESTIMATED.search(lead):
        hedge = Hedge.EXACT
    return Figure(sort, start, stop, value, number.places, other, scale, hedge, thing)


def _sort_and_end(masked: str, end: int) -> tuple[Sort, int, int]:
    for pattern, sort in ((_POINTS, Sort.POINTS), (_PERCENT, Sort.PERCENT), (_TIMES, Sort.TIMES)):
        if found := pattern.match(masked, end):
            return sort, found.end(), 1
    if found := _SCALE.match(masked, end):
        first, _, second = found[1].partition(" ")
        return Sort.COUNT, found.end(), _SCALES[first] * _SCALES.get(second, 1)
    return Sort.COUNT, end, 1


def _is_name(surface: Surface, masked: str, lead: str, start: int, end: int) -> bool:
    """Whether the number only names something: a year, an ordinal, a document."""
    raw = masked[start:end]
    if _MONTHS.match(masked, end) and raw.isdigit() and int(raw) < _MOST_NAMED:
        return True
    if _NAMED_BEFORE.search(lead) or _CAPITAL_PAPER.search(surface.flat[max(0, start - 32) : start]):
        return True
    if raw.isdigit() and int(raw) <= _MOST_NAMED and _SMALL_NAMED_BEFORE.search(lead):
        return True
    if len(raw) == _YEAR_DIGITS and raw.isdigit() and _FIRST_YEAR <= int(raw) <= _LAST_YEAR:
        return bool(_YEAR_BEFORE.search(lead)) or not _counts_something(masked, end)
    return False


def _counts_something(masked: str, end: int) -> bool:
    thing = thing_after(masked, end)
    return thing is not None and thing.group not in {"year", "day"}


def _hedge(masked: str, lead: str, stop: int) -> Hedge:
    if _RANGE_AFTER.match(masked, stop) or _RANGE_BEFORE.search(lead):
        return Hedge.RANGE
    for pattern, hedge in ((_NEAR, Hedge.NEAR), (_OVER, Hedge.OVER), (_UNDER, Hedge.UNDER)):
        if pattern.search(lead):
            return hedge
    return Hedge.OVER if _OVER_AFTER.match(masked, stop) else Hedge.EXACT


def _word_figures(masked: str) -> Iterator[Figure]:
    """Numbers written in words: with two words or more, or one word before a thing that is counted."""
    words = [found.span() for found in _WORD.finditer(masked)]
    names = [masked[start:end] for start, end in words]
    at = 0
    while at < len(words):
        if names[at] not in FIRST_WORDS:
            at += 1
            continue
        stop = _end_of_run(masked, words, names, at)
        value, used = read_number_words(names[at:stop])
        figure = _word_figure(masked, words, at, used, value)
        if figure:
            yield figure
        at += max(used, 1) if figure else 1


def _end_of_run(masked: str, words: list[tuple[int, int]], names: list[str], at: int) -> int:
    """The number of the word after the run of number words, joined by single spaces, that begins at `at`."""
    stop = at + 1
    while stop < len(words) and stop - at < _LONGEST_RUN and names[stop] in NUMBER_WORDS:
        if names[stop] in _DIGIT_WORDS and names[stop - 1] in _DIGIT_WORDS:
            break
        if words[stop][0] - words[stop - 1][1] > 1 or masked[words[stop - 1][1]] != " ":
            break
        stop += 1
    return stop


def _word_figure(masked: str, words: list[tuple[int, int]], at: int, used: int, value: int) -> Figure | None:
    if not used:
        return None
    start, end = words[at][0], words[at + used - 1][1]
    sort, stop, _ = _sort_and_end(masked, end)
    thing = thing_after(masked, stop)
    lead = masked[max(0, start - 32) : start]
    if _NAMED_BEFORE.search(lead) or lead.endswith(("năm ", "ngày ", "mùng ")) or MASK in masked[start:stop]:
        return None
    is_single = used == 1 and sort is not Sort.PERCENT
    if is_single and (thing is None or thing.group in {"day", "year", "unit"}):
        return None
    return Figure(sort, start, stop, Decimal(value), hedge=_hedge(masked, lead, stop), thing=thing)
