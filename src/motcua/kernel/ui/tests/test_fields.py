import re
from datetime import date

import pytest
from django.template import Context, Template

KINDS = ["text", "textarea", "select", "radio", "checkbox", "checkboxes", "date", "money", "tel", "email", "file"]


def drawn(tag, **context):
    return Template("{% field " + tag + " %}").render(Context(context))


@pytest.mark.parametrize("kind", KINDS)
def test_help_and_error_are_tied_to_the_field(kind):
    html = drawn(f'"a" "Nhãn" "{kind}" help="Giúp" error="Sai rồi" options=options', options=[("1", "Một")])
    described = re.search(r'aria-describedby="([^"]+)"', html)[1].split()
    assert described == ["id_a_help", "id_a_error"]
    assert all(f'id="{one}"' in html for one in described)
    assert "Sai rồi" in html


def test_what_a_person_typed_is_escaped():
    assert "<script>" not in drawn('"a" "Nhãn" value=value help=value error=value data_x=value', value='"><script>')


def test_a_field_that_may_stay_empty_says_so():
    assert "(không bắt buộc)" in drawn('"a" "Nhãn" required=False')
    assert "(không bắt buộc)" not in drawn('"a" "Nhãn"')


def test_other_words_become_attributes():
    html = drawn('"a" "Nhãn" hx_get="/x/" autofocus=True maxlength=None')
    assert 'hx-get="/x/"' in html
    assert " autofocus" in html
    assert "maxlength" not in html


@pytest.mark.parametrize("value", [date(1995, 9, 2), "1995-09-02", "02/09/1995"])
def test_a_day_is_shown_as_people_write_it(value):
    assert 'value="02/09/1995"' in drawn('"a" "Ngày" "date" value=value', value=value)


def test_a_password_is_never_shown_again():
    assert "bi-mat" not in drawn('"a" "Mật khẩu" "password" value="bi-mat"')


def test_chosen_options_are_marked():
    options = [(1, "Một"), (2, "Hai"), (3, "Ba")]
    assert (
        drawn('"a" "Chọn" "checkboxes" value=value options=options', value=[1, 3], options=options).count(" checked")
        == 2
    )
    assert drawn('"a" "Chọn" "select" value=2 options=options', options=options).count(" selected") == 1
    assert drawn('"a" "Chọn" "radio" options=options', options=options).count(" checked") == 0


def test_the_first_of_a_group_is_where_the_summary_leads():
    html = drawn('"a" "Chọn" "radio" options=options', options=[("x", "Một"), ("y", "Hai")])
    assert 'id="id_a"' in html
    assert 'id="id_a_1"' in html


def test_a_textarea_keeps_its_first_line():
    assert "\nDòng đầu</textarea>" in drawn('"a" "Ghi chú" "textarea" value="Dòng đầu"')
