"""The forms of a definition's parts: what boxes there are, how a part fills them, what they say."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from motcua.capabilities.registers.rules.definition import (
    CODE,
    FILTERABLE,
    NEVER_IN_LISTS,
    NUMERIC,
    OWN_WORDS,
    SORTABLE,
    FieldType,
)
from motcua.capabilities.registers.rules.drafting import (
    count_from,
    field_from,
    general_from,
    key_from,
    move_from,
    shown_from,
    state_from,
    text_of_conditions,
    text_of_options,
)
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.fields import make_field
from motcua.kernel.ui.pieces import Field as Box
from motcua.kernel.ui.wording import translated
from motcua.registry.organisation.public import Role

GENERAL, SHOWN = "general", "shown"
SINGLE = (GENERAL, SHOWN)
NOTHING = ("", mark("Không"))
CODE_HELP = mark("Để trống thì lấy từ tên. Chữ thường không dấu, chữ số, gạch dưới.")
WHERE_HELP = mark(
    "Mỗi dòng một điều kiện, tất cả phải đúng: «state = done», «attendees >= 30», «kind thuộc a, b», «due_on quá hạn», "
    "«due_on trong 30 ngày», «proof có giá trị», «proof trống»; hai vế thay nhau viết «… hoặc …» trong một dòng."
)
OPTIONS_HELP = mark("Mỗi dòng một giá trị, «ma: Nhãn» hoặc chỉ «Nhãn».")
TITLE_HELP = mark("Tên bản ghi ghép từ các trường, ví dụ {name} – {year}.")
PATTERN_HELP = mark("Ví dụ SK-{year}-{number:4}; có thể dùng {agency}.")
_TONES = [
    ("new", mark("Mới")),
    ("working", mark("Đang làm")),
    ("waiting", mark("Chờ")),
    ("done", mark("Xong")),
    ("late", mark("Chậm, xấu")),
    ("off", mark("Thôi")),
]
_MANY = {"from", "roles", "needs", "identity", "see_roles", "edit_roles", "columns", "filters"}
_OWN = {"code": mark("Mã"), "agency": mark("Cơ quan"), "state": mark("Trạng thái")}


def posted_of(post: QueryDict) -> dict[str, Any]:
    """What a form says: lists where several may be chosen."""
    return {name: post.getlist(name) if name in _MANY else post.get(name, "") for name in post}


def part_from(part: str, posted: Mapping[str, Any], written: Mapping[str, Any], number: int) -> dict[str, Any]:
    """The part that the form says. Raises `LineNotUnderstood`."""
    if part == GENERAL:
        return general_from(posted, written)
    if part == SHOWN:
        return shown_from(posted, written)
    name = str(posted.get("label") or posted.get("name") or part)
    taken = [one.get("code", "") for at, one in enumerate(written.get(part, ()), 1) if at != number]
    given = {**posted, "code": posted.get("code") or key_from(name, taken)}
    if part == "fields":
        return field_from(given)
    if part == "states":
        return state_from(given)
    return move_from(given, written) if part == "moves" else count_from(given, written)


def boxes_for(
    part: str,
    before: Mapping[str, Any],
    written: Mapping[str, Any],
    posted: Mapping[str, Any] | None,
    registers: Sequence[str],
) -> list[Box]:
    """The boxes of a part's form, filled with what was typed or what stands there."""
    filled = posted if posted is not None else _filled(part, before)
    return [
        make_field(name, label, kind, {"required": False, **more, "value": filled.get(name)})
        for name, label, kind, more in _BOXES[part](written, registers)
    ]


def _filled(part: str, before: Mapping[str, Any]) -> dict[str, Any]:
    filled = dict(before)
    if part == "fields":
        filled["options"] = text_of_options(before.get("options", ()))
    elif part == "moves":
        filled["when"] = text_of_conditions(before.get("when", ()))
    elif part == "counts":
        filled["has_denominator"] = "denominator" in before
        for name, side in (("upper", "numerator"), ("lower", "denominator")):
            measure = before.get(side, {})
            filled[f"{name}_sum"] = measure.get("sum", "")
            filled[f"{name}_where"] = text_of_conditions(measure.get("where", ()))
    elif part == GENERAL:
        filled |= before.get("retention", {})
    elif part == SHOWN:
        filled |= before.get("list", {})
        for name in ("see", "edit"):
            right = before.get("rights", {}).get(name, {})
            filled |= {f"{name}_roles": right.get("roles", ()), f"{name}_everywhere": right.get("everywhere", "")}
        filled |= {f"map_{name}": code for name, code in before.get("map", {}).items()}
    return filled


def _of_fields(written: Mapping[str, Any], allowed: Any = None) -> list[tuple[str, str]]:
    known = {one.value for one in FieldType}
    return [
        (one["code"], one["label"])
        for one in written.get("fields", ())
        if allowed is None or (one.get("type") in known and FieldType(one["type"]) in allowed)
    ]


def _field(_written: Any, registers: Sequence[str]) -> list[Any]:
    types = [(one.value, one.label) for one in FieldType]
    return [
        ("label", mark("Tên trường"), "text", {"required": True}),
        ("type", mark("Kiểu"), "select", {"options": types, "required": True}),
        ("required", mark("Bắt buộc phải điền"), "checkbox", {}),
        ("personal", mark("Thông tin cá nhân: mỗi lần đọc để lại vết"), "checkbox", {}),
        ("options", mark("Các giá trị để chọn"), "textarea", {"help": OPTIONS_HELP}),
        ("register", mark("Dẫn tới sổ"), "select", {"options": [NOTHING, *((one, one) for one in registers)]}),
        ("help", mark("Lời chỉ dẫn"), "text", {}),
        ("section", mark("Nhóm trên biểu mẫu"), "text", {}),
        ("unit", mark("Đơn vị"), "text", {"width": "short"}),
        ("decimals", mark("Số chữ số sau dấu phẩy"), "number", {"width": "short"}),
        ("least", mark("Nhỏ nhất"), "number", {"width": "short"}),
        ("most", mark("Lớn nhất"), "number", {"width": "short"}),
        ("longest", mark("Số ký tự nhiều nhất"), "number", {"width": "short"}),
        ("code", mark("Mã"), "text", {"help": CODE_HELP}),
    ]


def _state(_written: Any, _registers: Any) -> list[Any]:
    return [
        ("name", mark("Tên trạng thái"), "text", {"required": True}),
        ("tone", mark("Sắc thái"), "select", {"options": _TONES}),
        ("final", mark("Trạng thái cuối"), "checkbox", {}),
        ("code", mark("Mã"), "text", {"help": CODE_HELP}),
    ]


def _move(written: Mapping[str, Any], _registers: Any) -> list[Any]:
    states = [(one["code"], one["name"]) for one in written.get("states", ())]
    return [
        ("name", mark("Tên bước chuyển"), "text", {"required": True}),
        ("from", mark("Đi từ"), "checkboxes", {"options": states, "required": True}),
        ("to", mark("Đến"), "select", {"options": states, "required": True}),
        ("roles", mark("Ai được làm"), "checkboxes", {"options": _roles(), "required": True}),
        ("needs", mark("Phải điền trước"), "checkboxes", {"options": _of_fields(written)}),
        ("when", mark("Điều kiện"), "textarea", {"help": WHERE_HELP}),
        ("refusal", mark("Lời từ chối khi chưa đủ điều kiện"), "text", {}),
        ("asks_reason", mark("Phải ghi lý do"), "checkbox", {}),
        ("code", mark("Mã"), "text", {"help": CODE_HELP}),
    ]


def _count(written: Mapping[str, Any], _registers: Any) -> list[Any]:
    totals = [("", mark("Đếm bản ghi")), *_of_fields(written, NUMERIC)]
    return [
        ("name", mark("Tên số liệu"), "text", {"required": True}),
        ("unit", mark("Đơn vị"), "text", {"width": "short"}),
        ("upper_sum", mark("Tử số: đếm, hay cộng trường"), "select", {"options": totals}),
        ("upper_where", mark("Tử số: điều kiện"), "textarea", {"help": WHERE_HELP}),
        ("has_denominator", mark("Có mẫu số (là tỷ lệ)"), "checkbox", {}),
        ("lower_sum", mark("Mẫu số: đếm, hay cộng trường"), "select", {"options": totals}),
        ("lower_where", mark("Mẫu số: điều kiện"), "textarea", {}),
        ("code", mark("Mã"), "text", {"help": CODE_HELP}),
    ]


def _general(written: Mapping[str, Any], _registers: Any) -> list[Any]:
    return [
        ("name", mark("Tên sổ"), "text", {"required": True}),
        ("singular", mark("Gọi một bản ghi là"), "text", {"required": True}),
        ("group", mark("Nhóm"), "text", {"required": True}),
        ("about", mark("Sổ này để làm gì"), "textarea", {}),
        ("title", mark("Tên của bản ghi"), "text", {"required": True, "help": TITLE_HELP}),
        ("code_pattern", mark("Mẫu mã"), "text", {"required": True, "help": PATTERN_HELP}),
        ("identity", mark("Nhận ra bản ghi theo"), "checkboxes", {"options": _of_fields(written)}),
        ("valid_from", mark("Có hiệu lực từ (năm-tháng-ngày)"), "text", {"required": True, "width": "medium"}),
        ("years", mark("Số năm lưu"), "number", {"required": True, "width": "short"}),
        ("basis", mark("Căn cứ lưu"), "text", {"required": True}),
    ]


def _shown(written: Mapping[str, Any], _registers: Any) -> list[Any]:
    own = [(code, translated(label)) for code, label in _OWN.items() if code in OWN_WORDS]
    listable = set(FieldType) - NEVER_IN_LISTS
    down = [(f"-{code}", f"{label} ↓") for code, label in _of_fields(written, SORTABLE)]
    sorts = [NOTHING, (CODE, _OWN[CODE]), *_of_fields(written, SORTABLE), *down]
    return [
        ("see_roles", mark("Ai được xem"), "checkboxes", {"options": _roles(), "required": True}),
        ("see_everywhere", mark("Xem bản ghi của mọi cơ quan"), "checkbox", {}),
        ("edit_roles", mark("Ai được ghi"), "checkboxes", {"options": _roles(), "required": True}),
        ("edit_everywhere", mark("Ghi cho mọi cơ quan"), "checkbox", {}),
        ("columns", mark("Cột của danh sách"), "checkboxes", {"options": [*own, *_of_fields(written, listable)]}),
        ("filters", mark("Lọc theo"), "checkboxes", {"options": _of_fields(written, FILTERABLE)}),
        ("sort", mark("Xếp theo"), "select", {"options": sorts}),
        (
            "map_point",
            mark("Bản đồ điểm theo"),
            "select",
            {"options": [NOTHING, *_of_fields(written, {FieldType.POINT})]},
        ),
        (
            "map_place",
            mark("Bản đồ xã theo"),
            "select",
            {"options": [NOTHING, *_of_fields(written, {FieldType.PLACE})]},
        ),
    ]


def _roles() -> list[tuple[str, str]]:
    return [(role.value, role.label) for role in Role]


_BOXES: dict[str, Any] = {
    "fields": _field,
    "states": _state,
    "moves": _move,
    "counts": _count,
    GENERAL: _general,
    SHOWN: _shown,
}
