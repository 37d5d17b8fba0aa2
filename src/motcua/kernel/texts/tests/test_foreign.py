"""Values of other systems made safe."""

import pytest

from motcua.kernel.texts.foreign import clean, items_of, one_line, rejoined


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("  A \t b\r\n\r\n c ", "A b\nc"),
        ("\uf0fc mục", "- mục"),
        ("e\u0323\u0302", "ệ"),
        ("a\u0000\u00ad\ud800b", "ab"),
        (7, "7"),
        ({"a": "ế"}, '{"a": "ế"}'),
        ([1, None], "[1, null]"),
    ],
)
def test_any_value_becomes_clean_text(value, text):
    assert clean(value) == text


def test_one_line_has_no_line_breaks():
    assert one_line(" a\n b ") == "a b"


def test_a_lone_value_is_a_list_of_one():
    assert (items_of(None), items_of([]), items_of("a"), items_of([1, 2])) == ([], [], ["a"], [1, 2])


def test_names_cut_at_their_commas_are_joined_again():
    assert rejoined(["A (không gồm B", "C)", "Cán bộ", "công chức", "A (không gồm B", "C)"]) == [
        "A (không gồm B, C)",
        "Cán bộ, công chức",
    ]
