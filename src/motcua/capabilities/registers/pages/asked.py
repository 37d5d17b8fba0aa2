"""What the address of a list asks, read; what means nothing is left out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict

from motcua.capabilities.registers.queries.counts import LOWER, UPPER
from motcua.capabilities.registers.queries.lists import Asked
from motcua.capabilities.registers.queries.lookup import own_places
from motcua.capabilities.registers.queries.scopes import Scope
from motcua.capabilities.registers.rules.definition import Definition, Field, FieldType
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.fields import make_field
from motcua.kernel.ui.pieces import Field as Box
from motcua.kernel.ui.wording import read_day
from motcua.registry.organisation.public import agencies

FIELD = "f-"
FROM, TO = "-tu", "-den"
LONGEST = 200
ANY = mark("Tất cả")
YES_NO = [("1", mark("Có")), ("0", mark("Không"))]


def asked_of(request: HttpRequest, definition: Definition) -> Asked:
    """The question that a list's address puts."""
    query = request.GET
    count = definition.count_of(query.get("dem", ""))
    state = query.get("trang-thai", "")
    return Asked(
        text=nfc(query.get("q", ""))[:LONGEST],
        state=state if state in definition.state_of else "",
        agency=query.get("co-quan", "")[:35],
        fields=dict(_fields(definition, query)),
        sort=query.get("sap-xep", "")[:41],
        count=count.code if count else "",
        part=query["phan"] if query.get("phan") in {UPPER, LOWER} else UPPER,
        day=past_day(query.get("ngay", "")),
    )


def past_day(text: str) -> date | None:
    """A day before today; None for anything else."""
    day = _day(text)
    return day if day and day < clock.today() else None


def filter_boxes(scope: Scope, asked: Asked, query: QueryDict) -> list[Box]:
    """The boxes above a list, filled with what is asked."""
    definition = scope.definition
    boxes = [
        make_field("q", mark("Tìm trong sổ"), "search", {"value": asked.text, "required": False}),
    ]
    if len(definition.states) > 1:
        states = [("", ANY), *((one.code, one.name) for one in definition.states)]
        boxes.append(_select("trang-thai", mark("Trạng thái"), states, asked.state))
    seen = [one for one in agencies() if scope.may_see(one.code)]
    if len(seen) > 1:
        known = [("", ANY), *((one.code, one.short_name or one.name) for one in seen)]
        boxes.append(_select("co-quan", mark("Cơ quan"), known, asked.agency))
    for code in definition.filters:
        boxes.extend(_boxes(definition.by_code[code], query))
    return boxes


def _boxes(field: Field, query: QueryDict) -> Iterator[Box]:
    name = f"{FIELD}{field.code}"
    if field.type is FieldType.DAY:
        for ending, words in ((FROM, mark("{label}: từ ngày")), (TO, mark("{label}: đến ngày"))):
            given = {"value": query.get(name + ending, "")[:10], "required": False, "width": "short"}
            yield make_field(name + ending, words.format(label=field.label), "date", given)
    elif field.type is FieldType.RECORD:
        yield make_field(name, field.label, "text", {"value": query.get(name, "")[:60], "required": False})
    else:
        yield _select(name, field.label, [("", ANY), *_choices(field)], query.get(name, ""))


def _choices(field: Field) -> list[tuple[str, str]]:
    if field.type is FieldType.YES_NO:
        return YES_NO
    if field.type is FieldType.AGENCY:
        return [(one.code, one.short_name or one.name) for one in agencies()]
    if field.type is FieldType.PLACE:
        return [(one.code, one.full_name) for one in own_places()]
    return list(field.options)


def _select(name: str, label: str, options: list[tuple[str, str]], value: str) -> Box:
    return make_field(name, label, "select", {"options": options, "value": value, "required": False})


def _fields(definition: Definition, query: QueryDict) -> Iterator[tuple[str, Any]]:
    for code in definition.filters:
        field, name = definition.by_code[code], f"{FIELD}{code}"
        if field.type is FieldType.DAY:
            first, last = (_day(query.get(name + ending, "")) for ending in (FROM, TO))
            if first or last:
                yield code, (first and first.isoformat(), last and last.isoformat())
        elif value := query.get(name, "")[:60]:
            yield code, value == "1" if field.type is FieldType.YES_NO else value


def _day(text: str) -> date | None:
    try:
        return read_day(text[:20])
    except InvalidInput:
        return None
