"""Keeping the counts up: each event adds what it changed, once, however often and in whatever order it is delivered."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.db import transaction

from motcua.kernel.events.store import Placed, placed_history
from motcua.oversight.insight.actions.folding import lock_mark, unfold_dossier
from motcua.oversight.insight.models import Cut, Movement, Tally
from motcua.oversight.insight.queries.cuts import field_of, level_of
from motcua.oversight.insight.queries.judging import judged, owed_at
from motcua.oversight.insight.rules.life import KINDS, Mark, Place, retold


@transaction.atomic(durable=True)
def count_dossier(subject: str) -> int:
    """Add what the events of `subject` that are not counted yet have changed; how many rows.

    The dossier's own row is locked: two deliveries at once count one after the other, the second finds nothing to do.
    """
    Tally.objects.bulk_create([Tally(subject=subject)], ignore_conflicts=True)
    tally = Tally.objects.select_for_update(no_key=True, of=("self",)).get(subject=subject)
    return _catch_up(tally)


@transaction.atomic(durable=True)
def recount_dossier(subject: str) -> int:
    """Forget what was counted of `subject` and count all its events anew; how many rows."""
    Tally.objects.bulk_create([Tally(subject=subject)], ignore_conflicts=True)
    tally = Tally.objects.select_for_update(no_key=True, of=("self",)).get(subject=subject)
    unfold_dossier(subject, lock_mark())
    Movement.objects.filter(subject=subject).delete()
    tally.position = 0
    return _catch_up(tally)


def changes(history: Sequence[Placed], *, after: int = 0) -> Iterator[tuple[Placed, "Counter[Mark]"]]:
    """Event by event in the order of positions, what each changed of the counts."""
    known = [placed for placed in history if placed.position <= after]
    before = _counts(known)
    for placed in history[len(known) :]:
        known.append(placed)
        counts = _counts(known)
        yield placed, _difference(before, counts)
        before = counts


def _catch_up(tally: Tally) -> int:
    history = placed_history(tally.subject, kinds=KINDS)
    found = list(changes(history, after=tally.position))
    cuts = _cuts({mark.place for _placed, counts in found for mark in counts})
    rows = [
        Movement(
            subject=tally.subject,
            position=placed.position,
            recorded_at=placed.recorded_at,
            fact=mark.fact,
            detail=mark.detail,
            at=mark.at,
            amount=amount,
            cut_id=cuts[mark.place],
        )
        for placed, counts in found
        for mark, amount in counts.items()
    ]
    Movement.objects.bulk_create(rows, batch_size=1000)
    if history and history[-1].position > tally.position:
        tally.position = history[-1].position
    tally.save(update_fields=["position"])
    return len(rows)


def _counts(history: Sequence[Placed]) -> "Counter[Mark]":
    return retold([(placed.position, placed.event) for placed in history], judged, owed_at)


def _difference(before: "Counter[Mark]", after: "Counter[Mark]") -> "Counter[Mark]":
    found = Counter(after)
    found.subtract(before)
    return Counter({mark: amount for mark, amount in found.items() if amount})


def _cuts(places: set[Place]) -> dict[Place, int]:
    found = {}
    for place in places:
        made = {"level": level_of(place.agency_code), "field_name": field_of(place.procedure_version)}
        cut, _is_new = Cut.objects.get_or_create(**place._asdict(), defaults=made)
        found[place] = cut.pk
    return found
