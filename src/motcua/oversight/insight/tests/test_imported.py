"""Dossiers moved in from an older system are counted like our own, shown apart, and the same after a recount."""

import pytest

from motcua.casework.dossiers.tests.factories import make_cast
from motcua.casework.moving_in.tests.factories import line, moved_in, running, write_json
from motcua.kernel.events.relay import run_until_idle
from motcua.oversight.insight.actions.telling import recount_dossiers
from motcua.oversight.insight.models import Movement

pytestmark = pytest.mark.django_db(transaction=True)


def movements():
    rows = Movement.objects.order_by("subject", "position", "fact", "detail", "at", "amount")
    return list(rows.values_list("subject", "position", "fact", "detail", "at", "amount", "cut__origin"))


def test_imported_dossiers_are_counted_once_and_shown_apart(tmp_path):
    make_cast()
    late = line(2, due_at="03/03/2026 17:00")
    path = write_json(tmp_path / "a.jsonl", line(1), late, running(3))
    moved_in(path)
    run_until_idle()
    counted = movements()
    assert {row[0] for row in counted} == {one["code"] for one in (line(1), late, running(3))}
    assert {row[-1] for row in counted} == {"imported"}
    for one in (line(1), late, running(3)):
        recount_dossiers([str(one["code"])])
    assert movements() == counted
    moved_in(path)
    run_until_idle()
    assert movements() == counted
