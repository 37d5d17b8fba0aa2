import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.money import HIGHEST, dong, in_words

DIGITS = {
    word: digit for digit, word in enumerate(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"])
}
SIZES = {"tỷ": 10**9, "triệu": 10**6, "nghìn": 10**3, "trăm": 100, "mươi": 10}


def value_of(words):
    """What a listener writes down: splits at the largest size said and knows nothing of the writer."""
    words = words.replace("mười", "một mươi").replace("linh", "").strip()
    for name, size in SIZES.items():
        if name in words.split():
            count, _, rest = words.rpartition(name)
            return value_of(count) * size + value_of(rest)
    return (DIGITS | {"mốt": 1, "lăm": 5, "": 0})[words]


def spelled(number):
    """The naive writer: every group of three figures in full, then the habits of the language by replacement."""
    groups = [int(part) for part in f"{number:,}".split(",")]
    names = ["", "nghìn", "triệu", "tỷ", "nghìn", "triệu"]
    names_here = names[: len(groups)][::-1]
    said = []
    for place, (group, name) in enumerate(zip(groups, names_here, strict=True)):
        hundreds, tens, ones = f"{group:03}"
        words = [list(DIGITS)[int(figure)] for figure in (hundreds, tens, ones)]
        text = f" {words[0]} trăm {words[1]} mươi {words[2]} "
        if group == 0:
            text = ""
        if not said and hundreds == "0":
            text = text.replace(" không trăm", "", 1)
            text = text.replace(" không mươi", "", 1)
        text = text.replace(" một mươi", " mười").replace("mươi không ", "mươi ").replace("mười không ", "mười ")
        text = text.replace("không mươi ", "linh ") if ones != "0" else text.replace("không mươi ", "")
        text = (
            text.replace("mươi một ", "mươi mốt ").replace("mươi năm ", "mươi lăm ").replace("mười năm ", "mười lăm ")
        )
        above_a_billion_ends_here = name == "tỷ" and len(groups) > 4 and any(groups[: place + 1])
        if text or above_a_billion_ends_here:
            said.append(f"{text} {name}")
    return " ".join(" ".join(said).split()) or "không"


@given(st.integers(0, HIGHEST))
def test_the_words_say_the_amount(amount):
    assert value_of(in_words(amount).removesuffix(" đồng")) == amount


@given(st.integers(0, 10**12 - 1))
def test_the_words_are_those_of_a_naive_writer(amount):
    assert in_words(amount) == f"{spelled(amount)} đồng"


def test_every_amount_below_ten_thousand_agrees_with_the_naive_writer():
    assert [in_words(amount) for amount in range(10_000)] == [f"{spelled(amount)} đồng" for amount in range(10_000)]


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "không đồng"),
        (5, "năm đồng"),
        (10, "mười đồng"),
        (15, "mười lăm đồng"),
        (21, "hai mươi mốt đồng"),
        (24, "hai mươi bốn đồng"),
        (105, "một trăm linh năm đồng"),
        (1_005, "một nghìn không trăm linh năm đồng"),
        (135_000, "một trăm ba mươi lăm nghìn đồng"),
        (1_005_000, "một triệu không trăm linh năm nghìn đồng"),
        (1_000_001, "một triệu không trăm linh một đồng"),
        (2_150_000_000, "hai tỷ một trăm năm mươi triệu đồng"),
        (1_005 * 10**9, "một nghìn không trăm linh năm tỷ đồng"),
        (10**12 + 7, "một nghìn tỷ không trăm linh bảy đồng"),
        (HIGHEST, "một triệu tỷ đồng"),
    ],
)
def test_amounts_are_written_as_on_receipts(amount, words):
    assert in_words(amount) == words


@pytest.mark.parametrize("amount", [-1, HIGHEST + 1])
def test_amounts_out_of_range_are_refused(amount):
    with pytest.raises(ValueError, match=str(abs(amount))):
        in_words(amount)


@pytest.mark.parametrize(
    ("amount", "shown"), [(0, "0 đ"), (999, "999 đ"), (1_234_567, "1.234.567 đ"), (-5_000, "-5.000 đ")]
)
def test_amounts_are_printed_with_dots(amount, shown):
    assert dong(amount) == shown
