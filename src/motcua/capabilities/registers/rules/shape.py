"""The shape of a definition by our schema (`definition.schema.json`); every fault in Vietnamese, with its place."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from motcua.kernel.texts.mark import mark

_SAID = {
    "required": mark("thiếu «{missing}»"),
    "additionalProperties": mark("có mục không quen: {extra}"),
    "type": mark("phải là {expected}"),
    "enum": mark("phải là một trong: {expected}"),
    "const": mark("phải là {expected}"),
    "pattern": mark("«{given}» không đúng dạng"),
    "minLength": mark("không được để trống"),
    "maxLength": mark("dài quá {expected} ký tự"),
    "minItems": mark("phải có ít nhất {expected} mục"),
    "maxItems": mark("nhiều quá {expected} mục"),
    "uniqueItems": mark("có mục ghi hai lần"),
    "minimum": mark("phải từ {expected} trở lên"),
    "maximum": mark("không được quá {expected}"),
    "minProperties": mark("phải có ít nhất {expected} mục"),
    "maxProperties": mark("chỉ được có {expected} mục: một trường và một phép so"),
    "oneOf": mark("không phải điều kiện: cần «field» và đúng một phép so, hoặc «any»"),
}
_OTHERWISE = mark("không đúng dạng")
_TYPES = {
    "string": mark("chữ"),
    "number": mark("số"),
    "integer": mark("số nguyên"),
    "boolean": mark("true hoặc false"),
    "array": mark("danh sách"),
    "object": mark("đối tượng"),
}
WHOLE = mark("cả tệp")


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: ``fields.2 (attendees).type``. `stops`: it cannot be published so; else a warning."""

    place: str
    text: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    stops: bool = True

    def __str__(self) -> str:
        return f"{self.place}: {self.text.format(**self.parameters)}"


def shape_faults(written: Any) -> list[Fault]:
    """Where a document departs from the schema, from the top down."""
    found = sorted(_validator().iter_errors(written), key=lambda error: [str(part) for part in error.absolute_path])
    return [_fault(error, written) for error in found]


def faults_against(schema: Mapping[str, Any], document: Any) -> list[Fault]:
    """The same against any schema."""
    found = Draft202012Validator(schema).iter_errors(document)
    return [_fault(error, document) for error in found]


def place_of(written: Any, path: list[str | int]) -> str:
    """A path as people can follow it: numbers from 1, with the code of what stands there."""
    parts, here = [], written
    for step in path:
        here = here[step]
        code = here.get("code") if isinstance(here, Mapping) else None
        is_named = isinstance(step, int) and isinstance(code, str)
        shown = str(step + 1) if isinstance(step, int) else str(step)
        parts.append(f"{shown} ({code})" if is_named else shown)
    return ".".join(parts) or WHOLE


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads(Path(__file__).with_name("definition.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


def _fault(error: ValidationError, written: Any) -> Fault:
    return Fault(
        place_of(written, list(error.absolute_path)),
        _SAID.get(str(error.validator), _OTHERWISE),
        {"expected": _expected(error), "given": str(error.instance)[:60], **dict(_named(error))},
    )


def _expected(error: ValidationError) -> str:
    wanted = error.validator_value
    listed = wanted if isinstance(wanted, list) else [wanted]
    known = [_TYPES.get(str(one), str(one)) for one in listed]
    return ", ".join(known)


def _named(error: ValidationError) -> Iterator[tuple[str, str]]:
    wanted: Any = error.validator_value
    shape: Any = error.schema
    given: Any = error.instance
    if error.validator == "required":
        missing = [one for one in wanted if one not in given]
        yield "missing", next((one for one in missing if error.message.startswith(repr(one))), "")
    if error.validator == "additionalProperties":
        extra = [str(one) for one in given if one not in shape.get("properties", {})]
        yield "extra", ", ".join(extra)[:120]
