"""What a form says about a day, read into changes of the calendar."""

from collections.abc import Mapping
from datetime import date

from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.wording import NOT_A_DAY, read_day
from motcua.registry.worktime.rules.calendar import MINUTES_A_DAY, DayChange, DayKind, Shift

NOON = 12 * 60
KINDS = [
    ("holiday", mark("Nghỉ lễ, nghỉ theo quyết định"), mark("Cả ngày không làm việc.")),
    ("swap", mark("Hoán đổi"), mark("Nghỉ ngày này, làm bù vào một ngày nghỉ khác.")),
    ("closure", mark("Đóng cửa"), mark("Bão lũ, mất điện, sự cố hệ thống: cả ngày hoặc một buổi.")),
    ("withdrawn", mark("Bãi bỏ"), mark("Ngày này trở lại như khi chưa khai báo.")),
]
PARTS = [("all", mark("Cả ngày")), ("morning", mark("Buổi sáng")), ("afternoon", mark("Buổi chiều"))]
_SHUT: dict[str, Shift] = {"morning": (0, NOON), "afternoon": (NOON, MINUTES_A_DAY)}
FIELDS = ("kind", "day", "other_day", "part", "name", "legal_basis")
_LONGEST = {"name": 200, "legal_basis": 300}
_MISSING = {
    "day": mark("Hãy nhập ngày."),
    "other_day": mark("Hãy nhập ngày làm bù."),
    "name": mark("Hãy ghi tên ngày hoặc lý do."),
    "legal_basis": mark("Hãy ghi số, ký hiệu văn bản làm căn cứ."),
    "kind": mark("Hãy chọn loại thay đổi."),
}
SAME_DAY = mark("Ngày làm bù phải khác ngày nghỉ.")
TOO_LONG = mark("Hãy rút gọn nội dung này.")
CHECK_FIELDS = mark("Hãy kiểm tra lại các ô được đánh dấu.")


def values_of(given: Mapping[str, str]) -> dict[str, str]:
    """What was typed, tidied."""
    return {name: " ".join(nfc(given.get(name, "")).split()) for name in FIELDS}


def changes_of(values: Mapping[str, str]) -> tuple[DayChange, ...]:
    """The changes that the form asks for; `InvalidInput` names every field that will not do."""
    errors: dict[str, str] = {}
    days = {name: _day(values[name], name, errors) for name in ("day", "other_day")}
    if values["kind"] not in {kind for kind, _, _ in KINDS}:
        errors["kind"] = _MISSING["kind"]
    needed = ["day", "name", "legal_basis"] + (["other_day"] if values["kind"] == "swap" else [])
    errors |= {name: _MISSING[name] for name in needed if not values[name] and name not in errors}
    errors |= {name: TOO_LONG for name, most in _LONGEST.items() if len(values[name]) > most}
    day, other = days["day"], days["other_day"]
    if values["kind"] == "swap" and day and day == other:
        errors["other_day"] = SAME_DAY
    if errors or day is None:
        raise InvalidInput(CHECK_FIELDS, fields=errors)
    return _changes(values, day, other)


def _day(text: str, name: str, errors: dict[str, str]) -> date | None:
    try:
        return read_day(text)
    except InvalidInput:
        errors[name] = NOT_A_DAY
        return None


def _changes(values: Mapping[str, str], day: date, other: date | None) -> tuple[DayChange, ...]:
    name, basis = values["name"], values["legal_basis"]
    if values["kind"] == "swap":
        return (
            DayChange(day, DayKind.SWAP_OFF, name, basis, swapped_on=other),
            DayChange(other or day, DayKind.SWAP_WORKED, name, basis, swapped_on=day),
        )
    kind = DayKind(values["kind"])
    shut = _SHUT.get(values["part"]) if kind is DayKind.CLOSURE else None
    return (DayChange(day, kind, name, basis, shut=shut),)
