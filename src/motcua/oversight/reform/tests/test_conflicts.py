"""Targets that do not go together: those of the sources are found, those that go together are left in peace."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.oversight.reform.actions.importing import import_programmes
from motcua.oversight.reform.management.commands.import_programme import SAMPLES
from motcua.oversight.reform.models import Plan
from motcua.oversight.reform.queries.lines import read_programmes
from motcua.oversight.reform.queries.remarks import told_by
from motcua.oversight.reform.queries.targets import targets_of
from motcua.oversight.reform.rules.conflicts import Told, clashes, parts_stated
from motcua.oversight.reform.rules.judging import Limit
from motcua.oversight.reform.rules.words import Comparator, Half, MeasureKind, Weight
from motcua.oversight.reform.tests.factories import MORNING

SIGNS = {">=": Comparator.AT_LEAST, ">": Comparator.ABOVE, "=": Comparator.EXACTLY, "<=": Comparator.AT_MOST,
         "<": Comparator.BELOW}  # fmt: skip


def told(name, sign, value, code=None, strive=None, **more):
    """A target with everything defined, unless `more` says otherwise."""
    limits = [Limit(Half.MINIMUM if strive else Half.ONLY, SIGNS[sign], Fraction(str(value)))]
    if strive is not None:
        limits.append(Limit(Half.STRIVE, SIGNS[sign], Fraction(str(strive))))
    given = {"unit": "%", "year": 2026, "denominator": "hồ sơ đã trả", "measure": MeasureKind.TYPED, **more}
    return Told(code=code or f"{name}/{sign}{value}", name=name, limits=tuple(limits), **given)


def kinds(*targets, parents=()):
    return {clash.kind for clash in clashes(targets, parents)}


def weights(*targets):
    return {clash.kind: clash.weight for clash in clashes(targets)}


def test_two_bounds_of_one_ratio_in_one_year_stop():
    found = weights(told("Hồ sơ trực tuyến", ">=", 50), told("Hồ sơ trực tuyến", ">=", 80))
    assert found == {"cannot_both_hold": Weight.STOPS}


def test_the_halves_of_a_pair_do_not_clash_unless_they_are_turned():
    assert kinds(told("Hồ sơ trực tuyến", ">=", 80, strive=100)) == set()
    assert kinds(told("Hồ sơ trực tuyến", ">=", 80, strive=70)) == {"halves_turned"}
    assert kinds(told("Hồ sơ trễ", "<=", 5, strive=2)) == set()
    assert kinds(told("Hồ sơ trễ", "<=", 5, strive=7)) == {"halves_turned"}


def test_on_time_and_early_over_a_whole_stop_unless_on_time_takes_early_in():
    early = told("Hồ sơ trả trước hạn", ">=", 80)
    assert weights(told("Hồ sơ trả đúng hạn", ">", 95), early) == {"cannot_both_hold": Weight.STOPS}
    assert kinds(told("Hồ sơ trả trước hạn và đúng hạn", ">", 95), early) == set()
    assert kinds(told("Hồ sơ trả đúng hạn", ">", 95, scope="Kể cả trước hạn"), early) == set()
    live = told("Hồ sơ trả đúng hạn", ">", 95, measure=MeasureKind.INDICATOR, measure_code="on_time_rate")
    assert kinds(live, early) == set()
    assert kinds(told("Hồ sơ trả đúng hạn", ">=", 20), early) == set()
    assert kinds(told("Văn bản trả đúng hạn", ">", 95), early) == set()


def test_another_year_another_level_or_another_set_is_no_clash():
    first = told("Hồ sơ trực tuyến", ">=", 50)
    for other in ({"year": 2030}, {"level": "xã"}, {"scope": "hồ sơ của thủ tục toàn trình"}, {"agency": "H14.05"}):
        assert kinds(first, told("Hồ sơ trực tuyến", ">=", 80, **other)) == set()


def test_a_part_above_its_whole_is_remarked():
    found = weights(
        told("Hồ sơ giải quyết trực tuyến", ">=", 50, denominator=""),
        told("Hồ sơ trọn trên mạng, trực tuyến toàn trình", ">=", 80),
    )
    assert found["part_above_whole"] is Weight.WARNS


def test_an_eligible_set_that_nobody_defined_is_remarked():
    assert "eligible_undefined" in kinds(told("Thủ tục đủ điều kiện lên trực tuyến", "=", 100, denominator=""))
    assert "denominator_undefined" in kinds(told("Thủ tục lên trực tuyến", "=", 100, denominator=""))
    assert kinds(told("Thủ tục đủ điều kiện lên trực tuyến", "=", 100)) == set()
    live = told("Hồ sơ", ">=", 9, denominator="", measure=MeasureKind.INDICATOR, measure_code="online_rate")
    assert kinds(live) == set()


def test_parts_that_do_not_sum_to_their_whole_stop():
    whole = told("Nhiệm vụ", "=", 42, "A", unit="nhiệm vụ")
    parts = [told("Nghị quyết", "=", 9, "B", unit="nhiệm vụ", whole_code="A")]
    parts.append(told("Quyết định", "=", 35, "C", unit="nhiệm vụ", whole_code="A"))
    assert weights(whole, *parts) == {"parts_do_not_sum": Weight.STOPS}
    assert kinds(told("Nhiệm vụ", "=", 44, "A", unit="nhiệm vụ"), *parts) == set()
    assert kinds(told("Nhiệm vụ", ">=", 40, "A", unit="nhiệm vụ"), *parts) == set()
    assert kinds(told("Nhiệm vụ", ">=", 45, "A", unit="nhiệm vụ"), *parts) == {"parts_do_not_sum"}


def test_parts_in_words_are_added_up():
    assert parts_stated("9 nghị quyết + 35 quyết định") == 44
    assert parts_stated("QLVB; cổng; thư") is None
    stated = told("Văn bản hết hiệu lực", "=", 42, unit="văn bản", components="9 nghị quyết + 35 quyết định")
    assert kinds(stated) == {"parts_do_not_sum"}


def test_a_unit_below_its_province_or_without_one_of_its_targets_is_remarked():
    above = told("Hồ sơ trực tuyến", ">=", 80, "T.1")
    assert kinds(told("Hồ sơ trực tuyến", ">=", 70, "X.1", parent_code="T.1"), parents=[above]) == {"below_parent"}
    assert kinds(told("Hồ sơ trực tuyến", ">=", 80, "X.1", parent_code="T.1"), parents=[above]) == set()
    assert kinds(told("Văn bản ký số", ">=", 70, "X.1"), parents=[above]) == {"misses_parent_target"}


def test_many_missing_targets_are_one_remark_that_names_the_first():
    above = [told(f"Chỉ tiêu {number}", ">=", 80, f"T.{number}") for number in range(1, 8)]
    found = clashes([told("Khác", ">=", 70, "X.1")], above, parent_plan="Kế hoạch tỉnh")
    assert [one.kind for one in found] == ["misses_parent_target"]
    assert len(found[0].codes) == 7
    words = found[0].text.format(**found[0].parameters)
    assert "7 chỉ tiêu của Kế hoạch tỉnh, trong đó «Chỉ tiêu 1»" in words


def test_what_has_no_measure_or_no_base_is_remarked():
    assert kinds(told("Hồ sơ", ">=", 70, measure=MeasureKind.NONE)) == {"no_measure"}
    less = Told("A", "Đơn vị", "%", (Limit(Half.ONLY, Comparator.REDUCE_BY, Fraction(10)),), measure=MeasureKind.TYPED)
    assert kinds(less) == {"no_base"}


values = st.integers(0, 100)


@given(st.sampled_from(sorted(SIGNS)), values, st.sampled_from(sorted(SIGNS)), values)
def test_bounds_of_one_ratio_that_no_figure_keeps_always_stop(one, first, other, second):
    """The oracle tries every half of a point from 0 to 100 and beyond."""
    keeps = {">=": lambda a, b: a >= b, ">": lambda a, b: a > b, "=": lambda a, b: a == b, "<=": lambda a, b: a <= b,
             "<": lambda a, b: a < b}  # fmt: skip
    can = any(keeps[one](half / 2, first) and keeps[other](half / 2, second) for half in range(-2, 204))
    found = [clash for clash in clashes([told("Hồ sơ", one, first, "A"), told("Hồ sơ", other, second, "B")])
             if clash.kind == "cannot_both_hold"]  # fmt: skip
    assert len(found) == 1
    if not can:
        assert found[0].weight is Weight.STOPS
        assert "không thể cùng đạt" in found[0].text


@pytest.mark.django_db
def test_the_conflicts_of_the_five_sources_are_found():
    import_programmes(read_programmes(SAMPLES.read_bytes(), name=SAMPLES.name), actor="test", at=MORNING)
    found = {}
    for plan in Plan.objects.all():
        for clash in clashes(told_by(view) for view in targets_of(plans=[plan.code])):
            pair = tuple(sorted(code.rpartition(".")[2] for code in clash.codes))
            found.setdefault(clash.kind, set()).add(pair)
    assert found["cannot_both_hold"] == {("HY-10", "HY-11")}
    assert ("LD-08", "LD-22") in found["part_above_whole"]
    assert {("LD-06",), ("HY-18",)} <= found["eligible_undefined"]
    assert "halves_turned" not in found
