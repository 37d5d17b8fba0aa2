"""A place is typed by name and kept by code."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from motcua.capabilities.forms.public import answers_from_post, check_answers
from motcua.capabilities.forms.tests.factories import form_of, text
from motcua.capabilities.forms.tests.test_drawing_forms import drawn, reviewed
from motcua.kernel.texts.fold import fold
from motcua.registry.places.tests import factories as places

pytestmark = pytest.mark.django_db
FORM = form_of("home", home=text("Nơi ở", **{"x-widget": "place"}))
HOA_AN = "Xã Hòa An, tỉnh Cao Bằng"


@pytest.fixture(autouse=True)
def _land():
    places.province()
    places.ward(search_key=fold("Xã Hòa An tỉnh Cao Bằng"))
    places.ward("01700", "Hòa Bình", search_key=fold("Xã Hòa Bình tỉnh Cao Bằng"))


def posted(**boxes):
    query = QueryDict(mutable=True)
    for name, value in boxes.items():
        query[name.replace("__", "--")] = value
    return answers_from_post(FORM, query)


@pytest.mark.parametrize("typed", [HOA_AN, "xa hoa an,  TINH cao bang", "01654"])
def test_a_full_name_is_kept_as_its_code(typed):
    assert posted(home=typed) == {"home": "01654"}
    assert check_answers(FORM, {"home": "01654"}).values == {"home": "01654"}


def test_an_unclear_name_stays_as_typed_and_is_asked_back():
    answers = posted(home="Hòa")
    checked = check_answers(FORM, answers)
    assert checked.errors["home"].startswith("Chưa rõ nơi «Hòa».")
    html = drawn(FORM, answers, checked.errors)
    assert 'value="Hòa"' in html
    assert 'value="01654"' in html
    assert posted(home="Hòa", home__choice="01654") == {"home": "01654"}


def test_what_was_picked_for_another_name_does_not_count():
    assert posted(home="Trà Lĩnh", home__choice="01654") == {"home": "Trà Lĩnh"}
    assert posted(home="", home__choice="01654") == {"home": ""}


@pytest.mark.parametrize("code", ["99999", "٠١٦٥٤", "x" * 600])
def test_a_code_that_no_place_bears_is_refused(code):
    assert "home" in check_answers(FORM, {"home": code}).errors


def test_a_place_is_shown_by_its_name():
    assert f'value="{HOA_AN}"' in drawn(FORM, {"home": "01654"})
    assert HOA_AN in reviewed(FORM, {"home": "01654"})


def test_places_are_found_while_one_types(client):
    answer = client.get(reverse("forms:place-hits"), {"o": "home", "home": "hoa an"})
    assert f'<option value="{HOA_AN}">' in answer.content.decode()
    assert client.get(reverse("forms:place-hits")).content.strip() == b""
