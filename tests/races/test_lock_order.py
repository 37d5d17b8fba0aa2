"""The table of docs/locking.md is true: every statement of every move takes its locks in that order."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.casework.dossiers import public as moves
from motcua.casework.dossiers.public import Channel, DefectInput, PartyInput
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import (
    ELSEWHERE,
    MONDAY,
    make_application,
    make_dossier,
    make_file,
)
from motcua.kernel import clock
from motcua.kernel.events.relay import run_until_idle
from motcua.registry.catalogue.public import offer_procedure
from motcua.registry.people.public import Profile, remember_profile
from tests.visiting import ready_draft, signed_in, step_url, submit

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "locking.md").read_text(encoding="utf-8")
HOUR = timedelta(hours=1)
WHY = "Theo Điều 16 Luật Hộ tịch."
_LOCKED_BY_WRITING = re.compile(r'(?:UPDATE|DELETE FROM)\s+"?(\w+)"?')
_LOCKED_BY_COUNTING = re.compile(r'INSERT INTO "?(\w+)"?[\s\S]+ON CONFLICT[\s\S]+DO UPDATE')
_LOCKED_BY_READING = re.compile(r"FOR (?:NO KEY )?UPDATE(?: OF ([\w\", ]+))?(?: SKIP LOCKED)?$")
_NEW = re.compile(r'INSERT INTO "?(\w+)"?')


def tables(text):
    """Tables of the models named in a text."""
    return [apps.get_model(label)._meta.db_table for label in re.findall(r"`(\w+\.[A-Z]\w+)`", text)]


ORDER = [table for line in PAGE.splitlines() if re.match(r"\| \d", line) for table in tables(line)]
OF_A_DOSSIER = tables(PAGE[PAGE.index("What belongs to a dossier") : PAGE.index("These are locked alone")])
ALONE = tables(PAGE[PAGE.index("These are locked alone") : PAGE.index("Events are only inserted")])


def locks_of(sql):
    """Tables whose rows a statement locks, in its order."""
    if found := _LOCKED_BY_COUNTING.match(sql.strip()) or _LOCKED_BY_WRITING.match(sql.strip()):
        return [found[1]]
    if found := _LOCKED_BY_READING.search(sql.strip()):
        return re.findall(r"\w+", found[1] or re.search(r'FROM "(\w+)"', sql)[1])
    return []


def transactions(statements):
    """The statements cut at each BEGIN and COMMIT."""
    cut = [[]]
    for sql in statements:
        if sql in {"BEGIN", "COMMIT", "ROLLBACK"}:
            cut.append([])
        else:
            cut[-1].append(sql)
    return [one for one in cut if one]


def locks_in(statements):
    """Tables in the order in which rows of theirs were locked first; own new rows apart."""
    locked, new = [], set()
    for sql in statements:
        locked += [table for table in locks_of(sql) if table not in new and table not in locked]
        if (made := _NEW.match(sql.strip())) and "ON CONFLICT" not in sql:
            new.add(made[1])
    return locked


def check(statements):
    """Refuse locks that the page does not know or puts elsewhere."""
    locked = locks_in(statements)
    ranked = [table for table in locked if table in ORDER]
    assert ranked == sorted(ranked, key=ORDER.index), (locked, statements)
    unknown = set(locked) - {*ORDER, *OF_A_DOSSIER, *ALONE}
    assert not {table for table in unknown if table.startswith(("dossiers_", "workflow_"))}, (unknown, statements)
    if set(locked) & set(OF_A_DOSSIER):
        assert "dossiers_dossier" in locked or any('INTO "dossiers_dossier"' in sql for sql in statements), statements
    if set(locked) & set(ALONE):
        assert not ranked, (locked, statements)
    return locked


def test_the_page_names_its_order_and_the_test_reads_sql():
    assert ORDER[:2] == ["dossiers_draft", "dossiers_dossier"]
    assert ORDER[-2:] == ["workflow_processrun", "workflow_task"]
    assert {"dossiers_supplement", "dossiers_result"} <= set(OF_A_DOSSIER)
    assert locks_of('SELECT 1 FROM "a" WHERE x FOR NO KEY UPDATE OF "b", "a"') == ["b", "a"]
    assert locks_of('SELECT 1 FROM "a" FOR NO KEY UPDATE') == ["a"]
    assert locks_of("INSERT INTO a AS c (x) VALUES (1) ON CONFLICT (x) DO UPDATE SET n = 1") == ["a"]
    assert locks_of('INSERT INTO "a" (x) VALUES (1)') == locks_of("SELECT 1") == []


def test_locks_out_of_order_are_found():
    with pytest.raises(AssertionError):
        check(['UPDATE "workflow_task" SET x = 1', 'UPDATE "dossiers_dossier" SET x = 1'])
    with pytest.raises(AssertionError):
        check(['UPDATE "dossiers_result" SET x = 1'])
    assert check(['INSERT INTO "workflow_task" (x)', 'UPDATE "workflow_task" SET x', 'UPDATE "dossiers_dossier" SET x'])


def one_of_each_move(cast):
    """Every move of the law and of the desk at least once."""
    dossier = walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY), MONDAY + HOUR)
    specialist, receiver, leader = (one.username for one in (cast.specialist, cast.receiver, cast.leader))
    moves.request_supplement(
        dossier, defects=[DefectInput("Giấy chứng sinh", 2)], reason=WHY, officer=specialist, at=MONDAY + HOUR
    )
    moves.provide_supplement(
        dossier, files={2: [make_file().id]}, paper_copies=[1], actor=cast.citizen.username, at=MONDAY + 2 * HOUR
    )
    moves.demand_fee(dossier, amount=1, reason=WHY, officer=specialist, at=MONDAY + 2 * HOUR)
    moves.confirm_fee(dossier, officer=receiver, at=MONDAY + 2 * HOUR)
    later = clock.at(date(2026, 3, 12), 17)
    moves.extend_deadline(dossier, appointed_at=later, reason=WHY, officer=leader, at=MONDAY + 3 * HOUR)
    owner = PartyInput(role="owner", full_name="Triệu Thị Mây")
    moves.correct_party(dossier, owner, officer=receiver, at=MONDAY + 3 * HOUR)
    task = walking.task_of(dossier, "process")
    moves.hand_over_task(dossier, task=task, to=specialist, officer=specialist, at=MONDAY + 3 * HOUR)
    dossier = walking.resolved(cast, walking.proposed(cast, dossier, MONDAY + 4 * HOUR), MONDAY + 6 * HOUR)
    moves.reopen_dossier(dossier, reason=WHY, officer=leader, at=MONDAY + 6 * HOUR)
    dossier = walking.assigned(cast, dossier, MONDAY + 7 * HOUR)
    dossier = walking.resolved(cast, walking.proposed(cast, dossier, MONDAY + 7 * HOUR), MONDAY + 8 * HOUR)
    moves.post_result(dossier, tracking_code="EA1", officer=receiver, at=MONDAY + 8 * HOUR)
    walking.returned(cast, dossier, MONDAY + 9 * HOUR)

    moves.refuse_receipt(make_dossier(cast), reason=WHY, officer=receiver, at=MONDAY)
    moves.withdraw_dossier(
        walking.accepted(cast, make_dossier(cast), MONDAY), reason=WHY, actor=cast.citizen.username, at=MONDAY
    )
    moves.stop_dossier(walking.accepted(cast, make_dossier(cast), MONDAY), reason=WHY, officer=leader, at=MONDAY)
    moved = walking.accepted(cast, make_dossier(cast, given_code="H14.31-260302-0099"), MONDAY)
    moves.transfer_dossier(moved, to_agency_code=ELSEWHERE, reason=WHY, officer=leader, at=MONDAY)
    moves.receive_at_counter(make_application(cast, channel=Channel.COUNTER), officer=receiver, at=MONDAY)
    moves.collect_fee(make_dossier_with_fee(cast), officer=receiver, at=MONDAY)


def make_dossier_with_fee(cast):
    dossier = make_dossier(cast)
    dossier.fee_state, dossier.fee_amount = "due", 8_000
    dossier.save(update_fields=["fee_state", "fee_amount"])
    return dossier


def test_every_move_takes_its_locks_in_the_order_of_the_page(cast):
    offer_procedure(cast.procedure.code, ELSEWHERE, date(2026, 1, 1), actor="test", at=MONDAY)
    tab = signed_in(cast.citizen)
    with CaptureQueriesContext(connection) as asked:
        one_of_each_move(cast)
        key = ready_draft(tab, cast)
        tab.post(step_url(key, "nguoi-yeu-cau"), {"owner_full_name": "Triệu Thị Mai"})
        submit(tab, key)
        signed_in(cast.leader).get(reverse("dossiers:desk-list"))
        remember_profile(Profile("004090001234", "Nông Văn Nam"), at=MONDAY)
        run_until_idle()
    taken = [check(one) for one in transactions([query["sql"] for query in asked])]
    assert {table for locked in taken for table in locked} >= set(ORDER)
