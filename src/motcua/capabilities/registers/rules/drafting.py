"""A definition written part by part in forms: each part to texts of a form and back. Plain Python.

Conditions are lines: «state = done», «attendees >= 30», «kind thuộc a, b», «due_on quá hạn», «due_on trong 30 ngày»,
«proof có giá trị», «proof trống»; alternatives stand in one line with « hoặc » between them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from motcua.capabilities.registers.errors import LineNotUnderstood
from motcua.capabilities.registers.rules.conditions import operator_of
from motcua.capabilities.registers.rules.definition import NUMERIC, FieldType
from motcua.capabilities.registers.rules.reading import read_number
from motcua.kernel.texts.fold import fold, nfc

Posted = Mapping[str, Any]
"""Name → text, or a list of texts for boxes with several choices."""
PARTS = ("fields", "states", "moves", "counts")
_SIGNS = {"=": "is", "!=": "not", ">=": "least", "<=": "most", ">": "more", "<": "less"}
_WORDS = {sign: name for name, sign in _SIGNS.items()}
_LINE = re.compile(r"([a-z][a-z0-9_.]*)\s*(!=|>=|<=|=|>|<)\s*(.+)")
_AMONG = re.compile(r"([a-z][a-z0-9_.]*)\s+(?:thuộc|in)\s+(.+)")
_WITHIN = re.compile(r"([a-z][a-z0-9_.]*)\s+trong\s+(\d{1,4})\s+ngày")
_STANDING = re.compile(r"([a-z][a-z0-9_.]*)\s+(quá hạn|có giá trị|trống)")
_OR = " hoặc "
_BETWEEN = re.compile(r"[^a-z0-9]+")


def skeleton(code: str, name: str, *, singular: str, group: str, valid_from: str) -> dict[str, Any]:
    """The least that a register is: a name, two states and the way between them."""
    return {
        "code": code,
        "name": name,
        "singular": singular,
        "group": group,
        "valid_from": valid_from,
        "title": "{name}",
        "code_pattern": "SO-{year}-{number:4}",
        "identity": ["name"],
        "retention": {"years": 10, "basis": "Quy chế quản lý của cơ quan"},
        "fields": [{"code": "name", "label": "Tên", "type": "text", "required": True}],
        "states": [{"code": "open", "name": "Đang theo dõi", "tone": "working"},
                   {"code": "closed", "name": "Đã xong", "tone": "done", "final": True}],
        "moves": [{"code": "close", "name": "Kết thúc", "from": ["open"], "to": "closed", "roles": ["head", "leader"]}],
        "rights": {"see": {"roles": ["specialist", "head", "leader"]}, "edit": {"roles": ["specialist", "head"]}},
        "list": {"columns": ["code", "name", "agency", "state"], "filters": []},
        "counts": [{"code": "all", "name": "Số bản ghi", "unit": "bản ghi", "numerator": {}}],
    }  # fmt: skip


def key_from(label: str, taken: Sequence[str]) -> str:
    """A code for what is called so: «Số người dự» → ``so_nguoi_du``."""
    plain = _BETWEEN.sub("_", fold(label)).strip("_")[:34]
    code = plain if plain[:1].isalpha() else f"f_{plain}".rstrip("_")
    number, free = 2, code
    while free in taken:
        number, free = number + 1, f"{code}_{number}"
    return free


def with_part(written: Mapping[str, Any], part: str, number: int, made: Mapping[str, Any] | None) -> dict[str, Any]:
    """The definition with one of its parts put in (`number` 0: added), or taken out (`made` None)."""
    listed = list(written.get(part, ()))
    if made is None:
        listed = [one for at, one in enumerate(listed, 1) if at != number]
    elif number:
        listed[number - 1] = made
    else:
        listed.append(made)
    return {**written, part: listed}


def moved_up(written: Mapping[str, Any], part: str, number: int) -> dict[str, Any]:
    """The definition with one of its parts a place earlier."""
    listed = list(written.get(part, ()))
    if 2 <= number <= len(listed):  # noqa: PLR2004 - the first has nowhere to go
        listed[number - 2], listed[number - 1] = listed[number - 1], listed[number - 2]
    return {**written, part: listed}


def field_from(posted: Posted) -> dict[str, Any]:
    """A field as its form says."""
    made: dict[str, Any] = _texts(posted, "code", "label", "type", "help", "section", "unit", "register")
    made |= {name: True for name in ("required", "personal") if posted.get(name)}
    made |= _numbers(posted, "longest", "decimals", "least", "most")
    options = list(_options(str(posted.get("options", ""))))
    return {**made, "options": options} if options else made


def state_from(posted: Posted) -> dict[str, Any]:
    """A state as its form says."""
    return _texts(posted, "code", "name", "tone") | ({"final": True} if posted.get("final") else {})


def move_from(posted: Posted, written: Mapping[str, Any]) -> dict[str, Any]:
    """A move as its form says."""
    made: dict[str, Any] = _texts(posted, "code", "name", "to", "refusal")
    made |= {"from": list(posted.get("from", ())), "roles": list(posted.get("roles", ()))}
    made |= {"needs": list(posted["needs"])} if posted.get("needs") else {}
    when = conditions_from(str(posted.get("when", "")), written)
    return made | ({"when": when} if when else {}) | ({"asks_reason": True} if posted.get("asks_reason") else {})


def count_from(posted: Posted, written: Mapping[str, Any]) -> dict[str, Any]:
    """A count as its form says."""
    made = _texts(posted, "code", "name", "unit") | {"numerator": _measure(posted, "upper", written)}
    return made | ({"denominator": _measure(posted, "lower", written)} if posted.get("has_denominator") else {})


def general_from(posted: Posted, written: Mapping[str, Any]) -> dict[str, Any]:
    """What holds for the register as a whole."""
    years = read_number(str(posted.get("years", "")))
    kept = {"years": int(years) if years is not None else 0, "basis": nfc(str(posted.get("basis", "")))}
    made = _texts(posted, "name", "singular", "group", "about", "title", "code_pattern", "valid_from")
    return {**written, "about": "", **made, "identity": list(posted.get("identity", ())), "retention": kept}


def shown_from(posted: Posted, written: Mapping[str, Any]) -> dict[str, Any]:
    """Who may, what the list shows, the map. Columns that stay keep their order."""
    rights = {
        name: {"roles": list(posted.get(f"{name}_roles", ()))}
        | ({"everywhere": True} if posted.get(f"{name}_everywhere") else {})
        for name in ("see", "edit")
    }
    before = written.get("list", {})
    shown = {part: _in_order(posted.get(part, ()), before.get(part, ())) for part in ("columns", "filters")}
    made = {**written, "rights": rights, "list": {**shown, **_texts(posted, "sort")}}
    place = {part: str(posted[f"map_{part}"]) for part in ("point", "place") if posted.get(f"map_{part}")}
    made.pop("map", None)
    return made | ({"map": place} if place else {})


def conditions_from(text: str, written: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Lines as conditions. Raises `LineNotUnderstood`."""
    types = {field["code"]: field.get("type") for field in written.get("fields", ())}
    lines = [" ".join(line.split()) for line in nfc(text).split("\n") if line.strip()]
    return [_alternatives(line, types) for line in lines]


def text_of_conditions(conditions: Sequence[Mapping[str, Any]]) -> str:
    """The lines that `conditions_from` reads back."""
    return "\n".join(_OR.join(map(_line, one.get("any", [one]))) for one in conditions)


def text_of_options(options: Sequence[Mapping[str, str]]) -> str:
    """«code: Nhãn», a line each."""
    return "\n".join(f"{one['code']}: {one['label']}" for one in options)


def _alternatives(line: str, types: Mapping[str, Any]) -> dict[str, Any]:
    parts = [_condition(part, types) for part in line.split(_OR)]
    return {"any": parts} if len(parts) > 1 else parts[0]


def _condition(text: str, types: Mapping[str, Any]) -> dict[str, Any]:
    if found := _LINE.fullmatch(text):
        return {"field": found[1], _SIGNS[found[2]]: _value(found[3], types.get(found[1]), found[1])}
    if found := _AMONG.fullmatch(text):
        values = [_value(one.strip(), types.get(found[1]), found[1]) for one in found[2].split(",") if one.strip()]
        return {"field": found[1], "in": values}
    if found := _WITHIN.fullmatch(text):
        return {"field": found[1], "within_days": int(found[2])}
    if found := _STANDING.fullmatch(text):
        return {"field": found[1], **({"past": True} if found[2] == "quá hạn" else {"filled": found[2] != "trống"})}
    raise LineNotUnderstood(line=text[:80])


def _value(text: str, type_: Any, path: str) -> Any:
    if type_ == FieldType.YES_NO:
        return fold(text) in {"co", "true", "1"}
    if type_ in NUMERIC or "." in path:
        number = read_number(text)
        if number is None:
            raise LineNotUnderstood(line=f"{path} … {text}"[:80])
        return int(number) if number == int(number) else float(number)
    day = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}" if day and type_ == FieldType.DAY else text


def _line(condition: Mapping[str, Any]) -> str:
    name, wanted = operator_of(condition)
    field = condition["field"]
    if name == "in":
        return f"{field} thuộc {', '.join(map(_said, wanted))}"
    if name == "filled":
        return f"{field} {'có giá trị' if wanted else 'trống'}"
    if name == "past":
        return f"{field} quá hạn"
    return f"{field} trong {wanted} ngày" if name == "within_days" else f"{field} {_WORDS[name]} {_said(wanted)}"


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "Có" if value else "Không"
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def _measure(posted: Posted, name: str, written: Mapping[str, Any]) -> dict[str, Any]:
    where = conditions_from(str(posted.get(f"{name}_where", "")), written)
    total = {"sum": str(posted[f"{name}_sum"])} if posted.get(f"{name}_sum") else {}
    return {**total, **({"where": where} if where else {})}


def _texts(posted: Posted, *names: str) -> dict[str, Any]:
    typed = {name: nfc(str(posted.get(name, ""))) for name in names}
    return {name: text for name, text in typed.items() if text}


def _numbers(posted: Posted, *names: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for name in names:
        text = str(posted.get(name, "")).strip()
        number = read_number(text) if text else None
        if text and number is None:
            raise LineNotUnderstood(line=text[:80])
        if number is not None:
            found[name] = int(number) if number == int(number) else float(number)
    return found


def _options(text: str) -> Iterator[dict[str, str]]:
    taken: list[str] = []
    for line in nfc(text).split("\n"):
        head, colon, rest = line.partition(":")
        label = (rest if colon else head).strip()
        if label:
            code = head.strip() if colon else key_from(label, taken)
            taken.append(code)
            yield {"code": code, "label": label}


def _in_order(chosen: Sequence[str], before: Sequence[str]) -> list[str]:
    return [*(code for code in before if code in chosen), *(code for code in chosen if code not in before)]
