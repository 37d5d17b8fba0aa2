"""After the fact: slips are printed once and kept, people are told once, however often the relay runs."""

import shutil
import subprocess
from datetime import date, timedelta

import pytest

from motcua.capabilities.notifications.models import Message, Notice
from motcua.casework.dossiers import public as dossiers
from motcua.casework.dossiers.models import Dossier, Party, Slip
from motcua.casework.dossiers.public import Channel, DefectInput
from motcua.casework.dossiers.subscribers import print_the_slip, tell_the_applicant
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import MONDAY, make_application, make_cast, make_dossier
from motcua.kernel import clock
from motcua.kernel.events.relay import run_until_idle
from motcua.kernel.events.store import history_of
from motcua.kernel.files.store import path_of

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)
WHY = "Không thuộc thẩm quyền (Điều 13 Luật Hộ tịch)."


@pytest.fixture
def cast():
    return make_cast()


def words_of(slip: Slip) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    path = path_of(slip.file.sha256)
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def slips_of(dossier: Dossier) -> dict[str, Slip]:
    run_until_idle()
    return {slip.form: slip for slip in dossier.slips.select_related("file")}


def in_progress(cast) -> Dossier:
    return walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY), MONDAY + HOUR)


def test_an_online_dossier_is_acknowledged_and_a_walk_in_is_not(cast):
    assert set(slips_of(make_dossier(cast))) == {Slip.Form.ACKNOWLEDGEMENT}
    walk_in = make_application(cast, channel=Channel.COUNTER)
    received = dossiers.receive_at_counter(walk_in, officer=cast.receiver.username, at=MONDAY)
    assert set(slips_of(received)) == {Slip.Form.RECEIPT}


def test_the_receipt_says_what_form_01_wants(cast):
    dossier = walking.accepted(cast, make_dossier(cast), MONDAY)
    words = words_of(slips_of(dossier)[Slip.Form.RECEIPT])
    for said in (
        dossier.code,
        "Triệu Thị Mai",
        "Tờ khai đăng ký khai sinh",
        "08 giờ 00 phút, ngày 02/03/2026",
        "08 giờ 00 phút, ngày 05/03/2026",
        "số 1, năm 2026",
        "Hoàng Thị Nhận",
    ):
        assert said in words


def test_each_move_that_the_law_wants_certified_has_its_slip(cast):
    dossier = in_progress(cast)
    defects = [DefectInput("Giấy chứng sinh bản chính", 2)]
    dossiers.request_supplement(dossier, defects=defects, reason=WHY, officer="chuyen.vien", at=MONDAY + HOUR)
    dossiers.stop_dossier(dossier, reason=WHY, officer="lanh.dao", at=MONDAY + 2 * HOUR)
    slips = slips_of(dossier)
    assert set(slips) == {
        Slip.Form.ACKNOWLEDGEMENT,
        Slip.Form.RECEIPT,
        Slip.Form.CONTROL,
        Slip.Form.SUPPLEMENT,
        Slip.Form.STOP,
    }
    assert "Giấy chứng sinh bản chính" in words_of(slips[Slip.Form.SUPPLEMENT])
    assert WHY in " ".join(words_of(slips[Slip.Form.STOP]).split())
    assert "Nông Văn Thụ" not in words_of(slips[Slip.Form.CONTROL])


def test_a_refusal_and_an_apology_give_their_reason(cast):
    refused = dossiers.refuse_receipt(make_dossier(cast), reason=WHY, officer="tiep.nhan", at=MONDAY)
    assert WHY in " ".join(words_of(slips_of(refused)[Slip.Form.REFUSAL]).split())
    late = in_progress(cast)
    new = clock.at(date(2026, 3, 9), 17)
    dossiers.extend_deadline(late, appointed_at=new, reason=WHY, officer="lanh.dao", at=MONDAY + HOUR)
    words = words_of(slips_of(late)[Slip.Form.APOLOGY])
    assert "17 giờ 00 phút, ngày 09/03/2026" in words
    assert "xin lỗi" in words.lower()


def test_the_applicant_is_told_once_even_if_the_relay_runs_twice(cast):
    dossier = walking.accepted(cast, make_dossier(cast), MONDAY)
    run_until_idle()
    told = Notice.objects.filter(username=cast.citizen.username).count(), Message.objects.count(), Slip.objects.count()
    for event in history_of(dossier.code):
        if event.kind in {"dossiers.submitted", "dossiers.accepted"}:
            tell_the_applicant(event)
        if event.kind == "dossiers.accepted":
            print_the_slip(event)
    assert told == (2, 2, 2)
    assert told == (Notice.objects.count(), Message.objects.count(), Slip.objects.count())
    assert all(message.sent_at for message in Message.objects.all())


def test_slips_and_notices_bear_the_moment_of_the_move_however_late_they_are_made(cast):
    dossier = walking.accepted(cast, make_dossier(cast), MONDAY + HOUR)
    slips = slips_of(dossier)
    assert slips[Slip.Form.RECEIPT].made_at == MONDAY + HOUR
    told = list(Notice.objects.filter(username=cast.citizen.username).order_by("at").values_list("at", flat=True))
    assert told == [slips[Slip.Form.ACKNOWLEDGEMENT].made_at, MONDAY + HOUR]


def test_who_gave_a_phone_but_no_address_is_told_by_sms_without_details(cast):
    dossier = make_dossier(cast)
    Party.objects.filter(dossier=dossier, role=Party.Role.SUBMITTER).update(email="", phone="0912345678")
    Party.objects.filter(dossier=dossier, role=Party.Role.OWNER).update(email="mai@vidu.vn", phone="0987654321")
    run_until_idle()
    message = Message.objects.get(channel="sms")
    assert (message.address, message.subject) == ("0912345678", message.body)
    assert dossier.code in message.body
    assert "Triệu" not in message.body
    assert message.sent_at is not None


def test_a_notice_tells_what_to_do_and_where(cast):
    dossier = make_dossier(cast)
    defects = [DefectInput("Giấy chứng sinh bản chính", 2), DefectInput("Ghi rõ nơi sinh")]
    dossiers.request_supplement(dossier, defects=defects, reason=WHY, officer="tiep.nhan", at=MONDAY + HOUR)
    run_until_idle()
    notice = Notice.objects.get(subject__contains="cần bổ sung")
    assert "Giấy chứng sinh bản chính" in notice.body
    assert "Ghi rõ nơi sinh" in notice.body
    assert notice.path == f"/ho-so/{dossier.code}/"
