"""The arguments of a dossier's legal clock, gathered in one place; whoever derives or explains a date asks here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from motcua.casework.dossiers.models import ENDED, ClockStop, Dossier, Supplement
from motcua.casework.dossiers.queries.funnels import dossier_for, own_dossier, visible_to
from motcua.casework.dossiers.queries.given import Given
from motcua.casework.dossiers.rules import side_lives
from motcua.casework.dossiers.rules.life import State
from motcua.kernel import clock
from motcua.registry.worktime.public import (
    Allowance,
    Calendar,
    Policy,
    Stop,
    StopReason,
    Unit,
    calendar_of,
    forward_due_at,
    legal_clock,
    policy_for,
    standing,
)

__all__ = [
    "DossierClock",
    "Rows",
    "StopView",
    "Waiting",
    "all_rows",
    "allowance_of",
    "clock_for",
    "clock_of",
    "clocks_of",
    "legal_due_at",
    "never_stopped",
    "open_rows",
    "otherwise",
    "own_clock",
    "resolved_rows",
    "standings_of",
    "travels_on_paper",
    "visible_to",
    "waiting_rows",
]
NEEDED = (
    "id", "code", "procedure_code", "procedure_name", "procedure_version", "channel", "state", "agency_code",
    "receiving_agency_code", "submitted_at", "accepted_at", "competent_received_at", "due_at", "appointed_at",
    "ended_at", "allowance_amount", "allowance_unit", "given_due_at", "given_at",
)  # fmt: skip
"""The columns that a clock is made of: a list of clocks reads no answers and no search key."""
PLAIN = ("agency_code", "procedure_code", "accepted_at", "competent_received_at", "allowance_amount", "allowance_unit",
         "due_at")  # fmt: skip
_IS_PLAIN = Q(competent_received_at__isnull=False, allowance_amount__isnull=False, given_at__isnull=True) & ~Exists(
    ClockStop.objects.filter(dossier=OuterRef("pk"))
)
ASKED = "asked_number"
A_DAY = timedelta(days=1)
Rows = QuerySet[Dossier]


@dataclass(frozen=True, slots=True)
class StopView:
    """A stop of the clock: why, on what legal ground, from, to (None: still), who began and who ended it."""

    kind: str
    label: str
    reason: str
    legal_basis: str
    from_at: datetime
    to_at: datetime | None
    started_by: str
    ended_by: str

    @property
    def halt(self) -> Stop:
        """As the clock wants it."""
        return Stop(self.from_at, self.to_at, StopReason(self.kind))


@dataclass(frozen=True, slots=True)
class DossierClock:
    """All that the date of one dossier is made of; `due_at` is the stored copy, `derived()` what it must be.

    `started_at` is None before acceptance. `is_start_expected`: paper is still on its way to the competent agency, so
    the clock is counted from when it must be there.
    """

    id: int
    code: str
    procedure_code: str
    procedure_name: str
    procedure_version: int
    channel: str
    agency_code: str
    receiving_agency_code: str
    submitted_at: datetime
    accepted_at: datetime | None
    started_at: datetime | None
    is_start_expected: bool
    allowance: Allowance | None
    policy: Policy
    stops: tuple[StopView, ...]
    due_at: datetime | None
    appointed_at: datetime | None
    ended_at: datetime | None
    second_supplements: int
    given: Given | None = None

    @property
    def stopped_from(self) -> datetime | None:
        """Since when the clock stands still, if it does."""
        return next((stop.from_at for stop in self.stops if stop.to_at is None), None)

    @property
    def held_given(self) -> Given | None:
        """The date of an older system while it holds: a supplement that starts the whole term anew ends it."""
        if self.given is None or self.policy.after_supplement != "restarts":
            return self.given
        came = (stop.to_at for stop in self.stops if stop.kind == StopReason.SUPPLEMENT and stop.to_at is not None)
        return None if any(at > self.given.at for at in came) else self.given

    def deadline(self, calendar: Calendar | None = None) -> Any:
        """The derivation with its explanation, by the calendar of the competent agency; None if nothing is counted."""
        if self.allowance is None or self.started_at is None:
            return None
        calendar = calendar or calendar_of(self.agency_code)
        halts = [stop.halt for stop in self.stops]
        return legal_clock(self.allowance, calendar, started_at=self.started_at, stops=halts, policy=self.policy)

    def derived(self, calendar: Calendar | None = None) -> datetime | None:
        """What the stored date must be: what an older system gave, as far as nothing lawful moved it, else by law."""
        if (given := self.held_given) is not None:
            then, now = calendar_of(self.agency_code, known_at=given.at), calendar or calendar_of(self.agency_code)
            return given.moved(then, now, [stop.halt for stop in self.stops])
        deadline = self.deadline(calendar)
        return deadline.due_at if deadline else None

    def standing(self, at: datetime) -> Any:
        """Early, on time or late at that moment; None before acceptance, when there is nothing to judge."""
        if self.accepted_at is None:
            return None
        return standing(
            self.ended_at,
            self.due_at,
            at,
            calendar_of(self.agency_code),
            second_supplements=self.second_supplements,
            variant=self.policy.early_rule,
            stopped_from=self.stopped_from,
        )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A dossier that the counter owes an answer or a hand-over, since when, and to whom it belongs."""

    code: str
    procedure_code: str
    procedure_name: str
    owner_name: str
    receiving_agency_code: str
    agency_code: str
    since_at: datetime
    is_forwarding: bool


def allowance_of(dossier: Dossier) -> Allowance | None:
    """The period that was pinned, or None where the law sets none that is known."""
    if dossier.allowance_amount is None:
        return None
    return Allowance(dossier.allowance_amount, Unit(dossier.allowance_unit))


def travels_on_paper(dossier: Dossier) -> bool:
    """Paper taken in for another agency: the clock starts when that agency has it (Decree 309/2026 Art. 8.3)."""
    return dossier.channel != side_lives.Channel.ONLINE and dossier.agency_code != dossier.receiving_agency_code


class Counting(Protocol):
    """By what dates are counted: what is in force, or what somebody proposes."""

    def calendar_of(self, agency_code: str, /) -> Calendar:
        """The calendar an agency works by."""
        ...

    def policy_for(self, procedure_code: str, on: date, /) -> Policy:
        """How periods of a procedure that begin on that day are counted."""
        ...


class _InForce:
    calendar_of, policy_for = staticmethod(calendar_of), staticmethod(policy_for)


_IN_FORCE = _InForce()


def clock_of(
    dossier: Dossier,
    stops: Iterable[ClockStop] = (),
    *,
    second_supplements: int = 0,
    counting: Counting = _IN_FORCE,
) -> DossierClock:
    """The clock of a row; the caller says which stops and supplements there were."""
    day = clock.local(dossier.accepted_at or dossier.submitted_at).date()
    policy = counting.policy_for(dossier.procedure_code, day)
    started_at = dossier.competent_received_at
    if started_at is None and dossier.accepted_at is not None:
        calendar = counting.calendar_of(dossier.receiving_agency_code)
        started_at = _expected_arrival(calendar, dossier.accepted_at, policy)
    return DossierClock(
        id=dossier.pk,
        code=dossier.code,
        procedure_code=dossier.procedure_code,
        procedure_name=dossier.procedure_name,
        procedure_version=dossier.procedure_version,
        channel=dossier.channel,
        agency_code=dossier.agency_code,
        receiving_agency_code=dossier.receiving_agency_code,
        submitted_at=dossier.submitted_at,
        accepted_at=dossier.accepted_at,
        started_at=started_at,
        is_start_expected=dossier.accepted_at is not None and dossier.competent_received_at is None,
        allowance=allowance_of(dossier),
        policy=policy,
        stops=tuple(_view(stop) for stop in stops),
        due_at=dossier.due_at,
        appointed_at=dossier.appointed_at,
        ended_at=dossier.ended_at,
        second_supplements=second_supplements,
        given=_given(dossier),
    )


def _given(dossier: Dossier) -> Given | None:
    if dossier.given_due_at is None or dossier.given_at is None:
        return None
    return Given(dossier.given_due_at, dossier.given_at)


def legal_due_at(dossier: Dossier, stops: Iterable[ClockStop] = ()) -> datetime | None:
    """The legal date after lawful stops; None without a period or before acceptance."""
    return clock_of(dossier, stops).derived()


def clocks_of(dossiers: Iterable[Dossier], *, counting: Counting = _IN_FORCE) -> list[DossierClock]:
    """The clocks of rows, with their stops and supplements: two statements however many."""
    rows = list(dossiers)
    stops: dict[int, list[ClockStop]] = defaultdict(list)
    for stop in ClockStop.objects.filter(dossier__in=rows).order_by("from_at"):
        stops[stop.dossier_id].append(stop)
    if rows and all(hasattr(row, ASKED) for row in rows):
        asked = {row.pk: getattr(row, ASKED) for row in rows}
    else:
        found = Supplement.objects.filter(dossier__in=rows, number__gt=1)
        asked = dict(found.values_list("dossier").annotate(Max("number")))
    again = {pk: number - 1 for pk, number in asked.items() if number}
    return [clock_of(row, stops[row.pk], second_supplements=again.get(row.pk, 0), counting=counting) for row in rows]


def with_asked(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Rows that know how many supplements were asked for: one statement less for who judges them."""
    return rows.annotate(**{ASKED: Max("supplements__number")})


def standings_of(dossiers: Iterable[Dossier], at: datetime) -> dict[str, Any]:
    """How each accepted dossier stands at a moment, by code."""
    return {one.code: one.standing(at) for one in clocks_of(dossiers) if one.accepted_at is not None}


def clock_for(user: Any, code: str) -> DossierClock:
    """The clock of a dossier that the officer may see, or 404."""
    return clocks_of([dossier_for(user, code)])[0]


def own_clock(user: Any, code: str) -> DossierClock:
    """The clock of the citizen's own dossier, or 404."""
    return clocks_of([own_dossier(user, code)])[0]


def open_rows() -> QuerySet[Dossier]:
    """Accepted dossiers whose handling has not ended, as rows that hold what a clock needs."""
    return Dossier.objects.filter(accepted_at__isnull=False).exclude(state__in=ENDED).only(*NEEDED)


def never_stopped(rows: Rows) -> QuerySet[Any, tuple[Any, ...]]:
    """Of open rows those whose clock never stood and whose start is known: what many dates are counted of at once."""
    return rows.filter(_IS_PLAIN).order_by().values_list(*PLAIN)


def otherwise(rows: Rows) -> Rows:
    """The open rows that are not in `never_stopped`, by id."""
    return rows.exclude(_IS_PLAIN).order_by("id")


def resolved_rows(user: Any, from_on: date, to_on: date, *, procedure_code: str = "") -> QuerySet[Dossier]:
    """What the officer may see of dossiers accepted in these days that ended with a result, the last ended first."""
    rows = visible_to(user).filter(accepted_at__gte=clock.at(from_on), accepted_at__lt=clock.at(to_on + A_DAY))
    if procedure_code:
        rows = rows.filter(procedure_code=procedure_code)
    ended = rows.filter(state__in=[State.RESOLVED, State.RETURNED], ended_at__isnull=False)
    return ended.only(*NEEDED).order_by("-ended_at", "-id")


def all_rows() -> QuerySet[Dossier]:
    """Every dossier, for jobs that look at all of them."""
    return Dossier.objects.all()


def waiting_rows(rows: QuerySet[Dossier]) -> list[Waiting]:
    """Of these, online dossiers without an answer, and paper that the competent agency does not have yet.

    After a supplement the answer is owed anew from when it came.
    """
    unanswered = Q(state=State.SUBMITTED, channel=side_lives.Channel.ONLINE)
    unforwarded = Q(state=State.ACCEPTED, competent_received_at=None)
    found = rows.filter(unanswered | unforwarded).annotate(supplemented_at=Max("supplements__provided_at"))
    return [_waiting(row) for row in found.only(*NEEDED, "owner_name").order_by("submitted_at")]


def _waiting(row: Any) -> Waiting:
    is_forwarding = row.state == State.ACCEPTED
    return Waiting(
        code=row.code,
        procedure_code=row.procedure_code,
        procedure_name=row.procedure_name,
        owner_name=row.owner_name,
        receiving_agency_code=row.receiving_agency_code,
        agency_code=row.agency_code,
        since_at=row.accepted_at if is_forwarding else (row.supplemented_at or row.submitted_at),
        is_forwarding=is_forwarding,
    )


def _expected_arrival(calendar: Calendar, accepted_at: datetime, policy: Policy) -> datetime:
    """Paper goes the same working day; taken in too late, at the start of the next (Decree 309/2026 Art. 9)."""
    due_at, opened_at = forward_due_at(calendar, accepted_at, policy), calendar.next_opening(accepted_at)
    return accepted_at if clock.local(due_at).date() == clock.local(opened_at).date() else due_at


def _view(stop: ClockStop) -> StopView:
    return StopView(
        stop.kind,
        str(stop.get_kind_display()),
        stop.reason,
        stop.legal_basis,
        stop.from_at,
        stop.to_at,
        stop.started_by,
        stop.ended_by,
    )
