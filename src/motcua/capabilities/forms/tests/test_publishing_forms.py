"""A form is published once, whole and right, and holds from its day on."""

import json
from datetime import date, timedelta

import pytest

from motcua.capabilities.forms.errors import FormNotUsable, FormUnknown, VersionTooEarly
from motcua.capabilities.forms.events import FormPublished
from motcua.capabilities.forms.models import FormVersion
from motcua.capabilities.forms.public import form_on, form_version, prefilled, read_form
from motcua.capabilities.forms.tests.factories import (
    DAY,
    EVERYTHING,
    PERSON,
    choice,
    form_of,
    published,
    schema_of,
    text,
    view_of,
)
from motcua.kernel.events.store import history_of

LATER = DAY + timedelta(days=30)


@pytest.mark.django_db
def test_a_form_holds_from_its_day_until_the_next_version():
    first = published(schema_of(name="Tên"))
    second = published(schema_of(name="Họ tên"), valid_from=LATER)
    assert (first.number, second.number) == (1, 2)
    assert form_on("khai-sinh", LATER - timedelta(days=1)).fields["name"].label == "Tên"
    assert form_on("khai-sinh", LATER).fields["name"].label == "Họ tên"
    assert form_version(first.version_id).fields["name"].label == "Tên"
    assert [type(event) for event in history_of("form:khai-sinh")] == [FormPublished, FormPublished]


@pytest.mark.django_db
def test_the_same_schema_again_changes_nothing():
    first = published(schema_of(name="Tên"))
    assert published(schema_of(name="Tên"), valid_from=LATER).version_id == first.version_id
    assert FormVersion.objects.count() == 1


@pytest.mark.django_db
def test_a_version_does_not_begin_before_the_one_it_follows():
    published(schema_of(name="Tên"))
    with pytest.raises(VersionTooEarly, match="23/11/2026"):
        published(schema_of(name="Họ tên"), valid_from=date(2026, 1, 1))


@pytest.mark.django_db
def test_a_version_that_is_corrected_on_its_first_day_never_held():
    published(schema_of(name="Tên"))
    assert published(schema_of(name="Họ tên")).number == 2
    assert form_on("khai-sinh", DAY).number == 2


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["khong-co", "khai-sinh"])
def test_a_form_that_is_not_in_force_is_unknown(code):
    published(schema_of(name="Tên"))
    with pytest.raises(FormUnknown):
        form_on(code, date(2020, 1, 1))
    with pytest.raises(FormUnknown):
        form_version(-1)


@pytest.mark.django_db
def test_the_order_of_questions_is_kept():
    published(schema_of(zebra="Một", apple="Hai", father=PERSON))
    form = form_on("khai-sinh", DAY)
    assert list(form.fields) == ["zebra", "apple", "father"]
    assert form.groups[0].fields == ("zebra", "apple", "father-full_name", "father-identity_number", "father-birth_on")


@pytest.mark.django_db
def test_a_version_is_read_once_a_process(django_assert_num_queries):
    version = published(schema_of(name="Tên"))
    with django_assert_num_queries(0):
        assert form_version(version.version_id) is version


@pytest.mark.django_db
@pytest.mark.parametrize(
    "schema", [{1, 2}, {"a": float("nan")}, schema_of(name="Tên\x00 "), schema_of(name="x" * 600_000)]
)
def test_what_cannot_be_stored_is_refused(schema):
    with pytest.raises(FormNotUsable):
        published(schema)


def shown_when(**condition):
    return text("Sau", **{"x-shown-when": condition})


ASKED = choice("Hỏi", "Có", "Không")
BAD = {
    "no object": ({"type": "array"}, "type"),
    "no list of questions": ({"type": "object", "properties": {}}, "properties"),
    "another dialect": ({"$schema": "http://json-schema.org/draft-07/schema#"} | schema_of(a="A"), "2020-12"),
    "not by the standard": (schema_of(a={"type": "string", "title": "A", "maxLength": -1}), "properties/a/maxLength"),
    "a keyword of the form": (schema_of(a="A") | {"if": {}}, "«if»"),
    "a keyword of a question": (schema_of(a=text("A", **{"$ref": "#/$defs/b"})), "a: .*«\\$ref»"),
    "a name in capitals": (schema_of(Ten="A"), "Ten: tên câu hỏi"),
    "no title": (schema_of(a={"type": "string"}), "a: chưa có «title»"),
    "no type": (schema_of(a={"title": "A"}), "a: «type»"),
    "two types": (schema_of(a={"title": "A", "type": ["string", "null"]}), "a: «type»"),
    "a question that is none": (schema_of(a=True), "a: «type»"),
    "an unknown widget": (schema_of(a=text("A", **{"x-widget": "slider"})), "slider"),
    "a widget that is no name": (schema_of(a=text("A", **{"x-widget": ["date"]})), "date"),
    "a widget of another type": (schema_of(a=text("A", **{"x-widget": "money"})), "money"),
    "a date asked as text": (schema_of(a=text("A", format="date", **{"x-widget": "textarea"})), "textarea"),
    "required but missing": (schema_of("b", a="A"), "«b»"),
    "choices without an end": (schema_of(a=text("A", enum=["x", "x "], **{"x-widget": "text"})), "lựa chọn"),
    "choices twice": (schema_of(a=text("A", oneOf=[{"const": "x", "title": "X"}] * 2)), "lựa chọn"),
    "choices of another type": (schema_of(a=text("A", enum=[1, 2])), "lựa chọn"),
    "choices without a name": (schema_of(a=text("A", oneOf=[{"const": "x"}])), "lựa chọn"),
    "a list of anything": (schema_of(a={"type": "array", "title": "A", "items": {"type": "string"}}), "lựa chọn"),
    "radio without choices": (schema_of(a=text("A", **{"x-widget": "radio"})), "lựa chọn"),
    "a pattern that is none": (schema_of(a=text("A", pattern="(")), "pattern"),
    "a pattern that may run for ever": (schema_of(a=text("A", pattern="^(a+)+$")), "lặp"),
    "texts without an end": (schema_of(a=text("A", maxLength=10**6)), "20000"),
    "a default that does not fit": (schema_of(a=text("A", minLength=3, default="ab")), "default"),
    "a default of another type": (schema_of(a={"type": "integer", "title": "A", "default": True}), "default"),
    "a condition without a field": (schema_of(q=ASKED, a=shown_when(equals=1)), "x-shown-when"),
    "a condition on nothing": (schema_of(a=shown_when(field="q", equals="có")), "«q»"),
    "a condition on a text": (schema_of(q="Q", a=shown_when(field="q", equals="có")), "«q»"),
    "a condition never met": (schema_of(q=ASKED, a=shown_when(field="q", equals="dạ")), "«q»"),
    "conditions in a circle": (
        schema_of(
            a=choice("A", "Có", **{"x-shown-when": {"field": "b", "in": ["có"]}}),
            b=choice("B", "Có", **{"x-shown-when": {"field": "a", "in": ["có"]}}),
        ),
        "quay vòng",
    ),
    "a person in a person": (schema_of(p=PERSON | {"properties": {"q": PERSON}, "required": []}), "một người"),
    "a person without parts": (schema_of(p=PERSON | {"properties": {}, "required": []}), "một người"),
    "groups that are none": (schema_of(a="A") | {"x-groups": {"key": "a"}}, "x-groups"),
    "a group without a title": (schema_of(a="A", groups=[{"key": "g", "fields": ["a"]}]), "x-groups"),
    "a group twice": (schema_of(a="A", b="B", groups=[{"key": "g", "title": "G", "fields": ["a"]}] * 2), "x-groups"),
    "a group with an unknown question": (schema_of(a="A", groups=[{"key": "g", "title": "G", "fields": ["z"]}]), "«z»"),
    "a question in no group": (schema_of(a="A", b="B", groups=[{"key": "g", "title": "G", "fields": ["a"]}]), "«b»"),
    "too many questions": (schema_of(**{f"a{number}": "A" for number in range(301)}), "300"),
}  # fmt: skip


@pytest.mark.parametrize(("schema", "told"), BAD.values(), ids=BAD)
def test_a_schema_we_cannot_draw_or_check_is_refused_with_its_place(schema, told):
    with pytest.raises(FormNotUsable, match=told):
        read_form(schema, "thu")


def test_all_faults_are_told_at_once():
    with pytest.raises(FormNotUsable, match=r"(?s)a: .*b: "):
        read_form(schema_of(a=text("A", enum=[""]), b={"type": "string"}))


def test_every_widget_can_be_asked():
    form = read_form(json.loads(json.dumps(EVERYTHING)))
    assert {field.widget.value for field in form.fields.values()} == {
        *("text", "textarea", "radio", "select", "checkbox", "checkboxes", "date", "number", "money"),
        *("phone", "email", "identity_number", "tax_code", "place", "person"),
    }


def test_without_groups_all_questions_stand_on_one_page():
    [group] = form_of(a="A", b="B").groups
    assert (group.title, group.keys) == ("Tờ khai", ("a", "b"))


def test_first_answers_come_from_what_is_known_and_from_defaults():
    first = prefilled(view_of(EVERYTHING).form, {"owner.full_name": "Nông Thị Mai", "owner.phone": "…"})
    assert first == {"full_name": "Nông Thị Mai", "copies": 1}
