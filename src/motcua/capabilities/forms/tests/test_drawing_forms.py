"""A page of questions, what is read from it, and the list to look over."""

from html.parser import HTMLParser

import pytest
from django.http import QueryDict
from django.template import Context, Template

from motcua.capabilities.forms.public import answers_from_post, check_answers
from motcua.capabilities.forms.tests.factories import EVERYTHING, PERSON, choice, form_of, schema_of, text, view_of

NO_PLACE = view_of(
    EVERYTHING | {"properties": {key: one for key, one in EVERYTHING["properties"].items() if key != "home"}}
)
ANSWERS = {
    "full_name": "Nông Thị Mai",
    "story": "dòng một\ndòng hai",
    "married": "kết hôn",
    "spouse": "Lý A",
    "province": "Huế",
    "vow": True,
    "wants": ["bản giấy"],
    "born_on": "1990-02-03",
    "area": 12.5,
    "copies": 3,
    "capital": 1_250_000,
    "phone": "+84912345678",
    "email": "mai@example.vn",
    "identity": "001190012345",
    "tax": "0100109106",
    "licence": "AB-1234",
    "father": {"full_name": "Nông A", "birth_on": "1960-01-01"},
}


def drawn(form, answers=None, errors=None, group=None):
    context = Context({"form": form, "group": group or form.groups[0], "answers": answers, "errors": errors})
    return Template("{% load forms_ui %}{% form_group form group answers errors %}").render(context)


def reviewed(form, answers, more=""):
    template = Template("{% load forms_ui %}{% form_review form answers " + more + " %}")
    return template.render(Context({"form": form, "answers": answers, "urls": {"khai-khai": "/sua/"}}))


class Browser(HTMLParser):
    """What a browser would post, and the elements it met."""

    def __init__(self, html):
        super().__init__()
        self.posted, self.tags, self._textarea, self._select = [], [], None, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append((tag, given))
        if tag == "input" and (given.get("type") not in {"radio", "checkbox"} or "checked" in given):
            self.posted.append((given["name"], given.get("value") or ""))
        if tag == "textarea":
            self._textarea = given["name"]
            self.posted.append((given["name"], ""))
        if tag == "select":
            self._select = given["name"]
        if tag == "option" and self._select and "selected" in given:
            self.posted.append((self._select, given["value"]))

    def handle_data(self, data):
        if self._textarea:
            self.posted[-1] = (self._textarea, self.posted[-1][1] + data)

    def handle_endtag(self, tag):
        self._textarea = None if tag == "textarea" else self._textarea
        self._select = None if tag == "select" else self._select


def posted_from(html):
    query = QueryDict(mutable=True)
    for name, value in Browser(html).posted:
        query.appendlist(name, value)
    return query


def test_what_is_drawn_and_posted_again_is_the_same_answers():
    posted = answers_from_post(NO_PLACE, posted_from(drawn(NO_PLACE, ANSWERS)))
    checked = check_answers(NO_PLACE, posted)
    assert checked.errors == {}
    assert checked.values == ANSWERS


def test_what_cannot_be_read_is_found_again_as_it_was_typed():
    query = QueryDict("born_on=31/2/2020&area=nhiều&capital=abc&full_name=Mai&vow=1", encoding="utf-8")
    posted = answers_from_post(NO_PLACE, query)
    assert (posted["born_on"], posted["area"], posted["capital"]) == ("31/2/2020", "nhiều", "abc")
    assert 'value="31/2/2020"' in drawn(NO_PLACE, posted)


def test_a_box_that_was_emptied_clears_the_answer_and_one_not_on_the_page_is_left_out():
    form = form_of(a="A", b="B", c=choice("C", "Có"), d={"type": "boolean", "title": "D"})
    assert answers_from_post(form, QueryDict("a=")) == {"a": "", "c": "", "d": False}


def test_a_group_reads_its_own_questions_only():
    groups = [{"key": "x", "title": "X", "fields": ["a"]}, {"key": "y", "title": "Y", "fields": ["b"]}]
    form = form_of(a="A", b="B", groups=groups)
    assert answers_from_post(form, QueryDict("a=1&b=2"), group="y") == {"b": "2"}


def test_texts_without_end_are_cut_and_then_refused():
    form = form_of(a=text("A", maxLength=10))
    query = QueryDict(mutable=True)
    query["a"] = "x" * 100_000
    posted = answers_from_post(form, query)
    assert len(posted["a"]) == 11
    assert check_answers(form, posted).errors == {"a": "«A» dài quá 10 ký tự."}


def test_every_box_has_a_label_and_its_error_is_tied_to_it():
    html = drawn(NO_PLACE, {}, {"born_on": "Sai ngày", "father-full_name": "Thiếu tên"})
    tags = Browser(html).tags
    labelled = {given["for"] for tag, given in tags if tag == "label"}
    boxes = [given for tag, given in tags if tag in {"input", "select", "textarea"}]
    assert all(box["id"] in labelled for box in boxes)
    wrong = {box["name"] for box in boxes if box.get("aria-invalid")}
    assert wrong == {"born_on", "father-full_name"}
    assert 'id="id_born_on_error"' in html


def test_the_parts_of_a_person_stand_under_one_legend():
    html = drawn(form_of(father=PERSON))
    assert "<legend><h2>Cha</h2></legend>" in html
    assert 'name="father-full_name"' in html


def test_a_dependent_question_of_the_same_page_is_drawn_for_the_script():
    schema = schema_of(
        q=choice("Hỏi", "Có", "Không"),
        a=text("Đáp", **{"x-shown-when": {"field": "q", "equals": "có"}}),
        groups=[{"key": "mot", "title": "Một", "fields": ["q", "a"]}],
    )
    html = drawn(view_of(schema))
    assert 'data-shown-when="q"' in html
    assert "forms/shown_when.js" in html
    schema["x-groups"] = [{"key": key, "title": key, "fields": [key]} for key in "qa"]
    parted = view_of(schema)
    assert 'name="a"' not in drawn(parted, {"q": "không"}, group="a")
    later = drawn(parted, {"q": "có"}, group="a")
    assert 'name="a"' in later
    assert "shown_when" not in later


def test_what_need_not_be_answered_says_so():
    assert "không bắt buộc" in drawn(form_of(a="A"))
    assert "không bắt buộc" not in drawn(form_of("a", a="A"))


def test_the_review_speaks_in_words():
    html = reviewed(NO_PLACE, ANSWERS, 'urls=urls prefix="khai-"')
    for words in ("03/02/1990", "1.250.000 đ", "12,5 m²", "0912345678", "Kết hôn", "bản giấy", "Cha: Họ tên", "Có"):
        assert words in html
    assert 'href="/sua/"' in html


def test_the_review_leaves_out_what_is_not_shown():
    html = reviewed(NO_PLACE, ANSWERS | {"married": "độc thân"})
    assert "Vợ hoặc chồng" not in html
    assert "<a " not in html


NASTY = "\"><script>alert(1)</script>'&{{ x }}{% y %}"


@pytest.mark.parametrize("value", [NASTY, {"a": NASTY}, [NASTY], 5, None, True])
def test_nothing_typed_or_published_becomes_markup(value):
    schema = schema_of(
        a=text(NASTY, **{"x-help": NASTY, "x-suffix": NASTY}),
        b=text("B", enum=[NASTY, "khác"]),
        p=PERSON | {"title": NASTY},
    )
    form = view_of(schema)
    answers = {"a": value, "b": value, "p": {"full_name": value}}
    for html in (drawn(form, answers, {"a": NASTY, "p-full_name": NASTY}), reviewed(form, answers)):
        assert "<script>alert" not in html
        assert not [tag for tag, _given in Browser(html).tags if tag == "script"]
