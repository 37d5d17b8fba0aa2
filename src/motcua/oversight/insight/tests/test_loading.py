"""Definitions are dated rows, loaded from files that are checked wholly before anything is written."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.errors import DefinitionFaulty, DefinitionPublished
from motcua.oversight.insight.models import Indicator, Sheet
from motcua.oversight.insight.queries.definitions import indicators_on, period_rules_on, sheets_on

pytestmark = pytest.mark.django_db
ROW = """
[[indicator]]
code = "on_time_rate"
name = "Tỷ lệ đúng hạn"
name_en = "Share on time"
unit = "percent"
direction = "up"
numerator = "during(finished where standing in (early, on_time))"
denominator = "{denominator}"
groupings = ["agency"]
law = "Luật mới"
valid_from = {valid_from}
"""
SHEET = """
[[sheet]]
code = "X"
name = "Biểu X"
name_en = "Sheet X"
rows_by = "agency"
period_rule = "vpcp"
identity = "{identity}"
law = "Thử"
valid_from = 2020-01-01
columns = [ {{ number = 3, headings = ["A"], headings_en = ["A"], {what} }} ]
"""


def written(folder, text):
    file = folder / "moi.toml"
    file.write_text(text)
    return file


def row(folder, denominator="during(finished) + closing(overdue)", valid_from="2027-01-01"):
    return written(folder, ROW.format(denominator=denominator, valid_from=valid_from))


def test_our_own_definitions_load_once():
    assert load_definitions() == Indicator.objects.count() + Sheet.objects.count() + 2
    assert load_definitions() == 0
    assert {"vpcp", "calendar"} == set(period_rules_on(date(2026, 1, 1)))
    assert {"II.06a", "II.06b", "II.06c", "07a-BTP", "TD.01", "TD.02", "TD.03", "TD.04", "TD.05"} == set(
        sheets_on(date(2026, 1, 1))
    )


def test_a_new_law_is_a_new_version_and_old_periods_keep_theirs(tmp_path):
    load_definitions()
    load_definitions([row(tmp_path)])
    assert indicators_on(date(2026, 12, 31))["on_time_rate"].denominator_text == "during(finished)"
    assert indicators_on(date(2027, 1, 1))["on_time_rate"].denominator_text == "during(finished) + closing(overdue)"
    assert indicators_on(date(2027, 1, 1))["on_time_rate"].law == "Luật mới"


def test_what_is_in_force_is_not_edited(tmp_path):
    load_definitions([row(tmp_path)])
    with pytest.raises(DefinitionPublished, match="01/01/2027"):
        load_definitions([row(tmp_path, denominator="during(received)")])
    with pytest.raises(DefinitionFaulty, match="đã có định nghĩa mới hơn"):
        load_definitions([row(tmp_path, valid_from="2026-01-01")])


def test_a_fault_is_refused_with_file_row_key_and_character_and_nothing_is_written(tmp_path):
    with pytest.raises(CommandError) as refused:
        call_command("load_indicators", str(row(tmp_path, denominator="during(finish)")), stdout=StringIO())
    words = "moi.toml, on_time_rate, denominator: không có dữ kiện «finish» (ký tự thứ 8)"
    assert str(refused.value) == words
    assert not Indicator.objects.exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[indicator]]\ncode = 'x'\n", "thiếu khoá «direction»"),
        ("[[indikator]]\ncode = 'x'\n", "không có loại định nghĩa «indikator»"),
        ("[indicator]\ncode = 'x'\n", "không có loại định nghĩa «indicator»"),
        ("[[indicator", "không đọc được"),
        (SHEET.format(identity="", what="indicator = 'nothing'"), "X, cột 3: không có chỉ tiêu «nothing»"),
        (SHEET.format(identity="3 = 4", what="indicator = 'open'"), "X, identity: không có cột 4"),
        (SHEET.format(identity="3 is 4", what="indicator = 'open'"), "X, identity: viết như"),
        (SHEET.format(identity="", what="adds = [9]"), "X, cột 3, adds: không cộng được cột 9"),
        (SHEET.format(identity="", what="adds = []"), "X, cột 3: hoặc là một chỉ tiêu"),
    ],
)
def test_a_faulty_file_is_refused_in_words(tmp_path, text, words):
    load_definitions()
    with pytest.raises(DefinitionFaulty) as refused:
        load_definitions([written(tmp_path, text)])
    assert words in str(refused.value)
    assert "moi.toml" in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DefinitionFaulty, match="không đọc được"):
        load_definitions([tmp_path / "none.toml"])
