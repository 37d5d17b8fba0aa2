"""The wall: an event when the figures change, nothing twice, and no more places taken than there are."""

import json
from datetime import timedelta
from threading import BoundedSemaphore

import pytest
from django.test import Client

from motcua.casework.dossiers.tests.factories import COMMUNE, MONDAY, make_cast, make_dossier
from motcua.casework.dossiers.tests.walking import HOUR, accepted
from motcua.kernel import clock
from motcua.oversight.boards.pages import wall
from motcua.oversight.boards.queries.live import Counter, told
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.tests.factories import deliver_to_figures

pytestmark = pytest.mark.django_db
CODES = (COMMUNE,)


@pytest.fixture
def cast():
    load_definitions()
    with clock.frozen(MONDAY + 9 * HOUR):
        yield make_cast()


def events(chunks):
    return [chunk for chunk in chunks if chunk.startswith(b"id:")]


def data(chunk):
    return json.loads(chunk.decode().split("data: ")[1])


def test_an_event_comes_when_a_figure_changes_and_only_then(cast):
    stream = told(Counter(look_every=0.01, rests_times=0), CODES, "", seconds=30)
    assert next(stream) == b"retry: 1000\n\n"
    first = next(stream)
    assert data(first)["figures"]["today-received"] == "0"
    accepted(cast, make_dossier(cast), MONDAY + 8 * HOUR)
    deliver_to_figures()
    second = next(stream)
    assert data(second)["figures"]["today-received"] == "1"
    assert first.split(b"\n")[0] != second.split(b"\n")[0]
    assert data(first)["chart"].count('class="value">0<') == len(data(first)["hours"])
    assert 'class="value">1<' in data(second)["chart"]
    stream.close()


def test_who_comes_back_with_the_last_id_is_told_nothing_twice(cast):
    counter = Counter()
    known = counter.snapshot(CODES).id
    assert events(told(counter, CODES, known, seconds=0.3)) == []
    assert len(events(told(counter, CODES, "older", seconds=0.3))) == 1


def test_a_quiet_stream_beats_so_that_a_lost_reader_is_noticed(cast):
    counter = Counter(look_every=0.01)
    known = counter.snapshot(CODES).id
    stream = told(counter, CODES, known, seconds=60, beat_every=0.02)
    assert b": .\n\n" in stream
    stream.close()


def test_beyond_the_places_the_figures_are_told_once_and_a_left_place_is_free_again(cast, monkeypatch):
    monkeypatch.setattr(wall, "_counter", Counter())
    monkeypatch.setattr(wall, "_places", BoundedSemaphore(1))
    client = Client()
    client.force_login(cast.leader)
    held = client.get("/so-lieu/man-hinh/dong/")
    assert next(iter(held.streaming_content)) == b"retry: 1000\n\n"
    full = client.get("/so-lieu/man-hinh/dong/")
    chunks = list(full.streaming_content)
    assert chunks[0] == b"retry: 3000\n\n"
    assert data(chunks[1])["figures"]["today-received"] == "0"
    assert not wall._places.acquire(blocking=False)
    held.close()  # as the server does; it also closes the connection of the request
    assert wall._places.acquire(blocking=False)
    assert held["Content-Type"] == "text/event-stream"
    assert held["X-Accel-Buffering"] == "no"


def test_the_page_stands_without_its_script(cast):
    client = Client()
    client.force_login(cast.leader)
    html = client.get("/so-lieu/man-hinh/").content.decode()
    assert 'data-live="today-received"' in html
    assert 'data-kind="rows"' in html
    assert client.get("/so-lieu/man-hinh/?tai=csv").content.decode("utf-8-sig").startswith("Giờ,Tiếp nhận\r\n")
    assert '<meta http-equiv="refresh" content="30">' in html
    assert json.loads(client.get("/so-lieu/man-hinh/so/").content)["figures"]["now-open"] == "0"


def test_figures_of_yesterday_are_not_those_of_today(cast):
    accepted(cast, make_dossier(cast), MONDAY + 8 * HOUR)
    deliver_to_figures()
    with clock.frozen(MONDAY + timedelta(days=1, hours=9)):
        shot = Counter().snapshot(CODES)
    assert shot.today["received"] == 0
    assert shot.month["open"] == 1
