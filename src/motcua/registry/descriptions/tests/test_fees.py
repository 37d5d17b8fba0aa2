"""What a cell says about money: đồng only when nothing beside it limits, contradicts or multiplies it."""

import pytest

from motcua.kernel.texts.reading import State
from motcua.registry.descriptions.rules.ledger import Reason
from motcua.registry.descriptions.rules.money_reader import read_money

TYPED = {
    ("50,000 Việt Nam Đồng", ""): 50_000,
    ("1.500.000 VNĐ", "đồng/lần"): 1_500_000,
    ("70000 đồng", ""): 70_000,
    ("Phí : 2.000.000 Đồng", ""): 2_000_000,
    ("80,000 VNĐ", "/hồ sơ (Thông tư số 1/2023/TT-BTC)"): 80_000,
    ("80,000 VNĐ", "Phí thẩm định: 80.000 đồng/lần."): 80_000,
    ("Miễn phí", ""): 0,
    ("Miễn phí", "(Không có)"): 0,
    ("Miễn phí", "2"): 0,
    ("Phí : 0 Đồng", ""): 0,
    ("Phí : Không Đồng", ""): 0,
    ("Không thu lệ phí", ""): 0,
}
DOUBTS = {
    ("135 VNĐ", "135.000 đồng/lần"): Reason.LOST_THOUSANDS,
    ("200 VNĐ", ""): Reason.LOST_THOUSANDS,
    ("10 USD", ""): Reason.FOREIGN_CURRENCY,
    ("155 VNĐ", "155 USD/thẻ"): Reason.FOREIGN_CURRENCY,
    ("Miễn phí", "Nộp trực tiếp 20.000 đồng"): Reason.FREE_BUT_FEE,
    ("Miễn phí", "Mức thu do Hội đồng nhân dân tỉnh quyết định"): Reason.FREE_BUT_FEE,
    ("Miễn phí", "Miễn từ ngày 01/7/2025 đến hết ngày 31/12/2026"): Reason.DATED,
    ("Miễn phí", "Tàu dưới 20 tấn"): Reason.DEPENDS,
    ("800,000 VNĐ", "áp dụng 400.000 đồng đến hết ngày 31/12/2026"): Reason.DATED,
    ("800,000 VNĐ", "bằng 50% mức nêu trên"): Reason.SHARE,
    ("100,000 VNĐ", "đến hết ngày 31/12/2026"): Reason.DATED,
    ("100,000 VNĐ", "đối với cơ sở loại I"): Reason.DEPENDS,
    ("250,000 VNĐ", "250.000 đồng/môn thi"): Reason.PER_ITEM,
    ("2,000 VNĐ", "/trang"): Reason.PER_ITEM,
    ("50,000 VNĐ", "lệ phí (theo biểu"): Reason.GLUED,
    ("9" * 30 + " đồng", ""): Reason.WRONG_SIZE,
    ("Theo quy định", ""): Reason.REFERENCE,
    ("50000", ""): Reason.NO_UNIT,
    ("Không có thông tin", "thu 30.000 đồng"): Reason.FREE_TEXT,
}


@pytest.mark.parametrize(("cell", "amount"), TYPED.items())
def test_an_amount_alone_or_for_a_dossier_is_typed(cell, amount):
    assert read_money(*cell).typed == amount


@pytest.mark.parametrize(("cell", "reason"), DOUBTS.items())
def test_an_amount_that_is_not_the_fee_of_every_dossier_is_a_doubt(cell, reason):
    reading = read_money(*cell)
    assert (reading.state, reading.reason, reading.typed) == (State.DOUBT, reason, None)


@pytest.mark.parametrize("nothing", [None, "", "Không có thông tin", "Không quy định", "không"])
def test_a_cell_that_says_nothing_is_absent(nothing):
    assert read_money(nothing).state is State.ABSENT


def test_other_types_are_doubts():
    assert read_money([50_000]).reason is Reason.WRONG_TYPE
    assert read_money(50_000).reason is Reason.NO_UNIT
