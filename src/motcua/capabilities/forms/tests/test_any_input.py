"""Whatever comes in, nothing but a refusal in words comes out."""

from datetime import date

import pytest
from django.http import QueryDict
from django.template import Context, Template
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from motcua.capabilities.forms.errors import AnswersUnreadable, FormNotUsable
from motcua.capabilities.forms.public import answers_from_post, check_answers, read_form
from motcua.capabilities.forms.tests.factories import EVERYTHING, view_of

FORM = view_of(EVERYTHING)
KEYS = st.sampled_from([*EVERYTHING["properties"], "unknown"])
BOXES = st.sampled_from([box for group in FORM.groups for box in group.fields] + ["home--choice", "x"])
TYPED = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["1.250.000 đ", "31/02/2020", "2/9/1945", "\x00", "\ud800", "' OR 1=1", "٠١٢", "1e999", "-0", "NaN"]
    ),
    st.from_regex(r"[0-9.,/ \-+]{1,14}", fullmatch=True),
)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TYPED, st.dates())
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(["full_name", "identity_number", "birth_on"]), st.text()), inner),
    ),
    max_leaves=8,
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-3, 600), st.floats(allow_nan=False), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=6,
)
KEYWORDS = st.sampled_from(
    [
        "type",
        "title",
        "format",
        "pattern",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "multipleOf",
        "enum",
        "oneOf",
        "const",
        "items",
        "minItems",
        "uniqueItems",
        "properties",
        "required",
        "default",
        "x-widget",
        "x-help",
        "x-prefill",
        "x-shown-when",
        "x-error",
        "x-suffix",
        "x-not-future",
        "$ref",
        "allOf",
    ]
)
LIKELY = st.one_of(
    JSON,
    st.sampled_from(
        ["string", "integer", "number", "boolean", "array", "object", "date", "email", "A", "person", "place"]
    ),
    st.sampled_from(
        [["x", "y"], {"enum": ["x"]}, {"field": "a", "equals": "x"}, [{"const": "x", "title": "X"}], "(a+)+"]
    ),
)
QUESTIONS = st.dictionaries(KEYWORDS, LIKELY, max_size=6).map(lambda more: {"type": "string", "title": "T"} | more)
SCHEMAS = st.one_of(
    JSON,
    st.builds(
        lambda properties, required, groups: {
            "type": "object",
            "properties": properties,
            **({"required": required} if required else {}),
            **({"x-groups": groups} if groups is not None else {}),
        },
        st.dictionaries(st.sampled_from(["a", "b", "c", "D"]), st.one_of(QUESTIONS, JSON), max_size=4),
        st.lists(st.sampled_from(["a", "b", "z"]), max_size=2, unique=True),
        st.one_of(st.none(), JSON, st.just([{"key": "g", "title": "G", "fields": ["a", "b"]}])),
    ),
)
CALM = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


class AnyInput(TestCase):
    """The form with every widget, on a database without a single place."""

    @CALM
    @given(st.dictionaries(KEYS, VALUES, max_size=8))
    def test_any_answers_are_kept_refused_in_words_or_dropped(self, answers):
        checked = check_answers(FORM, answers, on=date(2026, 11, 23))
        assert set(checked.values) <= set(FORM.fields)
        assert all("«" in text or text for text in checked.errors.values())
        again = check_answers(FORM, checked.values, on=date(2026, 11, 23))
        assert again.values == checked.values

    @CALM
    @given(st.lists(st.tuples(BOXES, TYPED), max_size=12))
    def test_any_posted_page_is_read_checked_and_drawn_again(self, pairs):
        query = QueryDict(mutable=True)
        for name, value in pairs:
            query.appendlist(name, value)
        answers = answers_from_post(FORM, query)
        errors = check_answers(FORM, answers).errors
        context = Context({"form": FORM, "group": FORM.groups[0], "answers": answers, "errors": errors})
        template = "{% load forms_ui %}{% form_group form group answers errors %}{% form_review form answers %}"
        html = Template(template).render(context)
        assert html.count("<script") == html.count("forms/shown_when.js")

    @CALM
    @given(VALUES)
    def test_what_is_no_set_of_answers_is_refused_in_words(self, rubbish):
        if isinstance(rubbish, dict):
            check_answers(FORM, rubbish)
            return
        with pytest.raises(AnswersUnreadable):
            check_answers(FORM, rubbish)


@settings(max_examples=600, deadline=None)
@given(SCHEMAS)
def test_any_schema_is_read_or_refused_in_words(schema):
    refusal = ""
    try:
        form = read_form(schema, "thu")
    except FormNotUsable as refused:
        refusal = str(refused)
    assert refusal.startswith("Biểu mẫu «thu» chưa dùng được: ") if refusal else form.groups
