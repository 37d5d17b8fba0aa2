"""The pages: the whole way by forms, who sees what, what leaves a trace, what is counted."""

import re
from datetime import UTC, date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.casework.dossiers.tests.factories import COMMUNE, ELSEWHERE, PDF
from motcua.kernel.access.models import ReadTrace
from motcua.kernel.files.store import store_file
from motcua.oversight.inspection.actions.remedying import Seen, ask_remedy, record_finding
from motcua.oversight.inspection.events import MinutesWritten
from motcua.oversight.inspection.models import DisciplineNote, Finding, Inspection, InspectionPlan, Remedy
from motcua.oversight.inspection.rules.words import Severity
from motcua.oversight.inspection.subscribers import print_minutes
from motcua.oversight.inspection.tests.conftest import NOW
from motcua.oversight.inspection.tests.test_life import BY_HEAD, concluded, drawn

pytestmark = pytest.mark.django_db


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def text(response, status=200):
    assert response.status_code == status, response.content[:800]
    return response.content.decode()


def posted(client, path, status=302, **fields):
    response = client.post(path, fields)
    assert response.status_code == status, response.content.decode()[-3000:]
    return response


def test_the_whole_way_by_forms(scene):
    chief, head, unit = signed_in(scene.chief), signed_in(scene.head), signed_in(scene.cast.leader)
    posted(chief, "/kiem-tra/ke-hoach/moi/", agency_code="H14", year="2026", number="1/KH", signed_on="15/01/2026",
           title="Kế hoạch kiểm tra", agency=[COMMUNE], **{f"month_{COMMUNE}": "3"})  # fmt: skip
    plan = InspectionPlan.objects.get()
    assert "1 trên 3 đơn vị" in text(chief.get(plan.get_absolute_url()))
    posted(chief, f"/kiem-tra/ke-hoach/{plan.pk}/ban-hanh/")
    text(chief.get(f"/kiem-tra/ke-hoach/{plan.pk}/cuoc-moi/?don-vi={COMMUNE}"))
    posted(chief, f"/kiem-tra/ke-hoach/{plan.pk}/cuoc-moi/", inspected=COMMUNE, mode="remote", visit_on="16/03/2026",
           checklist="mot-cua-tu-xa", first_on="01/03/2026", last_on="31/03/2026", head="truong.doan",
           member=["thanh.vien"])  # fmt: skip
    here = Inspection.objects.get().get_absolute_url()
    text(unit.get(here), 404)
    posted(chief, f"{here}buoc/", move="announce")
    assert "khi cuộc kiểm tra có kết luận" in text(unit.get(here))
    posted(head, f"{here}buoc/", move="begin")
    text(head.get(f"{here}mau/"))
    posted(head, f"{here}mau/", seed="Bốc thăm", size="2", strata="standing")
    assert "Bốc thăm" in text(head.get(here))
    for place in (1, 2):
        page = text(head.get(f"{here}mau/1/{place}/"))
        fields = dict.fromkeys(set(re.findall(r'name="(verdict_\d+)"', page)), "met")
        assert len(fields) == 5
        posted(head, f"{here}mau/1/{place}/", **fields)
    text(head.get(f"{here}phat-hien/"))
    posted(head, f"{here}phat-hien/", item="3", area="2", severity="major", text="Ba hồ sơ trễ", law="")
    posted(head, f"{here}phat-hien/1/kien-nghi/", text="Xin lỗi, hẹn lại", due_on="30/04/2026")
    posted(head, f"{here}buoc/", move="write_minutes", words="Đơn vị tiếp thu")
    assert "Ba hồ sơ trễ" in text(head.get(f"{here}bien-ban/"))
    posted(chief, f"{here}buoc/", move="conclude", words="Cơ bản tốt")
    remedy = Remedy.objects.get().get_absolute_url()
    assert "Xin lỗi, hẹn lại" in text(unit.get(here))
    assert "Xin lỗi, hẹn lại" in text(unit.get("/kiem-tra/khac-phuc/"))
    posted(unit, f"{remedy}tra-loi/", status=422, text="Đã làm")
    posted(unit, f"{remedy}tra-loi/", text="Đã làm", file=SimpleUploadedFile("a.pdf", PDF))
    answer = Remedy.objects.get().answers.get().pk
    posted(chief, f"{remedy}tra-loi/{answer}/", status=422, decision="send_back", verdict="")
    posted(chief, f"{remedy}tra-loi/{answer}/", decision="accept")
    text(unit.get(remedy))
    posted(chief, f"{here}buoc/", move="close")
    page = text(chief.get("/kiem-tra/?nam=2026"))
    assert "1 trên 1 cuộc đã lập biên bản" in page
    text(chief.get("/kiem-tra/cuoc/?nam=2026&da-lam=1&co-quan=H14"))
    text(chief.get("/kiem-tra/bo-cau-hoi/"))


def addresses(inspection, remedy):
    here = inspection.get_absolute_url()
    return [
        here, f"{here}mau/", f"{here}mau/1/khung/", f"{here}mau/1/1/", f"{here}phat-hien/",
        f"{here}phat-hien/1/kien-nghi/", f"{here}bien-ban/", f"{here}bien-ban/tai/", f"{here}ky-luat/",
        remedy.get_absolute_url(), inspection.plan.get_absolute_url(),
    ]  # fmt: skip


def test_a_stranger_finds_nothing(scene):
    inspection, remedy = concluded(scene)
    stranger = signed_in(scene.cast.stranger)
    for path in addresses(inspection, remedy):
        assert stranger.get(path).status_code == 404, path
    assert "Xin lỗi và hẹn lại" not in text(stranger.get("/kiem-tra/khac-phuc/"))
    assert "Ủy ban nhân dân xã Lý Quốc" not in text(stranger.get("/kiem-tra/cuoc/"))
    assert stranger.post(f"{inspection.get_absolute_url()}buoc/", {"move": "close"}).status_code == 404


def test_the_inspected_may_not_inspect_and_the_team_is_not_the_agency(scene):
    inspection, remedy = concluded(scene)
    here, unit = inspection.get_absolute_url(), signed_in(scene.cast.leader)
    assert unit.get(f"{here}mau/").status_code == 403
    assert unit.post(f"{here}buoc/", {"move": "close"}).status_code == 403
    answer = remedy.answers.create(key=uuid4(), text="x", file=_file(), answered_by="lanh.dao", answered_at=NOW)
    assert unit.post(f"{remedy.get_absolute_url()}tra-loi/{answer.pk}/", {"decision": "accept"}).status_code == 403
    assert signed_in(scene.clerk).get(here).status_code == 403


def _file():
    return store_file(PDF, name="a.pdf", at=NOW)


def test_reading_a_sampled_dossier_leaves_a_trace_with_it(scene):
    inspection = scene.under_way()
    draw = drawn(scene, inspection)
    sampled = draw.dossiers.get(number=1)
    page = text(signed_in(scene.head).get(f"{inspection.get_absolute_url()}mau/1/1/"))
    assert "Triệu Thị Mai" in page
    trace = ReadTrace.objects.get(subject=sampled.dossier_code)
    assert (trace.username, trace.page) == ("truong.doan", "inspection:dossier")
    assert signed_in(scene.chief).get(f"{inspection.get_absolute_url()}mau/1/1/").status_code == 403
    frame = text(signed_in(scene.chief).get(f"{inspection.get_absolute_url()}mau/1/khung/"))
    assert frame == draw.frame
    assert "Triệu" not in frame


def test_restricted_notes_are_for_few_and_every_reading_is_traced(scene):
    inspection, _remedy = concluded(scene)
    path = f"{inspection.get_absolute_url()}ky-luat/"
    for account in (scene.head, scene.member):
        assert signed_in(account).get(path).status_code == 403
    for account in (scene.cast.leader, scene.cast.stranger):
        assert signed_in(account).get(path).status_code == 404
    assert not ReadTrace.objects.filter(page="inspection:notes").exists()
    chief, key = signed_in(scene.chief), str(uuid4())
    for _click in range(2):
        posted(chief, path, text="Đi muộn nhiều lần", form_key=key)
    assert DisciplineNote.objects.count() == 1
    assert "Đi muộn nhiều lần" in text(chief.get(path))
    assert (
        list(ReadTrace.objects.filter(page="inspection:notes").values_list("username", "subject"))
        == [("chu.tich", f"inspection:{inspection.pk}")] * 3
    )


def test_minutes_are_printed_once_after_the_fact(scene):
    inspection, _remedy = concluded(scene)
    told = MinutesWritten(subject=f"inspection:{inspection.pk}", agency_code="H14", at=NOW.astimezone(UTC),
                          actor="truong.doan", inspected=COMMUNE, findings=1, judged=10)  # fmt: skip
    head, path = signed_in(scene.head), f"{inspection.get_absolute_url()}bien-ban/tai/"
    assert head.get(path).status_code == 409
    print_minutes(told)
    kept = Inspection.objects.get(pk=inspection.pk).minutes_file_id
    print_minutes(told)
    assert Inspection.objects.get(pk=inspection.pk).minutes_file_id == kept
    response = head.get(path)
    assert response["Content-Type"] == "application/pdf"
    assert b"".join(response.streaming_content).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"visit_on": "31/02/2026"}, "Hãy nhập ngày"),
        ({"mode": "bay"}, "Hãy chọn một mục"),
        ({"checklist": "khong-co"}, "Hãy chọn một mục"),
        ({"last_on": "01/01/2026"}, "Ngày đầu phải không muộn hơn"),
        ({"others": "ai.do"}, "cán bộ có thật"),
        ({"others": "lanh.dao"}, "đang công tác tại đơn vị"),
        ({"inspected": "H15"}, "không thuộc phạm vi"),
    ],
)
def test_wrong_words_are_refused_in_words(scene, fields, says):
    plan = scene.issued()
    good = {"inspected": COMMUNE, "mode": "remote", "visit_on": "16/03/2026", "checklist": "mot-cua-tu-xa",
            "first_on": "01/03/2026", "last_on": "31/03/2026", "head": "truong.doan"}  # fmt: skip
    response = signed_in(scene.chief).post(f"/kiem-tra/ke-hoach/{plan.pk}/cuoc-moi/", {**good, **fields})
    assert says in text(response, 422)
    assert not Inspection.objects.exists()


def test_pressing_twice_does_once(scene):
    inspection, head = scene.under_way(), signed_in(scene.head)
    key = str(uuid4())
    for _click in range(2):
        posted(head, f"{inspection.get_absolute_url()}phat-hien/", area="2", severity="minor", text="Thiếu",
               form_key=key)  # fmt: skip
    assert Finding.objects.count() == 1
    changed = {"area": "2", "severity": "minor", "text": "Chậm trả lời dân", "form_key": key}
    told = head.post(f"{inspection.get_absolute_url()}phat-hien/", changed)
    assert "Lần này nội dung khác, nên chưa ghi gì thêm" in text(told, 409)
    assert key not in told.content.decode()
    assert Finding.objects.count() == 1


def test_lists_ask_the_same_number_of_questions_for_one_and_for_many(scene):
    chief = signed_in(scene.chief)
    plan = scene.issued()

    def counted(path):
        with CaptureQueriesContext(connection) as asked:
            text(chief.get(path))
        return len(asked)

    def add(count):
        for _number in range(count):
            inspection = scene.opened(plan=plan)
            Inspection.objects.filter(pk=inspection.pk).update(state="under_way")
            inspection.refresh_from_db()
            finding = record_finding(inspection, Seen("Thiếu", "2", Severity.MINOR), key=uuid4(), **BY_HEAD)
            ask_remedy(finding, "Bổ sung", key=uuid4(), due_on=date(2026, 5, 1), **BY_HEAD)
        Inspection.objects.update(state="concluded", conclusion="x", concluded_at=NOW)

    paths = ["/kiem-tra/?nam=2026", "/kiem-tra/cuoc/?nam=2026", "/kiem-tra/khac-phuc/", plan.get_absolute_url()]
    add(1)
    for path in paths:
        counted(path)
    before = {path: counted(path) for path in paths}
    add(5)
    assert {path: counted(path) for path in paths} == before
    assert max(before.values()) <= 20, before


def test_a_neighbour_who_is_inspected_too_sees_his_own_only(scene):
    inspection, _remedy = concluded(scene)
    scene.opened(plan=inspection.plan, inspected_code=ELSEWHERE)
    stranger, row = signed_in(scene.cast.stranger), "Cuộc số 2 theo kế hoạch 2026"
    assert row not in text(stranger.get("/kiem-tra/cuoc/"))
    Inspection.objects.filter(inspected_code=ELSEWHERE).update(state="announced")
    assert row in text(stranger.get("/kiem-tra/cuoc/"))
