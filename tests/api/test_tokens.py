"""Keys of partners: shown once, kept as a digest, given and ended by command; uploads left alone are forgotten."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from motcua.channels.api.jobs import remove_old_uploads
from motcua.channels.api.models import PartnerToken, Upload
from motcua.kernel import clock
from motcua.kernel.events.models import EventRecord
from tests.api.calling import new_dossier


def told(*words, **options):
    said = StringIO()
    call_command(*words, stdout=said, **options)
    return said.getvalue().strip()


def test_a_key_is_shown_once_and_only_its_digest_is_kept(cast, client):
    token = told("issue_token", "Bưu điện", cast.receiver.username)
    row = PartnerToken.objects.get()
    assert len(token) >= 40
    assert token not in str(vars(row))
    assert client.get("/api/v1/dossiers", headers={"Authorization": f"Bearer {token}"}).status_code == 200
    event = EventRecord.objects.get(kind="api.token_issued")
    assert (event.subject, event.actor) == (f"token:{row.pk}", "motcua")
    assert token not in str(event.payload)


def test_a_key_lasts_a_year_unless_said_otherwise(cast):
    told("issue_token", "Bưu điện", cast.receiver.username)
    told("issue_token", "Thử", cast.receiver.username, days=7)
    lasting = [token.ends_at - token.issued_at for token in PartnerToken.objects.order_by("id")]
    assert lasting == [timedelta(days=365), timedelta(days=7)]


@pytest.mark.parametrize("days", [0, -1, 4000])
def test_a_key_lasts_a_day_at_least_and_ten_years_at_most(cast, days):
    with pytest.raises(CommandError, match="3650"):
        told("issue_token", "Thử", cast.receiver.username, days=days)


@pytest.mark.parametrize("username", ["khong.co", "004190000123", "lanh.dao"])
def test_a_key_acts_as_an_officers_account_that_is_not_closed(cast, username):
    cast.leader.is_active = False
    cast.leader.save()
    with pytest.raises(CommandError, match=username):
        told("issue_token", "Bưu điện", username)
    assert not PartnerToken.objects.exists()


def test_all_keys_of_a_partner_are_ended_by_name(cast):
    for name in ("Bưu điện", "Bưu điện", "Cổng tỉnh"):
        told("issue_token", name, cast.receiver.username)
    assert "2" in told("end_token", "Bưu điện")
    in_force = PartnerToken.objects.filter(ends_at__gt=clock.now())
    assert [token.name for token in in_force] == ["Cổng tỉnh"]
    assert EventRecord.objects.filter(kind="api.token_ended").count() == 2
    with pytest.raises(CommandError, match="Bưu điện"):
        told("end_token", "Bưu điện")


def test_a_file_not_attached_within_thirty_days_must_be_brought_again(cast, partner):
    body = new_dossier(cast, partner)
    remove_old_uploads(clock.now() + timedelta(days=29))
    assert Upload.objects.count() == 1
    remove_old_uploads(clock.now() + timedelta(days=31))
    assert not Upload.objects.exists()
    answer = partner.post("/dossiers", body)
    assert (answer.status_code, "30 ngày" in answer.json()["message"]) == (422, True)


def test_a_dossier_that_was_sent_is_found_by_its_key_after_its_files_were_forgotten(cast, partner):
    body = new_dossier(cast, partner)
    partner.post("/dossiers", body)
    remove_old_uploads(clock.now() + timedelta(days=31))
    assert partner.post("/dossiers", body).status_code == 200
