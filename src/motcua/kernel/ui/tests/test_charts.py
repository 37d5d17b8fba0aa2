"""What pygal draws passes the door clean: nothing that the strict policy refuses, every value, every link."""

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from motcua.kernel.ui.charts import Chart, Mark, Series, mark

KINDS = ("bars", "rows", "lines")
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "Sở <script>alert(1)</script> & \"con\" 'cháu'\x00\x1b\ud800"
MONTHS = tuple(f"{month}/26" for month in range(1, 13))


def chart(*values, kind="bars", labels=None, name="Tiếp nhận", **more):
    series = tuple(Series(f"{name} {at}", tuple(one)) for at, one in enumerate(values))
    return Chart(
        "one", "Hồ sơ mỗi tháng", labels or tuple(f"{at}h" for at in range(len(values[0]))), series, kind, **more
    )


def tree(given):
    return etree.fromstring(given.svg)


def words(root):
    return [one.text for one in root.iter(f"{SVG}text")]


def marks(root, kind):
    return root.findall(f".//{SVG}circle") if kind == "lines" else root.findall(f".//{SVG}rect")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_its_own_looks_or_scripts_comes_through(kind):
    given = [Mark(3, HOSTILE, '/so-lieu/?a=<b>&c="d"'), Mark(None, "–"), Mark(0, "0", "javascript:alert(1)")]
    drawn = chart(given, given, kind=kind, labels=(HOSTILE, "b", "c"), name=HOSTILE)
    root = tree(drawn)
    assert root.tag == f"{SVG}svg"
    for one in root.iter():
        assert isinstance(one.tag, str), "a comment"
        assert one.tag.removeprefix(SVG) in {"svg", "g", "path", "rect", "circle", "text", "a", "defs", "pattern"}
        assert not [name for name in one.attrib if name.startswith("on") or name == "style" or "}" in name]
        assert (one.get("id") is None) == (one.tag != f"{SVG}pattern")
    assert [one.get("href") for one in root.iter(f"{SVG}a")] == ['/so-lieu/?a=<b>&c="d"'] * 2
    assert "<script" not in drawn.svg
    assert "javascript:" not in drawn.svg


@pytest.mark.parametrize("kind", KINDS)
def test_each_mark_leads_where_it_should_and_says_what_it_is(kind):
    given = [mark(value, f"?thang={at}") for at, value in enumerate((4, 0, 1234))]
    root = tree(chart(given, kind=kind, labels=("1/26", "2/26", "3/26")))
    links = list(root.iter(f"{SVG}a"))
    assert [(one.get("href"), one.get("aria-label")) for one in links] == [
        ("?thang=0", "1/26, Tiếp nhận 0: 4"),
        ("?thang=1", "2/26, Tiếp nhận 0: 0"),
        ("?thang=2", "3/26, Tiếp nhận 0: 1.234"),
    ]
    assert all(len(one) == 1 for one in links)
    assert root.get("role") == "group"
    assert tree(chart([mark(1)], kind=kind)).get("role") == "img"
    assert root.get("aria-label") == "Hồ sơ mỗi tháng"


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(KINDS), st.lists(st.none() | st.integers(0, 10**12), min_size=1, max_size=31), st.booleans())
def test_every_value_is_written_and_longer_is_greater(kind, values, two):
    given = [mark(value) for value in values]
    root = tree(chart(*[given] * (1 + two), kind=kind))
    written = words(root)
    known = [one.words for one in given if kind != "lines" or one.value is not None]
    for text in set(known):
        assert written.count(text) >= known.count(text) * (1 + two)
    if kind != "lines":
        side = "height" if kind == "bars" else "width"
        lengths = [float(one.get(side) or 0) for one in marks(root, kind)][: len(values)]
        for value, length in zip(values, lengths, strict=True):
            most = max(filter(None, values), default=1)
            assert length == pytest.approx((value or 0) / most * max(lengths), abs=0.15)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("values", [[None] * 3, [0, 0, 0], [7], [], [0.0001, 10**15]])
def test_nothing_zero_one_month_and_very_much_are_drawn(kind, values):
    root = tree(chart([mark(value) for value in values], kind=kind))
    assert len(marks(root, kind)) == len([one for one in values if one is not None or kind != "lines"])
    for one in marks(root, kind):
        assert all(float(one.get(name) or 0) >= 0 for name in ("width", "height"))
    if values == [None] * 3:
        assert "–" in words(root)


def test_a_line_is_broken_where_a_value_is_not_known():
    values = [mark(Decimal(one)) if one else mark(None) for one in (1, 2, None, 4, 5, None, 7)]
    root = tree(chart(values, kind="lines", span=(0, 8), heights=()))
    ways = [one.get("d") for one in root.findall(f".//{SVG}g[@class='serie-0']/{SVG}path")]
    assert len(ways) == 2, "the last one stands alone"
    assert len(marks(root, "lines")) == 5


def test_where_lines_cross_the_lesser_value_is_written_below():
    ours, others = [mark(1), mark(5), mark(3), mark(None)], [mark(2), mark(4), mark(3), mark(9)]
    root = tree(chart(ours, others, kind="lines", span=(0, 9)))
    found = [(one.text, one.get("class")) for one in root.iter(f"{SVG}text") if "value" in (one.get("class") or "")]
    assert found == [
        ("1", "value below"), ("5", "value"), ("3", "value"),
        ("2", "value"), ("4", "value below"), ("3", "value below"), ("9", "value"),
    ]  # fmt: skip


def test_two_series_are_told_apart_without_colour():
    root = tree(chart([mark(1), mark(2)], [mark(2), mark(1)]))
    filled = [one.get("fill") for one in marks(root, "bars")]
    assert filled == [None, None, "url(#one-hatch)", "url(#one-hatch)"]
    assert root.find(f".//{SVG}pattern").get("id") == "one-hatch"


def test_long_numbers_get_the_room_they_need():
    small, large = chart([mark(5)] * 12, labels=MONTHS), chart([mark(12_345_678)] * 12, labels=MONTHS)
    assert (small.room, small.is_wide) == (800, False)
    assert large.is_wide
    assert large.room >= 12 * len("12.345.678") * 7
    assert tree(large).get("viewBox").startswith(f"0 0 {large.room} ")


def test_rows_stand_in_the_order_given():
    root = tree(chart([mark(1), mark(2)], kind="rows", labels=("7h", "8h")))
    tops = {one.text: float(one.get("y")) for one in root.iter(f"{SVG}text") if (one.text or "").endswith("h")}
    assert tops["7h"] < tops["8h"]


def test_figures_are_written_as_the_house_writes_them_in_both_languages():
    for language in ("vi", "en"):
        with override(language):
            assert [mark(one).words for one in (12345, Decimal("98.5"), None, -3)] == ["12.345", "98,50", "–", "−3"]


def test_it_is_drawn_once_however_often_it_is_shown():
    assert chart([mark(1), mark(2)]).svg is chart([mark(1), mark(2)]).svg
