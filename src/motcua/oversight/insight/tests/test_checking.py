"""The check finds whatever is counted otherwise than its events say; several processes find what one finds."""

from collections import Counter
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from hypothesis import example, given
from hypothesis import strategies as st

from motcua.casework.dossiers.tests.factories import MONDAY, make_cast, make_dossier
from motcua.casework.dossiers.tests.walking import HOUR, accepted, whole_way
from motcua.kernel.events.store import subject_ranges
from motcua.oversight.insight.actions import checking
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.models import Entry, Tally
from motcua.oversight.insight.queries.kept import Row, drawn_line
from motcua.oversight.insight.tests.factories import deliver_to_figures

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_processes_find_what_one_finds(monkeypatch):
    monkeypatch.setattr(checking, "DOSSIERS_AT_ONCE", 2)
    load_definitions()
    cast = make_cast()
    for number in range(5):
        way = accepted if number % 2 else whole_way
        way(cast, make_dossier(cast), MONDAY + HOUR)
    deliver_to_figures()
    wrong = Tally.objects.order_by("-subject")[0]
    Entry.objects.filter(tally=wrong, measure__fact="received").delete()
    one, two = checking.compare(), checking.compare(processes=2)
    assert (one.dossiers, one.wrong) == (5, [wrong.subject])
    assert one == two


TAMPERED = (
    "UPDATE insight_entry SET amount = amount + 1 WHERE id = %s",
    "UPDATE insight_entry SET amount = -amount WHERE id = %s",
    "UPDATE insight_entry SET at = at + interval '1 microsecond' WHERE id = %s",
    "UPDATE insight_entry SET position = position + 1 WHERE id = %s",
    "UPDATE insight_entry SET measure_id = measure_id + 1 WHERE id = %s",
    "UPDATE insight_entry SET cut_id = 0 WHERE id = %s",
    (
        "UPDATE insight_entry e SET at = o.at FROM insight_entry o"
        " WHERE e.id = %s AND o.tally_id = e.tally_id AND o.at > e.at"
    ),
    "DELETE FROM insight_entry WHERE id = %s",
    (
        "INSERT INTO insight_entry (position, recorded_at, at, amount, tally_id, measure_id, cut_id)"
        " SELECT position, recorded_at, at, amount, tally_id, measure_id, cut_id FROM insight_entry WHERE id = %s"
    ),
    (
        "INSERT INTO insight_entry (position, recorded_at, at, amount, tally_id, measure_id, cut_id)"
        " SELECT position, recorded_at, at, 0, tally_id, measure_id, cut_id FROM insight_entry WHERE id = %s"
    ),
)


def test_whatever_is_written_otherwise_makes_its_dossier_suspect_and_no_other():
    load_definitions()
    cast = make_cast()
    for number in range(3):
        way = accepted if number else whole_way
        way(cast, make_dossier(cast), MONDAY + HOUR)
    deliver_to_figures()
    (everything,) = subject_ranges(1)
    assert checking.compare_some(everything).suspects == []
    for subject in Tally.objects.values_list("subject", flat=True):
        first = Entry.objects.filter(tally__subject=subject).order_by("at", "id").first()
        for statement in TAMPERED:
            with undone(), connection.cursor() as cursor:
                cursor.execute(statement, [first.pk])
                found = checking.compare_some.__wrapped__(everything)
                assert cursor.rowcount >= 1, statement
                assert found.suspects == [subject], statement


A_ROW = st.builds(Row, position=st.integers(1, 3), at=st.integers(0, 6), measure=st.integers(1, 3),
                  cut=st.integers(1, 3), amount=st.sampled_from([-1, 1]))  # fmt: skip


@given(have=st.lists(A_ROW, max_size=5), want=st.lists(A_ROW, max_size=5))
@example(have=[Row(1, 10, 1, 1, 1), Row(1, 20, 1, 1, -1)], want=[Row(1, 15, 1, 1, 1), Row(1, 25, 1, 1, -1)])
@example(have=[Row(1, 0, 1, 1, 1), Row(1, 6, 1, 1, 1)], want=[Row(1, 2, 1, 1, 1), Row(1, 4, 1, 1, 1)])
def test_rows_that_come_to_something_else_have_another_number(have, want):
    line = drawn_line()
    assert (line.number_of(have) == line.number_of(want)) == (come_to(have) == come_to(want))


def come_to(rows):
    sums = Counter()
    for row in rows:
        sums[row._replace(amount=0)] += row.amount
    return {key: amount for key, amount in sums.items() if amount}


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
