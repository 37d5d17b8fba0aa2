"""What people and machines type that cannot be right: told in Vietnamese, nothing lost, never a fault of ours."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from motcua.casework.dossiers.models import Defect, Dossier, Draft
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import MONDAY, make_dossier
from tests.visiting import move_url, signed_in, text_of

NUL, CONTROL, OTHER_SCRIPT = "An\x00h", "An\x07\x1bh", "Н14.31-260302-0001"


@pytest.mark.parametrize("typed", [NUL, CONTROL, "", "   ", "x" * 5000, "<script>alert(1)</script>", "12345", "😀"])
def test_a_strange_name_is_refused_and_the_draft_kept(citizen, draft, typed):
    url = f"/ban-nhap/{draft.key}/nguoi-yeu-cau/"
    known = {"owner_kind": "person", "owner_full_name": typed, "owner_address": "Xóm 3", "is_for_other": "no"}
    answered = citizen.post(url, known)
    assert answered.status_code == 422
    assert "id_owner_full_name" in answered.content.decode()
    assert "<script>alert" not in answered.content.decode()
    assert Draft.objects.get().parties["owner"]["address"] == "Xóm 3"


@pytest.mark.parametrize(
    ("field", "typed"),
    [("identity_number", "00419000012"), ("identity_number", "００４１９００００１２３"), ("phone", "0123"),
     ("email", "mai@"), ("identity_number", "000000000001"), ("email", "a@b.vn\nBcc: x@y.vn")],
)  # fmt: skip
def test_a_wrong_number_or_address_is_told_at_its_box(citizen, draft, field, typed):
    known = {"owner_kind": "person", "owner_full_name": "Triệu Thị Mai", "is_for_other": "no", f"owner_{field}": typed}
    answered = citizen.post(f"/ban-nhap/{draft.key}/nguoi-yeu-cau/", known)
    assert answered.status_code == 422
    assert f"id_owner_{field}_error" in answered.content.decode()


@pytest.mark.parametrize(
    "code", [OTHER_SCRIPT, "H14.31-２６０３０２-0001", "'; drop table", NUL, "H14" * 200, "%00", "H14.31-269999-0001"]
)
def test_a_code_of_another_script_or_shape_is_refused_in_words(code):
    answered = Client(raise_request_exception=False).get("/tra-cuu/", {"ma": code})
    assert answered.status_code == 422
    assert "H14.05-261122-0001" in answered.content.decode()


def test_an_unknown_code_says_so(cast):
    answered = Client().get("/tra-cuu/H14.31-260302-0999/")
    assert answered.status_code == 404
    assert "Không có hồ sơ nào mang mã này" in answered.content.decode()


@pytest.mark.parametrize("day", ["31/02/2026", "2026-13-01", "ngày mai", "01/01/0001", "0" * 500, NUL])
@pytest.mark.parametrize("move", ["extend", "request_supplement"])
def test_an_impossible_day_is_refused(cast, sign_in, day, move):
    dossier = walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY), MONDAY + walking.HOUR)
    given = {"appointed_on": day, "answer_by": day, "reason": "Chậm do chờ xác minh", "others": "Bản rõ"}
    who = "leader" if move == "extend" else "specialist"
    answered = sign_in(who).post(f"/ban-lam-viec/ho-so/{dossier.code}/viec/{move}/", given)
    assert answered.status_code in {409, 422}
    assert Dossier.objects.get().state == "in_progress"


@pytest.mark.parametrize("amount", ["", "-5", "0", "1e9", "135,5", "9" * 40, "một trăm", NUL])
def test_an_impossible_amount_is_refused(cast, sign_in, amount):
    dossier = walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY), MONDAY + walking.HOUR)
    given = {"amount": amount, "reason": "Lệ phí trước bạ"}
    answered = sign_in("specialist").post(f"/ban-lam-viec/ho-so/{dossier.code}/viec/demand_fee/", given)
    assert answered.status_code == 422
    assert Dossier.objects.get().state == "in_progress"


def test_a_wrong_day_loses_no_word_of_what_must_be_brought(cast):
    desk, dossier = signed_in(cast.receiver), make_dossier(cast)
    asked = {"paper": "1", "defect-1": "Bản rõ hơn", "defect-2": "Thiếu chữ ký", "reason": "Điều 16 Luật Hộ tịch"}
    answered = desk.post(move_url(dossier, "request_supplement"), {**asked, "answer_by": "01/01/2020"})
    html = text_of(answered)
    assert answered.status_code == 422
    assert "01/01/2020 đã qua" in html
    assert 'name="paper" value="1" checked' in html
    for words in ("Bản rõ hơn", "Thiếu chữ ký"):
        assert f'value="{words}"' in html
    assert desk.post(move_url(dossier, "request_supplement"), asked).status_code == 302
    defects = Defect.objects.order_by("id").values_list("paper_number", "text")
    assert list(defects) == [(1, "Bản rõ hơn"), (2, "Thiếu chữ ký")]  # what was written counts, ticked or not


def test_an_organisation_stays_one_when_its_name_is_put_right(cast):
    desk, dossier = signed_in(cast.receiver), make_dossier(cast)
    owner = dossier.parties.get(role="owner")
    dossier.parties.filter(pk=owner.pk).update(kind="organisation", full_name="HTX Hoa An", identity_number="")
    html = text_of(desk.get(move_url(dossier, "correct")))
    assert re.search(r'value="organisation"[^>]* checked', html)
    typed = {"owner_kind": "organisation", "owner_full_name": "Hợp tác xã Hòa An", "owner_phone": "12"}
    refused = desk.post(move_url(dossier, "correct"), typed)
    assert refused.status_code == 422
    assert 'value="Hợp tác xã Hòa An"' in text_of(refused)
    assert desk.post(move_url(dossier, "correct"), {**typed, "owner_phone": ""}).status_code == 302
    owner.refresh_from_db()
    assert (owner.kind, owner.full_name) == ("organisation", "Hợp tác xã Hòa An")


def test_unknown_things_are_not_there(citizen, cast, draft):
    draft_path = f"/ban-nhap/{draft.key}/giay-to/999999/5/bo/"
    for path in ("/thu-tuc/9.999999/", f"/ban-nhap/{uuid4()}/kiem-tra/", "/ho-so/H14-260101-0001/", draft_path):
        assert citizen.get(path).status_code in {404, 405}, path
    answered = citizen.get("/thu-tuc/9.999999/")
    assert 'lang="vi"' in answered.content.decode()


def test_an_unknown_agency_is_refused(citizen, cast):
    answered = citizen.post(f"/nop-ho-so/{cast.procedure.code}/", {"agency": "H99"})
    assert answered.status_code == 422
    assert not Draft.objects.exists()


def test_an_expired_session_keeps_the_draft_and_leads_back_to_its_step(citizen, cast, draft):
    url = f"/ban-nhap/{draft.key}/nguoi-yeu-cau/"
    citizen.post(url, {"owner_kind": "person", "owner_full_name": "Triệu Thị Mai", "is_for_other": "no"})
    gone = Client()
    answered = gone.post(url, {"owner_full_name": "Triệu Thị Mây"})
    assert answered.status_code == 302
    assert answered["Location"].startswith("/dang-nhap/?next=")
    assert str(draft.key) in answered["Location"]
    assert gone.post(url, {}, headers={"X-Autosave": "1"}).status_code in {302, 401, 403}
    assert Draft.objects.get().parties["owner"]["full_name"] == "Triệu Thị Mai"


def test_a_form_without_its_token_is_refused_and_says_that_the_draft_is_kept(cast, draft):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.citizen)
    answered = strict.post(f"/ban-nhap/{draft.key}/kiem-tra/", {})
    assert answered.status_code == 403
    assert "nháp" in answered.content.decode()
    assert Draft.objects.exists()


def test_a_tampered_key_or_choice_at_the_counter_is_told(cast, sign_in):
    given = {"do": "receive", "submission_key": "không phải", "owner_full_name": "Mai", "chosen": cast.procedure.code,
             "receiving": "H99", "agency": "H99", "paper": ["abc", "-1"], "channel": "?"}  # fmt: skip
    answered = sign_in("receiver").post("/ban-lam-viec/tiep-nhan/", given)
    assert answered.status_code in {404, 422}
    assert not Dossier.objects.exists()
