"""Keeping the counts up: each event adds what it changed, once, however often and in whatever order it is delivered."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from django.db import connection, transaction

from motcua.kernel.events.store import Placed, placed_histories
from motcua.kernel.memory import kept_by_id
from motcua.oversight.insight.actions.folding import lock_mark, unfold_dossier
from motcua.oversight.insight.models import Cut, Entry, Measure, Tally
from motcua.oversight.insight.queries.cuts import field_of, level_of
from motcua.oversight.insight.queries.judging import judged, owed_at
from motcua.oversight.insight.rules.life import KINDS, Mark, Place
from motcua.oversight.insight.rules.retelling import changes as told_changes

_BEGIN = """
INSERT INTO insight_tally (subject, position) SELECT s, 0 FROM unnest(%s::text[]) s
WHERE s NOT IN (SELECT subject FROM insight_tally WHERE subject = ANY(%s)) ORDER BY s ON CONFLICT DO NOTHING
"""
_WRITE = """
WITH written AS (
    INSERT INTO insight_entry (tally_id, position, recorded_at, at, amount, measure_id, cut_id)
    SELECT * FROM unnest(%s::int[], %s::bigint[], %s::timestamptz[], %s::timestamptz[], %s::bigint[], %s::int[],
                         %s::bigint[]))
UPDATE insight_tally t SET position = n.upto FROM unnest(%s::int[], %s::bigint[]) n (id, upto) WHERE t.id = n.id
"""
_MOST_CUTS = 50_000
_NOTHING_COUNTED = 0


class Counted(NamedTuple):
    """A dossier's tally, locked: its id, and up to which position it is counted."""

    id: int
    position: int


class Told(NamedTuple):
    """What an event changed of one count of a dossier."""

    tally: int
    placed: Placed
    mark: Mark
    amount: int


def count_dossier(subject: str) -> int:
    """Add what the events of `subject` that are not counted yet have changed; how many rows."""
    return count_dossiers([subject])


@transaction.atomic(durable=True)
def count_dossiers(subjects: Collection[str]) -> int:
    """Add what the events of these dossiers that are not counted yet have changed; how many rows.

    Their tallies are locked, in one order: of two deliveries at once the second finds nothing to do.
    """
    return _catch_up(_locked(subjects))


def recount_dossier(subject: str) -> int:
    """Forget what was counted of `subject` and count all its events anew; how many rows."""
    return recount_dossiers([subject])


@transaction.atomic(durable=True)
def recount_dossiers(subjects: Collection[str]) -> int:
    """Forget what was counted of these dossiers and count all their events anew; how many rows."""
    tallies, mark = _locked(subjects), lock_mark()
    for subject in tallies:
        unfold_dossier(subject, mark)
    Entry.objects.filter(tally__in=[one.id for one in tallies.values()]).delete()
    return _catch_up({subject: one._replace(position=_NOTHING_COUNTED) for subject, one in tallies.items()})


def changes(history: Sequence[Placed], *, after: int = 0) -> Iterator[tuple[Placed, dict[Mark, int]]]:
    """Event by event in the order of positions, what each past `after` changed of the counts, judged by worktime."""
    return told_changes(history, judged, owed_at, after=after)


def _locked(subjects: Collection[str]) -> dict[str, Counted]:
    """How far each dossier is counted; their rows are locked from now on."""
    wanted = sorted(set(subjects))
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN, [wanted, wanted])
    rows = Tally.objects.filter(subject__in=wanted).order_by("subject").select_for_update(no_key=True, of=("self",))
    return {subject: Counted(*row) for subject, *row in rows.values_list("subject", "id", "position")}


def _catch_up(tallies: dict[str, Counted]) -> int:
    told, reached = list[Told](), list[tuple[int, int]]()
    for subject, history in placed_histories(kinds=KINDS, subjects=tallies):
        tally = tallies[subject]
        if history[-1].position > tally.position:
            reached.append((tally.id, history[-1].position))
            told += _told(tally, history)
    if reached:
        with connection.cursor() as cursor:
            cursor.execute(_WRITE, [*_columns(_rows(told), 7), *_columns(reached, 2)])
    return len(told)


def _told(tally: Counted, history: Sequence[Placed]) -> Iterator[Told]:
    for placed, counts in changes(history, after=tally.position):
        for mark, amount in counts.items():
            yield Told(tally.id, placed, mark, amount)


def _rows(told: Sequence[Told]) -> list[tuple[object, ...]]:
    """As they are written; each place and measure is looked up once, for one made here may yet be undone.

    In one order: what two processes make at the same time, they make without waiting for each other in a ring.
    """
    cuts = {place: _cut(place) for place in sorted({one.mark.place for one in told})}
    measures = {pair: _measure(*pair) for pair in sorted({(one.mark.fact, one.mark.detail) for one in told})}
    return [
        (one.tally, one.placed.position, one.placed.recorded_at, one.mark.at, one.amount,
         measures[one.mark.fact, one.mark.detail],
         cuts[one.mark.place])
        for one in told
    ]  # fmt: skip


def _columns(rows: Sequence[tuple[object, ...]], width: int) -> list[list[object]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[]] * width


def _measure(fact: str, detail: str) -> int:
    try:
        return _known_measure(fact, detail)
    except Measure.DoesNotExist:
        return Measure.objects.get_or_create(fact=fact, detail=detail)[0].pk


@kept_by_id(most=_MOST_CUTS)
def _known_measure(fact: str, detail: str) -> int:
    """As `_known_cut`."""
    return Measure.objects.only("id").get(fact=fact, detail=detail).pk


def _cut(place: Place) -> int:
    try:
        return _known_cut(place)
    except Cut.DoesNotExist:
        made = {"level": level_of(place.agency_code), "field_name": field_of(place.procedure_version)}
        cut, _is_new = Cut.objects.get_or_create(**place._asdict(), defaults=made)
        return cut.pk


@kept_by_id(most=_MOST_CUTS)
def _known_cut(place: Place) -> int:
    """Kept once it is there; one just made is not asked for twice, for its transaction may yet be undone."""
    return Cut.objects.only("id").get(**place._asdict()).pk
