from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.ui.wording import field_errors, phone, read_day, refusal_text, translated

LATE_EVENING = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)


class Phase(Labelled):
    OPEN = "open", "Đang mở"


def shown(source, **context):
    return Template(source).render(Context(context))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ at|day }}", "23/11/2026"),
        ("{{ at|moment }}", "01:30, 23/11/2026"),
        ("{{ day|day }}", "02/09/1945"),
        ("{{ text|day }}", "02/09/1945"),
        ("{{ other|day }}", "31/2"),
        ("{{ nothing|day }}{{ nothing|long_day }}{{ nothing|moment }}{{ nothing|dong }}", ""),
        ("{{ 1234567|dong }}", "1.234.567 đ"),
        ("{{ 0|dong }}", "0 đ"),
        ("{{ at|iso }}", "2026-11-22T18:30:00+00:00"),
        ("{{ words|look_up:'a' }}{{ words|look_up:'b' }}{{ nothing|look_up:'a' }}", "1"),
    ],
)
def test_dates_and_money_are_said_in_vietnamese_time_in_both_languages(language, source, expected):
    with translation.override(language):
        given = {"at": LATE_EVENING, "day": date(1945, 9, 2), "text": "1945-09-02", "other": "31/2", "words": {"a": 1}}
        assert shown(source, **given, nothing=None) == expected


@pytest.mark.parametrize(("day", "name"), [(date(2026, 11, 23), "thứ Hai"), (date(2026, 11, 29), "Chủ nhật")])
def test_a_long_day_names_its_weekday(day, name):
    assert shown("{{ day|long_day }}", day=day) == f"{name}, {day:%d/%m/%Y}"


def test_a_moment_in_the_evening_of_london_is_the_next_day_here():
    assert shown("{{ at|long_day }}", at=LATE_EVENING) == "thứ Hai, 23/11/2026"


@pytest.mark.parametrize("typed", ["2/9/1945", "02/09/1945", "02091945", "1945-09-02", " 2-9-1945 ", "2.9.1945"])
def test_a_day_may_be_typed_as_people_do(typed):
    assert read_day(typed) == date(1945, 9, 2)


def test_an_empty_day_is_none():
    assert read_day("  ") is None


@pytest.mark.parametrize("typed", ["31/02/2026", "hôm qua", "2/9", "٠٢/٠٩/١٩٤٥x", "9/2/45"])
def test_what_is_no_day_is_refused_with_an_example(typed):
    with pytest.raises(InvalidInput, match="ví dụ 02/09/1945"):
        read_day(typed)


def test_a_refusal_says_its_parameters_as_people_do():
    refusal = DomainError(
        "{code}: {day}, {at}, {phase}.", code="H14", day=date(2026, 1, 2), at=LATE_EVENING, phase=Phase.OPEN
    )
    assert refusal_text(refusal) == "H14: 02/01/2026, 01:30, 23/11/2026, Đang mở."


def test_an_empty_text_stays_empty():
    assert translated("") == translated(None) == ""


def test_a_state_is_shown_by_its_label():
    assert shown("{{ phase|translated }}", phase=Phase.OPEN) == "Đang mở"


def test_only_invalid_input_has_errors_of_fields():
    assert field_errors(InvalidInput("x", fields={"a": "Hãy nhập a."})) == {"a": "Hãy nhập a."}
    assert field_errors(DomainError("x")) == field_errors(None) == {}


@pytest.mark.parametrize(
    ("kept", "shown"), [("+84912345678", "0912345678"), ("0912345678", "0912345678"), ("hỏi sau", "hỏi sau"), ("", "")]
)
def test_a_telephone_number_is_shown_as_people_here_dial_it(kept, shown):
    assert phone(kept) == shown
