"""Whether a condition of a definition asks something that its field can answer."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from motcua.capabilities.registers.rules.conditions import operator_of
from motcua.capabilities.registers.rules.definition import AGENCY, LISTED, NUMERIC, STATE, FieldType
from motcua.capabilities.registers.rules.shape import Fault
from motcua.kernel.texts.mark import mark

NO_FIELD = mark("không có trường «{code}»")
NO_PART = mark("chỉ điểm của hội đồng mới có «{part}»")
WRONG_ASK = mark("không hỏi «{ask}» được về trường «{code}»")
WRONG_VALUE = mark("trường «{code}» không thể có giá trị «{value}»")
_SAME, _ORDER, _DAYS = {"is", "not", "in"}, {"least", "most", "more", "less"}, {"past", "within_days"}
_ASKS: dict[FieldType, set[str]] = {
    **dict.fromkeys(LISTED, _SAME),
    **dict.fromkeys(NUMERIC, _SAME | _ORDER),
    FieldType.DAY: _SAME | _ORDER | _DAYS,
    FieldType.YES_NO: {"is", "not"},
    **dict.fromkeys((FieldType.TEXT, FieldType.AGENCY, FieldType.PLACE, FieldType.RECORD), _SAME),
}


def condition_faults(
    conditions: Sequence[Mapping[str, Any]], place: str, fields: Mapping[str, Any], states: Mapping[str, Any]
) -> Iterator[Fault]:
    """The faults of well-shaped conditions."""
    for number, condition in enumerate(conditions, 1):
        for one in condition.get("any", [condition]):
            yield from _faults(one, f"{place}.{number}", fields, states)


def _faults(
    condition: Mapping[str, Any], place: str, fields: Mapping[str, Any], states: Mapping[str, Any]
) -> Iterator[Fault]:
    code, _, part = condition["field"].partition(".")
    ask, wanted = operator_of(condition)
    if code not in fields and code not in {STATE, AGENCY}:
        yield Fault(place, NO_FIELD, {"code": code})
        return
    type_ = FieldType(fields[code]["type"]) if code in fields else None
    if part and type_ is not FieldType.SCORES:
        yield Fault(place, NO_PART, {"part": part})
        return
    allowed = (_SAME | _ORDER) if part else _SAME if type_ is None else _ASKS.get(type_, set()) | {"filled"}
    if ask not in allowed:
        yield Fault(place, WRONG_ASK, {"ask": ask, "code": condition["field"]})
    elif ask not in {"filled", *_DAYS}:
        values = wanted if ask == "in" else [wanted]
        yield from _values(values, place, condition["field"], _possible(code, part, fields, states))


def _possible(code: str, part: str, fields: Mapping[str, Any], states: Mapping[str, Any]) -> Any:
    """The values that may be asked for: a set of codes, or a type."""
    if code == STATE:
        return set(states)
    if code == AGENCY:
        return str
    field = fields[code]
    type_ = FieldType(field["type"])
    if part or type_ in NUMERIC:
        return float
    if type_ in LISTED:
        return {option["code"] for option in field.get("options", ())}
    return {FieldType.YES_NO: bool, FieldType.DAY: date}.get(type_, str)


def _values(values: Sequence[Any], place: str, code: str, possible: Any) -> Iterator[Fault]:
    for value in values:
        if not _fits(value, possible):
            yield Fault(place, WRONG_VALUE, {"code": code, "value": value})


def _fits(value: Any, possible: Any) -> bool:
    if isinstance(possible, set):
        return value in possible
    if possible is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if possible is date:
        return isinstance(value, str) and _is_day(value)
    return isinstance(value, possible)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
