"""A report form as it is printed, whatever it is printed on: head, bounds, columns, rows, total, note, signatures."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.access.rights import covers
from motcua.kernel.ui.wording import day, moment
from motcua.oversight.insight.public import ColumnView, SheetView, Wanted
from motcua.oversight.sheets.queries.filling import Cell, SheetFigures, SheetRow
from motcua.registry.organisation.public import agency
from motcua.registry.places.public import place as place_of

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
_UPPER = {"province": "", "department": "Ủy ban nhân dân tỉnh", "commune": "Ủy ban nhân dân tỉnh"}


@dataclass(frozen=True)
class Bounds:
    """Which days a form covers, how they were reckoned, and up to which moment it counts."""

    first_on: date
    last_on: date
    to_at: datetime
    rule: str = ""

    @property
    def words(self) -> str:
        """«Kỳ báo cáo: từ ngày 15/12/2025 đến hết ngày 14/03/2026 (…)»."""
        said = _("Kỳ báo cáo: từ ngày {first} đến hết ngày {last}").format(
            first=day(self.first_on), last=day(self.last_on)
        )
        return f"{said} ({self.rule})" if self.rule else said

    @property
    def as_of_words(self) -> str:
        """Up to when it counts, and in what."""
        return _("Số liệu tính đến {moment}. Đơn vị tính: hồ sơ.").format(moment=moment(self.to_at))


@dataclass(frozen=True)
class Issuer:
    """Who gives the form out: the agency of the reader's choice on the period's last day, and the one above it."""

    name: str
    above: str = ""
    place: str = ""


@dataclass(frozen=True)
class Paper:
    """All that any output needs; `seal` says when and under which digest it was frozen, empty while it is live."""

    sheet: SheetView
    bounds: Bounds
    issuer: Issuer
    rows: tuple[SheetRow, ...]
    total: SheetRow
    made_at: datetime
    seal: str = ""
    nation: str = NATION
    motto: str = MOTTO

    @property
    def columns(self) -> tuple[ColumnView, ...]:
        return self.sheet.columns

    @property
    def unbalanced(self) -> tuple[str, ...]:
        """Labels of the rows whose identity does not hold."""
        return tuple(row.label for row in (*self.rows, self.total) if not row.is_balanced)

    @property
    def balance_words(self) -> str:
        """The identity in column numbers and whether it holds; empty of a form that has none."""
        if self.sheet.identity is None:
            return ""
        left, right = (" + ".join(f"({number})" for number in side) for side in self.sheet.identity)
        said = _("Kiểm tra cân đối: {left} = {right}").format(left=left, right=right)
        if not self.unbalanced:
            return _("{said}. Mọi dòng đều cân.").format(said=said)
        return _("{said}. Không cân ở: {rows}.").format(said=said, rows="; ".join(self.unbalanced))

    @property
    def place_and_day(self) -> str:
        """«Lý Quốc, ngày 23 tháng 11 năm 2026»."""
        made = clock.local(self.made_at)
        written = f"ngày {made:%d} tháng {made:%m} năm {made:%Y}"
        return f"{self.issuer.place}, {written}" if self.issuer.place else written

    def said(self, cell: Cell) -> Cell:
        """What is printed: nobody tells it yet is no 0."""
        return _("chưa có dữ liệu") if cell is None else cell


def paper_of(figures: SheetFigures, asked: Wanted) -> Paper:
    """The live form."""
    rule = f"{asked.rule.name}; {asked.rule.law}" if asked.rule else ""
    return Paper(
        sheet=figures.sheet,
        bounds=Bounds(asked.period.first_on, asked.period.last_on, asked.window.to_at, rule),
        issuer=issuer_of(asked.agency or head_of(asked.agencies), asked.on),
        rows=figures.rows,
        total=figures.total,
        made_at=asked.now,
    )


def issuer_of(agency_code: str, on: date) -> Issuer:
    """The agency as it was called that day; where none was chosen the line stays to be filled in."""
    found = agency(agency_code, on=on) if agency_code else None
    if found is None:
        return Issuer("……………………")
    where = place_of(found.place_code) if found.place_code else None
    return Issuer(found.name, _UPPER.get(str(found.level), ""), where.name if where else "")


def head_of(agencies: Collection[str]) -> str:
    """The one of these agencies that all others lie below; empty if there is none."""
    head = min(agencies, key=len, default="")
    return head if all(covers(frozenset({head}), code) for code in agencies) else ""


def cells_of(paper: Paper, row: SheetRow) -> list[Cell]:
    """In the order of the columns, as printed."""
    return [paper.said(row.cells[column.number]) for column in paper.columns]


def by_number(paper: Paper, value: Mapping[str, Any]) -> dict[int, Cell]:
    """Cells stored under text keys, under numbers again."""
    return {column.number: value[str(column.number)] for column in paper.columns}
