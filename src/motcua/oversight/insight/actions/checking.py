"""Proving that what was kept up event by event is what all events say."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.db.models import QuerySet

from motcua.kernel.events.store import Placed, placed_histories, placed_history
from motcua.kernel.texts.mark import mark
from motcua.oversight.insight.actions.folding import differing_sums
from motcua.oversight.insight.actions.telling import changes
from motcua.oversight.insight.models import Movement, Reconciliation, Tally
from motcua.oversight.insight.queries.cuts import place_of
from motcua.oversight.insight.rules.life import KINDS, Mark

MOST_EXAMPLES = 20
DIFFERS = mark("{subject}, sự kiện {position}: {what} {where}: bảng có {have}, sự kiện nói {want}")
SUMS_DIFFER = mark("Tổng gộp theo ngày: {sums} ô khác tổng các biến động")
Rows = Counter[tuple[int, Mark]]


@dataclass
class Found:
    """What a check found: `behind` are dossiers not wholly counted yet, `wrong` those counted otherwise.

    `sums`: how many folded sums are not what their movements come to.
    """

    dossiers: int = 0
    movements: int = 0
    behind: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)
    sums: int = 0


def compare() -> Found:
    """Every dossier: its rows in the read tables against its events retold.

    Counting goes on meanwhile, so whoever differs is looked at again with its row locked before it is said to be wrong.
    """
    found, positions = Found(), dict(Tally.objects.values_list("subject", "position"))
    suspects = []
    for subject, history, rows in _side_by_side(positions):
        counted_to = positions.get(subject, 0)
        found.dossiers += bool(history)
        found.movements += len(rows)
        if history and history[-1].position > counted_to:
            found.behind.append(subject)
        if _wanted_rows(history, counted_to) != rows:
            suspects.append(subject)
    for subject in suspects:
        if examples := differences_of(subject):
            found.wrong.append(subject)
            found.examples += examples[: MOST_EXAMPLES - len(found.examples)]
    if sums := differing_sums():
        found.sums, found.examples = sums, [SUMS_DIFFER.format(sums=sums), *found.examples]
    return found


@transaction.atomic(durable=True)
def differences_of(subject: str) -> list[str]:
    """In words, where the rows of one dossier differ from its events; its row is locked meanwhile."""
    tally = Tally.objects.select_for_update(no_key=True, of=("self",)).filter(subject=subject).first()
    history = placed_history(subject, kinds=KINDS)
    wanted = _wanted_rows(history, tally.position if tally else 0)
    kept = next((rows for _subject, rows in _kept_rows(Movement.objects.filter(subject=subject))), Counter())
    return [
        _in_words(subject, *key, have=kept[key], want=wanted[key])
        for key in sorted(wanted.keys() | kept.keys(), key=str)
        if wanted[key] != kept[key]
    ]


@transaction.atomic(durable=True)
def keep_result(found: Found, *, at: datetime) -> Reconciliation:
    """Remember what a check found, as evidence beside the figures."""
    return Reconciliation.objects.create(
        at=at,
        dossiers=found.dossiers,
        movements=found.movements,
        behind=len(found.behind),
        differing=len(found.wrong) + found.sums,
        examples=[example[:300] for example in found.examples],
    )


def _side_by_side(counted: Collection[str]) -> Iterator[tuple[str, list[Placed], Rows]]:
    """Events and rows of each dossier that has either, in the order of the database."""
    histories, kept = placed_histories(kinds=KINDS), _kept_rows(Movement.objects.all())
    rows = dict[str, Rows]()
    for subject, history in histories:
        while subject in counted and subject not in rows and (pair := next(kept, None)):
            rows[pair[0]] = pair[1]
        yield subject, history, rows.pop(subject, Counter())
    for subject, left in (*rows.items(), *kept):
        yield subject, [], left


def _wanted_rows(history: list[Placed], counted_to: int) -> Rows:
    return Counter(
        {
            (placed.position, counted): amount
            for placed, counts in changes([one for one in history if one.position <= counted_to])
            for counted, amount in counts.items()
        }
    )


def _kept_rows(movements: QuerySet[Movement]) -> Iterator[tuple[str, Rows]]:
    rows = movements.select_related("cut").order_by("subject", "id")
    for subject, group in groupby(rows.iterator(chunk_size=2000), key=lambda row: row.subject):
        kept: dict[tuple[int, Mark], int] = defaultdict(int)
        for row in group:
            kept[row.position, Mark(row.fact, row.detail, row.at, place_of(row.cut))] += row.amount
        yield subject, Counter(kept)


def _in_words(subject: str, position: int, counted: Mark, *, have: int, want: int) -> str:
    what = f"{counted.fact} {counted.detail}".strip()
    where = f"{counted.at:%Y-%m-%dT%H:%M%z} {counted.place.agency_code}"
    return DIFFERS.format(subject=subject, position=position, what=what, where=where, have=have, want=want)
