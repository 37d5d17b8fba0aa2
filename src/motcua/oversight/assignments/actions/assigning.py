"""Giving tasks: one by a form, many by a file, all of a plan at once when it is issued."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from motcua.kernel import clock
from motcua.kernel.events.store import record_many
from motcua.kernel.once.keeping import Once, keep_outcome, outcome_of
from motcua.kernel.turns import take_turn
from motcua.oversight.assignments.actions.telling import told
from motcua.oversight.assignments.errors import FaultyEntry, GivenAlready, LedAlready
from motcua.oversight.assignments.events import AssignmentGiven, AssignmentsHandedOut
from motcua.oversight.assignments.models import Assignment, Entry, Priority
from motcua.oversight.assignments.rules.drafts import Draft, Home, faults_of, supervisor_of
from motcua.oversight.assignments.rules.life import Move, State, after
from motcua.oversight.assignments.rules.rounds import due_days
from motcua.oversight.assignments.rules.sealing import content_key
from motcua.registry.organisation.public import agency_names, codes_under

BATCH = 500
SYSTEM = "system"


@dataclass
class Taken:
    """What came of many drafts: how many are new, how many were there, and lines refused with why."""

    new: int = 0
    known: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


Explain = Callable[[str, Mapping[str, object]], str]
"""Marked text and parameters → what is told."""


@transaction.atomic(durable=True)
def give_assignment(draft: Draft, *, home: Home, officer: str, at: datetime, once: Once | None = None) -> Assignment:
    """One task; raises `FaultyEntry` with fields, `LedAlready` or `SentOtherwise`."""
    if made := outcome_of(once, at=at):
        return Assignment.objects.get(code=made)
    _lock_plan(home.plan_code)
    _check(draft, home)
    (given,) = _written([draft], home, officer, at)
    keep_outcome(once, given.code)
    return given


@transaction.atomic(durable=True)
def edit_assignment(assignment: Assignment, draft: Draft, *, home: Home, at: datetime) -> Assignment:
    """A task that waits in its plan's draft, as it is to be; raises `GivenAlready`, `FaultyEntry`, `LedAlready`."""
    _lock_plan(home.plan_code)
    row = Assignment.objects.select_for_update(no_key=True, of=("self",)).get(pk=assignment.pk)
    if row.life is not State.PREPARED:
        raise GivenAlready
    _check(draft, home, but=row.code)
    changed = _row(draft, row.number, home, row.created_by, at)
    kept = ("id", "item_label", "created_at")
    for column in (one.attname for one in Assignment._meta.concrete_fields):  # noqa: SLF001
        if column not in kept:
            setattr(row, column, getattr(changed, column))
    row.save()
    return row


@transaction.atomic(durable=True)
def give_assignments(
    drafts: Sequence[tuple[int, Draft]], *, home: Home, explain: Explain, officer: str, at: datetime
) -> Taken:
    """Tasks of an annex with the numbers of their lines; what is wrong is left out and told, the rest is given."""
    _lock_plan(home.plan_code)
    taken, good = Taken(), []
    known, led = codes_under({_root(home)}), _led(home.plan_code)
    for line, draft in drafts:
        key = content_key(draft.content)
        faults = faults_of(draft, agency_code=home.agency_code, years=home.years, known=known)
        if faults:
            taken.refused += [(line, explain(text, parameters)) for text, parameters in faults.values()]
        elif key in led:
            _led_before(taken, line, draft, led[key], explain)
        else:
            led[key] = (draft.lead_code, "")
            good.append(draft)
    taken.new = len(_written(good, home, officer, at))
    return taken


@transaction.atomic(durable=True)
def hand_out(plan_code: str, *, officer: str, at: datetime) -> int:
    """The plan is issued: what waited in its draft lies on desks now. A second call finds nothing to give."""
    rows = list(
        Assignment.objects.select_for_update(no_key=True, of=("self",))
        .filter(plan_code=plan_code, state=State.PREPARED)
        .order_by("id")
    )
    _given(rows, officer, at)
    Assignment.objects.bulk_update(rows, ["state"], batch_size=BATCH)
    return len(rows)


def _check(draft: Draft, home: Home, *, but: str = "") -> None:
    """Raises `FaultyEntry` with fields, or `LedAlready` where a task other than `but` is the same work."""
    faults = faults_of(draft, agency_code=home.agency_code, years=home.years, known=codes_under({_root(home)}))
    if faults:
        raise FaultyEntry(fields={name: text.format(**told) for name, (text, told) in faults.items()})
    led = _led(home.plan_code).get(content_key(draft.content))
    if led is not None and led[1] != but:
        raise LedAlready(lead=agency_names([led[0]]).get(led[0], led[0]), code=led[1])


def _led_before(taken: Taken, line: int, draft: Draft, led: tuple[str, str], explain: Explain) -> None:
    """The same work: there already, or given to another lead – which cannot be."""
    if led[0] == draft.lead_code:
        taken.known += 1
    else:
        name = agency_names([led[0]]).get(led[0], led[0])
        taken.refused.append((line, explain(LedAlready.text, {"lead": name, "code": led[1] or draft.item_label})))


def _written(drafts: Sequence[Draft], home: Home, officer: str, at: datetime) -> list[Assignment]:
    first = (Assignment.objects.filter(plan_code=home.plan_code).aggregate(last=Max("number"))["last"] or 0) + 1
    rows = [_row(draft, number, home, officer, at) for number, draft in enumerate(drafts, start=first)]
    Assignment.objects.bulk_create(rows, batch_size=BATCH)
    if home.is_issued:
        _given(rows, officer, at)
        Assignment.objects.bulk_update(rows, ["state"], batch_size=BATCH)
    return rows


def _row(draft: Draft, number: int, home: Home, officer: str, at: datetime) -> Assignment:
    today = clock.local(at).date()
    ends_on = draft.ends_on or today
    starts_on = min(max(today, date(home.years[0], 1, 1)), ends_on)
    return Assignment(
        code=f"{home.plan_code}.{number:03}",
        plan_code=home.plan_code,
        number=number,
        item_label=draft.item_label or str(number),
        agency_code=home.agency_code,
        area=draft.area,
        content=draft.content,
        content_key=content_key(draft.content),
        product=draft.product,
        lead_code=draft.lead_code,
        supervisor_code=supervisor_of(draft, home.agency_code),
        co_codes=list(draft.co_codes),
        periodicity=draft.periodicity,
        starts_on=starts_on,
        ends_on=ends_on,
        due_on=due_days(draft.periodicity, starts_on, ends_on)[0],
        priority=Priority.HIGH if draft.is_priority else Priority.NORMAL,
        target_code=draft.target_code,
        par_codes=list(draft.par_codes),
        implements_code=draft.implements_code,
        funding=draft.funding,
        document_id=draft.document,
        state=State.PREPARED,
        created_by=officer,
        created_at=at,
    )


def _given(rows: Iterable[Assignment], officer: str, at: datetime) -> None:
    """Write the first line of each life; one word to each lead, not one a task."""
    rows = list(rows)
    entries = []
    for row in rows:
        row.state = after(row.life, Move.GIVE)
        entries.append(
            told(row, Move.GIVE, officer=officer, agency_code=row.agency_code, at=at, was_due_on=row.due_on,
                 before=None)
        )  # fmt: skip
    Entry.objects.bulk_create(entries, batch_size=BATCH)
    record_many(
        AssignmentGiven(subject=row.code, agency_code=row.lead_code, at=at, actor=officer, plan=row.plan_code,
                        area=row.area, due_on=row.due_on)
        for row in rows
    )  # fmt: skip
    record_many(
        AssignmentsHandedOut(subject=plan, agency_code=lead, at=at, actor=officer, count=count)
        for (plan, lead), count in Counter((row.plan_code, row.lead_code) for row in rows).items()
    )


def _led(plan_code: str) -> dict[str, tuple[str, str]]:
    """Key of the work → who leads it and under which code."""
    rows = Assignment.objects.filter(plan_code=plan_code).values_list("content_key", "lead_code", "code")
    return {key: (lead, code) for key, lead, code in rows}


def _root(home: Home) -> str:
    """Tasks stay within the province."""
    return home.agency_code.split(".")[0]


def _lock_plan(plan_code: str) -> None:
    """One at a time for a plan: numbers without gaps, one lead for one work; gone with the transaction."""
    take_turn(f"assignments:{plan_code}")
