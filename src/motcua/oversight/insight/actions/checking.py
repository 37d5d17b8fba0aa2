"""Proving that what was kept up event by event is what all events say."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from motcua.kernel.events.store import Placed, SubjectRange, placed_histories, placed_history, subject_ranges
from motcua.kernel.processes import nothing_swept, spread
from motcua.kernel.texts.mark import mark
from motcua.oversight.insight.actions.folding import differing_sums
from motcua.oversight.insight.actions.telling import changes
from motcua.oversight.insight.models import Movement, Reconciliation, Tally
from motcua.oversight.insight.queries.cuts import cut_ids, measure_known, place_of
from motcua.oversight.insight.queries.kept import Kept, Row, drawn_line, kept_numbers, microseconds
from motcua.oversight.insight.rules.life import KINDS, Mark, Place

DOSSIERS_AT_ONCE, WRITTEN_AT_ONCE = 2000, 200
MOST_EXAMPLES = 20
DIFFERS = mark("{subject}, sự kiện {position}: {what} {where}: bảng có {have}, sự kiện nói {want}")
SUMS_DIFFER = mark("Tổng gộp theo ngày: {sums} ô khác tổng các biến động")
Rows = Counter[tuple[int, Mark]]


@dataclass
class Found:
    """What a check found: `behind` are dossiers not wholly counted yet, `wrong` those counted otherwise.

    `sums`: how many folded sums are not what their movements come to; `suspects`: who seemed wrong at first.
    """

    dossiers: int = 0
    movements: int = 0
    behind: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)
    sums: int = 0
    suspects: list[str] = field(default_factory=list)

    def add(self, part: "Found") -> None:
        """What was found of other dossiers."""
        self.dossiers += part.dossiers
        self.movements += part.movements
        self.behind += part.behind
        self.suspects += part.suspects


def compare(*, processes: int = 1) -> Found:
    """Every dossier: its rows in the read tables against its events retold; by several processes if so many are given.

    Counting goes on meanwhile, so whoever differs is looked at again with its row locked before it is said to be wrong.
    """
    found = Found()
    ranges = subject_ranges(max(1, Tally.objects.count() // DOSSIERS_AT_ONCE))
    for part in spread(compare_some, ranges, processes):
        found.add(part)
    for subject in found.suspects:
        if examples := differences_of(subject):
            found.wrong.append(subject)
            found.examples += examples[: MOST_EXAMPLES - len(found.examples)]
    if sums := differing_sums():
        found.sums, found.examples = sums, [SUMS_DIFFER.format(sums=sums), *found.examples]
    return found


@transaction.atomic(durable=True)
@nothing_swept()
def compare_some(within: SubjectRange) -> Found:
    """The dossiers of a range: how many there are, which are behind, and which are suspect."""
    line = drawn_line()
    found, kept, wanted = Found(), kept_numbers(within, line), dict[str, list[_Wanted]]()
    for subject, history in placed_histories(kinds=KINDS, within=within):
        counted_to = kept[subject].counted_to if subject in kept else 0
        if history[-1].position > counted_to:
            found.behind.append(subject)
        wanted[subject] = list(_wanted(history, counted_to))
    found.dossiers, found.movements = len(wanted), sum(one.entries for one in kept.values())
    cuts = _Cuts({one.mark.place for told in wanted.values() for one in told})
    for subject in kept.keys() | wanted.keys():
        rows = [cuts.row_of(one) for one in wanted.get(subject, [])]
        if (len(rows), line.number_of(rows)) != kept.get(subject, _NOTHING)[1:]:
            found.suspects.append(subject)
    return found


class _Wanted(NamedTuple):
    position: int
    mark: Mark
    amount: int


_NOTHING = Kept(0, 0, 0)


def _wanted(history: list[Placed], counted_to: int) -> Iterator[_Wanted]:
    for placed, counts in changes([one for one in history if one.position <= counted_to]):
        for mark_, amount in counts.items():
            yield _Wanted(placed.position, mark_, amount)


class _Cuts:
    """Places by their ids; a place or a measure that nobody made yet is nowhere."""

    def __init__(self, places: set[Place]) -> None:
        self._ids = cut_ids(places) if places else {}

    def row_of(self, wanted: _Wanted) -> Row:
        fact, detail, at, place = wanted.mark
        measure = measure_known(fact, detail)
        return Row(wanted.position, microseconds(at), measure, self._ids.get(place, 0), wanted.amount)


@transaction.atomic(durable=True)
def differences_of(subject: str) -> list[str]:
    """In words, where the rows of one dossier differ from its events; its row is locked meanwhile."""
    tally = Tally.objects.select_for_update(no_key=True, of=("self",)).filter(subject=subject).first()
    history = placed_history(subject, kinds=KINDS)
    wanted = _wanted_rows(history, tally.position if tally else 0)
    kept = _kept_marks(subject)
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


def _wanted_rows(history: list[Placed], counted_to: int) -> Rows:
    return Counter(
        {
            (placed.position, counted): amount
            for placed, counts in changes([one for one in history if one.position <= counted_to])
            for counted, amount in counts.items()
        }
    )


def _kept_marks(subject: str) -> Rows:
    kept: dict[tuple[int, Mark], int] = defaultdict(int)
    for row in Movement.objects.filter(tally__subject=subject).select_related("cut"):
        kept[row.position, Mark(row.fact, row.detail, row.at, place_of(row.cut))] += row.amount
    return Counter(kept)


def _in_words(subject: str, position: int, counted: Mark, *, have: int, want: int) -> str:
    what = f"{counted.fact} {counted.detail}".strip()
    where = f"{counted.at:%Y-%m-%dT%H:%M%z} {counted.place.agency_code}"
    return DIFFERS.format(subject=subject, position=position, what=what, where=where, have=have, want=want)
