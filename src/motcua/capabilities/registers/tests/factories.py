"""People, places and records for the tests of registers; what any definition asks for, made up from it."""

import json
from datetime import date, timedelta

from motcua.capabilities.registers.actions.publishing import SHIPPED, load_registers, publish_register
from motcua.capabilities.registers.rules.conditions import operator_of
from motcua.capabilities.registers.rules.definition import FieldType, definition_of
from motcua.capabilities.registers.rules.table import RowGiven
from motcua.registry.organisation.rules import Role
from motcua.registry.organisation.tests.factories import agency, posting
from motcua.registry.people.tests.factories import AT, officer
from motcua.registry.places.models import Place

COMMUNE, OTHER = "H14.31", "H14.32"
PLACES = ("01273", "01279", "01654")


def written(code):
    """A shipped definition as it is written."""
    return json.loads((SHIPPED / f"{code}.json").read_text())


def load(*codes):
    """Publish these shipped definitions and those they refer to."""
    wanted, files = list(codes), {}
    while wanted:
        code = wanted.pop()
        if code not in files:
            files[code] = SHIPPED / f"{code}.json"
            wanted += [field["register"] for field in written(code)["fields"] if "register" in field]
    _published, refused = load_registers(list(files.values()), actor="test", at=AT)
    assert refused == []
    return definition_of(written(codes[0]))


def without_identity(code):
    """Publish a shipped definition as somebody would write it who names nothing to know its records again by."""
    plain = {name: part for name, part in written(code).items() if name != "identity"}
    publish_register(plain, actor="test", at=AT)
    return definition_of(plain)


def province():
    """Two communes of a province, three wards."""
    agency("H14", "Ủy ban nhân dân tỉnh Cao Bằng", short_name="UBND tỉnh", level="province", place_code="04")
    agency(COMMUNE)
    agency(OTHER, "Ủy ban nhân dân xã Bạch Đằng", short_name="UBND xã Bạch Đằng")
    common = {"province_code": "04", "valid_from": date(2025, 7, 1), "sort_key": "x", "search_key": "x"}
    Place.objects.create(code="04", kind="province", name="Cao Bằng", **common)
    for number, code in enumerate(PLACES):
        Place.objects.create(code=code, kind="commune", name=f"Xã thử {number + 1}", **common)


def person(username, role, agency_code=COMMUNE):
    """An officer with one role."""
    account = officer(username, f"Cán bộ {username}")
    posting(username, agency_code, role)
    return account


def writer_of(definition, username="ghi.so", agency_code=COMMUNE):
    """Somebody who may write in the register."""
    return person(username, Role(min(definition.edit.roles)), agency_code)


def typed(definition, number=0, *, references=None):
    """What a person types into every field but files; another number gives another record."""
    return {
        field.code: example(field, number, references or {})
        for field in definition.fields
        if field.type is not FieldType.FILE
    }


def example(field, number, references):
    """A value as it is typed."""
    least = int(field.least or 0)
    most = int(field.most if field.most is not None else least + 10_000)
    day = date(2026, 1, 5) + timedelta(days=number % 5000)
    made = {
        FieldType.NUMBER: str(least + number % (most - least + 1)),
        FieldType.MONEY: str(1_000_000 + number),
        FieldType.DAY: f"{day:%d/%m/%Y}",
        FieldType.YES_NO: "Có" if number % 2 else "Không",
        FieldType.AGENCY: (COMMUNE, OTHER)[number % 2],
        FieldType.PLACE: PLACES[number % 3],
        FieldType.POINT: f"{22.5 + number % 100 / 500:.4f}; {106.1 + number % 90 / 300:.4f}".replace(".", ","),
        FieldType.RECORD: references.get(field.register, ""),
        FieldType.SCORES: f"Nông Văn Bình: {least + 1}\nLý Thị Hoa: {most - number % 3}",
    }
    if field.options:
        return field.options[number % len(field.options)][0]
    return made.get(field.type, f"Mục {number} Đ {field.code}"[: field.longest or 300])


def rows(definition, count, *, references=None, start=0):
    """A table's rows."""
    return [RowGiven(line + 2, typed(definition, start + line, references=references)) for line in range(count)]


def fulfilling(definition, conditions):
    """Field → a typed value with which all the conditions hold."""
    wanted = {}
    for condition in conditions:
        code, _, part = condition["field"].partition(".")
        name, value = operator_of(condition)
        field = definition.by_code[code]
        if part:
            wanted[code] = "\n".join(f"Thành viên {letter}: 90" for letter in "ABCDE")
        elif name in {"is", "least", "most"}:
            wanted[code] = {True: "1", False: "0"}.get(value, str(value)) if isinstance(value, bool) else str(value)
        elif field.type is FieldType.YES_NO:
            wanted[code] = "0" if value else "1"
    return wanted
