"""Keeping the counts up: each event adds what it changed, once, however often and in whatever order it is delivered."""

from collections.abc import Iterator, Sequence

from django.db import connection, transaction

from motcua.kernel.events.store import Placed, placed_history
from motcua.kernel.memory import kept_by_id
from motcua.oversight.insight.actions.folding import lock_mark, unfold_dossier
from motcua.oversight.insight.models import Cut, Movement, Tally
from motcua.oversight.insight.queries.cuts import field_of, level_of
from motcua.oversight.insight.queries.judging import judged, owed_at
from motcua.oversight.insight.rules.life import KINDS, Mark, Place
from motcua.oversight.insight.rules.retelling import changes as told_changes

_WRITE = """
WITH written AS (
    INSERT INTO insight_movement (subject, position, recorded_at, fact, detail, at, amount, cut_id)
    SELECT %s, * FROM unnest(%s::bigint[], %s::timestamptz[], %s::text[], %s::text[], %s::timestamptz[], %s::bigint[],
                             %s::bigint[]))
UPDATE insight_tally SET position = %s WHERE subject = %s
"""
_MOST_CUTS = 50_000


@transaction.atomic(durable=True)
def count_dossier(subject: str) -> int:
    """Add what the events of `subject` that are not counted yet have changed; how many rows.

    The dossier's own row is locked: two deliveries at once count one after the other, the second finds nothing to do.
    """
    return _catch_up(subject, after=_locked(subject))


@transaction.atomic(durable=True)
def recount_dossier(subject: str) -> int:
    """Forget what was counted of `subject` and count all its events anew; how many rows."""
    _locked(subject)
    unfold_dossier(subject, lock_mark())
    Movement.objects.filter(subject=subject).delete()
    Tally.objects.filter(subject=subject).update(position=0)
    return _catch_up(subject, after=0)


def changes(history: Sequence[Placed], *, after: int = 0) -> Iterator[tuple[Placed, dict[Mark, int]]]:
    """Event by event in the order of positions, what each past `after` changed of the counts, judged by worktime."""
    return told_changes(history, judged, owed_at, after=after)


def _locked(subject: str) -> int:
    """Up to which position a dossier is counted; its row is locked from now on."""
    kept = Tally.objects.select_for_update(no_key=True, of=("self",)).filter(subject=subject)
    if (position := kept.values_list("position", flat=True).first()) is None:
        Tally.objects.bulk_create([Tally(subject=subject)], ignore_conflicts=True)
        position = kept.values_list("position", flat=True).get()
    return position


def _catch_up(subject: str, *, after: int) -> int:
    history = placed_history(subject, kinds=KINDS)
    if not history or history[-1].position <= after:
        return 0
    told = [
        (placed, mark, amount) for placed, counts in changes(history, after=after) for mark, amount in counts.items()
    ]
    cuts = {place: _cut(place) for place in {mark.place for _placed, mark, _amount in told}}
    rows = [
        (placed.position, placed.recorded_at, mark.fact, mark.detail, mark.at, amount, cuts[mark.place])
        for placed, mark, amount in told
    ]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[]] * 7
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [subject, *columns, history[-1].position, subject])
    return len(rows)


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
