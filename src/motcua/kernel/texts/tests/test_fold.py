from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.texts.fold import fold, name_case, nfc, sort_key

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
syllables = st.tuples(
    st.text(ALPHABET, min_size=0, max_size=2),
    st.sampled_from("aăâeêioôơuưy"),
    st.integers(0, 5),
    st.text(ALPHABET, max_size=2),
)
texts = st.lists(syllables, max_size=3)


def spelled(words):
    return " ".join(normalize("NFC", before + vowel + TONES[tone] + after) for before, vowel, tone, after in words)


def naive_order(words):
    """The definition, written apart: per word the places of its letters in the alphabet, then its tone."""
    return [
        ([ALPHABET.index(letter) for letter in before + vowel + after], tone) for before, vowel, tone, after in words
    ]


@given(texts, texts)
def test_sort_keys_compare_by_bytes_as_a_dictionary_orders_the_texts(left, right):
    left_key, right_key = sort_key(spelled(left)).encode("ascii"), sort_key(spelled(right)).encode("ascii")
    assert (left_key < right_key) == (naive_order(left) < naive_order(right))
    assert (left_key == right_key) == (naive_order(left) == naive_order(right))


def test_a_word_with_all_its_compounds_comes_before_the_same_letters_in_the_next_tone():
    ordered = [
        "An",
        "Anh",
        "Ăn",
        "Ân",
        "Ba",
        "Ba sao",
        "Bà",
        "Bà ngoại",
        "Bả",
        "Bã",
        "Bá",
        "Bạ",
        "Bác",
        "Dân",
        "Đa",
        "Đà",
    ]
    assert sorted(set(ordered), key=sort_key) == ordered


def test_sorting_minds_neither_case_nor_punctuation_nor_where_the_tone_is_placed():
    assert sort_key("BÀ RỊA – vũng tàu") == sort_key("bà rịa - Vũng Tàu")
    assert sort_key("Hòa Bình") == sort_key("Hoà Bình")
    assert sort_key(normalize("NFD", "Nguyễn")) == sort_key("Nguyễn")


@given(st.text())
def test_a_sort_key_of_any_text_is_printable_ascii(text):
    key = sort_key(text)
    assert key.isascii()
    assert key == "" or key.isprintable()


def test_other_scripts_sort_after_vietnamese_and_figures_before():
    assert sorted(["中", "Zơ", "9", "A"], key=sort_key) == ["9", "A", "Zơ", "中"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Hồ  Sơ\tĐẤT đai ", "ho so dat dai"),
        (normalize("NFD", "Đăng ký khai sinh"), "dang ky khai sinh"),
        ("ＨỒ ＳƠ", "ho so"),
        ("Ðà Nẵng", "da nang"),
        ("Thủ tục 1.001193", "thu tuc 1.001193"),
        ("", ""),
    ],
)
def test_folding_drops_marks_case_and_extra_spaces(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert nfc(nfc(text)) == nfc(text)


def test_cleaning_composes_and_drops_control_and_invisible_characters():
    assert nfc(normalize("NFD", " Nguyễn\x00 Văn\u200b\u202e An\r\nhai\tba\ufeff ")) == "Nguyễn Văn An\nhai\tba"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("NGUYỄN VĂN AN", "Nguyễn Văn An"),
        ("  nguyễn   văn an ", "Nguyễn Văn An"),
        ("đặng thị ÁNH", "Đặng Thị Ánh"),
        ("h'hen niê", "H'Hen Niê"),
        ("Y-BHĂM êban", "Y-Bhăm Êban"),
        ("", ""),
    ],
)
def test_names_are_written_with_capitals(text, named):
    assert name_case(text) == named
