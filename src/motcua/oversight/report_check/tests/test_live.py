"""Rates that a report claims of its own agency, held against the figures of its events."""

from copy import deepcopy
from datetime import date, timedelta

import pytest

from motcua.casework.dossiers.tests.factories import MONDAY, make_cast, make_dossier
from motcua.casework.dossiers.tests.walking import HOUR, whole_way
from motcua.kernel import clock
from motcua.kernel.tests.scenes import made_once
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.tests.factories import deliver_to_figures
from motcua.oversight.report_check.rules.rates import Span
from motcua.oversight.report_check.rules.reader import read
from motcua.registry.people.tests.browsing import signed_in, text

ADDRESS = "/ban-lam-viec/kiem-tra-bao-cao/"
APRIL = MONDAY + timedelta(days=31)
WRONG = "Tháng 3/2026, tỷ lệ hồ sơ giải quyết trước và đúng hạn đạt 96,5%."


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Quý III/2026, tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,2%.", [("on_time_rate", Span(2026, 7, 3))]),
        ("6 tháng đầu năm 2026, tỷ lệ hồ sơ nộp trực tuyến đạt 71%.", [("online_rate", Span(2026, 1, 6))]),
        ("Năm 2025, tỷ lệ hồ sơ thanh toán trực tuyến là 45,3%.", [("paid_online_rate", Span(2025, 1, 12))]),
        ("Năm 2026, phấn đấu tỷ lệ hồ sơ nộp trực tuyến đạt 80%.", []),
        ("Quý III/2026, tỷ lệ hồ sơ đúng hạn của Sở Xây dựng đạt 98,2%.", []),
        ("Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,2%.", []),
        ("Quý III/2026, cấp xã có tỷ lệ hồ sơ đúng hạn đạt 98,2%.", []),
    ],
)
def test_only_results_of_the_whole_agency_in_a_named_period_are_asked_of_the_events(said, found):
    rates = read(said, today=date(2026, 11, 23)).rates
    assert [(one.indicator, one.span) for one in rates] == found


@made_once
def begun():
    """One dossier finished in time in March; it is April now."""
    load_definitions()
    with clock.frozen(MONDAY):
        cast = make_cast()
        whole_way(cast, make_dossier(cast), MONDAY + HOUR)
        deliver_to_figures()
        return cast.leader


@pytest.fixture
def leader(begun):
    with clock.frozen(APRIL):
        yield deepcopy(begun)


@pytest.mark.django_db
def test_a_claim_that_the_events_do_not_bear_out_is_a_doubt_with_the_figure_linked(leader):
    html = text(signed_in(leader).post(ADDRESS, {"text": WRONG}))
    assert "Ghi 96,5%, nhưng hệ thống của cơ quan bạn ghi nhận 1 ÷ 1 = 100,00% từ 01/03/2026 đến 31/03/2026." in html
    assert "/so-lieu/chi-tieu/on_time_rate/?tu=01%2F03%2F2026&amp;den=31%2F03%2F2026" in html
    assert "1 chỗ cần nói rõ" in html


@pytest.mark.django_db
@pytest.mark.parametrize("said", [WRONG.replace("96,5%", "100%"), WRONG.replace("3/2026", "4/2026"), "Không có số."])
def test_what_the_events_bear_out_or_cannot_tell_yet_is_not_doubted(leader, said):
    assert "Không thấy chỗ nào không khớp" in text(signed_in(leader).post(ADDRESS, {"text": said}))
