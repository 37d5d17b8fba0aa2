"""Applying online: the draft keeps itself, and follows the law when it changes."""

import re
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from motcua.capabilities.forms.public import publish_form
from motcua.capabilities.forms.tests.factories import schema_of, text
from motcua.casework.dossiers.models import Draft
from motcua.casework.dossiers.tests.factories import BORN, COMMUNE, DAY_ONE, PASSWORD, make_cast
from motcua.kernel import clock
from motcua.kernel.tests.scenes import made_once
from motcua.registry.catalogue.public import CaseView, PaperView, draft_of, offer_procedure, publish_procedure
from motcua.registry.organisation.public import open_agency
from motcua.registry.people.public import open_citizen_account

pytestmark = pytest.mark.django_db


@made_once
def begun():
    return make_cast()


@pytest.fixture
def cast(begun):
    return deepcopy(begun)


@pytest.fixture
def citizen(cast):
    client = Client()
    client.force_login(cast.citizen)
    return client


def started(citizen, cast) -> Draft:
    answered = citizen.post(f"/nop-ho-so/{cast.procedure.code}/", {"agency": COMMUNE})
    assert answered.status_code == 302
    return Draft.objects.get()


def test_what_is_typed_is_kept_even_when_it_is_wrong(citizen, cast):
    draft = started(citizen, cast)
    url = f"/ban-nhap/{draft.key}/nguoi-yeu-cau/"
    typed = {"owner_kind": "person", "owner_full_name": "", "owner_address": "Xóm 5", "is_for_other": "no"}
    answered = citizen.post(url, typed)
    assert answered.status_code == 422
    assert Draft.objects.get().parties["owner"]["address"] == "Xóm 5"
    assert citizen.post(url, typed, headers={"X-Autosave": "1"}).status_code == 204


def test_who_is_not_signed_in_is_asked_for_that_alone(cast):
    html = Client().get(f"/nop-ho-so/{cast.procedure.code}/").content.decode()
    assert "Đăng nhập để tiếp tục" in html
    assert 'name="agency"' not in html  # a choice made now would be lost on the way


def test_the_agency_of_the_place_where_one_lives_is_chosen_beforehand(citizen, cast):
    for code, place in (("H14.71", "01273"), ("H14.72", "01279")):
        open_agency(code=code, name=f"Ủy ban nhân dân phường {place}", short_name=place, level="commune",
                    place_code=place, valid_from=DAY_ONE, actor="test", at=BORN)  # fmt: skip
        offer_procedure(cast.procedure.code, code, DAY_ONE, actor="test", at=BORN)
    page = f"/nop-ho-so/{cast.procedure.code}/"
    chosen = re.compile(r'value="(H14[.\d]+)"[^>]* checked')
    assert chosen.findall(citizen.get(page).content.decode()) == []
    neighbour = Client()
    neighbour.force_login(
        open_citizen_account(
            identity_number="004190000124", full_name="Nông Văn Tư", password=PASSWORD, place_code="01279", at=BORN
        )
    )
    assert chosen.findall(neighbour.get(page).content.decode()) == ["H14.72"]


def test_every_answer_is_shown_before_the_last_click_with_the_way_to_change_it(citizen, cast):
    draft = started(citizen, cast)
    owner = {"kind": "person", "full_name": "Triệu Thị Mai", "phone": "+84912345678", "email": "mai@vidu.vn"}
    Draft.objects.update(parties={"owner": owner, "submitter": None}, delivery_method="counter")
    html = citizen.get(f"/ban-nhap/{draft.key}/kiem-tra/").content.decode()
    assert "Triệu Thị Mai · +84912345678 · mai@vidu.vn" in html
    for step in ("nguoi-yeu-cau", "giay-to", "nhan-ket-qua"):
        assert f'<dd class="change"><a href="/ban-nhap/{draft.key}/{step}/">' in html


def test_the_answers_of_a_form_are_changed_where_they_were_given(citizen, cast):
    publish_form("to-khai", schema_of("name", name=text("Họ tên con")), valid_from=DAY_ONE, at=BORN, actor="test")
    publish_procedure(replace(draft_of(cast.procedure), form_code="to-khai"), actor="test", at=clock.now())
    draft = started(citizen, cast)
    Draft.objects.update(answers={"name": "Lý Văn Bo"}, delivery_method="counter")
    html = citizen.get(f"/ban-nhap/{draft.key}/kiem-tra/").content.decode()
    assert "Lý Văn Bo" in html
    (way,) = re.findall(rf'<dd class="change"><a href="(/ban-nhap/{draft.key}/khai-[^"]+)"', html)
    assert "Họ tên con" in citizen.get(way).content.decode()


def test_starting_again_goes_on_with_the_open_draft(citizen, cast):
    assert started(citizen, cast).key == started(citizen, cast).key


def test_a_draft_is_its_owners_alone(citizen, cast):
    draft = started(citizen, cast)
    other = Client()
    other.force_login(cast.stranger)
    assert other.get(f"/ban-nhap/{draft.key}/kiem-tra/").status_code == 404
    assert other.post(f"/ban-nhap/{draft.key}/xoa/").status_code == 404
    assert Draft.objects.exists()


def test_a_draft_goes_on_under_the_law_that_is_in_force_and_keeps_its_files(citizen, cast):
    draft = started(citizen, cast)
    paper = cast.procedure.cases[0].papers[0]
    kept = [{"id": 1, "name": "to-khai.pdf", "size": 44}]
    Draft.objects.update(files={str(paper.id): kept, str(cast.procedure.cases[0].papers[1].id): kept})
    now = draft_of(cast.procedure)
    papers = (
        PaperView(0, "MOI", "Ảnh chân dung", 1, 0, is_required=True),
        PaperView(0, "TK", paper.name, 1, 0, is_required=True),
    )
    changed = replace(now, valid_from=clock.today(), cases=(CaseView(0, "", papers),))
    published = publish_procedure(changed, actor="test", at=clock.now() + timedelta(seconds=1))
    answered = citizen.get(f"/ban-nhap/{draft.key}/giay-to/")
    assert "Thủ tục vừa thay đổi" in answered.content.decode()
    assert "Ảnh chân dung" in answered.content.decode()
    renewed = Draft.objects.get()
    assert renewed.procedure_version == published.version_id
    assert renewed.files == {str(published.cases[0].papers[1].id): kept}
    assert "Thủ tục vừa thay đổi" not in citizen.get(f"/ban-nhap/{draft.key}/giay-to/").content.decode()
