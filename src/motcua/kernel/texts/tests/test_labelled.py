import pytest

from motcua.kernel.texts.labelled import Labelled


class Colour(Labelled):
    RED = "red", "Đỏ"
    GREEN = "green", "Xanh"


def test_a_member_is_its_value_and_knows_its_label():
    assert Colour("red") is Colour.RED
    assert (Colour.RED, f"{Colour.RED}", Colour.RED.label) == ("red", "red", "Đỏ")
    assert Colour.choices() == [("red", "Đỏ"), ("green", "Xanh")]


def test_a_word_that_is_not_on_the_list_is_refused():
    with pytest.raises(ValueError, match="blue"):
        Colour("blue")
