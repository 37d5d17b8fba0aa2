"""Applying online: the draft keeps itself, and follows the law when it changes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from motcua.casework.dossiers.models import Draft
from motcua.casework.dossiers.tests.factories import COMMUNE, make_cast
from motcua.kernel import clock
from motcua.registry.catalogue.public import CaseView, PaperView, draft_of, publish_procedure

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


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
