"""Thresholds are dated data: refused with the place where they are wrong, never edited, closed by the next."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from motcua.oversight.honesty.actions.loading import load_patterns
from motcua.oversight.honesty.errors import PatternFaulty, PatternPublished
from motcua.oversight.honesty.models import PatternRule
from motcua.oversight.honesty.queries.limits import limits_on
from motcua.oversight.honesty.rules.patterns import NEEDED, Pattern

pytestmark = pytest.mark.django_db
GOOD = """
[[pattern]]
code = "never_handed_over"
law = "Luật X"
valid_from = 2027-01-01
least = 10
usual_percent = 12.5
odds = 1000
after_days = 20
"""


def written(tmp_path, text):
    path = tmp_path / "nguong.toml"
    path.write_text(text, encoding="utf-8")
    return [path]


def test_our_own_hold_for_every_pattern_and_are_loaded_once():
    assert load_patterns() == len(Pattern)
    assert load_patterns() == 0
    views = limits_on(date(2026, 11, 23))
    assert list(views) == list(Pattern)
    assert all(set(view.limits.values) == set(NEEDED[pattern]) for pattern, view in views.items())


def test_a_new_law_closes_the_row_before_it_and_old_periods_keep_theirs(tmp_path):
    load_patterns()
    assert load_patterns(written(tmp_path, GOOD)) == 1
    before, after = limits_on(date(2026, 12, 31)), limits_on(date(2027, 1, 1))
    assert before[Pattern.NEVER_HANDED_OVER].limits.whole("after_days") == 30
    assert after[Pattern.NEVER_HANDED_OVER].limits.whole("after_days") == 20
    assert after[Pattern.NEVER_HANDED_OVER].limits.share("usual_percent") == 0.125


def test_what_is_in_force_is_never_edited(tmp_path):
    load_patterns(written(tmp_path, GOOD))
    with pytest.raises(PatternPublished, match="01/01/2027"):
        load_patterns(written(tmp_path, GOOD.replace("after_days = 20", "after_days = 25")))


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("never_handed_over", "kept", "không có mẫu hình «kept»"),
        ('law = "Luật X"\n', "", "thiếu căn cứ"),
        ("2027-01-01", '"2027-01-01"', "valid_from phải là một ngày"),
        ("after_days = 20\n", "", "thiếu ngưỡng «after_days»"),
        ("after_days = 20", "after_days = 20\nwhat = 1", "không có ngưỡng «what»"),
        ("odds = 1000", "odds = 0", "«odds» phải là số lớn hơn 0"),
        ("odds = 1000", "odds = true", "«odds» phải là số lớn hơn 0"),
        ("odds = 1000", 'odds = "x"', "«odds» phải là số lớn hơn 0"),
        ("odds = 1000", "odds = nan", "«odds» phải là số lớn hơn 0"),
        ("12.5", "100", "phải nhỏ hơn 100"),
        ("[[pattern]]", "[pattern]", "phải có các mục"),
        ("[[pattern]]", "[[patter]]", "phải có các mục"),
        ("12.5", "=", "không đọc được"),
    ],
)
def test_a_faulty_file_is_refused_as_a_whole_with_its_place(tmp_path, old, new, word):
    with pytest.raises(PatternFaulty, match=word) as refused:
        load_patterns(written(tmp_path, GOOD.replace(old, new)))
    assert "nguong.toml" in str(refused.value)
    assert PatternRule.objects.count() == 0


def test_the_command_says_what_is_wrong(tmp_path):
    with pytest.raises(CommandError, match="không đọc được"):
        call_command("load_patterns", str(tmp_path / "khong-co.toml"))
