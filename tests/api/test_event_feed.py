"""The event feed: in the order of positions, from a cursor, nothing missed and nothing told to the wrong partner."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event as Signal

import pytest
from django.db import connection, transaction

from motcua.casework.dossiers.events import DossierWithdrawn
from motcua.casework.dossiers.public import transfer_dossier
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import (
    BORN,
    COMMUNE,
    DAY_ONE,
    ELSEWHERE,
    MONDAY,
    make_cast,
    make_dossier,
    make_procedure,
)
from motcua.kernel.events.models import EventRecord
from motcua.kernel.events.relay import place
from motcua.kernel.events.store import record
from motcua.registry.catalogue.public import offer_procedure, procedure_on
from tests.api.calling import Partner, counter, new_dossier

MANY = 5_000


def withdrawn(subject, agency_code=COMMUNE):
    """A fact whose dossier does not matter."""
    return DossierWithdrawn(
        subject=subject, agency_code=agency_code, at=MONDAY, actor="004190000123", procedure_code="1.001193",
        channel="online", due_at=None,
    )  # fmt: skip


def read(partner, cursor=0, limit=200):
    """The rest of the feed, and the cursor to go on with."""
    found = []
    while True:
        page = partner.get("/events", cursor=cursor, limit=limit).json()
        found += page["items"]
        cursor = page["cursor"]
        if page["is_last"]:
            return found, cursor


def test_an_event_says_what_happened_to_which_dossier_and_not_who_did_it(cast, partner):
    dossier = walking.accepted(cast, make_dossier(cast), MONDAY + timedelta(hours=1))
    place()
    found, _cursor = read(partner)
    assert [item["kind"] for item in found] == ["dossiers.submitted", "dossiers.accepted"]
    accepted = found[1]
    assert (accepted["subject"], accepted["agency"], accepted["version"]) == (dossier.code, COMMUNE, 1)
    assert accepted["payload"]["register_number"] == 1
    assert "actor" not in accepted
    assert accepted["position"] > found[0]["position"]


def test_what_no_relay_has_placed_is_not_told_yet(cast, partner):
    make_dossier(cast)
    assert read(partner) == ([], 0)
    place()
    assert len(read(partner)[0]) == 1


def test_a_cursor_beyond_the_end_waits_there(cast, partner):
    make_dossier(cast)
    place()
    _found, cursor = read(partner)
    assert read(partner, cursor) == ([], cursor)
    make_dossier(cast)
    place()
    assert len(read(partner, cursor)[0]) == 1


@pytest.mark.django_db(transaction=True)
def test_five_thousand_events_come_page_by_page_each_once_and_in_order(transactional_db):
    make_cast()
    partner = counter()
    EventRecord.objects.all().delete()
    rows = [withdrawn(f"H14.31-260302-{number:04d}", COMMUNE if number % 5 else ELSEWHERE) for number in range(MANY)]
    with transaction.atomic():
        EventRecord.objects.bulk_create(
            [
                EventRecord(key=one.id, kind=one.kind, subject=one.subject, agency_code=one.agency_code, at=one.at,
                            recorded_at=one.at, actor=one.actor, payload=one.payload())
                for one in rows
            ],
            batch_size=1000,
        )  # fmt: skip
    while place():
        pass
    found, cursor = read(partner)
    mine = [one.subject for one in rows if one.agency_code == COMMUNE]
    assert [item["subject"] for item in found] == mine
    assert cursor == MANY
    half = found[len(found) // 2]["position"]
    assert [item["subject"] for item in read(partner, half, limit=7)[0]] == mine[len(mine) // 2 + 1 :]


@pytest.mark.django_db(transaction=True)
def test_what_was_recorded_first_and_committed_last_is_not_missed(transactional_db):
    make_cast()
    partner = counter()
    _old, start = read(partner)
    recorded, may_commit = Signal(), Signal()

    def slow():
        try:
            with transaction.atomic():
                record(withdrawn("H14.31-260302-0001"))
                recorded.set()
                assert may_commit.wait(30)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        slowly = pool.submit(slow)
        assert recorded.wait(30)
        with transaction.atomic():
            record(withdrawn("H14.31-260302-0002"))
        place()
        first, cursor = read(partner, start)
        may_commit.set()
        slowly.result(30)
    place()
    second, _end = read(partner, cursor)
    assert [item["subject"][-4:] for item in first] == ["0002"]
    assert [item["subject"][-4:] for item in second] == ["0001"]
    ids = dict(EventRecord.objects.values_list("subject", "id"))
    assert ids["H14.31-260302-0001"] < ids["H14.31-260302-0002"]


def test_other_agencies_events_and_those_of_other_modules_are_not_told(cast, partner):
    procedure = make_procedure("2.000001", agency=ELSEWHERE)
    there = {"procedure_version": procedure.version_id, "agency_code": ELSEWHERE, "receiving_agency_code": ELSEWHERE}
    make_dossier(cast, **there)
    mine = make_dossier(cast)
    place()
    assert {item["subject"] for item in read(partner)[0]} == {mine.code}
    assert EventRecord.objects.exclude(kind__startswith="dossiers.").exclude(position=None).exists()


def test_who_took_a_dossier_in_for_another_agency_hears_of_it(cast, partner):
    make_procedure("2.000001", agency=ELSEWHERE)
    body = new_dossier(cast, partner, procedure="2.000001", agency=ELSEWHERE, receiving_agency=COMMUNE)
    body["papers"] = [{"paper": offered(body["procedure"]), "files": [partner.file()]}]
    code = partner.post("/dossiers", body).json()["code"]
    place()
    for listener in (partner, Partner(cast.stranger)):
        assert [(item["subject"], item["agency"]) for item in read(listener)[0]] == [(code, ELSEWHERE)]


def test_who_gave_a_dossier_away_hears_that_it_went(cast, partner):
    offer_procedure(cast.procedure.code, ELSEWHERE, DAY_ONE, actor="test", at=BORN)
    dossier = walking.accepted(cast, make_dossier(cast, receiving_agency_code=ELSEWHERE), MONDAY)
    officer = cast.leader.username
    transfer_dossier(dossier, to_agency_code=ELSEWHERE, reason="Đúng nơi", officer=officer, at=MONDAY)
    place()
    assert partner.get(f"/dossiers/{dossier.code}").status_code == 404
    assert [item["kind"] for item in read(partner)[0]][-1] == "dossiers.transferred"


def offered(code):
    return procedure_on(code, DAY_ONE).cases[0].papers[0].id
