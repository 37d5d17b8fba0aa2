"""What a well-shaped definition says that cannot be: names that lead nowhere, states that nobody reaches."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from motcua.capabilities.registers.rules.asked import condition_faults
from motcua.capabilities.registers.rules.codes import pattern_fault
from motcua.capabilities.registers.rules.definition import (
    CODE,
    FILTERABLE,
    LISTED,
    NEVER_IN_LISTS,
    NUMERIC,
    OWN_WORDS,
    SORTABLE,
    FieldType,
)
from motcua.capabilities.registers.rules.saying import PLACEHOLDER
from motcua.capabilities.registers.rules.shape import Fault, place_of, shape_faults
from motcua.capabilities.registers.rules.table import OWN_HEADS
from motcua.kernel.texts.fold import fold
from motcua.kernel.texts.mark import mark

TWICE = mark("mã «{code}» được dùng hai lần")
HEAD_TWICE = mark("tên «{label}» trùng với tên của một cột khác")
RESERVED = mark("mã «{code}» đã dành cho trang chung")
OWN_WORD = mark("mã «{code}» đã dành cho phần chung của mọi bản ghi")
NO_OPTIONS = mark("trường chọn phải có danh sách «options»")
OPTIONS_UNASKED = mark("chỉ trường chọn mới có «options»")
NO_REGISTER = mark("trường dẫn tới sổ khác phải nói sổ nào ở «register»")
REGISTER_UNASKED = mark("chỉ trường dẫn tới sổ khác mới có «register»")
REGISTER_UNKNOWN = mark("không có sổ nào mang mã «{code}»")
LIMITS = mark("«least» lớn hơn «most»")
LIMITS_UNASKED = mark("giới hạn chỉ đặt cho số, số tiền và điểm của hội đồng")
NO_FIELD = mark("không có trường «{code}»")
NO_STATE = mark("không có trạng thái «{code}»")
NO_ROLE = mark("không có vai trò «{code}»")
BAD_PATTERN = mark(
    "mẫu mã phải có đúng một {{number}} hoặc {{number:4}}; ngoài ra chỉ có {{year}}, {{agency}}, chữ hoa, chữ số, "
    "dấu chấm, gạch nối"
)
NOT_REQUIRED = mark("trường «{code}» nhận dạng bản ghi nên phải bắt buộc")
NO_IDENTITY = mark("kiểu của trường «{code}» không nhận dạng được bản ghi")
NOT_IN_LIST = mark("trường «{code}» không hiện được trong danh sách")
NO_FILTER = mark("không lọc được theo trường «{code}»")
NO_SORT = mark("không xếp được theo trường «{code}»")
NOT_SUMMED = mark("trường «{code}» không phải số nên không cộng được")
WRONG_MAP = mark("trường «{code}» không phải {wanted}")
NO_DAY = mark("«{given}» không phải là ngày có thật")
ENDS_FIRST = mark("ngày hết hiệu lực phải sau ngày có hiệu lực")
UNREACHED = mark("không bước chuyển nào dẫn tới trạng thái «{name}»")
STUCK = mark("trạng thái «{name}» không có bước nào đi tiếp; nếu là trạng thái cuối, hãy đánh dấu")
NOT_PERSONAL = mark("trường họ tên nên đánh dấu là thông tin cá nhân để việc đọc để lại vết")
PERSONAL_LISTED = mark("trường cá nhân «{code}» hiện trong danh sách: mỗi lần mở danh sách sẽ để lại vết")
EDITS_UNSEEN = mark("vai trò «{code}» được ghi mà không được xem")
NO_REFUSAL = mark("bước chuyển có điều kiện thì phải có lời từ chối ở «refusal»")
RESERVED_CODES = frozenset({"dinh-nghia"})
"""Registers stand in addresses beside these words."""
_IDENTIFYING = frozenset({FieldType.TEXT, FieldType.PERSON, FieldType.NUMBER, FieldType.DAY, FieldType.CHOICE,
                          FieldType.AGENCY, FieldType.PLACE, FieldType.RECORD})  # fmt: skip
_LIMITED = frozenset({*NUMERIC, FieldType.SCORES})


def definition_faults(written: Any, *, roles: Collection[str], registers: Collection[str] | None = None) -> list[Fault]:
    """All faults of a document, those of its shape first; `registers`: codes a field may refer to (None: any)."""
    shape = shape_faults(written)
    if shape:
        return shape
    fields = {field["code"]: field for field in written["fields"]}
    known = None if registers is None else {*registers, written["code"]}
    reserved = [Fault("code", RESERVED, {"code": written["code"]})] if written["code"] in RESERVED_CODES else []
    return [
        *reserved,
        *_days(written),
        *_twice(written),
        *_heads(written),
        *_fields(written, known),
        *_names(written, fields),
        *_life(written, fields),
        *_rights(written, roles),
        *_shown(written, fields),
        *_counts(written, fields),
    ]


def _twice(written: Mapping[str, Any]) -> Iterator[Fault]:
    for part in ("fields", "states", "moves", "counts"):
        yield from _repeated(written, [part], written.get(part, ()))
    for number, field in enumerate(written["fields"]):
        yield from _repeated(written, ["fields", number, "options"], field.get("options", ()))
        if field["code"] in OWN_WORDS:
            yield Fault(place_of(written, ["fields", number]), OWN_WORD, {"code": field["code"]})


def _heads(written: Mapping[str, Any]) -> Iterator[Fault]:
    """A table knows its columns by their heads, so no two may be called alike."""
    taken = {fold(head) for head in OWN_HEADS.values()} | OWN_WORDS
    for number, field in enumerate(written["fields"]):
        names = {fold(field["label"]), field["code"]}
        if names & taken and field["code"] not in OWN_WORDS:
            yield Fault(place_of(written, ["fields", number]), HEAD_TWICE, {"label": field["label"]})
        taken |= names


def _repeated(written: Any, path: list[str | int], parts: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    for code, times in Counter(part["code"] for part in parts).items():
        if times > 1:
            yield Fault(place_of(written, path), TWICE, {"code": code})


def _fields(written: Mapping[str, Any], registers: Collection[str] | None) -> Iterator[Fault]:
    for number, field in enumerate(written["fields"]):
        place, type_ = place_of(written, ["fields", number]), FieldType(field["type"])
        if (type_ in LISTED) != ("options" in field):
            yield Fault(place, NO_OPTIONS if type_ in LISTED else OPTIONS_UNASKED)
        if (type_ is FieldType.RECORD) != ("register" in field):
            yield Fault(place, NO_REGISTER if type_ is FieldType.RECORD else REGISTER_UNASKED)
        elif registers is not None and field.get("register") not in {None, *registers}:
            yield Fault(place, REGISTER_UNKNOWN, {"code": field["register"]})
        yield from _limits(field, type_, place)
        if type_ is FieldType.PERSON and not field.get("personal"):
            yield Fault(place, NOT_PERSONAL, stops=False)


def _limits(field: Mapping[str, Any], type_: FieldType, place: str) -> Iterator[Fault]:
    if type_ not in _LIMITED and {"least", "most", "decimals"} & field.keys():
        yield Fault(place, LIMITS_UNASKED)
    if field.get("least", float("-inf")) > field.get("most", float("inf")):
        yield Fault(place, LIMITS)


def _names(written: Mapping[str, Any], fields: Mapping[str, Any]) -> Iterator[Fault]:
    for code in PLACEHOLDER.findall(written["title"]):
        if code not in fields and code != CODE:
            yield Fault("title", NO_FIELD, {"code": code})
    if pattern_fault(written["code_pattern"]):
        yield Fault("code_pattern", BAD_PATTERN)
    for code in written.get("identity", ()):
        if code not in fields:
            yield Fault("identity", NO_FIELD, {"code": code})
        elif FieldType(fields[code]["type"]) not in _IDENTIFYING:
            yield Fault("identity", NO_IDENTITY, {"code": code})
        elif not fields[code].get("required"):
            yield Fault("identity", NOT_REQUIRED, {"code": code})


def _life(written: Mapping[str, Any], fields: Mapping[str, Any]) -> Iterator[Fault]:
    states = {state["code"]: state for state in written["states"]}
    for number, move in enumerate(written.get("moves", ())):
        place = place_of(written, ["moves", number])
        for code in {*move["from"], move["to"]} - states.keys():
            yield Fault(place, NO_STATE, {"code": code})
        for code in move.get("needs", ()):
            if code not in fields:
                yield Fault(f"{place}.needs", NO_FIELD, {"code": code})
        if move.get("when") and not move.get("refusal"):
            yield Fault(place, NO_REFUSAL)
        yield from condition_faults(move.get("when", ()), f"{place}.when", fields, states)
    yield from _ways(written, states)


def _ways(written: Mapping[str, Any], states: Mapping[str, Any]) -> Iterator[Fault]:
    first, moves = written["states"][0]["code"], written.get("moves", ())
    reached, ahead = {first}, [first]
    while ahead:
        here = ahead.pop()
        new = {move["to"] for move in moves if here in move["from"]} - reached
        reached |= new
        ahead.extend(new)
    left = {code for move in moves for code in move["from"]}
    for code, state in states.items():
        if code not in reached:
            yield Fault("states", UNREACHED, {"name": state["name"]})
        elif code not in left and not state.get("final") and len(states) > 1:
            yield Fault("states", STUCK, {"name": state["name"]}, stops=False)


def _rights(written: Mapping[str, Any], roles: Collection[str]) -> Iterator[Fault]:
    rights = written["rights"]
    asked = [(f"rights.{name}.roles", rights[name]["roles"]) for name in ("see", "edit")]
    asked += [
        (f"{place_of(written, ['moves', at])}.roles", one["roles"]) for at, one in enumerate(written.get("moves", ()))
    ]
    for place, wanted in asked:
        for code in wanted:
            if code not in roles:
                yield Fault(place, NO_ROLE, {"code": code})
            elif code not in rights["see"]["roles"]:
                yield Fault(place, EDITS_UNSEEN, {"code": code})


def _shown(written: Mapping[str, Any], fields: Mapping[str, Any]) -> Iterator[Fault]:
    shown = written["list"]
    types = {code: FieldType(field["type"]) for code, field in fields.items()}
    listable = {code for code, type_ in types.items() if type_ not in NEVER_IN_LISTS} | OWN_WORDS
    filters = {code for code, type_ in types.items() if type_ in FILTERABLE}
    sortable = {code for code, type_ in types.items() if type_ in SORTABLE} | {CODE}
    asked = [
        ("columns", shown["columns"], listable, NOT_IN_LIST),
        ("filters", shown.get("filters", ()), filters, NO_FILTER),
    ]
    asked.append(("sort", [shown["sort"].removeprefix("-")] if shown.get("sort") else (), sortable, NO_SORT))
    for part, codes, allowed, text in asked:
        for code in codes:
            if code not in allowed:
                is_known = code in fields or code in OWN_WORDS
                yield Fault(f"list.{part}", text if is_known else NO_FIELD, {"code": code})
    for code in shown["columns"]:
        if fields.get(code, {}).get("personal"):
            yield Fault("list.columns", PERSONAL_LISTED, {"code": code}, stops=False)
    for part, wanted in (("point", FieldType.POINT), ("place", FieldType.PLACE)):
        code = (written.get("map") or {}).get(part)
        if code and types.get(code) is not wanted:
            yield Fault(
                f"map.{part}", WRONG_MAP if code in fields else NO_FIELD, {"code": code, "wanted": wanted.label}
            )


def _counts(written: Mapping[str, Any], fields: Mapping[str, Any]) -> Iterator[Fault]:
    states = {state["code"]: state for state in written["states"]}
    for number, count in enumerate(written.get("counts", ())):
        for part in ("numerator", "denominator"):
            measure = count.get(part) or {}
            place = f"{place_of(written, ['counts', number])}.{part}"
            total = measure.get("sum")
            if total and total not in fields:
                yield Fault(place, NO_FIELD, {"code": total})
            elif total and FieldType(fields[total]["type"]) not in NUMERIC:
                yield Fault(place, NOT_SUMMED, {"code": total})
            yield from condition_faults(measure.get("where", ()), f"{place}.where", fields, states)


def _days(written: Mapping[str, Any]) -> Iterator[Fault]:
    days = {}
    for name in ("valid_from", "valid_to"):
        if name not in written:
            continue
        try:
            days[name] = date.fromisoformat(written[name])
        except ValueError:
            yield Fault(name, NO_DAY, {"given": written[name]})
    if len(days) > 1 and days["valid_to"] <= days["valid_from"]:
        yield Fault("valid_to", ENDS_FIRST)
