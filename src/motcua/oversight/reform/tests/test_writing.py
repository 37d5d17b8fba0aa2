"""A plan from its first draft to an amendment, by the pages alone; what is not in order stops it or is explained."""

import pytest
from django.test import Client
from openpyxl import load_workbook

from motcua.casework.dossiers.tests.factories import BORN, COMMUNE, DAY_ONE, ELSEWHERE
from motcua.kernel.events.models import EventRecord
from motcua.oversight.reform.models import Acknowledgement, Plan, Target
from motcua.oversight.reform.public import plans_of, targets_of
from motcua.oversight.reform.tests.factories import issue, make_plan, make_target
from motcua.registry.organisation.public import open_agency

pytestmark = pytest.mark.django_db
NEW = {"kind": "plan", "agency": COMMUNE, "title": "Kế hoạch xã năm 2026", "year_from": "2026", "year_to": "2026"}
ON_TIME = {"name": "Hồ sơ trả đúng hạn, kể cả trước hạn", "area": "2", "comparator": ">=", "unit": "%",
           "minimum": "95", "strive": "99,5", "year": "2026", "measure": "indicator:on_time_rate"}  # fmt: skip
SIGNED = {"decision": "12/KH-UBND", "issued_on": "02/03/2026"}
PAPER = {**SIGNED, "reason": "Giao nhiệm vụ trong tháng sau"}


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def begun(client, **more):
    """The address of a new plan's draft."""
    response = client.post("/cai-cach/ke-hoach/moi/", {**NEW, **more})
    assert response.status_code == 302, response.content.decode()[-2000:]
    return response["Location"]


def added(client, draft, **more):
    return client.post(f"{draft}chi-tieu/", {**ON_TIME, **more})


def test_a_plan_is_drafted_issued_amended_and_its_past_stays_readable(cast):
    client = signed_in(cast.leader)
    draft = begun(client)
    assert added(client, draft).status_code == 302
    assert "Phải sửa" not in client.get(draft).content.decode()
    assert client.post(f"{draft}ban-hanh/", PAPER).status_code == 302
    plan = Plan.objects.get()
    address, code = plan.get_absolute_url(), f"{plan.code}.01"
    assert "≥ 95 %, phấn đấu ≥ 99,5 %" in client.get(f"/cai-cach/chi-tieu/{code}/").content.decode()

    assert client.post(f"{address}sua-doi/").status_code == 302
    changed = client.post(f"{address}du-thao/chi-tieu/{code}/", {**ON_TIME, "minimum": "96"})
    assert changed.status_code == 302
    refused = client.post(f"{address}du-thao/ban-hanh/", PAPER)
    assert refused.status_code == 422
    assert "Hãy ghi nội dung sửa đổi" in refused.content.decode()
    decision = {**PAPER, "decision": "15/QĐ-UBND", "changes": "Nâng mức đúng hạn"}
    amended = client.post(f"{address}du-thao/ban-hanh/", decision)
    assert amended.status_code == 302
    assert "≥ 96" in client.get(address).content.decode()
    old = client.get(f"{address}?an-ban=1").content.decode()
    assert "≥ 95" in old
    assert "Ấn bản cũ" in old
    history = client.get(f"/cai-cach/chi-tieu/{code}/").content.decode()
    assert "≥ 95 %" in history
    assert "15/QĐ-UBND" in history
    kinds = EventRecord.objects.filter(subject=plan.code).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["reform.plan_drafted", "reform.plan_issued", "reform.plan_drafted", "reform.plan_amended"]
    assert plans_of([plan.code])[0].number == "15/QĐ-UBND"
    assert [one.minimum for one in targets_of(codes=[code])] == [96]


def test_a_conflict_stops_issuing_until_it_is_mended(cast):
    client = signed_in(cast.leader)
    draft = begun(client)
    added(client, draft, name="Hồ sơ trả đúng hạn", comparator=">", measure="typed", strive="",
          denominator="hồ sơ đã trả")  # fmt: skip
    added(client, draft, name="Hồ sơ trả trước hạn", minimum="80", strive="", measure="typed",
          denominator="hồ sơ đã trả")  # fmt: skip
    page = client.get(f"{draft}ban-hanh/").content.decode()
    assert "cộng lại vượt 100 %" in page
    refused = client.post(f"{draft}ban-hanh/", PAPER)
    assert refused.status_code == 409
    assert "chỗ phải sửa" in refused.content.decode()
    code = Target.objects.get(name="Hồ sơ trả đúng hạn").code
    client.post(f"{draft}chi-tieu/{code}/", {**ON_TIME, "strive": ""})
    assert client.post(f"{draft}ban-hanh/", PAPER).status_code == 302


def test_a_warning_is_answered_with_a_reason_that_is_kept(cast):
    client = signed_in(cast.leader)
    draft = begun(client)
    added(client, draft, measure="")
    refused = client.post(f"{draft}ban-hanh/", SIGNED)
    assert refused.status_code == 422
    assert "chưa có lý do" in refused.content.decode()
    assert client.post(f"{draft}ban-hanh/", {**SIGNED, "reason": "Chờ phần mềm mới"}).status_code == 302
    assert set(Acknowledgement.objects.values_list("reason", flat=True)) == {"Chờ phần mềm mới"}
    assert "Chờ phần mềm mới" in client.get(Plan.objects.get().get_absolute_url()).content.decode()


def test_targets_of_the_programme_are_taken_and_what_is_left_out_is_told(cast):
    programme = make_plan("CT-2026-2030-H14", kind="programme", year_to=2030, issued=False, title="Chương trình tỉnh")
    make_target(programme, 1, minimum=90, name="Thủ tục trực tuyến", year=2026)
    make_target(programme, 2, minimum=70, name="Thanh toán trực tuyến", year=2026)
    issue(programme)
    client = signed_in(cast.leader)
    draft = begun(client, parent=programme.code)
    taken = client.post(f"{draft}tu-chuong-trinh/", {"target": [f"{programme.code}.01", "KHONG.CO"]})
    assert taken.status_code == 302
    mine = Target.objects.get(edition__plan__agency_code=COMMUNE)
    assert (mine.parent_code, mine.name) == (f"{programme.code}.01", "Thủ tục trực tuyến")
    assert "chưa có chỉ tiêu nào thực hiện «Thanh toán trực tuyến»" in client.get(draft).content.decode()
    client.post(f"{draft}chi-tieu/{mine.code}/", {**ON_TIME, "minimum": "60", "strive": "", "name": mine.name})
    assert "thấp hơn mức của chỉ tiêu cấp trên" in client.get(draft).content.decode()
    assert "đã có trong dự thảo" in client.get(f"{draft}tu-chuong-trinh/").content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "Hãy ghi tên chỉ tiêu"),
        ({"minimum": "chín mươi"}, "Hãy ghi một số"),
        ({"minimum": "", "strive": ""}, "Hãy ghi mức phải đạt"),
        ({"comparator": "between", "upper": "5"}, "mức trên không nhỏ hơn"),
        ({"comparator": "roadmap"}, "Hãy ghi từng năm và mức"),
        ({"comparator": "reduce>="}, "Hãy ghi năm gốc"),
        ({"comparator": "~"}, "Hãy chọn cách so sánh"),
        ({"minimum": "-5"}, "Hãy ghi một số không âm"),
        ({"strive": "-5"}, "Hãy ghi một số không âm"),
        ({"comparator": "roadmap", "steps": "2026: -40"}, "Hãy ghi một số không âm"),
        ({"measure": "module:"}, "Hãy chọn một cách đo"),
        ({"area": "8"}, "Hãy chọn lĩnh vực"),
        ({"year": "26"}, "bốn chữ số"),
        ({"measure": "register:"}, "Hãy chọn một cách đo"),
        ({"minimum": "1" * 30}, "Hãy ghi một số"),
    ],
)
def test_what_is_typed_wrong_is_said_at_its_box(cast, typed, said):
    client = signed_in(cast.leader)
    draft = begun(client)
    response = added(client, draft, **typed)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Target.objects.exists()


def test_the_units_of_a_base_are_ticked_kept_and_ticked_again(cast):
    """What is typed wrong beside them loses none; a code that was never offered is not taken."""
    client = signed_in(cast.leader)
    draft = begun(client)
    below = f"{COMMUNE}.01"
    open_agency(code=below, name="Trạm y tế", short_name="TYT", level="commune", place_code="", valid_from=DAY_ONE,
                actor="test", at=BORN)  # fmt: skip
    wrong = added(client, draft, minimum="", strive="", base_agencies=[below])
    assert f'value="{below}" id="id_base_agencies" checked' in wrong.content.decode()
    assert added(client, draft, base_agencies=[below, ELSEWHERE]).status_code == 302
    target = Target.objects.get()
    assert target.base_agencies == [below]
    shown = client.get(f"{draft}chi-tieu/{target.code}/").content.decode()
    assert f'value="{below}" id="id_base_agencies" checked' in shown


@pytest.mark.parametrize("paper", [{}, {"decision": "1/KH"}, {"issued_on": "01/03/2026"},
                                   {"decision": "1/KH", "issued_on": "01/01/2030"}])  # fmt: skip
def test_a_paper_has_a_number_and_a_day_that_has_come(cast, paper):
    client = signed_in(cast.leader)
    draft = begun(client)
    added(client, draft)
    assert client.post(f"{draft}ban-hanh/", paper).status_code == 422


def test_who_may_not_write_finds_no_draft(cast):
    draft = begun(signed_in(cast.leader))
    assert signed_in(cast.stranger).get(draft).status_code == 404
    assert signed_in(cast.specialist).get(draft).status_code == 403
    refused = signed_in(cast.leader).post("/cai-cach/ke-hoach/moi/", {**NEW, "agency": ELSEWHERE})
    assert refused.status_code == 422


def test_a_draft_is_thrown_away_and_an_issued_edition_never(cast):
    client = signed_in(cast.leader)
    draft = begun(client)
    added(client, draft)
    assert client.post(f"{draft}bo/").status_code == 302
    assert not Plan.objects.exists()
    plan = make_plan("KH-2026-XA", agency=COMMUNE)
    assert client.post(f"{plan.get_absolute_url()}du-thao/bo/").status_code == 404
    client.post(f"{plan.get_absolute_url()}sua-doi/")
    again = client.post(f"{plan.get_absolute_url()}sua-doi/")
    assert again.status_code == 409
    assert client.post(f"{plan.get_absolute_url()}du-thao/bo/").status_code == 302
    assert plan.editions.count() == 1


def test_the_workbook_has_the_targets_as_numbers(cast, tmp_path):
    plan = make_plan("KH-2026-XA", agency=COMMUNE, issued=False)
    make_target(plan, name="=HYPERLINK(1)")
    issue(plan)
    response = signed_in(cast.leader).get(f"{plan.get_absolute_url()}excel/")
    path = tmp_path / "ke-hoach.xlsx"
    path.write_bytes(response.content)
    page = load_workbook(path).active
    assert page["B6"].value == "'=HYPERLINK(1)"
    assert page["C6"].value == "≥ 80 %"
