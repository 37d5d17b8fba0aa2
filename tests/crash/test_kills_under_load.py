"""Web, worker, supervisor and PostgreSQL are killed at random under load: what was acknowledged happened, once.

MOTCUA_CRASHES says how many are killed (12; fifty take about eight minutes on a busy machine, the last
of which wait for leases to run out), MOTCUA_SEED repeats a run's choices.
"""

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable

import psycopg
import pytest

from tests.crash.killing import Killer
from tests.crash.living import Diary, Family, Partner
from tests.crash.post_office import open_office
from tests.running import REPOSITORY, House, new_home, wait_until

pytestmark = pytest.mark.crash
KILLS = int(os.environ.get("MOTCUA_CRASHES", "12"))
SEED = int(os.environ.get("MOTCUA_SEED") or random.SystemRandom().randrange(10**6))
LONGEST_TO_IDLE_SECONDS = 900
"""Two minutes of a dead worker's lease, the ten of a delivery that failed five times, and the work that then waits."""
SLIPS = {"dossiers.submitted": "00", "dossiers.accepted": "01", "dossiers.supplement_requested": "02",
         "dossiers.forwarded": "06"}  # fmt: skip
TOLD = {"dossiers.submitted", "dossiers.accepted", "dossiers.supplement_requested", "dossiers.supplement_provided"}
_BACKLOG = """
SELECT (SELECT count(*) FROM events_eventrecord WHERE position IS NULL),
       (SELECT count(*) FROM events_delivery WHERE state <> 'done')
"""
_WAITING = """
SELECT subscriber, kind, state, attempts, next_at - now() AS due_in, last_error, count(*)
FROM events_eventrecord AS event LEFT JOIN events_delivery AS delivery ON delivery.event_id = event.id
WHERE position IS NULL OR state <> 'done' GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY due_in LIMIT 20
"""


def run_beside(house: House, module: str) -> dict:
    """A program of the tests on the database of the house; what it says."""
    environment = house.environment | {
        "DATABASE_URL": house.server.url(),
        "DJANGO_SETTINGS_MODULE": "motcua.roof.settings",
        "PYTHONPATH": f"{REPOSITORY / 'src'}{os.pathsep}{REPOSITORY}",
    }
    command = [sys.executable, "-W", "ignore", "-m", module]
    done = subprocess.run(command, env=environment, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def waiting(house: House) -> str:
    """What is not done yet, and what the house says."""
    try:
        with psycopg.connect(house.server.url()) as connection:
            rows = connection.execute(_WAITING).fetchall()
    except psycopg.OperationalError as error:
        rows = [(str(error),)]
    return "\n".join([f"seed {SEED}", *map(str, rows), house.said()])


def is_idle(house: House) -> bool:
    """Whether every event has its position and every delivery is done."""
    try:
        with psycopg.connect(house.server.url()) as connection:
            return connection.execute(_BACKLOG).fetchone() == (0, 0)
    except psycopg.OperationalError:
        return False


class Load:
    """Two families and a partner, each in a thread of its own."""

    def __init__(self, address: Callable[[], str | None], told: dict) -> None:
        self.diary, self._stop = Diary(), threading.Event()
        given = (address, told, self.diary, self._stop)
        self.partner = Partner(*given)
        people = (Family("citizen", *given), Family("other_citizen", *given), self.partner)
        self._threads = [threading.Thread(target=one.live) for one in people]

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(120)


def test_what_was_acknowledged_happened_once_whoever_was_killed(capsys):
    began, dice = time.monotonic(), random.Random(SEED)
    with new_home() as home, open_office() as office:
        house = House(home, settings={"MOTCUA_SMTP_HOST": "127.0.0.1", "MOTCUA_SMTP_PORT": str(office.port)})
        try:
            house.start()
            told = run_beside(house, "tests.crash.furnish")
            with Load(lambda: house.address, told) as load:
                killer = Killer(house, office, load.diary, dice)
                killer.kill(KILLS)
            killing = time.monotonic() - began
            wait_until(lambda: is_idle(house), seconds=LONGEST_TO_IDLE_SECONDS, what=lambda: waiting(house))
            found = run_beside(house, "tests.crash.audit")
            load.partner.read_to_the_end()
            log = house.server.log.read_text(errors="replace")
        finally:
            house.clear()
    diary = load.diary
    with capsys.disabled():
        print(  # noqa: T201 - the run's own line
            f"\nseed {SEED}: {KILLS} kills in {killing:.0f} s ({dict(killer.killed)}), idle after"
            f" {time.monotonic() - began:.0f} s; {len(diary.acknowledged)} moves acknowledged, {diary.broken} requests"
            f" broken; {len(found['events'])} events, {len(found['slips'])} slips, {len(found['notices'])} notices,"
            f" {len(office.came)} letters, {office.repeats} repeats; slowest to work again:"
            f" {sorted(killer.recoveries, reverse=True)[:5]}"
        )
    assert not diary.unexpected, "\n".join(diary.unexpected[:3])
    assert "deadlock detected" not in log
    check_rows(found, diary)
    check_letters(found, office)
    check_feed(found, load.partner)


def check_rows(found: dict, diary: Diary) -> None:
    """Each acknowledged move: one event; each event: one slip and one notice where due, and rows that agree."""
    assert found["backlog"] == {"unplaced": 0, "waiting": 0, "dead": 0}
    assert found["doubled"] == found["differing"] == []
    events = Counter((subject, kind) for _key, subject, kind, _position in found["events"])
    assert [move for move in diary.acknowledged if events[move] != 1] == []
    once = {move: count for move, count in events.items() if move[1] in SLIPS.keys() | TOLD and count > 1}
    assert once == {}
    assert {subject for _key, subject, kind, _position in found["events"] if kind == "dossiers.submitted"} == set(
        found["dossiers"]
    )

    slips = dict(found["slips"])
    due = {key: SLIPS[kind] for key, _subject, kind, _position in found["events"] if kind in SLIPS}
    assert slips == due
    told = {key for key, _subject, kind, _position in found["events"] if kind in TOLD}
    assert {key for key, _name in found["notices"]} <= told
    families = {subject for subject, kind in diary.acknowledged if kind != "dossiers.submitted"}
    theirs = {key for key, subject, kind, _position in found["events"] if kind in TOLD and subject in families}
    assert theirs <= {key for key, _name in found["notices"]}


def check_letters(found: dict, office: object) -> None:
    """Each told event: one letter, sent at least once, always with the same Message-ID and text; repeats ≤ kills."""
    told = {key for key, _subject, kind, _position in found["events"] if kind in TOLD}
    assert Counter(key for key, _message_id, _sent in found["letters"]) == Counter(told)
    assert all(is_sent for _key, _message_id, is_sent in found["letters"])
    assert {message_id for _key, message_id, _sent in found["letters"]} == set(office.came)
    assert all(len(texts) == 1 for texts in office.texts.values())
    assert office.repeats <= KILLS


def check_feed(found: dict, partner: Partner) -> None:
    """The partner has read every event of the agency's dossiers once, in the order of their positions."""
    positions = [position for position, _subject, _kind in partner.read]
    assert positions == sorted(set(positions))
    dossiers = set(found["dossiers"])
    theirs = {
        position
        for _key, subject, kind, position in found["events"]
        if subject in dossiers and kind.startswith("dossiers.")
    }
    assert theirs <= set(positions)
