"""From what a person, a table or a program gives to the plain value that a record keeps; what is wrong is said."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any, Protocol

from motcua.capabilities.registers.errors import ValuesRefused
from motcua.capabilities.registers.rules.definition import Definition, Field, FieldType, Values
from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.fold import fold, nfc
from motcua.kernel.texts.mark import mark

REQUIRED = mark("Hãy điền «{label}».")
TOO_LONG = mark("«{label}» dài quá {longest} ký tự.")
NOT_A_NUMBER = mark("«{label}»: «{given}» không phải là số. Viết như 1.250 hoặc 12,5.")
TOO_MANY_DECIMALS = mark("«{label}» chỉ nhận {decimals} chữ số sau dấu phẩy.")
TOO_SMALL = mark("«{label}» phải từ {least} trở lên.")
TOO_BIG = mark("«{label}» không được quá {most}.")
NOT_A_DAY = mark("«{label}»: «{given}» không phải là ngày. Viết như 23/11/2026.")
NOT_A_CHOICE = mark("«{label}»: «{given}» không có trong danh sách. Các giá trị: {known}.")
NOT_YES_NO = mark("«{label}»: «{given}» không phải Có hoặc Không.")
NOT_FOUND = mark("«{label}»: không tìm thấy «{given}».")
NOT_A_POINT = mark(
    "«{label}»: «{given}» không phải vĩ độ, kinh độ trong lãnh thổ Việt Nam. Viết như 22,66606; 106,25783."
)
NOT_A_SCORE = mark("«{label}»: dòng «{given}» phải viết «Họ tên: điểm», điểm từ {least} đến {most}.")
SCORED_TWICE = mark("«{label}»: «{given}» được ghi hai lần. Mỗi thành viên chấm một lần.")
NO_FILE_HERE = mark("«{label}» là tệp, hãy đính kèm trên trang của bản ghi.")
LONGEST = {FieldType.TEXT: 300, FieldType.LONG_TEXT: 5000, FieldType.PERSON: 150}
_LARGEST = Decimal(10) ** 15
_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")
_PLAIN = re.compile(r"-?\d+(,\d+)?")
_DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d%m%Y")
_POINT = re.compile(r"\s*(-?\d{1,3}(?:[.,]\d+)?)\s*[;,\s]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*")
_NORTH, _EAST = (6.0, 24.0), (102.0, 118.0)
_YES, _NO = frozenset({"co", "x", "1", "true", "yes", "dung"}), frozenset({"khong", "0", "false", "no", "sai"})


class Lookup(Protocol):
    """Finds the code of what is called so: an agency, a place, a record of another register."""

    def find(self, kind: str, text: str) -> str | None:
        """`kind`: ``agency``, ``place``, ``record:<register>``."""


def read_values(
    definition: Definition, given: Mapping[str, Any], lookup: Lookup, *, kept: Values | None = None
) -> dict[str, Any]:
    """All fields as they will be kept; `InvalidInput` names every wrong one.

    A field that is not in `given` keeps what it had (`kept`); files come another way and always keep.
    """
    values: dict[str, Any] = {}
    faults: dict[str, InvalidInput] = {}
    for field in definition.fields:
        is_given = field.code in given and field.type is not FieldType.FILE
        try:
            raw = given[field.code] if is_given else None
            value = read_value(field, raw, lookup) if is_given else (kept or {}).get(field.code)
            if value is None and field.required:
                raise _refused(REQUIRED, field)
        except InvalidInput as fault:
            faults[field.code] = fault
            continue
        if value is not None:
            values[field.code] = value
    if faults:
        raise ValuesRefused(faults)
    return values


def read_value(field: Field, raw: Any, lookup: Lookup) -> Any:
    """One value; None for an empty one. Raises `InvalidInput`."""
    if raw is None or (isinstance(raw, str) and not raw.strip()) or raw == []:
        return None
    return _READERS[field.type](field, raw, lookup)


def read_number(text: Any) -> Decimal | None:
    """«1.234,5», 1234.5, «1234,5» → Decimal; None for anything else: «1.5» is a slip that nobody should guess."""
    if isinstance(text, bool):
        return None
    if isinstance(text, int | float | Decimal):
        return Decimal(str(text)) if isfinite(text) else None
    tidy = nfc(str(text)).replace(" ", "").replace("−", "-")
    if _GROUPED.fullmatch(tidy):
        tidy = tidy.replace(".", "")
    elif not _PLAIN.fullmatch(tidy):
        return None
    try:
        return Decimal(tidy.replace(",", "."))
    except InvalidOperation:
        return None


def average_of(points: list[float]) -> float | None:
    """The mean of the members' points, two decimals, half up; None without any."""
    if not points:
        return None
    total = sum((Decimal(str(one)) for one in points), Decimal(0))
    return _plain((total / len(points)).quantize(Decimal("0.01"), "ROUND_HALF_UP"))


def _text(field: Field, raw: Any, _lookup: Lookup) -> str | None:
    text = nfc(str(raw))
    if field.type is not FieldType.LONG_TEXT:
        text = " ".join(text.split())
    longest = field.longest or LONGEST[field.type]
    if len(text) > longest:
        raise _refused(TOO_LONG, field, longest=longest)
    return text or None


def _number(field: Field, raw: Any, _lookup: Lookup) -> int | float:
    number = read_number(str(raw).removesuffix("đ") if isinstance(raw, str) else raw)
    if number is None or abs(number) >= _LARGEST:
        raise _refused(NOT_A_NUMBER, field, given=str(raw)[:40])
    decimals = 0 if field.type is FieldType.MONEY else field.decimals
    if number != round(number, decimals):
        raise _refused(TOO_MANY_DECIMALS, field, decimals=decimals)
    if field.least is not None and number < Decimal(str(field.least)):
        raise _refused(TOO_SMALL, field, least=say_number(field.least))
    if field.most is not None and number > Decimal(str(field.most)):
        raise _refused(TOO_BIG, field, most=say_number(field.most))
    return _plain(number)


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def say_number(number: float) -> str:
    """«1.234,5»."""
    whole, _, rest = f"{Decimal(str(number)):f}".partition(".")
    rest = rest.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if whole == "-0" else ""
    return f"{sign}{grouped},{rest}" if rest else grouped


def _day(field: Field, raw: Any, _lookup: Lookup) -> str:
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    tidy = "".join(str(raw).split())
    for form in _DAYS:
        try:
            found = datetime.strptime(tidy, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
        if found.year >= 1900:  # noqa: PLR2004 - a year of two figures is a slip
            return found.isoformat()
    raise _refused(NOT_A_DAY, field, given=str(raw)[:40])


def _choice(field: Field, raw: Any, _lookup: Lookup) -> str:
    wanted = fold(str(raw))
    for code, label in field.options:
        if wanted in {fold(code), fold(label)}:
            return code
    raise _refused(NOT_A_CHOICE, field, given=str(raw)[:60], known=", ".join(label for _, label in field.options))


def _choices(field: Field, raw: Any, lookup: Lookup) -> list[str] | None:
    parts = raw if isinstance(raw, list | tuple) else str(raw).split(";")
    chosen = {_choice(field, part, lookup) for part in parts if str(part).strip()}
    return [code for code, _ in field.options if code in chosen] or None


def _yes_no(field: Field, raw: Any, _lookup: Lookup) -> bool:
    word = fold(str(raw))
    if word not in _YES | _NO:
        raise _refused(NOT_YES_NO, field, given=str(raw)[:40])
    return word in _YES


def _reference(field: Field, raw: Any, lookup: Lookup) -> str:
    kind = f"record:{field.register}" if field.type is FieldType.RECORD else field.type.value
    text = nfc(str(raw))[:300]
    found = lookup.find(kind, text)
    if found is None:
        raise _refused(NOT_FOUND, field, given=text[:80])
    return found


def _point(field: Field, raw: Any, _lookup: Lookup) -> list[float]:
    text = "; ".join(map(str, raw)) if isinstance(raw, list | tuple) else str(raw)
    found = _POINT.fullmatch(text)
    point = [round(float(part.replace(",", ".")), 6) for part in found.groups()] if found else [0.0, 0.0]
    if not (_NORTH[0] <= point[0] <= _NORTH[1] and _EAST[0] <= point[1] <= _EAST[1]):
        raise _refused(NOT_A_POINT, field, given=text[:60])
    return point


def _scores(field: Field, raw: Any, _lookup: Lookup) -> dict[str, Any] | None:
    rows: dict[str, float] = {}
    for name, points in _score_lines(raw):
        number = read_number(points)
        least, most = field.least or 0, 100 if field.most is None else field.most
        if not name or number is None or not least <= number <= most or number != round(number, 2):
            shown = f"{name}: {points}"[:60]
            raise _refused(NOT_A_SCORE, field, given=shown, least=say_number(least), most=say_number(most))
        if fold(name) in {fold(one) for one in rows}:
            raise _refused(SCORED_TWICE, field, given=name)
        rows[name] = _plain(number)
    if not rows:
        return None
    listed = [{"name": name, "points": points} for name, points in rows.items()]
    return {"rows": listed, "count": len(listed), "average": average_of(list(rows.values()))}


def _score_lines(raw: Any) -> list[tuple[str, Any]]:
    if isinstance(raw, Mapping):
        raw = raw.get("rows", [])
    if isinstance(raw, list):
        return [(" ".join(nfc(str(row.get("name", ""))).split())[:150], row.get("points", "")) for row in raw]
    lines = [line for line in re.split(r"[\n|]", str(raw)) if line.strip()]
    parted = [line.rpartition(":") for line in lines]
    return [(" ".join(nfc(name).split())[:150], points.strip()) for name, _, points in parted]


def _file(field: Field, _raw: Any, _lookup: Lookup) -> Any:
    raise _refused(NO_FILE_HERE, field)


def _refused(text: str, field: Field, **parameters: Any) -> InvalidInput:
    return InvalidInput(text, label=field.label, **parameters)


_READERS: dict[FieldType, Callable[[Field, Any, Lookup], Any]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _text,
    FieldType.PERSON: _text,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _number,
    FieldType.DAY: _day,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.YES_NO: _yes_no,
    FieldType.AGENCY: _reference,
    FieldType.PLACE: _reference,
    FieldType.RECORD: _reference,
    FieldType.POINT: _point,
    FieldType.SCORES: _scores,
    FieldType.FILE: _file,
}
