"""The table in which agencies and units come in and go out: its columns, and what a line says. Plain Python."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.fold import fold, nfc
from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark
from motcua.registry.organisation.rules import Level, UnitKind, normal_agency_code, normal_unit_code

HEADS = {
    "agency_code": mark("Mã cơ quan"),
    "unit_code": mark("Mã phòng, ban"),
    "name": mark("Tên đầy đủ"),
    "short_name": mark("Tên gọn"),
    "kind": mark("Cấp hoặc loại"),
    "place_code": mark("Mã địa bàn"),
    "address": mark("Địa chỉ"),
    "phone": mark("Điện thoại"),
    "valid_from": mark("Từ ngày"),
    "last_on": mark("Đến hết ngày"),
}
NEEDED = ("agency_code", "name", "kind", "valid_from")
NO_HEADS = mark("Dòng đầu của bảng phải có các cột: {heads}. Hãy tải bảng mẫu và điền theo.")
EMPTY = mark("Bảng không có dòng nào. Hãy điền ít nhất một cơ quan.")
MISSING = mark("Thiếu «{head}».")
TOO_LONG = mark("«{head}» dài quá {most} ký tự.")
NO_KIND = mark("«{text}» không phải là cấp của cơ quan hay loại của phòng, ban. Hãy ghi một trong: {known}.")
NO_DAY = mark("«{text}» không phải là ngày. Hãy ghi như 01/07/2025.")
WRONG_ORDER = mark("Ngày kết thúc {last} sớm hơn ngày bắt đầu {first}.")
PLACE_SHAPE = mark("Mã địa bàn «{code}» không đúng dạng: 2 chữ số (tỉnh) hoặc 5 chữ số (xã).")
UNKNOWN_PLACE = mark("Không có địa bàn nào mang mã «{code}».")
NO_RIGHT = mark("Bạn không quản lý cấp trên của «{code}» nên không thể thêm dòng này.")
NO_AGENCY = mark("Chưa có cơ quan «{code}»: hãy thêm cơ quan ở một dòng khác.")
NOT_ABOVE = mark("«{code}» đứng dưới «{above}», mà «{above}» chưa có.")
OTHERWISE = mark(
    "«{code}» đã có trong thời gian này với nội dung khác. Bảng không ghi đè: hãy đổi trên trang của cơ quan."
)
TWICE = mark("«{code}» đã có ở dòng {line} của bảng trong cùng thời gian.")
_MOST = {"name": 200, "short_name": 80, "address": 300, "phone": 20}
_PLACE = re.compile(r"\d{2}(\d{3})?")
_DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")
FaultTold = tuple[int, str, dict[str, str]]


@dataclass(frozen=True)
class Line:
    """What a line says; `code` is the unit's in a line about a unit, else the agency's. Days are half-open."""

    number: int
    agency_code: str
    code: str
    is_unit: bool
    name: str
    short_name: str
    kind: str
    place_code: str
    address: str
    phone: str
    valid_from: date
    valid_to: date | None

    @property
    def level(self) -> str:
        """What `kind` is called at an agency."""
        return self.kind

    @property
    def key(self) -> tuple[str, str]:
        """What may hold once a day: an agency is kept by its code twice, a unit by its agency's and its own."""
        return self.agency_code, self.code

    def overlaps(self, valid_from: date, valid_to: date | None) -> bool:
        """Whether a row with these days holds on one of the line's."""
        begins_in_time = self.valid_to is None or valid_from < self.valid_to
        return begins_in_time and (valid_to is None or self.valid_from < valid_to) and valid_from != valid_to


def read_table(rows: Sequence[tuple[int, Sequence[str]]]) -> tuple[list[Line], list[FaultTold]]:
    """The lines that can be read, and every fault of the others. Raises `InvalidInput` if this is no such table."""
    columns = _columns(rows[0][1] if rows else ())
    if len(rows) < 2:  # noqa: PLR2004 - heads alone
        raise InvalidInput(EMPTY, fields={"table": EMPTY})
    lines: list[Line] = []
    faults: list[FaultTold] = []
    for number, cells in rows[1:]:
        texts = {name: nfc(cells[place]) if place < len(cells) else "" for name, place in columns.items()}
        reader = _Reader(number, {name: texts.get(name, "") for name in HEADS})
        line = reader.line()
        faults += reader.faults
        lines += [line] if line else []
    return lines, faults


def _columns(heads: Sequence[str]) -> dict[str, int]:
    wanted = {fold(head): name for name, head in HEADS.items()}
    found = {wanted[fold(head)]: place for place, head in enumerate(heads) if fold(head) in wanted}
    if missing := [HEADS[name] for name in NEEDED if name not in found]:
        raise InvalidInput(NO_HEADS, heads=", ".join(f"«{head}»" for head in missing))
    return found


class _Reader:
    """One line, read with every fault it has."""

    def __init__(self, number: int, texts: dict[str, str]) -> None:
        self.number, self.texts = number, texts
        self.faults: list[FaultTold] = []

    def line(self) -> Line | None:
        """What it says, or None with `faults`."""
        is_unit = bool(self.texts["unit_code"])
        self._check_texts()
        agency_code = self._code("agency_code")
        code = self._code("unit_code") if is_unit else agency_code
        kind = self._kind(UnitKind if is_unit else Level)
        first, last = self._day("valid_from"), self._day("last_on")
        if first and last and last < first:
            self._refuse(WRONG_ORDER, last=f"{last:%d/%m/%Y}", first=f"{first:%d/%m/%Y}")
        if self.faults or first is None:
            return None
        words = {name: self.texts[name] for name in ("name", "place_code", "address", "phone")}
        ends = last + timedelta(days=1) if last else None
        short = self.texts["short_name"] or words["name"][: _MOST["short_name"]]
        return Line(self.number, agency_code, code, is_unit, short_name=short, kind=kind, valid_from=first,
                    valid_to=ends, **words)  # fmt: skip

    def _check_texts(self) -> None:
        for name in NEEDED:
            if not self.texts[name]:
                self._refuse(MISSING, head=HEADS[name])
        for name, most in _MOST.items():
            if len(self.texts[name]) > most:
                self._refuse(TOO_LONG, head=HEADS[name], most=str(most))
        if self.texts["place_code"] and not _PLACE.fullmatch(self.texts["place_code"]):
            self._refuse(PLACE_SHAPE, code=self.texts["place_code"][:20])

    def _code(self, name: str) -> str:
        text = self.texts[name]
        try:
            return (normal_agency_code if name == "agency_code" else normal_unit_code)(text) if text else ""
        except InvalidInput as refusal:
            self._refuse(refusal.text, code=text[:40])
            return ""

    def _kind(self, known: type[Level] | type[UnitKind]) -> str:
        text = self.texts["kind"]
        found: list[Labelled] = [one for one in known if fold(text) in {fold(one.label), one.value}]
        if text and not found:
            self._refuse(NO_KIND, text=text[:40], known=", ".join(one.label for one in known))
        return found[0].value if found else ""

    def _day(self, name: str) -> date | None:
        text = self.texts[name]
        for form in _DAYS if text else ():
            try:
                return datetime.strptime(text, form).replace(tzinfo=UTC).date()
            except ValueError:
                continue
        if text:
            self._refuse(NO_DAY, text=text[:30])
        return None

    def _refuse(self, text: str, /, **parameters: str) -> None:
        self.faults.append((self.number, text, parameters))
