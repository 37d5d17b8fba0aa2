import pytest

from motcua.kernel.search.whole_words import Reading, set_right, words_in

VOCABULARY = frozenset(["nguyen", "nong", "hoang", "thi", "van", "hoa", "hoan", "binh", "khai", "sinh", "dang", "ky"])


def test_what_was_typed_is_folded_into_words_each_once():
    assert words_in("  Nguyễn   Thị NGUYỄN Hoà ") == ["nguyen", "thi", "hoa"]
    assert len(words_in("một hai ba bốn năm sáu bảy tám chín mười")) == 8


@pytest.mark.parametrize(
    ("typed", "meant"), [("nguyne", "nguyen"), ("hoagn", "hoang"), ("snih", "sinh"), ("bihn", "binh")]
)
def test_a_word_nobody_has_is_replaced_by_those_that_are_spelled_alike(typed, meant):
    (reading,) = set_right(["thi", typed], VOCABULARY)
    assert reading.words == ["thi"]
    assert meant in reading.one_of[0]


def test_where_every_word_is_known_each_may_be_the_wrong_one():
    readings = set_right(["thi", "hoa"], VOCABULARY)
    assert Reading(["thi"], [["hoan"]]) in readings


def test_words_with_figures_are_never_replaced():
    assert set_right(["261120-0001"], VOCABULARY) == []
    (reading,) = set_right(["261120-0001", "nguyne"], VOCABULARY)
    assert reading.words == ["261120-0001"]


def test_what_resembles_nothing_finds_nothing():
    assert set_right(["zzzz"], VOCABULARY) == []
