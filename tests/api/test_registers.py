"""Registers at the door: every shipped one is read and written by a program, with the rights of its pages."""

import jsonschema
import pytest

from motcua.capabilities.registers.actions.publishing import SHIPPED
from motcua.capabilities.registers.models import Record
from motcua.capabilities.registers.rules.definition import FieldType
from motcua.capabilities.registers.tests.factories import COMMUNE, OTHER, load, person, province, typed, writer_of
from motcua.kernel.access.models import ReadTrace
from motcua.registry.organisation.rules import Role
from tests.api.calling import Partner

CODES = sorted(file.stem for file in SHIPPED.glob("*.json"))


@pytest.fixture(params=CODES)
def definition(request, db):
    province()
    return load(request.param)


@pytest.fixture
def partner(definition):
    return Partner(writer_of(definition))


def values(definition, partner, number=0):
    """A record's values as JSON: what a page would have kept of the same."""
    given = typed(definition, number)
    made = {}
    for field in definition.fields:
        text = given.get(field.code)
        if field.type is FieldType.FILE:
            continue
        made[field.code] = as_json(field, text, partner)
    return {code: value for code, value in made.items() if value is not None}


def as_json(field, text, partner):
    if field.type in {FieldType.NUMBER, FieldType.MONEY}:
        return int(text)
    if field.type is FieldType.DAY:
        return "-".join(reversed(text.split("/")))
    if field.type is FieldType.YES_NO:
        return text == "Có"
    if field.type is FieldType.CHOICES:
        return [text]
    if field.type is FieldType.POINT:
        return [float(part.replace(",", ".")) for part in text.split("; ")]
    if field.type is FieldType.SCORES:
        names = [line.partition(": ") for line in text.split("\n")]
        return {"rows": [{"name": name, "points": int(points)} for name, _, points in names]}
    if field.type is FieldType.RECORD:
        return referred(field.register, partner)
    return text


def referred(register, partner):
    """A record of another register, made by the same program; None where it may not write there."""
    target = load(register)
    made = partner.post(f"/registers/{register}/records", {"agency": COMMUNE, "values": values(target, partner)})
    return made.json()["code"] if made.status_code == 201 else None


def test_a_program_writes_reads_changes_and_counts(definition, partner):
    path = f"/registers/{definition.code}"
    assert definition.code in {one["code"] for one in partner.get("/registers").json()["items"]}
    given = values(definition, partner)
    jsonschema.validate(given, partner.get(f"{path}/schema").json())
    made = partner.post(f"{path}/records", {"agency": COMMUNE, "values": given})
    assert made.status_code == 201, made.content.decode()
    code = made.json()["code"]
    ReadTrace.objects.all().delete()
    read = partner.get(f"{path}/records/{code}").json()
    assert {name: read["values"][name] for name in given if name != "council"} == {
        name: value for name, value in given.items() if name != "council"
    }
    has_personal = any(name in read["values"] for name in definition.personal)
    assert ReadTrace.objects.filter(subject__endswith=code).count() == int(has_personal)
    assert [one["code"] for one in partner.get(f"{path}/records", q=code).json()["items"]] == [code]
    field = next(one for one in definition.fields if one.type in {FieldType.NUMBER, FieldType.TEXT, FieldType.DAY})
    changed = {field.code: values(definition, partner, 7)[field.code]}
    answer = partner.post(f"{path}/records/{code}", {"edition": 1, "values": changed})
    assert answer.status_code == 200, answer.content.decode()
    assert answer.json()["values"][field.code] == changed[field.code]
    assert partner.post(f"{path}/records/{code}", {"edition": 0, "values": changed}).status_code == 409
    counted = partner.get(f"{path}/counts").json()["items"]
    assert [one["code"] for one in counted] == [one.code for one in definition.counts]


@pytest.mark.parametrize("definition", ["sang-kien", "du-an-dau-tu", "hoa-giai"], indirect=True)
def test_wrong_types_unknown_fields_and_gaps_are_told_by_field(definition, partner):
    path, required = f"/registers/{definition.code}/records", next(one for one in definition.fields if one.required)
    wrong = partner.post(path, {"agency": COMMUNE, "values": {required.code: {"x": 1}, "colour": 1}})
    assert wrong.status_code == 422
    assert required.code in wrong.json()["fields"]
    gap = partner.post(path, {"agency": COMMUNE, "values": {}})
    assert gap.status_code == 422
    assert required.code in gap.json()["fields"]
    assert not Record.objects.exists()


def test_rights_are_those_of_the_pages(db):
    province()
    definition = load("ho-tro-tai-nha")
    mine, other = Partner(writer_of(definition)), Partner(writer_of(definition, "khac", OTHER), "Khoá khác")
    body = {"agency": COMMUNE, "values": values(definition, mine)}
    assert other.post("/registers/ho-tro-tai-nha/records", body).status_code == 422
    code = mine.post("/registers/ho-tro-tai-nha/records", body).json()["code"]
    path = f"/registers/ho-tro-tai-nha/records/{code}"
    assert other.get(path).status_code == 404
    assert other.post(f"{path}/moves/plan", {}).status_code == 404
    assert other.get("/registers/ho-tro-tai-nha/records").json()["items"] == []
    assert mine.post(f"{path}/moves/miss", {"reason": "x"}).status_code == 409
    moved = mine.post(f"{path}/moves/plan", {})
    assert (moved.status_code, moved.json()["state"]) == (200, "planned")


def test_a_register_without_a_role_in_it_is_not_there(db):
    province()
    load("an-toan-he-thong")
    definition = load("sang-kien")
    partner = Partner(writer_of(definition, agency_code=COMMUNE))
    clerk = Partner(person("van.thu", Role.CLERK), "Văn thư")
    assert clerk.get("/registers/an-toan-he-thong/records").status_code == 404
    assert partner.get("/registers/khong-co/records").status_code == 404
    made = partner.post("/registers/sang-kien/records", {"agency": COMMUNE, "values": values(definition, partner)})
    move = f"/registers/sang-kien/records/{made.json()['code']}/moves/accept"
    assert clerk.post(move, {}).status_code == 403


def test_a_program_that_sends_again_gets_the_record_it_made(db):
    province()
    definition = load("hoa-giai")
    partner = Partner(writer_of(definition))
    path, body = "/registers/hoa-giai/records", {"agency": COMMUNE, "values": values(definition, partner)}
    key = {"Idempotency-Key": '"8e03978e-40d5-43dd-bc93-6894a57f9324"'}
    first, again = partner.post(path, body, **key), partner.post(path, body, **key)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    other = {**body, "values": values(definition, partner, 3)}
    refused = partner.post(path, other, **key)
    assert refused.status_code == 409
    assert "đã dùng cho một nội dung khác" in refused.json()["message"]
    assert Record.objects.count() == 1
    assert partner.post(path, other, **{"Idempotency-Key": "hai"}).status_code == 201
    assert partner.post(path, other, **{"Idempotency-Key": "có dấu"}).status_code == 422


def test_a_key_whose_record_was_refused_is_still_free(db):
    province()
    definition = load("hoa-giai")
    partner = Partner(writer_of(definition))
    path, key = "/registers/hoa-giai/records", {"Idempotency-Key": "mot-lan"}
    assert partner.post(path, {"agency": COMMUNE, "values": {}}, **key).status_code == 422
    body = {"agency": COMMUNE, "values": values(definition, partner)}
    assert partner.post(path, body, **key).status_code == 201
