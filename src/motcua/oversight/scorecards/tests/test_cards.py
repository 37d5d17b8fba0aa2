"""The cards: what they count, what they never say, who sees whose, that filters stay, that every figure leads on."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from openpyxl import load_workbook

from motcua.casework.dossiers.tests.factories import BORN, COMMUNE, DAY_ONE, ELSEWHERE, MONDAY
from motcua.oversight.assignments.actions.assigning import give_assignment
from motcua.oversight.assignments.rules.drafts import Draft, Home
from motcua.oversight.assignments.tests.factories import done, make_assignment
from motcua.oversight.par_index.actions.indices import import_index
from motcua.oversight.par_index.public import index_standing, load_sets
from motcua.oversight.par_index.tests.factories import make_round, small_set
from motcua.oversight.reform.public import plans_of
from motcua.oversight.reform.rules.words import Outcome, PlanKind, TargetKind
from motcua.oversight.reform.tests.factories import issue, make_plan, make_target
from motcua.oversight.scorecards.queries.cards import card_of, tallies_of
from motcua.oversight.scorecards.queries.chosen import chosen
from motcua.oversight.scorecards.queries.four import four_of
from motcua.oversight.scorecards.queries.provinces import comparison_for
from motcua.oversight.scorecards.queries.reviews import Stage, review_of
from motcua.oversight.scorecards.tests.conftest import LIVE, NOW
from motcua.registry.organisation.public import open_agency

pytestmark = pytest.mark.django_db


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def text(response, status=200):
    assert response.status_code == status, response.content[:800]
    return response.content.decode()


def asked(scene, **said):
    return chosen(scene.chief, said, now=NOW)


def test_the_province_sees_its_targets_by_area_with_what_came_of_them(scene):
    card = card_of(asked(scene))
    assert [(area.area.value, area.tally.met, area.tally.total) for area in card.areas] == [("2", 1, 1), ("6", 0, 1)]
    line = card.areas[0].lines[0]
    assert (line.result.numerator, line.result.denominator, str(line.result.value)) == (2, 2, "100.00")
    assert line.result.outcome is Outcome.STRIVE_MET
    assert card.areas[1].lines[0].result.outcome is Outcome.NO_DATA
    assert (card.tally.met, card.tally.total, str(card.tally.rate)) == (1, 2, "50.00")
    page = text(signed_in(scene.chief).get("/the-diem/"))
    assert "2/2" in page
    assert "100,00" in page
    assert "Đạt mức phấn đấu" in page
    assert "chưa có dữ liệu" in page


def test_a_unit_sees_its_own_plan_and_the_targets_above_measured_at_itself(scene):
    card = card_of(chosen(scene.cast.leader, {}, now=NOW))
    assert [plan.code for plan in card.plans] == ["KH-2026-H14.31"]
    assert card.tally.met == 0
    assert [line.target.name for line in card.measured] == ["Hồ sơ trực tuyến", "Tăng hồ sơ trực tuyến"][:1]
    assert f"co-quan={COMMUNE}" in card.measured[0].result.url


def test_a_stranger_finds_nothing_of_others(scene):
    stranger = signed_in(scene.cast.stranger)
    for path in ("", "in/", "tai/", "don-vi/", "bon-khong-mot-co/", "so-ket/", "cac-tinh/"):
        assert stranger.get(f"/the-diem/{path}?don-vi={COMMUNE}").status_code == 404, path
        assert stranger.get(f"/the-diem/{path}?don-vi=H14").status_code == 404, path
    assert "xã Lý Quốc" not in text(stranger.get("/the-diem/don-vi/"))
    for stage in ("giua-ky", "cuoi-ky"):
        assert stranger.get(f"/the-diem/so-ket/CT-2021-H14/{stage}/?don-vi=H14").status_code == 404
    draft = make_plan("CT-2030-H14.31", agency=COMMUNE, issued=False, kind=PlanKind.PROGRAMME, title="Bản thảo kín")
    assert "Bản thảo kín" not in text(stranger.get("/the-diem/so-ket/"))
    assert stranger.get(f"/the-diem/so-ket/{draft.code}/giua-ky/").status_code == 404
    assert signed_in(scene.cast.receiver).get("/the-diem/").status_code == 403
    assert Client().get("/the-diem/").status_code == 302


def test_units_stand_beside_each_other_and_lead_to_their_cards(scene):
    found = tallies_of(asked(scene))
    assert {code: (one.met, one.total) for code, one in found.items()} == {"H14": (1, 2), COMMUNE: (0, 1)}
    page = text(signed_in(scene.chief).get("/the-diem/don-vi/?cap=commune&ky=sau-thang"))
    assert f"ky=sau-thang&amp;don-vi={COMMUNE}" in page
    assert "Sở Tư pháp" not in page.split("<tbody>")[1]


def test_tasks_done_of_planned_lead_to_their_rows(scene):
    done(make_assignment(1, lead_code=COMMUNE, co_codes=(), content="Việc số 1", at=MONDAY), at=MONDAY)
    make_assignment(2, lead_code=COMMUNE, co_codes=(), at=MONDAY)
    client = signed_in(scene.chief)
    page = text(client.get("/the-diem/"))
    assert "1 trên 2 nhiệm vụ" in page
    assert "50,00" in page
    for path in ("/the-diem/", f"/the-diem/?don-vi={COMMUNE}"):
        found = re.search(r'href="(/nhiem-vu/[^"]*hoan-thanh[^"]*)"', text(client.get(path)))
        assert "Việc số 1" in text(client.get(found[1].replace("&amp;", "&")))
    units = text(client.get("/the-diem/don-vi/?cap=commune"))
    assert "1/2 · 50,00 %" in units


def test_the_tasks_of_a_unit_lead_to_just_the_tasks_that_were_counted(scene):
    done(make_assignment(1, lead_code=COMMUNE, co_codes=(), content="Việc của năm", at=MONDAY), at=MONDAY)
    before = Home("CT-2021-H14", "H14", (2021, 2030), is_issued=True)
    long_one = Draft(area="2", content="Việc của chương trình", product="Báo cáo", lead_code=COMMUNE,
                     ends_on=date(2026, 6, 30))  # fmt: skip
    give_assignment(long_one, home=before, officer="chu.tich", at=MONDAY)
    old = make_plan("KH-2025-H14", agency="H14", year_from=2025, year_to=2025)
    past = Draft(
        area="2", content="Việc của năm trước", product="Báo cáo", lead_code=COMMUNE, ends_on=date(2025, 6, 30)
    )
    give_assignment(past, home=Home(old.code, "H14", (2025, 2025), is_issued=True), officer="chu.tich", at=MONDAY)
    client = signed_in(scene.chief)
    for unit, path in ((COMMUNE, "?cap=commune"), ("H14", "?cap=province")):
        page = text(client.get(f"/the-diem/don-vi/{path}"))
        assert "1/2 · 50,00 %" in page
        links = re.findall(rf'href="(/nhiem-vu/[^"]*don-vi={unit}&[^"]*)"', page)
        listed = [text(client.get(link.replace("&amp;", "&"))) for link in links]
        assert ["Việc của năm<" in one for one in listed] == [True, False]
        everything = text(client.get(f"/nhiem-vu/?don-vi={unit}&nam=2026"))
        assert ("Việc của chương trình" in everything, "Việc của năm trước" in everything) == (True, False)


def test_points_of_the_index_stand_beside_with_their_rank(scene):
    load_sets([small_set()], actor="test", at=BORN)
    make_round("NHO-2026", COMMUNE, ELSEWHERE)
    client = signed_in(scene.chief)
    standing = index_standing(2026, [COMMUNE])[COMMUNE]
    for path in (f"/the-diem/?don-vi={COMMUNE}", "/the-diem/don-vi/?cap=commune"):
        page = text(client.get(path))
        assert f"hạng {standing.rank}/2" in page
        assert standing.url in page
    assert client.get(standing.url).status_code == 200


def test_filters_stay_in_every_link(scene):
    page = text(signed_in(scene.chief).get(f"/the-diem/?nam=2026&ky=quy-1&don-vi={COMMUNE}"))
    links = re.findall(r'href="(/the-diem/[^"]*)"', page)
    own = [link for link in links if "?" in link]
    assert len(own) >= 7
    assert all("nam=2026" in link and "ky=quy-1" in link and f"don-vi={COMMUNE}" in link for link in own)


def test_a_part_of_the_year_that_is_over_is_told_as_it_ended(scene):
    one = chosen(scene.chief, {"nam": "2025", "ky": "sau-thang"}, now=NOW)
    assert one.at.isoformat() == "2025-07-01T00:00:00+07:00"
    assert chosen(scene.chief, {"ky": "ca-nam"}, now=NOW).at == NOW
    assert chosen(scene.chief, {"nam": "20x6", "ky": "?"}, now=NOW).year == 2026


def test_four_no_one_have_never_says_nought_for_what_nothing_tells(scene):
    lines = {one.line.code: one for one in four_of(asked(scene))}
    assert len(lines) == 5
    online = lines["dich-vu-cong-khong-gap-mat"].main
    assert (online.numerator, online.denominator, str(online.value)) == (2, 2, "100.00")
    assert not lines["hop-khong-tap-trung"].main.is_told
    page = text(signed_in(scene.chief).get("/the-diem/bon-khong-mot-co/"))
    meetings = page.split("Họp không tập trung")[1].split("</li>")[0]
    assert "chưa có dữ liệu" in meetings
    assert not re.search(r"\b0\b", re.sub(r"<[^>]*>|C6\.6", "", meetings))


def test_four_no_one_have_count_the_same_dossiers_as_the_targets(scene):
    compared = 0
    for said in ({}, {"ky": "quy-1"}, {"don-vi": COMMUNE}):
        one = chosen(scene.chief, said, now=NOW)
        online = next(line for line in four_of(one) if line.line.code == "dich-vu-cong-khong-gap-mat").told[0]
        card = card_of(one)
        for line in [*(line for area in card.areas for line in area.lines), *card.measured]:
            if line.target.measure.code == "online_rate" and line.target.year == one.year:
                assert (line.result.numerator, line.result.denominator) == (online.numerator, online.denominator), said
                compared += 1
    assert compared >= 3


def test_a_review_says_base_now_and_what_does_not_compare(scene):
    (plan,) = plans_of(["CT-2021-H14"])
    middle = review_of(plan, asked(scene), Stage.MIDDLE)
    assert (middle.year, middle.tally.total) == (2025, 1)
    end = review_of(plan, asked(scene), Stage.END)
    by_name = {row.line.target.name: row for _outcome, rows in end.groups for row in rows}
    merged = by_name["Gốc đã sáp nhập"]
    assert merged.is_rebased
    assert merged.change is None
    page = text(signed_in(scene.chief).get("/the-diem/so-ket/CT-2021-H14/cuoi-ky/"))
    assert "gốc đã đổi phạm vi, không so sánh được" in page
    assert signed_in(scene.chief).get("/the-diem/so-ket/CT-2021-H14/khac/").status_code == 404
    assert signed_in(scene.chief).get("/the-diem/so-ket/KHONG-CO/giua-ky/").status_code == 404
    assert "Chương trình 2021–2030" in text(signed_in(scene.chief).get("/the-diem/so-ket/"))


def other_province(name, *, year=2025, unit="%", promised="50", stated=None):
    plan = make_plan(f"CT-{name}", agency="", issued=False, kind=PlanKind.PROGRAMME, province=name, title=f"CT {name}")
    about = {"name": "Tỷ lệ hồ sơ nộp trực tuyến", "year": year, "unit": unit, "agency_code": "",
             "denominator_words": "tổng số hồ sơ"}  # fmt: skip
    make_target(plan, 1, minimum=promised, **about)
    if stated:
        make_target(plan, 2, minimum=stated, kind=TargetKind.RESULT, **about)
    issue(plan)


def test_provinces_stand_beside_each_other_and_say_what_does_not_compare(scene):
    other_province("Lâm Đồng", stated="57.2")
    other_province("Hưng Yên", year=2023)
    rows = {row.subject.code: row for row in comparison_for(scene.chief, asked(scene)).rows}
    row = rows["ho-so-truc-tuyen"]
    assert not row.is_comparable
    assert "khác năm" in row.why
    columns = dict(row.columns)
    outcomes = [one.outcome for one in columns["Lâm Đồng"] if one.is_promise]
    assert outcomes == [Outcome.MET]
    assert [one.outcome for one in columns["Hưng Yên"]] == [None]
    page = text(signed_in(scene.chief).get("/the-diem/cac-tinh/"))
    assert "Lâm Đồng" in page
    assert "khác năm" in page


def test_published_indices_of_the_provinces_stand_beside_each_other(scene):
    assert "Chưa có dữ liệu. Chỉ số hiện ra" in text(signed_in(scene.chief).get("/the-diem/cac-tinh/"))
    other_province("Lâm Đồng")
    other_province("Hà Giang")
    for year, rows in ((2024, "Cao Bằng;35,6\nLâm Đồng;36,2\nHưng Yên;37,0"), (2027, "Lâm Đồng;40,0\nCao Bằng;39,0")):
        content = f"Tỉnh/Thành phố;Tổng điểm\n{rows}\n".encode()
        import_index("papi", content, file_name=f"papi_{year}.csv", actor="x", at=MONDAY)
    page = text(signed_in(scene.chief).get("/the-diem/cac-tinh/"))
    table = page.split('id="published"')[1]
    assert "PAPI 2024" in table
    assert re.search(r"36,20</a> <span[^>]*>hạng 2/3<", table)
    assert "PAPI 2027" not in table
    assert "Hưng Yên" not in table
    assert "/xep-hang/papi/?tinh=L%C3%A2m%20%C4%90%E1%BB%93ng" in table


def test_the_file_says_what_the_page_says(scene):
    client = signed_in(scene.chief)
    response = client.get("/the-diem/tai/")
    assert "the-diem-H14-2026.xlsx" in response["Content-Disposition"]
    rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(response.content)).active.iter_rows()]
    line = next(row for row in rows if row[0] == "KH-2026-H14.01")
    assert line[1:7] == ["Hồ sơ trực tuyến", line[2], 2, 2, 100, "%"]
    assert "Đạt mức phấn đấu" in line
    printed = text(client.get("/the-diem/in/"))
    assert "Thẻ điểm cải cách hành chính năm 2026" in printed
    assert escape("Hồ sơ trực tuyến") in printed


def test_every_figure_leads_on(scene):
    client = signed_in(scene.chief)
    for path in ("", "don-vi/", "bon-khong-mot-co/", "so-ket/CT-2021-H14/cuoi-ky/"):
        page = text(client.get(f"/the-diem/{path}"))
        for cell in re.findall(r"<td data-number[^>]*>(.*?)</td>", page, re.DOTALL):
            if re.search(r"\d", re.sub(r"<[^>]*>", "", cell)):
                assert "href=" in cell, (path, cell)
        for link in set(re.findall(r'href="(/[^"#]*)"', page)):
            assert client.get(link.replace("&amp;", "&")).status_code in {200, 302}, (path, link)


def test_one_unit_and_thirty_cost_the_same_questions(scene):
    client = signed_in(scene.chief)

    def counted(path):
        client.get(path)
        with CaptureQueriesContext(connection) as questions:
            text(client.get(path))
        return len(questions)

    paths = ("/the-diem/", "/the-diem/don-vi/")
    before = {path: counted(path) for path in paths}
    for number in range(40, 70):
        code = f"H14.{number}"
        open_agency(code=code, name=f"Xã {number}", short_name=f"Xã {number}", level="commune", place_code="",
                    valid_from=DAY_ONE, actor="test", at=BORN)  # fmt: skip
        plan = make_plan(f"KH-2026-{code}", agency=code, issued=False, level="commune")
        for target in range(1, 4):
            make_target(plan, target, agency_code=code, **LIVE)
        issue(plan)
    assert {path: counted(path) for path in paths} == before
    assert max(before.values()) <= 25, before
    assert ELSEWHERE in {one.code for one in asked(scene).agencies}
