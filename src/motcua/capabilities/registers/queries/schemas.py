"""A register's records as a JSON Schema, for who writes them through the REST door."""

from collections.abc import Mapping
from typing import Any

from motcua.capabilities.registers.rules.definition import Definition, Field, FieldType
from motcua.capabilities.registers.rules.reading import LONGEST
from motcua.capabilities.registers.rules.shape import faults_against
from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.mark import mark

WRONG_SHAPE = mark("Có giá trị không đúng kiểu của trường. Hãy sửa các trường được nêu.")
_DAY = {"type": "string", "format": "date"}


def require_shape(definition: Definition, given: Mapping[str, Any]) -> None:
    """Raise `InvalidInput` with every value of another type than its field wants; null empties a field."""
    schema = {**record_schema(definition), "required": []}
    found = faults_against(schema, {code: value for code, value in given.items() if value is not None})
    if found:
        raise InvalidInput(WRONG_SHAPE, fields={one.place: str(one) for one in found})


def record_schema(definition: Definition) -> dict[str, Any]:
    """JSON Schema 2020-12 of the values of a record."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": definition.name,
        "type": "object",
        "additionalProperties": False,
        "required": [field.code for field in definition.fields if field.required],
        "properties": {field.code: {"title": field.label, **_shape(field)} for field in definition.fields},
    }


def _shape(field: Field) -> dict[str, Any]:
    codes = [code for code, _ in field.options]
    shapes: dict[FieldType, dict[str, Any]] = {
        FieldType.NUMBER: {"type": "number", **_limits(field)},
        FieldType.MONEY: {"type": "integer", **_limits(field)},
        FieldType.DAY: _DAY,
        FieldType.CHOICE: {"enum": codes},
        FieldType.CHOICES: {"type": "array", "items": {"enum": codes}},
        FieldType.YES_NO: {"type": "boolean"},
        FieldType.POINT: {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
        FieldType.FILE: {"type": "object", "readOnly": True},
        FieldType.SCORES: {"type": "object", "properties": {"rows": {"type": "array", "items": _score(field)}}},
    }
    return shapes.get(field.type) or {"type": "string", "maxLength": field.longest or LONGEST.get(field.type, 60)}


def _score(field: Field) -> dict[str, Any]:
    points = {"type": "number", "minimum": field.least or 0, "maximum": 100 if field.most is None else field.most}
    return {"type": "object", "properties": {"name": {"type": "string"}, "points": points}}


def _limits(field: Field) -> dict[str, Any]:
    limits = {"minimum": field.least, "maximum": field.most}
    return {name: value for name, value in limits.items() if value is not None}
