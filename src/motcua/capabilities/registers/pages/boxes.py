"""The form of a record, drawn from its definition: one box a field, in its sections, with what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.http import HttpRequest, QueryDict

from motcua.capabilities.registers.errors import ValuesRefused
from motcua.capabilities.registers.models import Record
from motcua.capabilities.registers.queries.lookup import BETWEEN, own_places
from motcua.capabilities.registers.queries.scopes import Scope
from motcua.capabilities.registers.rules.definition import Definition, Field, FieldType
from motcua.capabilities.registers.rules.saying import cell_text
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.files.store import store_file
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.fields import make_field
from motcua.kernel.ui.pieces import Field as Box
from motcua.kernel.ui.wording import refusal_text
from motcua.registry.organisation.public import agencies

KEPT = "kept_"
_SALT = "registers.file"
_HINTED = 200
CHOOSE = mark("Chọn")
POINT_HELP = mark("Vĩ độ; kinh độ, ví dụ 22,66606; 106,25783.")
SCORES_HELP = mark("Mỗi dòng một thành viên: «Nguyễn Văn An: 85».")
RECORD_HELP = mark("Gõ mã bản ghi hoặc chọn trong gợi ý.")
YES_NO = [("", CHOOSE), ("1", mark("Có")), ("0", mark("Không"))]
_KINDS = {
    FieldType.LONG_TEXT: "textarea",
    FieldType.SCORES: "textarea",
    FieldType.NUMBER: "number",
    FieldType.MONEY: "money",
    FieldType.DAY: "date",
    FieldType.CHOICE: "select",
    FieldType.YES_NO: "select",
    FieldType.AGENCY: "select",
    FieldType.PLACE: "select",
    FieldType.CHOICES: "checkboxes",
    FieldType.FILE: "file",
}
_HELPS = {FieldType.POINT: POINT_HELP, FieldType.SCORES: SCORES_HELP, FieldType.RECORD: RECORD_HELP}


@dataclass
class Section:
    """Boxes under a heading; `hints`: list id → suggestions, `kept`: tokens of files that came already."""

    title: str
    boxes: list[Box] = field(default_factory=list)


@dataclass(frozen=True)
class Typed:
    """What a form brought: texts by field, files by field."""

    given: Mapping[str, Any]
    files: Mapping[str, Any]
    faults: Mapping[str, str]


def typed_of(request: HttpRequest, definition: Definition, *, at: Any) -> Typed:
    """Read a posted form. A file that came is stored at once, so that a refused form does not lose it."""
    post, given, files, faults = request.POST, dict[str, Any](), dict[str, Any](), dict[str, str]()
    for one in definition.fields:
        if one.type is FieldType.FILE:
            try:
                found = _file(request, one.code, at=at)
            except InvalidInput as refusal:
                faults[one.code], found = refusal_text(refusal), None
            if found:
                files[one.code] = found
        else:
            given[one.code] = post.getlist(one.code) if one.type is FieldType.CHOICES else post.get(one.code, "")
    return Typed(given, files, faults)


def errors_of(refused: DomainError | None) -> dict[str, str]:
    """The refusal of each field in the reader's language."""
    return (
        {code: refusal_text(fault) for code, fault in refused.faults.items()}
        if isinstance(refused, ValuesRefused)
        else {}
    )


def values_of(definition: Definition, record: Record | None) -> dict[str, Any]:
    """A record's values as its form shows them."""
    if record is None:
        return {}
    shown: dict[str, Any] = {}
    for one in definition.fields:
        value = record.values.get(one.code)
        is_plain = one.type in {FieldType.CHOICE, FieldType.CHOICES, FieldType.FILE}
        shown[one.code] = value if is_plain or value is None else cell_text(one, value)
        if one.type is FieldType.YES_NO and value is not None:
            shown[one.code] = "1" if value else "0"
    return shown


def sections_of(scope: Scope, values: Mapping[str, Any], errors: Mapping[str, str]) -> list[Section]:
    """All boxes, in the order of the definition."""
    sections: list[Section] = []
    for one in scope.definition.fields:
        if not sections or (one.section and sections[-1].title != one.section):
            sections.append(Section(one.section))
        sections[-1].boxes.append(_box(one, values.get(one.code), errors.get(one.code, "")))
    return sections


def kept_files(typed: Typed) -> list[tuple[str, str, str]]:
    """Name of the hidden field, token and file name of each file that came with a refused form."""
    return [(f"{KEPT}{code}", signing.dumps(one, salt=_SALT), one["name"]) for code, one in typed.files.items()]


def hints_of(definition: Definition, seen: Mapping[str, Scope]) -> list[tuple[str, list[str]]]:
    """Suggestions for fields that refer to other registers: list id, and «code – title» of the last written."""
    lists = []
    for one in definition.fields:
        if one.type is FieldType.RECORD and one.register in seen:
            rows = seen[one.register].visible().order_by("-changed_at").values_list("code", "title")[:_HINTED]
            lists.append((f"hints_{one.code}", [f"{code}{BETWEEN}{title}" for code, title in rows]))
    return lists


def _box(one: Field, value: Any, error: str) -> Box:
    given: dict[str, Any] = {
        "value": value,
        "error": error,
        "required": one.required,
        "help": one.help or _HELPS.get(one.type, ""),
        "options": _options(one),
        "suffix": one.unit,
        "width": "medium" if one.type in {FieldType.NUMBER, FieldType.MONEY, FieldType.DAY, FieldType.POINT} else "",
    }
    if one.type is FieldType.RECORD:
        given["list"] = f"hints_{one.code}"
    if one.type is FieldType.FILE:
        given |= {"value": None, "kinds": "PDF, JPG, PNG, DOCX, XLSX", "files": [value] if value else ()}
    if one.type is FieldType.PERSON:
        given["autocomplete"] = "off"
    return make_field(one.code, one.label, _KINDS.get(one.type, "text"), given)


def _options(one: Field) -> list[tuple[str, str]]:
    if one.type is FieldType.CHOICES:
        return list(one.options)
    if one.type is FieldType.YES_NO:
        return YES_NO
    known: list[tuple[str, str]] = list(one.options)
    if one.type is FieldType.AGENCY:
        known = [(each.code, each.short_name or each.name) for each in agencies()]
    if one.type is FieldType.PLACE:
        known = [(each.code, each.full_name) for each in own_places()]
    return [("", CHOOSE), *known] if known else []


def _file(request: HttpRequest, code: str, *, at: Any) -> Mapping[str, Any] | None:
    came = request.FILES.get(code)
    if came is not None:
        stored = store_file(came, name=came.name or code, at=at)
        return {"id": stored.pk, "name": stored.name, "size": stored.size}
    return _kept(request.POST, code)


def _kept(post: QueryDict, code: str) -> Mapping[str, Any] | None:
    try:
        found: Mapping[str, Any] = signing.loads(post.get(f"{KEPT}{code}", ""), salt=_SALT, max_age=86_400)
    except signing.BadSignature:
        return None
    return found
