"""``motcua check-report``: the two forms of its answer, its refusals."""

import json

import pytest
from django.core.management import CommandError, call_command

WRONG = "\ufeffCông bố 42 văn bản hết hiệu lực toàn bộ (09 nghị quyết, 35 quyết định).\r\nTính đến ngày 31/06/2024."


@pytest.fixture
def report(tmp_path):
    file = tmp_path / "bao-cao.txt"
    file.write_bytes(WRONG.encode("utf-8"))
    return file


def test_the_answer_in_json_has_the_places_of_the_file(report, capsys):
    call_command("check_report", str(report), format="json")
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == {"claims", "problems"}
    assert [(one["kind"], one["stated"], one["computed"]) for one in answer["problems"]] == [
        ("sum", "42", "44"),
        ("date", "31/06/2024", ""),
    ]
    for one in [*answer["claims"], *answer["problems"]]:
        assert WRONG[one["start"] : one["end"]] == one["quote"]
    assert answer["problems"][1]["explanation"] == "Không có ngày 31/06/2024: tháng 6/2024 chỉ có 30 ngày."


def test_people_are_told_the_line_the_quote_and_the_sum(report, capsys):
    call_command("check_report", str(report))
    told = capsys.readouterr().out
    assert "✗ Tổng sai (dòng 1): «42 văn bản hết hiệu lực toàn bộ" in told
    assert "9 + 35 = 44" in told


def test_the_explanation_may_be_english(report, capsys):
    call_command("check_report", str(report), language="en")
    assert "the parts make 9 + 35 = 44" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_told_in_words(tmp_path):
    with pytest.raises(CommandError, match="Không mở được tệp"):
        call_command("check_report", str(tmp_path / "none.txt"))


def test_a_file_that_cannot_be_read_is_told_in_words(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"PK")
    with pytest.raises(CommandError, match="bị hỏng"):
        call_command("check_report", str(tmp_path / "a.docx"))
