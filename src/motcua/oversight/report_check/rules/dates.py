"""Days, months, quarters, years and periods, and which of them cannot be; names of documents."""

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from motcua.oversight.report_check.rules import remarks
from motcua.oversight.report_check.rules.remarks import Kind, Problem
from motcua.oversight.report_check.rules.surface import MASK

_FULL = re.compile(
    r"(?<![0-9/.,])([0-9]{1,2})\s?([/.\-])\s?([0-9]{1,2})\s?\2\s?([0-9]{3,5})(?![0-9]|/[0-9a-zđ]|-[a-zđ]|[.,][0-9])"
)
_ISO = re.compile(r"(?<![0-9/.,\-])([12][0-9]{3})-([0-9]{2})-([0-9]{2})(?![0-9\-/])")
_WORDED = re.compile(r"ngày\s+([0-9]{1,2})\s+tháng\s+([0-9]{1,2})(?:\s*,?\s*năm\s+([0-9]{3,5}))?(?![0-9])")
_SHORT = re.compile(r"(?:ngày|hết|trước|sau)\s+([0-9]{1,2})([/\-])([0-9]{1,2})(?![0-9/]|[.,][0-9])")
_FIRST_OF_RANGE = re.compile(
    rf"(?<![0-9/.,])([0-9]{{1,2}})(/)([0-9]{{1,2}})(?=\s*(?:-|đến|tới)\s*(?:hết )?(?:ngày )?{MASK})"
)
_MONTH = re.compile(r"tháng\s+([0-9]{1,2})(?:\s*[/.\-]\s*|\s+năm\s+|,\s*)([12][0-9]{3})(?![0-9])")
_BARE_MONTH = re.compile(r"tháng\s+([0-9]{1,2})(?![0-9]|[.,/][0-9])")
_QUARTER = re.compile(r"quý\s+([0-9]{1,2}|[ivx]{1,4})(?:(?:\s*[/.\-]\s*|\s+năm\s+|\s+)([12][0-9]{3}))?(?![\w])")
_YEAR = re.compile(r"(?<!\w)năm\s+([0-9]{4})(?![0-9]|[.,/][0-9])")
_YEARS = re.compile(
    r"(?<!\w)(?:giai đoạn|nhiệm kỳ|thời kỳ|kỳ|năm học|niên khóa|các năm|từ|từ năm|năm|trong)\s+([0-9]{4})\s*"
    r"(?:-|đến|tới|đến năm|đến hết năm)\s*(?:năm )?([0-9]{4})(?![0-9]|[.,/][0-9])"
)
_TO = re.compile(rf"\s*(?:-|đến|tới)\s*(?:hết\s+)?(?:ngày\s+)?(?:hết\s+)?(?={MASK}|$)")
_CLOCK = re.compile(
    r"(?<![0-9.,/])(?:24/(?:7|24)|[0-9]{1,2}(?::[0-9]{2}(?::[0-9]{2})?|h[0-9]{2}| giờ(?: [0-9]{1,2}(?: phút)?)?))"
    r"(?![0-9])"
)
_PAPER = re.compile(
    r"(?<![\w/.])[0-9]{1,6}(?:/[0-9]{4})?(?:/[A-ZĐ]{1,8}[a-z]{0,2}(?:Đ[A-Z])?|-[A-ZĐ]{2,4}[a-z]{0,2}(?=/[A-ZĐ]{2}))"
    r"(?:[0-9]{1,3})?(?:[/\-&.][A-ZĐƯƠÔÊÂĂ][A-Za-z0-9ĐđÀ-ỹ]{0,19}){0,4}(?!\w)"
)
_NUMBERED_PAPER = re.compile(
    r"(?:nghị quyết|quyết định|kế hoạch|chương trình|chương trình hành động|công văn|chỉ thị|nghị định|thông tư|đề án|"
    r"kết luận|công điện)\s+số\s*:?\s*([0-9]{1,6})(?![0-9./,\-])"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s]{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}")
_PHONE = re.compile(
    r"(?<![0-9])(?:\+84|0)[0-9]{1,4}(?:[ .\-][0-9]{2,4}){2,4}(?![0-9])|(?<![0-9])1[89]00[ .]?[0-9]{4}(?![0-9])"
)
_ISSUED_BEFORE = re.compile(r"(?:[0-9][/\-][a-zđ]{2}\S*|số [0-9]+|cập nhật)[^.;,()\n]{0,40}ngày\s*$|cập nhật\s*:?\s*$")
_ISSUED_AFTER = re.compile(r"\s*,[^.;\n]{0,60}(?<!\w)ban hành")
_DATA_BEFORE = re.compile(r"(?:tính đến|tính từ|số liệu đến|số liệu tính đến)\s*(?:hết\s+)?(?:ngày\s*)?$")
_DATELINE = re.compile(
    r"\s*(?:[^,\n0-9]{2,40},\s*|(?:ngày )?(?:cập nhật|đăng|xuất bản|đăng tải)[^0-9\n]{0,12}|"
    r"[0-9]{1,2}[:h][0-9]{2}[^0-9\n]{0,12}|"
    r"(?:ngày )?(?:cập nhật|đăng|xuất bản)[^0-9\n]{0,8}[0-9]{1,2}[:h][0-9]{2}[^0-9\n]{0,4})(?:ngày\s*)?"
)
_PAPER_YEAR = re.compile(r"[0-9]{1,6}/((?:19|20)[0-9]{2})/[A-ZĐ]")
_HEAD, _JUST_AFTER = 700, 12
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_FIRST_YEAR, _YEARS_AHEAD, _LAST_VISION = 1900, 30, 2100
_MONTHS, _QUARTERS, _MOST_DAYS, _LEAP = 12, 4, 31, 2024


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month, quarter or year as it is written; `on` is None when there is no such day or it is no full day."""

    start: int
    end: int
    on: date | None
    is_full: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """The number of a document: «204/KH-UBND»."""

    start: int
    end: int
    number: str


class Calendar:
    """Reads dates and names of documents out of a text and masks them, so that they are not taken for figures."""

    def __init__(self, flat: str, low: str, today: date) -> None:
        self.today = today
        self.days: list[Day] = []
        self.papers: list[Paper] = []
        self.problems: list[Problem] = []
        self.masked = low
        self._flat = flat
        self._starts: list[int] = []
        self._paper_starts: list[int] = []
        self._read()

    def _read(self) -> None:
        self._hide(_ADDRESS)
        for found in _PAPER.finditer(self._flat):
            self.papers.append(Paper(found.start(), found.end(), found[0]))
        self._cover([(paper.start, paper.end) for paper in self.papers])
        self._each(_ISO, lambda found: self._day(found, int(found[3]), int(found[2]), found[1]))
        self._each(_FULL, lambda found: self._day(found, int(found[1]), int(found[3]), found[4]))
        self._each(_WORDED, lambda found: self._day(found, int(found[1]), int(found[2]), found[3]))
        self._hide(_PHONE)
        for found in _NUMBERED_PAPER.finditer(self.masked):
            self.papers.append(Paper(found.start(), found.end(), found[1]))
        self._cover([(paper.start, paper.end) for paper in self.papers])
        self._each(_FIRST_OF_RANGE, lambda found: self._day(found, int(found[1]), int(found[3]), None))
        self._each(_SHORT, lambda found: self._day(found, int(found[1]), int(found[3]), None, group=1))
        self._each(_MONTH, self._month)
        self._each(_QUARTER, self._quarter)
        self._each(_YEARS, self._years)
        self._each(_BARE_MONTH, self._month)
        self._years_alone()
        self._hide(_CLOCK)
        self.days.sort(key=lambda day: day.start)
        self.papers.sort(key=lambda paper: paper.start)
        self._starts = [day.start for day in self.days]
        self._paper_starts = [paper.start for paper in self.papers]
        self.problems += [*self._periods(), *self._not_yet(), *self._other_year()]

    def days_between(self, start: int, end: int) -> list[Day]:
        """The days written from `start` on and before `end`."""
        return self.days[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def paper_before(self, place: int, reach: int) -> Paper | None:
        """The last document named in the `reach` signs before `place`."""
        at = bisect_left(self._paper_starts, place) - 1
        return self.papers[at] if at >= 0 and self.papers[at].end > place - reach else None

    def _hide(self, pattern: re.Pattern[str]) -> None:
        self._cover([found.span() for found in pattern.finditer(self.masked)])

    def _cover(self, spans: list[tuple[int, int]]) -> None:
        parts, at = [], 0
        for start, end in sorted(spans):
            if start >= at:
                parts += [self.masked[at:start], MASK * (end - start)]
                at = end
        self.masked = "".join([*parts, self.masked[at:]])

    def _each(self, pattern: re.Pattern[str], read) -> None:  # type: ignore[no-untyped-def]
        spans = [read(found) for found in pattern.finditer(self.masked)]
        self._cover([span for span in spans if span])

    def _day(self, found: re.Match[str], day: int, month: int, year: str | None, group: int = 0) -> tuple[int, int]:
        start, end = found.start(group), found.end()
        number = int(year) if year else None
        why = _why_not(day, month, number)
        on = None
        if why:
            self._say(start, end, "", remarks.NO_SUCH_DAY, why=why[0], **why[1])
        elif number is not None and not self._is_thinkable(number):
            self._far(start, end, number, lambda said: said.replace(str(year), str(self._meant(number))))
        elif number is not None:
            on = date(number, month, day)
        self.days.append(Day(start, end, on, is_full=year is not None))
        return start, end

    def _is_thinkable(self, year: int) -> bool:
        return _FIRST_YEAR <= year <= self.today.year + _YEARS_AHEAD

    def _meant(self, year: int) -> int:
        """The year near today that is fewest keystrokes away: 2204 → 2024."""
        wanted = sorted(str(year))
        near = sorted(range(self.today.year - 15, self.today.year + 2), key=lambda one: -one)
        same = [one for one in near if sorted(str(one)) == wanted]
        alike = sorted(near, key=lambda one: sum(a != b for a, b in zip(str(one), str(year).ljust(4), strict=False)))
        return (same or alike)[0]

    def _far(self, start: int, end: int, year: int, computed) -> None:  # type: ignore[no-untyped-def]
        self._say(start, end, computed(self._flat[start:end]), remarks.FAR_YEAR, year=year)

    def _say(self, start: int, end: int, computed: str, reason: str, /, **parameters: object) -> None:
        stated = self._flat[start:end]
        known = {"stated": stated, "computed": computed, **parameters}
        self.problems.append(Problem(Kind.DATE, start, end, stated, computed, reason, known))

    def _month(self, found: re.Match[str]) -> tuple[int, int]:
        if not 1 <= int(found[1]) <= _MONTHS:
            start = found.start(1)
            self._say(start, found.end(), "", remarks.NO_MONTH_AT_ALL, stated=self._flat[start : found.end()])
        self.days.append(Day(found.start(), found.end(), None))
        return found.span()

    def _quarter(self, found: re.Match[str]) -> tuple[int, int] | None:
        number = _ROMAN.get(found[1]) or (int(found[1]) if found[1].isdigit() else 0)
        if not number and not found[1].isdigit():
            return None
        if not 1 <= number <= _QUARTERS:
            self._say(
                found.start(), found.end(), "", remarks.NO_QUARTER, stated=self._flat[found.start(1) : found.end(1)]
            )
        self.days.append(Day(found.start(), found.end(), None))
        return found.span()

    def _years(self, found: re.Match[str]) -> tuple[int, int] | None:
        first, last = int(found[1]), int(found[2])
        if not (_FIRST_YEAR <= first <= _LAST_VISION and _FIRST_YEAR <= last <= _LAST_VISION):
            return None
        start, end = found.start(1), found.end(2)
        if last < first:
            self._say(start, end, "", remarks.ENDS_BEFORE, start=first, end=last)
        self.days.append(Day(start, end, None))
        return start, end

    def _years_alone(self) -> None:
        for found in _YEAR.finditer(self.masked):
            year = int(found[1])
            if year > _LAST_VISION:
                self._far(found.start(1), found.end(1), year, lambda said: str(self._meant(int(said))))
            self.days.append(Day(found.start(1), found.end(1), None))

    def _periods(self) -> Iterator[Problem]:
        for first, last in zip(self.days, self.days[1:], strict=False):
            if first.on and last.on and last.on < first.on and _TO.fullmatch(self.masked[first.end : last.start]):
                start, end = self._flat[first.start : first.end], self._flat[last.start : last.end]
                parameters = {"start": start, "end": end}
                yield Problem(Kind.DATE, first.start, last.end, f"{start} – {end}", "", remarks.ENDS_BEFORE, parameters)

    def _not_yet(self) -> Iterator[Problem]:
        """A document of a day to come, results up to a day to come: a slip of the year."""
        dateline = self._dateline()
        latest = dateline or self.today + timedelta(days=92)
        for day in self.days:
            if not day.on or day.on <= latest:
                continue
            lead = self._flat[max(0, day.start - 80) : day.start].lower()
            is_aim = lead.rstrip().endswith(("trước ngày", "đến ngày", "sau ngày", "từ ngày", "hạn ngày"))
            is_issued = _ISSUED_BEFORE.search(lead) or _ISSUED_AFTER.match(self.masked, day.end)
            if (is_issued and not is_aim) or _DATA_BEFORE.search(lead):
                stated = self._flat[day.start : day.end]
                yield Problem(Kind.DATE, day.start, day.end, stated, "", remarks.NOT_YET, {"stated": stated})

    def _dateline(self) -> date | None:
        """The day that the text itself bears: «Cập nhật 07/10/2024», «Nghệ An, ngày 20 tháng 9 năm 2024»."""
        for day in self.days_between(0, _HEAD):
            begin = self._flat.rfind("\n", 0, day.start) + 1
            line_end = self._flat.find("\n", day.end)
            lead, tail = self._flat[begin : day.start].lower(), self._flat[day.end : max(day.end, line_end)]
            if day.on and day.is_full and not tail.strip(" ()|.-") and _DATELINE.fullmatch(lead):
                return day.on
        return None

    def _other_year(self) -> Iterator[Problem]:
        """«Nghị định số 61/2018/NĐ-CP ngày 23/4/2019»: the number bears the year of its day."""
        for paper in self.papers:
            year = _PAPER_YEAR.match(paper.number)
            day = next(iter(self.days_between(paper.end, paper.end + _JUST_AFTER)), None) if year else None
            if year is None or day is None or day.on is None or int(year[1]) == day.on.year:
                continue
            if re.fullmatch(r",?\s*\(?(?:ngày\s*)?", self._flat[paper.end : day.start].lower()):
                stated = self._flat[day.start : day.end]
                parameters = {"number": paper.number, "stated": stated, "year": year[1]}
                yield Problem(Kind.DATE, paper.start, day.end, stated, year[1], remarks.OTHER_YEAR, parameters)


def _why_not(day: int, month: int, year: int | None) -> tuple[str, dict[str, object]] | None:
    """Why there is no such day, if there is none; a February of an unknown year may have 29."""
    if not 1 <= month <= _MONTHS:
        return remarks.NO_MONTH, {}
    if not 1 <= day <= _MOST_DAYS:
        return remarks.NO_DAY, {"day": day}
    days = monthrange(year if year and 1 <= year <= MAXYEAR else _LEAP, month)[1]
    if day <= days:
        return None
    reason = remarks.MONTH_DAYS if year else remarks.MONTH_HAS_DAYS
    return reason, {"month": month, "year": year, "days": days}
