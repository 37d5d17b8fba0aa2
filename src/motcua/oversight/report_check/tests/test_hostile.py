"""Texts made to keep a reader busy: a megabyte of each is read or refused in a time that grows with its length."""

import time
from datetime import date

import pytest

from motcua.oversight.report_check.errors import ReportUnreadable
from motcua.oversight.report_check.public import check_text

SIZE = 1_000_000
UNITS = {
    "digits": "1",
    "slashes": "1/",
    "percentages": "1% ",
    "number words": "một hai ba ",
    "brackets": "(",
    "openers": "trong đó ",
    "bullets": "- a\n",
    "bars": "| ",
    "rows": "| a | b |\n",
    "wide gaps": "a  b  c\n",
    "links": "đạt tỷ lệ ",
    "sentences": "A. ",
    "addresses": "a.",
    "ranks": "xếp thứ hạng thứ ",
    "totals": "nâng tổng số cả hai cấp ",
    "names": "Ba Na ",
}
MOST_SECONDS = 60
"""Of this process's own time, on a slow machine; a pattern that tries all ways again takes hours."""


@pytest.mark.parametrize("name", UNITS)
def test_a_megabyte_of_it_is_read_or_refused_in_seconds(name):
    unit = UNITS[name]
    is_done_within(unit * (SIZE // len(unit)))


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ lệ hồ sơ trực tuyến đạt 9,5%. Đã xử lý 31 hồ sơ; đang xử lý 8 hồ sơ. " * 6000,
        "1" + " " * SIZE + "%",
        "1/2 hồ sơ" + " đạt" * (SIZE // 4) + " x 5%",
        "1/2" + " ," * 10**5 + "9%",
    ],
)
def test_a_long_way_between_two_figures_is_not_tried_in_all_ways(text):
    is_done_within(text)


def is_done_within(text):
    began = time.process_time()
    try:
        check_text(text, today=date(2026, 11, 23))
    except ReportUnreadable as refused:
        assert "Hãy tách nhỏ" in str(refused)  # noqa: PT017 - a refusal is one of the two right answers
    assert time.process_time() - began < MOST_SECONDS
