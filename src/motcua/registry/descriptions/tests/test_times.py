"""What a cell says about time: typed only when it is certain."""

from decimal import Decimal

import pytest

from motcua.kernel.texts.reading import State
from motcua.registry.descriptions.rules.ledger import Reason
from motcua.registry.descriptions.rules.time_reader import against_words, allowance_of, allowance_text, read_time

TYPED = {
    "15 Ngày làm việc": ("15", "working_day"),
    "07 ngày": ("7", "day"),
    "  1 Giờ ": ("1", "hour"),
    "8 giờ làm việc": ("8", "working_hour"),
    "0.5 Giờ": ("0.5", "hour"),
    "1,5 Ngày làm việc": ("1.5", "working_day"),
    "4 Tháng": ("4", "month"),
    "3-5 ngày": ("5", "day"),
    "2 tuần": ("14", "day"),
    "Ngay trong ngày": ("1", "working_day"),
    "10\u00a0Nga\u0300y làm việc": ("10", "working_day"),
}
DOUBTS = {
    "7": Reason.NO_UNIT,
    "07": Reason.NO_UNIT,
    "0 Giờ": Reason.ZERO,
    "9999 Ngày": Reason.GLUED,
    "Trước khi tàu rời bến": Reason.FREE_TEXT,
    "15 ngày 20 ngày": Reason.FREE_TEXT,
    "10 ngày (trong đó: xã 3 ngày, Sở 8 ngày)": Reason.NUMBER_DIFFERS,
    "5 ngày; trường hợp cần xác minh không quá 8 ngày": Reason.DEPENDS,
}


@pytest.mark.parametrize(("text", "value"), TYPED.items())
def test_a_number_with_its_unit_is_typed(text, value):
    assert read_time(text).typed == (Decimal(value[0]), value[1])


@pytest.mark.parametrize(("text", "reason"), DOUBTS.items())
def test_what_is_not_certain_is_a_doubt_and_never_a_guess(text, reason):
    reading = read_time(text)
    assert (reading.state, reading.reason, reading.typed) == (State.DOUBT, reason, None)


@pytest.mark.parametrize("nothing", [None, "", " ", "Không quy định", "Không có thông tin", "-"])
def test_a_cell_that_says_nothing_is_absent(nothing):
    assert read_time(nothing).state is State.ABSENT


@pytest.mark.parametrize(
    ("value", "reason"), [(7, Reason.NO_UNIT), (True, Reason.WRONG_TYPE), ({"d": 1}, Reason.WRONG_TYPE)]
)
def test_other_types_are_doubts(value, reason):
    assert read_time(value).reason is reason


def test_a_day_that_the_note_calls_a_working_day_is_a_doubt_with_the_passage():
    reading = against_words(read_time("10 Ngày"), "Trong thời hạn 10 ngày làm việc kể từ ngày nhận đơn.", "")
    assert (reading.reason, reading.typed) == (Reason.UNIT_DIFFERS, None)
    assert "10 ngày làm việc" in reading.evidence
    assert reading.value == (Decimal(10), "day"), "kept as a proposal"


def test_a_cell_that_its_note_says_too_is_believed():
    note = "Kiểm tra 3 ngày làm việc; cấp giấy 12 ngày làm việc kể từ ngày nhận hồ sơ."
    assert against_words(read_time("12 Ngày làm việc"), note, "").typed


def test_a_cell_that_is_the_sum_of_the_stages_is_believed():
    note = (
        "Kiểm tra 03 ngày làm việc; thẩm định 10 ngày làm việc (được tăng thêm 20 ngày làm việc); ký 2 ngày làm việc."
    )
    assert against_words(read_time("15 Ngày làm việc"), note, "").typed


def test_a_cell_that_no_stage_of_its_note_explains_is_a_doubt():
    reading = against_words(read_time("15 Ngày"), "Giải quyết trong 20 ngày kể từ khi nhận hồ sơ.", "")
    assert reading.reason is Reason.NUMBER_DIFFERS


def test_a_stage_longer_than_the_whole_is_a_doubt():
    steps = "Bước 2: trong thời hạn 07 (bảy) ngày làm việc, kể từ ngày nhận đủ hồ sơ hợp lệ, Sở cấp giấy."
    assert against_words(read_time("5 Ngày làm việc"), "", steps).reason is Reason.NUMBER_DIFFERS


def test_dates_and_minutes_are_read_for_what_they_are():
    assert against_words(read_time("5 Ngày"), "", "theo Nghị định ngày 09 tháng 6 năm 2025").typed
    assert against_words(read_time("0.5 Giờ"), "chậm nhất 30 (ba mươi) phút", "").typed


def test_an_allowance_is_written_and_read_back():
    assert allowance_of(allowance_text((Decimal("1.5"), "working_day"))) == (Decimal("1.5"), "working_day")
    assert allowance_text(None) == ""
    assert allowance_of("") is None
