"""A file of an index read: dimensions or years in columns or in rows; every fault told with its line. Plain Python."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from motcua.kernel.texts.mark import mark
from motcua.oversight.par_index.rules.grid import (
    Line,
    Unreadable,
    decimal_places,
    is_nothing,
    lines_of,
    score_of,
    whole_of,
)
from motcua.oversight.par_index.rules.indices import TOTAL, Index, plain
from motcua.oversight.par_index.rules.provinces import name_in, nearest, province_named, provinces_of

NO_HEAD = mark("không thấy dòng đầu bảng có cột tỉnh, thành phố cùng điểm hoặc năm")
NO_YEAR = mark("tệp không có cột năm và tên tệp không ghi năm; hãy thêm --year")
NO_SCORE = mark("không có cột điểm tổng và cũng không đủ điểm thành phần để cộng")
HEAD_TWICE = mark("dòng {line}: hai cột cùng là «{name}»")
CELLS = mark("dòng {line}: có {count} ô, đầu bảng có {wanted}; nếu dùng dấu phẩy thập phân hãy đặt số trong ngoặc kép "
             "hoặc ngăn ô bằng dấu chấm phẩy")  # fmt: skip
NO_PROVINCE = mark("dòng {line}: thiếu tên tỉnh, thành phố")
UNKNOWN_PROVINCE = mark("dòng {line}: không có tỉnh, thành phố «{name}»")
MEANT = mark("dòng {line}: không có tỉnh, thành phố «{name}», có phải là «{meant}»?")
NOT_THEN = mark("dòng {line}: năm {year} không có tỉnh «{name}»")
BAD_YEAR = mark("dòng {line}: năm «{text}» không hợp lệ, năm phải từ {first} đến {last}")
OTHER_YEAR = mark("dòng {line}: năm {year} khác với năm {wanted} được yêu cầu")
BAD_NUMBER = mark("dòng {line}, cột «{column}»: {why}")
OUT_OF_SCALE = mark("dòng {line}, cột «{column}»: {value} ngoài thang điểm {least}–{most}")
BAD_RANK = mark("dòng {line}, cột «{column}»: hạng {rank} phải từ 1 đến {most}")
UNKNOWN_PART = mark("dòng {line}: không có thành phần «{name}»")
TWICE = mark("dòng {line}: {province} năm {year} đã có ở dòng {first}")
SUM = mark("dòng {line}: các thành phần cộng lại là {added}, tổng ghi {stated}")
PART_MISSING = mark("dòng {line}: thiếu điểm «{name}»")
TOTAL_MISSING = mark("dòng {line}: thiếu điểm tổng")
RANK_AGAINST = mark("dòng {line}: {province} hạng {rank} với {score} điểm, nhưng dòng {other} có {other_score} điểm "
                    "lại xếp hạng {other_rank}")  # fmt: skip
LEFT_OUT = mark("bỏ qua cột «{name}»")
NOTE = mark("dòng {line}: bỏ qua dòng không có số liệu «{text}»")
NO_FIGURES = mark("dòng {line}: {province} năm {year} không có số liệu")
ABSENT = mark("năm {year} thiếu {count} tỉnh: {names}")
FIRST_YEAR, LAST_YEAR, LOOKED_AT, NAMES_TOLD, MOST_PROVINCES = 1995, 2100, 15, 12, 64
TRUSTED_PLACES = 4
"""Decimals beyond are what a computer left of a sum, not what was printed."""
_PROVINCE = {"prov", "province", "tinh", "tinh thanh", "tinh thanh pho", "tinh tp", "ten tinh", "ten tinh thanh pho",
             "dia phuong", "ten dia phuong", "don vi", "ten don vi", "tinh thanh pho truc thuoc trung uong",
             "provinces", "province name", "ten tinh thanh", "thanh pho", "tinh thanh pho tw"}  # fmt: skip
_YEAR = {"nam", "year", "nam danh gia", "nam cong bo", "ky", "nam khao sat"}
_PART = {"dimension", "noi dung", "thanh phan", "chi so thanh phan", "linh vuc", "tru cot", "yeu to", "chi tieu",
         "ten chi so", "tieu chi", "component"}  # fmt: skip
_RANK = {"rank", "hang", "xep hang", "thu hang", "vi tri", "vi thu", "ranking", "xep thu", "thu tu xep hang"}
_SCORE = {"score", "diem", "diem so", "gia tri", "value", "ket qua", "chi so"}
_NUMBER = {"stt", "tt", "so tt", "no", "so thu tu"}
_YEAR_HEAD = re.compile(r"^(?P<words>.*?)\s*\b(?P<year>(?:19|20)\d\d)(?:\s0)?\b\s*(?P<after>.*)$")
_YEAR_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Column:
    """What a column holds: `kind` is province, year, part, rank or score (of a dimension, of a year if it says one)."""

    at: int
    kind: str
    heading: str
    dimension: str = TOTAL
    year: int | None = None


@dataclass
class ProvinceYear:
    """What a file says of a province in a year."""

    province: str
    year: int
    line: int
    scores: dict[str, Decimal] = field(default_factory=dict)
    ranks: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)


@dataclass
class IndexFile:
    """All that was read: rows, faults that refuse the file, remarks that do not."""

    rows: list[ProvinceYear] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def years(self) -> list[int]:
        return sorted({row.year for row in self.rows})


def read_index_file(index: Index, content: bytes, *, file_name: str = "", year: int | None = None) -> IndexFile:
    """Read a CSV of an index; `year` where the file does not say it."""
    read = IndexFile()
    try:
        lines = lines_of(content)
    except Unreadable as error:
        read.faults.append(str(error))
        return read
    reader = _Reader(index, read, year, file_name)
    reader.take(lines)
    return read


class _Reader:
    """Walks the lines of one file."""

    def __init__(self, index: Index, read: IndexFile, year: int | None, file_name: str) -> None:
        self.index, self.read, self.year, self.file_name = index, read, year, file_name
        self.found: dict[tuple[str, int], ProvinceYear] = {}
        self.printed: dict[str, int] = {}

    def take(self, lines: Sequence[Line]) -> None:
        head = next((line for line in lines[:LOOKED_AT] if self._is_head(line)), None)
        if head is None:
            self.read.faults.append(NO_HEAD)
            return
        before = [line for line in lines if line.number < head.number]
        columns = self._columns(head)
        if self.read.faults or not self._settle_year(columns, before):
            return
        for line in lines:
            if line.number > head.number:
                self._take_line(line, columns, len(head.cells))
        self._check_rows()

    def _is_head(self, line: Line) -> bool:
        words = [plain(cell) for cell in line.cells]
        others = [word for word in words if word and word not in _NUMBER]
        return any(word in _PROVINCE for word in words) and len(others) > 1

    def _columns(self, head: Line) -> list[Column]:
        columns = [self._column(at, cell) for at, cell in enumerate(head.cells)]
        kept = self._one_total([column for column in columns if column])
        seen: dict[tuple[str, str, int | None], Column] = {}
        for column in kept:
            key = (column.kind, column.dimension, column.year)
            if key in seen:
                self.read.faults.append(HEAD_TWICE.format(line=head.number, name=column.heading))
            seen[key] = column
        return kept

    def _column(self, at: int, heading: str) -> Column | None:
        words = plain(heading)
        for kind, known in (("province", _PROVINCE), ("year", _YEAR), ("part", _PART), ("rank", _RANK)):
            if words in known:
                return Column(at, kind, heading)
        of_year = _YEAR_HEAD.match(words)
        if of_year:
            return self._of_year(at, heading, f"{of_year['words']} {of_year['after']}".strip(), int(of_year["year"]))
        return self._figure(at, heading, words, None)

    def _of_year(self, at: int, heading: str, words: str, year: int) -> Column | None:
        if not words or words in {"nam", "year", "y", self.index.code}:
            return Column(at, "score", heading, TOTAL, year)
        return self._figure(at, heading, words.removesuffix(" nam").strip(), year)

    def _figure(self, at: int, heading: str, words: str, year: int | None) -> Column | None:
        for rank in sorted(_RANK, key=len, reverse=True):
            if words == rank or words.startswith(f"{rank} ") or words.endswith(f" {rank}"):
                rest = words.removeprefix(f"{rank} ").removesuffix(f" {rank}")
                meant = TOTAL if words == rank else self.index.named(rest)
                if meant is not None:
                    return Column(at, "rank", heading, meant, year)
        meant = TOTAL if words in _SCORE else self.index.named(heading if year is None else words)
        if meant is not None:
            return Column(at, "score", heading, meant, year)
        if words and words not in _NUMBER:
            self.read.remarks.append(LEFT_OUT.format(name=heading))
        return None

    def _one_total(self, columns: list[Column]) -> list[Column]:
        """Of several columns for the whole the one of the name that the index prefers; the others are left out."""
        totals = [one for one in columns if one.kind == "score" and one.dimension == TOTAL and one.year is None]
        orders = {one.at: self._order(one) for one in totals}
        if len(set(orders.values())) < len(totals):
            return columns
        best = min(totals, key=lambda one: orders[one.at], default=None)
        for one in totals:
            if one is not best:
                self.read.remarks.append(LEFT_OUT.format(name=one.heading))
        return [one for one in columns if one not in totals or one is best]

    def _order(self, column: Column) -> int:
        words = plain(column.heading)
        said = [words, words.removeprefix(f"{self.index.code} "), words.removeprefix("diem ")]
        known = [self.index.total_aliases.index(one) for one in said if one in self.index.total_aliases]
        return min(known, default=len(self.index.total_aliases))

    def _settle_year(self, columns: Sequence[Column], before: Sequence[Line]) -> bool:
        """Whether every row will know its year: a column, headings, the caller, the title or the file's name."""
        if any(column.kind == "year" or column.year for column in columns):
            return self._has_scores(columns)
        for words in (self.file_name, " ".join(cell for line in before for cell in line.cells)):
            years = {int(found) for found in _YEAR_IN_NAME.findall(words)}
            if self.year is None and len(years) == 1:
                self.year = years.pop()
        if self.year is None:
            self.read.faults.append(NO_YEAR)
            return False
        return self._has_scores(columns)

    def _has_scores(self, columns: Sequence[Column]) -> bool:
        said = {column.dimension for column in columns if column.kind == "score"}
        is_long = any(column.kind == "part" for column in columns)
        is_enough = TOTAL in said or is_long or (self.index.is_sum and len(said) > 1)
        if not is_enough:
            self.read.faults.append(NO_SCORE)
        return is_enough

    def _take_line(self, line: Line, columns: Sequence[Column], wanted: int) -> None:
        if len(line.cells) > wanted and any(line.cells[wanted:]):
            self._fault(CELLS, line=line.number, count=len(line.cells), wanted=wanted)
            return
        cells = {column: line.cells[column.at] if column.at < len(line.cells) else "" for column in columns}
        by_kind = {column.kind: cell for column, cell in cells.items() if column.kind in {"province", "year", "part"}}
        figures = {column: cell for column, cell in cells.items() if column.kind in {"score", "rank"}}
        is_blank = all(is_nothing(cell) for cell in figures.values())
        if is_blank and province_named(by_kind["province"]) is None:
            if by_kind["province"]:
                self.read.remarks.append(NOTE.format(line=line.number, text=by_kind["province"][:60]))
            return
        province = self._province(line, by_kind["province"])
        dimension = self._dimension(line, by_kind.get("part"))
        year = self._year(line, by_kind.get("year"))
        if province is None or dimension is None or year == 0:
            return
        for at_year, row in self._by_year(figures, year):
            self._take_row(line, name_in(province, at_year), at_year, dimension, row)

    def _province(self, line: Line, text: str) -> str | None:
        found = province_named(text)
        if found is None:
            meant = nearest(text) if text else ""
            why = (MEANT if meant else UNKNOWN_PROVINCE) if text else NO_PROVINCE
            self._fault(why, line=line.number, name=text[:60], meant=meant)
        return found

    def _dimension(self, line: Line, text: str | None) -> str | None:
        if text is None:
            return TOTAL
        found = self.index.named(text)
        if found is None:
            self._fault(UNKNOWN_PART, line=line.number, name=text[:60])
        return found

    def _year(self, line: Line, text: str | None) -> int | None:
        """The line's own year; None where headings say it, 0 where it is faulty."""
        if text is None:
            return self.year
        try:
            year = whole_of(text)
        except Unreadable:
            year = 0
        if not FIRST_YEAR <= year <= LAST_YEAR:
            self._fault(BAD_YEAR, line=line.number, text=text[:20], first=FIRST_YEAR, last=LAST_YEAR)
            return 0
        if self.year is not None and year != self.year:
            self._fault(OTHER_YEAR, line=line.number, year=year, wanted=self.year)
            return 0
        return year

    @staticmethod
    def _by_year(figures: Mapping[Column, str], year: int | None) -> Iterator[tuple[int, dict[Column, str]]]:
        groups: dict[int, dict[Column, str]] = {}
        for column, cell in figures.items():
            at = column.year or year
            if at is not None:
                groups.setdefault(at, {})[column] = cell
        yield from sorted(groups.items())

    def _take_row(self, line: Line, province: str, year: int, dimension: str, cells: Mapping[Column, str]) -> None:
        if province not in provinces_of(year):
            self._fault(NOT_THEN, line=line.number, year=year, name=province)
            return
        if self._says_nothing(cells):
            self.read.remarks.append(NO_FIGURES.format(line=line.number, province=province, year=year))
            return
        row = self.found.setdefault((province, year), ProvinceYear(province, year, line.number))
        for column, cell in cells.items():
            if is_nothing(cell):
                continue
            meant = column.dimension or dimension
            kept: Mapping[str, object] = row.scores if column.kind == "score" else row.ranks
            if meant in kept:
                first = row.line
                self._fault(TWICE, line=line.number, province=province, year=year, first=first)
                return
            self._take_cell(line, row, column, meant, cell)

    def _says_nothing(self, cells: Mapping[Column, str]) -> bool:
        """All blank; or a nought for the whole beside blanks where the scale has no nought."""
        if all(is_nothing(cell) for cell in cells.values()):
            return True
        said = {column: cell for column, cell in cells.items() if not is_nothing(cell)}
        is_nought = all(cell.strip("0.,") == "" for cell in said.values())
        return is_nought and self.index.least > 0 and all(column.dimension == TOTAL for column in said)

    def _take_cell(self, line: Line, row: ProvinceYear, column: Column, meant: str, cell: str) -> None:
        try:
            value = score_of(cell) if column.kind == "score" else Decimal(whole_of(cell))
        except Unreadable as error:
            self._fault(BAD_NUMBER, line=line.number, column=column.heading, why=error)
            return
        if column.kind == "rank":
            if not 1 <= value <= MOST_PROVINCES:
                self._fault(BAD_RANK, line=line.number, column=column.heading, rank=cell, most=MOST_PROVINCES)
                return
            row.ranks[meant] = int(value)
            return
        least, most = self.index.limits(meant)
        if not least <= value <= most:
            self._fault(OUT_OF_SCALE, line=line.number, column=column.heading, value=cell, least=least, most=most)
            return
        row.scores[meant] = value
        row.places[meant] = decimal_places(cell)

    def _check_rows(self) -> None:
        rows = list(self.found.values())
        for row in rows:
            self._check_parts(row)
        for year in sorted({row.year for row in rows}):
            this_year = [row for row in rows if row.year == year]
            self._check_ranks(this_year)
            absent = sorted(provinces_of(year) - {row.province for row in this_year})
            if absent:
                names = ", ".join(absent[:NAMES_TOLD]) + ("…" if len(absent) > NAMES_TOLD else "")
                self.read.remarks.append(ABSENT.format(year=year, count=len(absent), names=names))
        if not self.read.faults:
            self.read.rows = rows

    def _check_parts(self, row: ProvinceYear) -> None:
        """The whole is there, and is the sum of its parts where the scale says so, at the printed precision."""
        parts = {code: value for code, value in row.scores.items() if code != TOTAL}
        if self.index.is_sum and parts:
            wanted = [one for one in self.index.dimensions if one.holds_in(row.year)]
            missing = [one.name for one in wanted if one.code not in parts]
            if missing:
                self._fault(PART_MISSING, line=row.line, name=missing[0])
                return
            added = sum(parts.values(), Decimal(0))
            self._check_sum(row, added, parts)
        if TOTAL not in row.scores:
            self._fault(TOTAL_MISSING, line=row.line)

    def _check_sum(self, row: ProvinceYear, added: Decimal, parts: Mapping[str, Decimal]) -> None:
        stated = row.scores.setdefault(TOTAL, added)
        slack = sum((Decimal(1).scaleb(-self._printed(code)) / 2 for code in (*parts, TOTAL)), Decimal(0))
        if abs(added - stated) > slack:
            self._fault(SUM, line=row.line, added=added, stated=stated)

    def _printed(self, code: str) -> int:
        """Decimals that the column is printed with: the most of any row, as trailing noughts are often dropped."""
        if code not in self.printed:
            most = max((row.places.get(code, 0) for row in self.found.values()), default=0)
            self.printed[code] = min(most, TRUSTED_PLACES)
        return self.printed[code]

    def _check_ranks(self, rows: Sequence[ProvinceYear]) -> None:
        """Nobody with more points stands behind one with fewer."""
        placed = sorted((row for row in rows if TOTAL in row.ranks and TOTAL in row.scores),
                        key=lambda row: (row.ranks[TOTAL], -row.scores[TOTAL]))  # fmt: skip
        for before, row in pairwise(placed):
            if row.scores[TOTAL] > before.scores[TOTAL] and row.ranks[TOTAL] > before.ranks[TOTAL]:
                self._fault(
                    RANK_AGAINST, line=row.line, province=row.province, rank=row.ranks[TOTAL], score=row.scores[TOTAL],
                    other=before.line, other_score=before.scores[TOTAL], other_rank=before.ranks[TOTAL],
                )  # fmt: skip

    def _fault(self, text: str, /, **told: object) -> None:
        self.read.faults.append(text.format(**told))
