"""The index from our own events: points where facts are told, a word where not, the year's end, published points."""

import json
from copy import deepcopy
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from motcua.casework.dossiers.tests.factories import COMMUNE, ELSEWHERE, MONDAY, make_cast, make_dossier
from motcua.casework.dossiers.tests.walking import HOUR, accepted, whole_way
from motcua.kernel import clock
from motcua.kernel.tests.scenes import made_once
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.public import indicators_on
from motcua.oversight.insight.tests.factories import deliver_to_figures
from motcua.oversight.service_index.models import PublishedScore
from motcua.oversight.service_index.public import sheets
from motcua.oversight.service_index.queries.live import PROGRESS
from motcua.oversight.service_index.rules.live import Counts, Standing, at_years_end, live_index, needed

SHEETS = {sheet.code: sheet for sheet in sheets()}
NOW = MONDAY + timedelta(days=1)
PAGE = "/so-lieu/bo-chi-so-766/"
MARCH = "?tu=01/03/2026&den=31/03/2026"


def live(counts, *, sheet="2022", level=""):
    index = live_index(SHEETS[sheet], counts, level=level)
    return index, {one.item.code: one for one in index.items}


@pytest.mark.parametrize("sheet", SHEETS)
def test_without_any_fact_nothing_has_points_and_nothing_is_nought(sheet):
    index, items = live({}, sheet=sheet)
    assert (index.points, index.spoken) == (0, 0)
    assert all(one.points is None for one in items.values())
    assert items["DOSSIER_PROGRESS"].standing is Standing.UNTOLD


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_total_says_of_how_many_points_it_speaks(sheet):
    index, items = live({PROGRESS: Counts(3, 4), "digitised_rate_own": Counts(1, 2)}, sheet=sheet)
    assert (items["DOSSIER_PROGRESS"].points, items["SO_HOA_GIAY_TO_GIAI_QUYET"].points) == (15, 2)
    assert (index.points, index.spoken) == (17, 24)


def test_what_nobody_knows_the_formula_of_is_shown_without_points():
    _index, items = live({"online_rate": Counts(9, 10)})
    shown = items["PROVIDE_ONLINE_DOSSIER"]
    assert (shown.standing, shown.points, shown.counts) == (Standing.NO_FORMULA, None, Counts(9, 10))


def test_nothing_of_nothing_is_no_points():
    _index, items = live({PROGRESS: Counts(0, 0)})
    assert (items["DOSSIER_PROGRESS"].standing, items["DOSSIER_PROGRESS"].points) == (Standing.NOTHING, None)


def test_a_commune_has_the_top_of_what_does_not_apply_to_it():
    index, items = live({}, level="commune")
    one = items["CITIZEN_DATA_CONNECTED_DOSSIER"]
    assert (one.standing, one.points) == (Standing.NOT_APPLICABLE, one.item.top)
    assert index.spoken == 4
    assert live({}, level="department")[0].spoken == 0


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(0, 5000))
def test_the_years_end_keeps_the_share_of_who_can_still_be_in_time(on_time, all_, open_in_time):
    on_time = min(on_time, all_)
    before = {PROGRESS: Counts(on_time, all_), "digitised_rate_own": Counts(1, 2)}
    after = at_years_end(before, progress=PROGRESS, open_in_time=open_in_time)
    assert after["digitised_rate_own"] == Counts(1, 2)
    assert after[PROGRESS].denominator == all_ + open_in_time
    told = Fraction(after[PROGRESS].numerator, after[PROGRESS].denominator)
    assert abs(told - Fraction(on_time, all_)) * after[PROGRESS].denominator <= Fraction(1, 2)
    assert before[PROGRESS] == Counts(on_time, all_)


@made_once
def begun():
    load_definitions()
    with clock.frozen(MONDAY):
        cast = make_cast()
        done = whole_way(cast, make_dossier(cast), MONDAY + HOUR)
        accepted(cast, make_dossier(cast), MONDAY + 2 * HOUR)
        deliver_to_figures()
        return cast, done


@pytest.fixture
def province(begun, db):
    with clock.frozen(NOW):
        yield deepcopy(begun)


def page(account, address):
    client = Client()
    client.force_login(account)
    response = client.get(address)
    assert response.status_code == 200, response.content[:300]
    return response.content.decode()


@pytest.mark.django_db
def test_every_item_that_is_counted_is_counted_by_an_indicator_that_there_is():
    load_definitions()
    known = indicators_on(date(2026, 3, 2))
    assert all(set(needed(sheet)) <= set(known) for sheet in SHEETS.values())


def test_the_page_scores_what_events_tell_and_leads_to_the_dossiers(province):
    cast, done = province
    html = page(cast.leader, PAGE + MARCH)
    assert "20,00" in html
    assert "chưa có dữ liệu" in html
    assert "chưa biết công thức" in html
    assert f"/so-lieu/chi-tieu/{PROGRESS}/" in html
    assert done.code in page(cast.leader, f"/so-lieu/chi-tieu/{PROGRESS}/{MARCH}")
    assert "Tiến độ: 1/1 đến nay, 1 hồ sơ còn trong hạn, thành 2/2." in html
    assert "Phiếu 24 dòng" in page(cast.leader, f"{PAGE}{MARCH}&phieu=24-row")


def test_an_officer_of_another_agency_sees_points_of_his_own_only_and_without_a_right_nobody(province):
    cast, _done = province
    html = page(cast.stranger, f"{PAGE}{MARCH}&co-quan={COMMUNE}")
    assert "20,00" not in html
    receiver = Client()
    receiver.force_login(cast.receiver)
    assert receiver.get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code == 302


def test_the_page_counts_in_three_statements_however_many_agencies(province):
    cast, _done = province
    with CaptureQueriesContext(connection) as captured:
        page(cast.leader, PAGE + MARCH)
    assert len([one for one in captured if "insight_movement" in one["sql"]]) == 3


def file_of(tmp_path, *, points=18.0, period=True, code=COMMUNE):
    metrics = [
        {"code": "DOSSIER_PROGRESS", "numerator": 9, "denominator": 10, "score": points},
        {"code": "PUBLISH_ON_TIME", "numerator": 1, "denominator": 2},
    ]
    told = {"units": [{"departmentCode": code, "departmentName": "Xã A", "metrics": metrics}]}
    if period:
        told["period"] = {"timeType": "quarter", "year": 2026, "quarter": 1}
    path = tmp_path / "cong-bo.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return str(path)


def test_published_points_stand_beside_ours_with_the_difference(province, tmp_path, capsys):
    cast, _done = province
    call_command("import_published", file_of(tmp_path))
    assert "1 điểm mới, 0 đã có, 1 bỏ qua" in capsys.readouterr().out
    call_command("import_published", file_of(tmp_path))
    assert "0 điểm mới, 1 đã có" in capsys.readouterr().out
    html = page(cast.leader, f"{PAGE}?ky=calendar:quarter:2026:1&co-quan={COMMUNE}")
    assert "18,00" in html
    assert "−2,00" in html
    call_command("import_published", file_of(tmp_path, points=17.5))
    assert PublishedScore.objects.count() == 2
    html = page(cast.leader, f"{PAGE}?ky=calendar:quarter:2026:1&co-quan={COMMUNE}")
    assert "−2,50" in html
    assert "18,00" not in html
    other = page(cast.stranger, f"{PAGE}?ky=calendar:quarter:2026:1&co-quan={ELSEWHERE}")
    assert "Cổng đã công bố" not in other


def test_a_file_without_its_period_and_a_unit_that_is_not_ours_are_refused_in_words(province, tmp_path, capsys):
    with pytest.raises(CommandError, match="phải có «period»"):
        call_command("import_published", file_of(tmp_path, period=False))
    call_command("import_published", file_of(tmp_path, code="H99.1"))
    assert "mã «H99.1» không phải cơ quan nào ở đây" in capsys.readouterr().out
    assert PublishedScore.objects.count() == 0
    with pytest.raises(CommandError, match="không đọc được tệp"):
        call_command("import_published", str(tmp_path / "khong-co.json"))


def test_points_beyond_belief_are_left_out(province, tmp_path, capsys):
    call_command("import_published", file_of(tmp_path, points=1e12))
    assert "lớn quá mức có thể" in capsys.readouterr().out
    assert not PublishedScore.objects.exists()
