"""From a kept value to what a person reads, to a cell of a table, to the words it is found by."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from motcua.capabilities.registers.rules.definition import Definition, Field, FieldType, Values
from motcua.capabilities.registers.rules.reading import say_number
from motcua.kernel.money import dong
from motcua.kernel.texts.fold import fold, sort_key
from motcua.kernel.texts.mark import mark

YES, NO = mark("Có"), mark("Không")
Names = Mapping[str, Mapping[str, str]]
"""``agency``, ``place``, ``record:<register>`` → code → name."""
LONGEST_KEY, LONGEST_TITLE = 2000, 300
_FIRST_YEAR, _LAST_YEAR, _NEVER = 1000, 9999, 10**15
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def kind_of(field: Field) -> str:
    """The kind under which a lookup or `Names` knows what the field refers to; empty when it refers to nothing."""
    if field.type is FieldType.RECORD:
        return f"record:{field.register}"
    return field.type.value if field.type in {FieldType.AGENCY, FieldType.PLACE} else ""


def said(field: Field, value: Any, names: Names) -> str:
    """What a page shows."""
    if value is None:
        return ""
    kind = kind_of(field)
    if kind:
        return names.get(kind, {}).get(value, value)
    if field.type is FieldType.MONEY:
        return dong(value)
    if field.type is FieldType.NUMBER:
        return str(value) if _is_year(field) else f"{say_number(value)} {field.unit}".strip()
    if field.type is FieldType.SCORES:
        return say_number(value["average"])
    return cell_text(field, value)


def _is_year(field: Field) -> bool:
    """A number of four figures whatever it is: nobody writes «2.026» for a year."""
    return not field.decimals and (field.least or 0) >= _FIRST_YEAR and (field.most or _NEVER) <= _LAST_YEAR


def cell_text(field: Field, value: Any) -> str:
    """The value as a text that `reading` reads back to the same value; references by their code."""
    if value is None:
        return ""
    write = _WRITERS.get(field.type)
    return write(field, value) if write else str(value)


def cell(field: Field, value: Any) -> Any:
    """The value as a cell of a workbook: numbers and days as such, else the text."""
    if value is not None and field.type in {FieldType.NUMBER, FieldType.MONEY}:
        return value
    if value is not None and field.type is FieldType.DAY:
        return date.fromisoformat(value)
    return cell_text(field, value)


def title_of(definition: Definition, values: Values, *, code: str) -> str:
    """The record's name by the pattern of its definition; its code if that leaves nothing."""
    shown = {field.code: said(field, values.get(field.code), {}) for field in definition.fields}
    filled = PLACEHOLDER.sub(lambda found: {**shown, "code": code}.get(found[1], ""), definition.title)
    title = " ".join(filled.split()).strip(" -–,·()")
    return title[:LONGEST_TITLE] or code


def search_key(definition: Definition, values: Values, *, code: str, title: str) -> str:
    """The folded words by which a record is found: code, title, texts, labels of choices."""
    skipped = {FieldType.FILE, FieldType.POINT, FieldType.YES_NO, FieldType.MONEY, FieldType.SCORES}
    texts = [cell_text(one, values.get(one.code)) for one in definition.fields if one.type not in skipped]
    return fold(" ".join([code, title, *texts]))[:LONGEST_KEY]


def sort_keys(definition: Definition, values: Values) -> dict[str, Any]:
    """Field → what the database sorts by where it is not the value itself: texts and labels in Vietnamese order."""
    keys = {}
    for field in definition.fields:
        if field.type in {FieldType.TEXT, FieldType.PERSON, FieldType.CHOICE} and field.code in values:
            keys[field.code] = sort_key(cell_text(field, values[field.code]))[:200]
    return keys


def identity_key(definition: Definition, values: Values, *, agency_code: str) -> str | None:
    """What makes a record that one and no other; None where the definition does not say or a part is missing."""
    parts = [cell_text(definition.by_code[code], values.get(code)) for code in definition.identity]
    if not parts or not all(parts):
        return None
    return "\x1f".join([agency_code, *map(fold, parts)])[:1000]


def _bare_number(number: float) -> str:
    return say_number(number).replace(".", "")


def _scores_text(_field: Field, value: Any) -> str:
    return "\n".join(f"{row['name']}: {_bare_number(row['points'])}" for row in value["rows"])


_WRITERS: dict[FieldType, Callable[[Field, Any], str]] = {
    FieldType.NUMBER: lambda _, value: _bare_number(value),
    FieldType.MONEY: lambda _, value: _bare_number(value),
    FieldType.DAY: lambda _, value: f"{date.fromisoformat(value):%d/%m/%Y}",
    FieldType.CHOICE: lambda field, value: field.option_labels.get(value, value),
    FieldType.CHOICES: lambda field, value: "; ".join(field.option_labels.get(one, one) for one in value),
    FieldType.YES_NO: lambda _, value: YES if value else NO,
    FieldType.POINT: lambda _, value: "; ".join(_bare_number(one) for one in value),
    FieldType.SCORES: _scores_text,
    FieldType.FILE: lambda _, value: str(value["name"]),
}
