"""How strongly values are shown: in order, within five steps, nothing for what is not known."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.texts.sheet import BYTE_ORDER_MARK, csv_text
from motcua.oversight.boards.rules.meters import meter
from motcua.oversight.boards.rules.shades import STEPS, shades_between, shades_of

NUMBERS = st.lists(st.integers(0, 10**9), min_size=1, max_size=60)


@given(NUMBERS)
def test_a_greater_value_is_never_shown_lighter(values):
    for shades in (shades_of(values), shades_between(values)):
        levels = [shades.level(value) for value in sorted(values)]
        assert levels == sorted(levels)
        assert set(levels) <= set(range(1, STEPS + 1))
        assert shades.level(None) == 0


@given(NUMBERS)
def test_the_greatest_has_the_last_step_and_the_ranges_meet(values):
    shades = shades_of(values)
    assert shades.level(max(values)) == (STEPS if max(values) else 1)
    ranges = shades.ranges()
    assert ranges[0][1] == shades.least
    assert all(one[2] == next_[1] for one, next_ in pairwise(ranges))


def test_a_meter_is_never_longer_than_its_box():
    assert (meter(2, 8, 8).half, meter(2, 8, 8).most) == (25.0, 100.0)
    assert (meter(None, None, 0).half, meter(None, None, 0).most) == (0, 0)


def test_a_csv_file_opens_in_excel_and_holds_no_formula():
    text = csv_text(["Tên", "Số"], [["=1+1", -3], ["@x", None], ["Hòa An, xã", 4]])
    assert text == BYTE_ORDER_MARK + "Tên,Số\r\n'=1+1,-3\r\n'@x,\r\n\"Hòa An, xã\",4\r\n"
