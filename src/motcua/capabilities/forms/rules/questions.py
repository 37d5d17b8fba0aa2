"""From one property of a schema to one question: its widget, choices, limits and condition."""

import re
from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator

from motcua.capabilities.forms.rules import faults
from motcua.capabilities.forms.rules.faults import Fault
from motcua.capabilities.forms.rules.fields import CHOSEN, PART, Condition, FormField, Option, Widget, is_same

LONGEST_TEXT, LONGEST_LINE, LONGEST_ANSWER = 5_000, 500, 20_000
_MOST_RADIOS = 5
_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
_NESTED_REPEAT = re.compile(r"(?<!\\)[+*}]\)+[+*{]")
_OF_ANY = {
    *("type", "title", "description", "$comment", "default"),
    *("x-widget", "x-help", "x-prefill", "x-shown-when", "x-error", "x-suffix"),
}
_BOUNDS = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}
_CHECKED: dict[str, set[str]] = {
    "string": {"minLength", "const"},
    "integer": _BOUNDS,
    "number": _BOUNDS,
    "boolean": {"const"},
    "array": {"minItems", "maxItems"},
    "object": set(),
}
"""Keywords that the JSON Schema validator checks, by type; those of `_READ` are ours to read."""
_READ: dict[str, set[str]] = {
    "string": {"format", "enum", "oneOf", "pattern", "maxLength", "x-not-future"},
    "integer": {"enum", "oneOf"},
    "number": {"enum", "oneOf"},
    "boolean": set(),
    "array": {"items", "uniqueItems"},
    "object": {"properties", "required", "additionalProperties"},
}
_VALUES: dict[str, tuple[type, ...]] = {"string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,)}
_TEXTS = {Widget.TEXT, Widget.TEXTAREA, Widget.PHONE, Widget.EMAIL, Widget.IDENTITY_NUMBER, Widget.TAX_CODE}
_ONE_OF_MANY = {Widget.SELECT, Widget.RADIO}
_WIDGETS = {
    "string": _TEXTS | _ONE_OF_MANY | {Widget.PLACE, Widget.DATE},
    "integer": _ONE_OF_MANY | {Widget.NUMBER, Widget.MONEY},
    "number": _ONE_OF_MANY | {Widget.NUMBER},
    "boolean": {Widget.CHECKBOX},
    "array": {Widget.CHECKBOXES},
    "object": {Widget.PERSON},
}
_FORMATS = {"date": Widget.DATE, "email": Widget.EMAIL}
_USUAL = {
    "integer": Widget.NUMBER,
    "number": Widget.NUMBER,
    "boolean": Widget.CHECKBOX,
    "array": Widget.CHECKBOXES,
    "object": Widget.PERSON,
}
Schema = Mapping[str, Any]


def read_question(key: str, schema: Any, *, is_required: bool, inside: str = "") -> FormField:
    """The question of a property; of a person's part if `inside` names the person. Raises `Fault`."""
    path = f"{inside}/{key}" if inside else key
    kind = _kind(path, key, schema)
    widget = _widget(path, schema, kind)
    made = FormField(
        key=key,
        name=f"{inside}{PART}{key}" if inside else key,
        label=text_of(schema, "title"),
        widget=widget,
        kind=kind,
        validator=Draft202012Validator({word: schema[word] for word in _CHECKED[kind] if word in schema}),
        is_required=is_required,
        help=text_of(schema, "x-help") or text_of(schema, "description"),
        most=_most(path, schema, widget),
        pattern=_pattern(path, schema),
        options=_options(path, schema, kind) if widget in CHOSEN else (),
        shown_when=_condition(path, schema, is_part=bool(inside)),
        prefill=text_of(schema, "x-prefill"),
        default=schema.get("default"),
        suffix=text_of(schema, "x-suffix"),
        refusal=text_of(schema, "x-error"),
        must_be_ticked=kind == "boolean" and schema.get("const") is True,
        is_not_future=schema.get("x-not-future") is True,
        fields=_parts(path, schema, is_part=bool(inside)) if widget is Widget.PERSON else (),
    )
    _check_default(path, made)
    return made


def strings(value: object) -> list[str]:
    """The texts of a list; none if it is no list."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def text_of(schema: Schema, keyword: str) -> str:
    """The trimmed text of a keyword; empty if it is no text."""
    value = schema.get(keyword)
    return value.strip() if isinstance(value, str) else ""


def _kind(path: str, key: str, schema: Any) -> str:
    if not _KEY.fullmatch(key):
        raise Fault(faults.KEY_SHAPE, path=path)
    kind = text_of(schema, "type") if isinstance(schema, Mapping) else ""
    if kind not in _CHECKED:
        raise Fault(faults.TYPE_WRONG, path=path)
    for keyword in schema:
        if keyword not in _OF_ANY | _CHECKED[kind] | _READ[kind]:
            raise Fault(faults.KEYWORD, path=path, keyword=keyword)
    if not text_of(schema, "title"):
        raise Fault(faults.TITLE_MISSING, path=path)
    return kind


def _widget(path: str, schema: Schema, kind: str) -> Widget:
    """The widget named, or the usual one of such a property."""
    usual, named = _usual(schema, kind), schema.get("x-widget")
    if named is None:
        return usual
    if not isinstance(named, str) or named not in {str(widget) for widget in _WIDGETS[kind]}:
        raise Fault(faults.WIDGET_WRONG, path=path, widget=named, kind=kind)
    if (usual in _ONE_OF_MANY) is not (named in {str(widget) for widget in _ONE_OF_MANY}):
        raise Fault(faults.OPTIONS_WRONG, path=path)
    if usual in _FORMATS.values() and named != usual:
        raise Fault(faults.WIDGET_WRONG, path=path, widget=named, kind=schema["format"])
    return Widget(named)


def _usual(schema: Schema, kind: str) -> Widget:
    chosen = schema.get("enum") or schema.get("oneOf")
    if chosen:
        return Widget.RADIO if len(chosen) <= _MOST_RADIOS else Widget.SELECT
    if kind != "string":
        return _USUAL[kind]
    is_long = schema.get("maxLength", 0) > LONGEST_LINE
    return _FORMATS.get(schema.get("format", ""), Widget.TEXTAREA if is_long else Widget.TEXT)


def _options(path: str, schema: Schema, kind: str) -> tuple[Option, ...]:
    source = schema.get("items") if kind == "array" else schema
    if not isinstance(source, Mapping):
        raise Fault(faults.OPTIONS_WRONG, path=path)
    found = [Option(value, str(value)) for value in source.get("enum") or ()]
    for one in source.get("oneOf") or ():
        if not isinstance(one, Mapping) or not {"const", "title"} <= set(one) <= {"const", "title", "description"}:
            raise Fault(faults.OPTIONS_WRONG, path=path)
        found.append(Option(one["const"], text_of(one, "title"), text_of(one, "description")))
    kinds = _VALUES["string" if kind == "array" else kind]
    is_right = all(type(option.value) in kinds and str(option.value).strip() and option.label for option in found)
    if not found or not is_right or len({str(option.value) for option in found}) < len(found):
        raise Fault(faults.OPTIONS_WRONG, path=path)
    return tuple(found)


def _most(path: str, schema: Schema, widget: Widget) -> int:
    most = int(schema.get("maxLength", LONGEST_TEXT if widget is Widget.TEXTAREA else LONGEST_LINE))
    if most > LONGEST_ANSWER:
        raise Fault(faults.TOO_LONG, path=path, most=LONGEST_ANSWER)
    return most


def _pattern(path: str, schema: Schema) -> re.Pattern[str] | None:
    """ECMA-262 says that ``\\d`` and ``\\w`` are ASCII."""
    if "pattern" not in schema:
        return None
    try:
        pattern = re.compile(schema["pattern"], re.ASCII)
    except (re.error, OverflowError, RecursionError) as error:
        raise Fault(faults.PATTERN_WRONG, path=path) from error
    if _NESTED_REPEAT.search(schema["pattern"]):
        raise Fault(faults.PATTERN_SLOW, path=path)
    return pattern


def _condition(path: str, schema: Schema, *, is_part: bool) -> Condition | None:
    given = schema.get("x-shown-when")
    if given is None:
        return None
    if is_part:
        raise Fault(faults.PERSON_WRONG, path=path)
    if not isinstance(given, Mapping) or set(given) not in ({"field", "equals"}, {"field", "in"}):
        raise Fault(faults.CONDITION_SHAPE, path=path)
    values = [given["equals"]] if "equals" in given else given["in"]
    if not isinstance(values, list) or not values or not text_of(given, "field"):
        raise Fault(faults.CONDITION_SHAPE, path=path)
    return Condition(text_of(given, "field"), tuple(values))


def _parts(path: str, schema: Schema, *, is_part: bool) -> tuple[FormField, ...]:
    properties, required = schema.get("properties"), strings(schema.get("required"))
    if is_part or not properties or set(required) - set(properties):
        raise Fault(faults.PERSON_WRONG, path=path)
    parts = tuple(
        read_question(key, of_key, is_required=key in required, inside=path) for key, of_key in properties.items()
    )
    if any(part.widget is Widget.CHECKBOXES for part in parts):
        raise Fault(faults.PERSON_WRONG, path=path)
    return parts


def _check_default(path: str, field: FormField) -> None:
    default: Any = field.default
    if default is None:
        return
    is_right = type(default) in _VALUES.get(field.kind, ()) and field.validator.is_valid(default)
    if not is_right or (field.options and not any(is_same(option.value, default) for option in field.options)):
        raise Fault(faults.DEFAULT_WRONG, path=path)
