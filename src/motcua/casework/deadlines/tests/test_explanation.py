"""«Vì sao là ngày này?»: every day from receipt to due, in two languages, on page, sheet and as data."""

import json
import subprocess
from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from motcua.casework.deadlines.actions.recounting import recount_batch
from motcua.casework.deadlines.models import Recount
from motcua.casework.deadlines.queries.explanation import explained
from motcua.casework.deadlines.tests.factories import (
    FRIDAY_AT_FOUR,
    WHY,
    asked_to_supplement,
    declare_storm,
    make_accepted,
    make_assigned,
)
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.public import Channel, clocks, forward_dossier, provide_supplement, receive_at_counter
from motcua.casework.dossiers.tests.factories import (
    DEPARTMENT,
    make_application,
    make_cast,
    make_dossier,
    make_file,
)
from motcua.kernel import clock
from motcua.kernel.access.models import ReadTrace
from motcua.kernel.events.relay import run_until_idle
from motcua.registry.catalogue.public import offer_procedure
from motcua.registry.people.tests.browsing import signed_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast():
    return make_cast()


def told_of(dossier):
    return explained(clocks.clocks_of([Dossier.objects.get(pk=dossier.pk)])[0])


def test_each_day_says_whether_it_counts_and_why(cast):
    told = told_of(make_accepted(cast))
    days = {row.day.day: (row.number, row.why) for row in told.rows}
    assert days == {
        20: (None, "Ngày bắt đầu tính"),
        21: (None, "Ngày nghỉ hằng tuần"),
        22: (None, "Ngày nghỉ hằng tuần"),
        23: (1, "Tính vào thời hạn"),
        24: (None, "Ngày nghỉ: Ngày Văn hóa Việt Nam"),
        25: (2, "Tính vào thời hạn"),
        26: (3, "Tính vào thời hạn"),
    }
    off = next(row for row in told.rows if row.day.day == 24)
    assert "28/2026/QH16" in off.legal_basis
    assert told.due_at == clock.at(date(2026, 11, 26), 16)
    assert told.plain == (
        "Thời hạn 3 ngày làm việc, tính từ 16:00, 20/11/2026.",
        "Không tính 2 ngày nghỉ hằng tuần.",
        "Không tính 24/11 (Ngày Văn hóa Việt Nam).",
        "Vì vậy hẹn trả 16:00, 26/11/2026.",
    )


def test_stops_and_the_dates_before_stay_in_the_explanation(cast):
    dossier = make_assigned(cast)
    asked_to_supplement(cast, dossier, clock.at(date(2026, 11, 23), 8), legal_basis="Điều 16 Luật Hộ tịch")
    back_at = clock.at(date(2026, 11, 25), 8)
    provide_supplement(dossier, files={2: [make_file().id]}, actor=cast.citizen.username, at=back_at)
    declare_storm(at=back_at)
    run_until_idle()
    for recount in Recount.objects.filter(ended_at=None).order_by("-id"):
        recount_batch(recount, at=back_at)
    told = told_of(dossier)
    (stop,) = told.clock.stops
    assert (stop.reason, stop.legal_basis, stop.started_by) == (WHY, "Điều 16 Luật Hộ tịch", cast.specialist.username)
    first, second = told.before
    assert (first.why, first.old_due_at) == ("Cộng thời gian chờ bổ sung giấy tờ", clock.at(date(2026, 11, 26), 16))
    assert second.why == "25/11/2026: Nghỉ do bão số 12"
    assert second.legal_basis == "Quyết định 1889/QĐ-UBND"
    assert told.due_at == second.due_at == Dossier.objects.get(pk=dossier.pk).due_at
    assert "Đồng hồ dừng từ 08:00, 23/11/2026 đến 08:00, 25/11/2026: Chờ bổ sung giấy tờ." in told.plain


def test_paper_for_another_agency_counts_from_when_that_agency_has_it(cast):
    offer_procedure(cast.procedure.code, DEPARTMENT, date(2026, 1, 1), actor="test", at=FRIDAY_AT_FOUR)
    application = make_application(cast, channel=Channel.COUNTER, agency_code=DEPARTMENT)
    dossier = receive_at_counter(application, officer=cast.receiver.username, at=FRIDAY_AT_FOUR)
    assert "tạm tính" in told_of(dossier).start
    arrived = clock.at(date(2026, 11, 23), 9)
    forward_dossier(dossier, officer=cast.receiver.username, at=arrived)
    told = told_of(dossier)
    assert told.clock.started_at == arrived
    assert "cơ quan có thẩm quyền nhận" in told.start
    assert told.rows[0].day == date(2026, 11, 23)


def test_in_english_it_says_the_same(cast):
    dossier = make_accepted(cast)
    with translation.override("en"):
        told = told_of(dossier)
    assert [row.number for row in told.rows] == [row.number for row in told_of(dossier).rows]
    assert told.plain[0].startswith("The period is 3 working days")
    assert told.plain[1] == "2 weekly days of rest are not counted."
    assert told.rows[1].why == "Weekly day off"


def test_what_has_no_date_says_what_is_lacking(cast):
    submitted = make_dossier(cast, at=FRIDAY_AT_FOUR)
    assert "chưa được tiếp nhận" in told_of(submitted).lacks
    undated = make_accepted(cast)
    Dossier.objects.filter(pk=undated.pk).update(allowance_amount=None, due_at=None)
    assert "chưa ghi rõ thời hạn" in told_of(undated).lacks
    page = signed_in(cast.receiver).get(reverse("deadlines:explain", args=[undated.code])).content.decode()
    assert "Vì sao chưa có ngày hẹn?" in page


def test_officers_see_it_through_the_funnel_and_leave_a_trace(cast):
    dossier = make_accepted(cast)
    url = reverse("deadlines:explain", args=[dossier.code])
    assert signed_in(cast.stranger).get(url).status_code == 404
    assert signed_in(cast.citizen).get(url).status_code == 403
    page = signed_in(cast.receiver).get(url).content.decode()
    assert "Ngày Văn hóa Việt Nam" in page
    assert list(ReadTrace.objects.values_list("username", "page")) == [(cast.receiver.username, "deadlines:explain")]
    with_link = signed_in(cast.receiver).get(dossier.get_absolute_url()).content.decode()
    assert url in with_link


def test_a_citizen_sees_only_his_own(cast):
    dossier = make_accepted(cast)
    url = reverse("deadlines:own-explain", args=[dossier.code])
    page = signed_in(cast.citizen).get(url).content.decode()
    assert "Vì vậy hẹn trả 16:00, 26/11/2026." in page
    assert signed_in(cast.stranger).get(url).status_code == 404
    part = signed_in(cast.citizen).get(url, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith("<ul")
    assert url in signed_in(cast.citizen).get(reverse("dossiers:own-detail", args=[dossier.code])).content.decode()


def test_as_data_it_is_json_and_nothing_else_is_offered(cast):
    dossier = make_accepted(cast)
    browser = signed_in(cast.receiver)
    data = json.loads(browser.get(reverse("deadlines:explain-as", args=[dossier.code, "json"])).content)
    assert (data["due_at"], data["stored_due_at"]) == ("2026-11-26T16:00:00+07:00",) * 2
    assert [day["number"] for day in data["days"] if day["is_counted"]] == [None, 1, 2, 3]
    assert browser.get(reverse("deadlines:explain-as", args=[dossier.code, "xml"])).status_code == 404


def test_the_sheet_says_the_days_in_ink(cast, tmp_path):
    dossier = make_accepted(cast)
    for account, name in ((cast.receiver, "explain-as"), (cast.citizen, "own-explain-as")):
        answered = signed_in(account).get(reverse(f"deadlines:{name}", args=[dossier.code, "pdf"]))
        (tmp_path / "why.pdf").write_bytes(answered.content)
        shown = subprocess.run(["pdftotext", "-layout", tmp_path / "why.pdf", "-"], capture_output=True, check=True)
        text = shown.stdout.decode()
        assert "GIẢI THÍCH NGÀY HẸN TRẢ KẾT QUẢ" in text
        assert "Ngày Văn hóa" in text
        assert dossier.code in text
        assert "16:00, 26/11/2026" in text
        assert "ngày 3" in text
