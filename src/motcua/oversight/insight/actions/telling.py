"""Keeping the counts up: each event adds what it changed, once, however often and in whatever order it is delivered."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction

from motcua.kernel.events.store import Placed, placed_histories
from motcua.oversight.insight.actions.folding import lock_mark, unfold_entries
from motcua.oversight.insight.models import Cut, Entry, Measure, Tally
from motcua.oversight.insight.queries.cuts import cut_ids, field_of, level_of, measure_known
from motcua.oversight.insight.queries.judging import judged, owed_at
from motcua.oversight.insight.rules.life import KINDS, Mark, Place
from motcua.oversight.insight.rules.retelling import agencies_of, span_of
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
UPDATE insight_tally t SET position = n.upto, begins_at = n.begins_at, rests_at = n.rests_at, agency_code = n.agency
FROM unnest(%s::int[], %s::bigint[], %s::timestamptz[], %s::timestamptz[], %s::text[])
    n (id, upto, begins_at, rests_at, agency)
WHERE t.id = n.id
"""


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


class Row(NamedTuple):
    """An entry as it is written."""

    tally: int
    position: int
    recorded_at: datetime
    at: datetime
    amount: int
    measure: int
    cut: int


class Reached(NamedTuple):
    """A tally as it is after counting."""

    id: int
    position: int
    begins_at: datetime
    rests_at: datetime | None
    agency_code: str


_KEPT_AS = ("tally_id", "position", "recorded_at", "at", "amount", "measure_id", "cut_id")


@transaction.atomic(durable=True)
def count_dossiers(subjects: Collection[str]) -> int:
    """Add what the events of these dossiers that are not counted yet have changed; how many rows.

    Their tallies are locked, in one order: of two deliveries at once the second finds nothing to do.
    """
    return _catch_up(_locked(subjects))


@transaction.atomic(durable=True)
def recount_dossiers(subjects: Collection[str]) -> int:
    """Count all events of these dossiers anew: what no event says is taken out, what is missing is added; how many."""
    tallies = _locked(subjects)
    told, reached = _all_told(tallies, anew=True)
    wrong, missing = _differing(tallies, _rows(told))
    if wrong:
        unfold_entries(wrong, lock_mark())
        Entry.objects.filter(id__in=wrong).delete()
    _write(missing, reached)
    return len(wrong) + len(missing)


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
    told, reached = _all_told(tallies)
    _write(_rows(told), reached)
    return len(told)


def _all_told(tallies: dict[str, Counted], *, anew: bool = False) -> tuple[list[Told], list[Reached]]:
    """What is to be counted of the dossiers, and up to which position each then is counted."""
    told, reached = list[Told](), list[Reached]()
    for subject, history in placed_histories(kinds=KINDS, subjects=tallies):
        tally = tallies[subject]._replace(position=0) if anew else tallies[subject]
        if history[-1].position > tally.position:
            span, agencies = span_of(history, owed_at), agencies_of(history)
            only = agencies.pop() if len(agencies) == 1 else ""
            reached.append(Reached(tally.id, history[-1].position, *span, only))
            told += _told(tally, history)
    return told, reached


def _write(rows: Sequence[Row], reached: Sequence[Reached]) -> None:
    if reached:
        with connection.cursor() as cursor:
            cursor.execute(_WRITE, [*_columns(rows, len(Row._fields)), *_columns(reached, len(Reached._fields))])


def _differing(tallies: dict[str, Counted], wanted: Iterable[Row]) -> tuple[list[int], list[Row]]:
    """Ids of the entries that are not wanted, and the rows that are not there."""
    missing, wrong = Counter(wanted), list[int]()
    kept = Entry.objects.filter(tally__in=[one.id for one in tallies.values()])
    for entry, *row in kept.values_list("id", *_KEPT_AS):
        if missing[Row(*row)]:
            missing[Row(*row)] -= 1
        else:
            wrong.append(entry)
    return wrong, list(missing.elements())


def _told(tally: Counted, history: Sequence[Placed]) -> Iterator[Told]:
    for placed, counts in changes(history, after=tally.position):
        for mark, amount in counts.items():
            yield Told(tally.id, placed, mark, amount)


def _rows(told: Sequence[Told]) -> list[Row]:
    """As they are written; each place and measure is looked up once, for one made here may yet be undone.

    In one order: what two processes make at the same time, they make without waiting for each other in a ring.
    """
    cuts = _cuts({one.mark.place for one in told})
    measures = {pair: _measure(*pair) for pair in sorted({(one.mark.fact, one.mark.detail) for one in told})}
    return [
        Row(one.tally, one.placed.position, one.placed.recorded_at, one.mark.at, one.amount,
            measures[one.mark.fact, one.mark.detail], cuts[one.mark.place])
        for one in told
    ]  # fmt: skip


def _columns(rows: Sequence[tuple[object, ...]], width: int) -> list[list[object]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[]] * width


def _cuts(places: set[Place]) -> dict[Place, int]:
    known = cut_ids(places) if places else {}
    for place in sorted(places - known.keys()):
        made = {"level": level_of(place.agency_code), "field_name": field_of(place.procedure_version)}
        known[place] = Cut.objects.get_or_create(**place._asdict(), defaults=made)[0].pk
    return known


def _measure(fact: str, detail: str) -> int:
    return measure_known(fact, detail) or Measure.objects.get_or_create(fact=fact, detail=detail)[0].pk
