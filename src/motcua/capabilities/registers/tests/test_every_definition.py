"""Every shipped definition is a working register: the same tests for each, generated from it."""

import random
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from motcua.capabilities.registers.actions.importing import import_rows
from motcua.capabilities.registers.actions.publishing import SHIPPED
from motcua.capabilities.registers.actions.records import write_record
from motcua.capabilities.registers.models import Record, RecordEdition
from motcua.capabilities.registers.queries.counts import register_counts
from motcua.capabilities.registers.queries.lookup import Finder
from motcua.capabilities.registers.rules.conditions import all_hold
from motcua.capabilities.registers.rules.definition import FieldType
from motcua.capabilities.registers.rules.table import heads_of
from motcua.capabilities.registers.tests.factories import (
    COMMUNE,
    OTHER,
    fulfilling,
    load,
    person,
    province,
    rows,
    typed,
    writer_of,
)
from motcua.kernel import clock
from motcua.kernel.access.models import ReadTrace
from motcua.kernel.events.models import EventRecord
from motcua.registry.organisation.rules import Role
from motcua.registry.people.tests.factories import AT

pytestmark = pytest.mark.django_db
CODES = sorted(file.stem for file in SHIPPED.glob("*.json"))
ROWS = 60


@pytest.fixture(autouse=True)
def _today():
    with clock.frozen(AT):
        yield


@pytest.fixture(params=CODES)
def definition(request):
    province()
    return load(request.param)


@pytest.fixture
def references(definition):
    """A record in each register that the definition refers to."""
    found = {}
    for field in definition.fields:
        if field.type is FieldType.RECORD and field.register not in found:
            target = load(field.register)
            made = write_record(
                target.code, agency_code=COMMUNE, given=typed(target), lookup=Finder(), actor="x", at=AT
            )
            found[field.register] = made.code
    return found


@pytest.fixture
def desk(definition):
    client = Client()
    client.force_login(writer_of(definition))
    return client


def url(name, definition, *more, **query):
    return reverse(f"registers:{name}", args=[definition.code, *more], query=query or None)


def add(desk, definition, references, number=0):
    form = {**typed(definition, number, references=references), "agency_code": COMMUNE}
    answer = desk.post(url("add", definition), form)
    assert answer.status_code == 302, answer.context and answer.context.get("errors")
    return Record.objects.get(register=definition.code, code=answer["Location"].split("/")[-2])


def record_is_made_changed_and_its_history_told(definition, references, desk):
    record = add(desk, definition, references, 23)
    page = desk.get(record.get_absolute_url())
    assert page.status_code == 200
    assert record.title in page.content.decode()
    assert record.state == definition.first_state
    form = {**typed(definition, 24, references=references), "agency_code": COMMUNE, "edition": "1"}
    page = desk.post(url("edit", definition, record.code), form)
    assert page.status_code == 302, page.context and page.context.get("errors")
    record.refresh_from_db()
    assert record.edition == 2
    kept = RecordEdition.objects.filter(record=record).order_by("number")
    assert [one.until_at is None for one in kept] == [False, True]
    kinds = EventRecord.objects.filter(subject__endswith=record.code).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["registers.recorded", "registers.changed"]
    assert "Sửa nội dung" in desk.get(record.get_absolute_url()).content.decode()
    stale = desk.post(url("edit", definition, record.code), form)
    assert stale.status_code == 409
    assert "vừa sửa bản ghi này" in stale.content.decode()


def form_with_faults_loses_nothing(definition, references, desk):
    form = typed(definition, 3, references=references)
    wrong = next((one for one in definition.fields if one.type in {FieldType.DAY, FieldType.NUMBER}), None)
    required = next(one for one in definition.fields if one.required)
    form |= {required.code: "", "agency_code": COMMUNE}
    if wrong:
        form[wrong.code] = "chưa biết"
    page = desk.post(url("add", definition), form)
    assert page.status_code == 422
    words = page.content.decode()
    assert required.code in page.context["errors"] or wrong is required
    assert not wrong or ("chưa biết" in words and wrong.code in page.context["errors"])
    assert not Record.objects.filter(register=definition.code).exists()


def test_a_record_lives_as_its_definition_says(definition, references, desk):
    form_with_faults_loses_nothing(definition, references, desk)
    map_shows_where_records_are(definition, references, desk)
    who_has_no_role_in_it_finds_nothing(definition, references, desk)
    reading_personal_fields_leaves_a_trace(definition, references, desk)
    record_is_made_changed_and_its_history_told(definition, references, desk)
    its_template_and_heads_are_for_people(definition, desk)


def test_many_records_go_in_and_out_are_counted_and_found(definition, references, desk, django_assert_max_num_queries):
    table_goes_in_once_and_comes_out_equal(definition, references, desk)
    every_count_agrees_with_the_records_and_leads_to_them(definition, desk)
    list_finds_filters_sorts_and_turns_with_few_queries(definition, desk, django_assert_max_num_queries)


def test_every_move_goes_where_it_says_and_no_other_way(definition, references, desk):
    accounts = {role: person(f"vai.{role}", role) for role in Role}
    clients = {}
    for number, move in enumerate(definition.moves):
        record = add(desk, definition, references, 10 + number)
        wanted = fulfilling(definition, move.when)
        files = {code for code in move.needs if definition.by_code[code].type is FieldType.FILE}
        assert not files, "a move that needs a file is walked by a test of its own"
        if wanted:
            form = {**typed(definition, 10 + number, references=references), **wanted, "agency_code": COMMUNE}
            assert desk.post(url("edit", definition, record.code), {**form, "edition": "1"}).status_code == 302
        Record.objects.filter(pk=record.pk).update(state=move.origins[0])
        path = url("move", definition, record.code, move.code)
        others = sorted(set(Role) - move.roles)
        if others:
            assert entered(clients, accounts, others[number % len(others)]).post(path).status_code in {403, 404}
        chosen = entered(clients, accounts, min(move.roles))
        assert chosen.get(path).status_code == 200
        if move.asks_reason:
            assert chosen.post(path).status_code == 422
        answer = chosen.post(path, {"reason": "Theo đề nghị"})
        assert answer.status_code == 302, answer.content.decode()[:2000]
        record.refresh_from_db()
        assert record.state == move.to
        if move.to not in move.origins:
            assert chosen.post(path, {"reason": "Lần nữa"}).status_code == 409


def entered(clients, accounts, role):
    if role not in clients:
        clients[role] = Client()
        clients[role].force_login(accounts[Role(role)])
    return clients[role]


def table_goes_in_once_and_comes_out_equal(definition, references, desk):
    table = rows(definition, ROWS, references=references)
    table[5].cells[next(one.code for one in definition.fields if one.required)] = ""
    common = {"may_edit": lambda code: code == COMMUNE, "agency_code": COMMUNE, "actor": "ghi.so", "at": AT}
    before = Record.objects.count()
    tried = import_rows(definition.code, rows=table, is_trial=True, **common)
    assert Record.objects.count() == before
    done = import_rows(definition.code, rows=table, **common)
    assert (done.written, done.refused) == (tried.written, tried.refused)
    assert [row.line for row in done.refused][:1] == [7]
    assert done.written + len(done.refused) == ROWS
    again = import_rows(definition.code, rows=table, **common)
    assert (again.written, again.changed, again.same) == (0, 0, done.written)
    for ending in ("csv", "xlsx"):
        file = desk.get(url("export", definition, ending))
        assert file.status_code == 200
        upload = SimpleUploadedFile(f"so.{ending}", file.content)
        page = desk.post(url("import", definition), {"table": upload, "do": "write"})
        outcome = page.context["outcome"]
        assert (outcome.written, outcome.changed, outcome.refused) == (0, 0, [])
        assert outcome.same >= done.written


def every_count_agrees_with_the_records_and_leads_to_them(definition, desk):
    chance = random.Random(5)
    records = list(Record.objects.filter(register=definition.code))
    for record in records:
        record.state = chance.choice(definition.states).code
    Record.objects.bulk_update(records, ["state"])
    counted = register_counts(definition.code, agencies=["H14"])
    assert list(counted) == [count.code for count in definition.counts]
    for count in definition.counts:
        found = counted[count.code]
        assert found.numerator == measured(count.numerator, records)
        assert found.denominator == (count.denominator and measured(count.denominator, records))
        page = desk.get(found.url)
        assert page.status_code == 200
        shown = page.context["rows"]
        assert len(shown) == min(30, sum(holds(count.numerator, record) for record in records))
    page = desk.get(url("figures", definition))
    assert page.status_code == 200
    assert len(page.context["rows"]) == len(definition.counts)


def holds(measure, record):
    return all_hold(
        measure.where, record.values, state=record.state, agency_code=record.agency_code, day=clock.local(AT).date()
    )


def measured(measure, records):
    """By hand: what the database should answer."""
    kept = [record for record in records if holds(measure, record)]
    if not measure.total:
        return len(kept)
    return sum(record.values.get(measure.total, 0) for record in kept)


def list_finds_filters_sorts_and_turns_with_few_queries(definition, desk, at_most):
    record = Record.objects.filter(register=definition.code).order_by("id")[7]
    desk.get(url("list", definition))
    with at_most(14):
        page = desk.get(url("list", definition))
    assert len(page.context["rows"]) == 30
    assert page.context["page"].next_url
    assert len(desk.get(url("list", definition, trang="2")).context["rows"]) >= 20
    found = desk.get(url("list", definition, q=record.code)).context["rows"]
    assert record.code in {row["line"].code for row in found}
    for code in definition.filters[:2]:
        field, value = definition.by_code[code], record.values.get(code)
        if field.type is FieldType.DAY or value is None:
            continue
        asked = value[0] if isinstance(value, list) else {True: "1", False: "0"}.get(value, value)
        shown = desk.get(url("list", definition, **{f"f-{code}": asked})).context["rows"]
        assert shown
        for row in shown:
            held = row["line"].values.get(code)
            assert held == value or (isinstance(value, list) and value[0] in held)
    for code in definition.columns[1:2]:
        assert desk.get(url("list", definition, **{"sap-xep": f"-{code}"})).status_code == 200


def map_shows_where_records_are(definition, references, desk):
    if not definition.has_map:
        assert not definition.point
        return
    add(desk, definition, references, 20)
    page = desk.get(url("map", definition))
    assert page.status_code == 200
    if definition.point:
        assert [dot.code for dot in page.context["drawing"].dots]
    else:
        assert sum(number for _, _, number in page.context["places"]) == 1


def who_has_no_role_in_it_finds_nothing(definition, references, desk):
    record = add(desk, definition, references, 21)
    paths = [url("list", definition), record.get_absolute_url(), url("edit", definition, record.code)]
    anonymous = Client()
    assert all(anonymous.get(path).status_code == 302 for path in paths)
    left_out = next((role for role in Role if role not in definition.see.roles), None)
    if left_out:
        outsider = Client()
        outsider.force_login(person("ngoai", left_out))
        assert [outsider.get(path).status_code for path in paths] == [404, 404, 404]
    stranger = Client()
    stranger.force_login(writer_of(definition, "xa.khac", OTHER))
    expected = [200, 200, 403] if definition.see.everywhere else [200, 404, 404]
    assert [stranger.get(path).status_code for path in paths] == expected
    form = {**typed(definition, 25, references=references), "agency_code": COMMUNE}
    before = Record.objects.count()
    assert stranger.post(url("add", definition), form).status_code == 422
    assert Record.objects.count() == before


def reading_personal_fields_leaves_a_trace(definition, references, desk):
    record = add(desk, definition, references, 22)
    ReadTrace.objects.all().delete()
    desk.get(record.get_absolute_url())
    has_personal = any(code in record.values for code in definition.personal)
    assert ReadTrace.objects.filter(subject__endswith=record.code).count() == int(has_personal)


def its_template_and_heads_are_for_people(definition, desk):
    assert desk.get(url("template", definition)).content.startswith(b"PK")
    heads = list(heads_of(definition).values())
    assert len(heads) == len(set(heads))
    assert definition.valid_from <= date(2026, 11, 23)
    assert BytesIO(desk.get(url("export", definition, "xlsx")).content).getvalue()
