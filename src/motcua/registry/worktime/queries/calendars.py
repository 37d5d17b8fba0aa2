"""The calendar of an agency and the policy of a procedure, kept in the process and made anew when they have changed.

All declared hours, days and policies are read at once when the edition's token has changed; the token is asked for at
most every `CHECK_EVERY_SECONDS`, so that a request pays no query for its calendar. Another process may therefore use a
calendar that is that much too old; the process that changed it sees the change at its commit.
"""

import time
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import local
from uuid import UUID, uuid4

from django.db import connection, transaction

from motcua.registry.worktime.models import CalendarEdition, ClockPolicy, DayOverride, WorkingHours
from motcua.registry.worktime.rules.calendar import Calendar, DayChange, DayKind, Season
from motcua.registry.worktime.rules.inheritance import (
    Decision,
    DeclaredPolicy,
    DeclaredShift,
    DeclaredWeek,
    Purpose,
    changes_for,
    policy_on,
    seasons_for,
    with_week,
)
from motcua.registry.worktime.rules.terms import AfterSupplement, Allowance, EarlyRule, FirstDay, Policy, Unit

CHECK_EVERY_SECONDS = 10.0
_EDITION_ROW = 1
MadeOf = tuple[tuple[Season, ...], tuple[DayChange, ...]]


@dataclass(frozen=True, slots=True)
class _Edition:
    """What was declared, as of one token, and the calendars made of it so far."""

    token: UUID | None
    declared: tuple[DeclaredShift, ...]
    decisions: tuple[Decision, ...]
    policies: tuple[DeclaredPolicy, ...]
    calendars: dict[tuple[str, Purpose], Calendar] = field(default_factory=dict)
    same: dict[MadeOf, Calendar] = field(default_factory=dict)

    def calendar(self, agency_code: str, purpose: Purpose, known_at: datetime | None = None) -> Calendar:
        """Agencies whose hours and days are the same share one calendar."""
        made_of = self.made_of(agency_code, purpose, known_at)
        if made_of not in self.same:
            self.same[made_of] = Calendar(*made_of)
        return self.same[made_of]

    def made_of(
        self,
        agency_code: str,
        purpose: Purpose,
        known_at: datetime | None = None,
        proposed: tuple[Decision, ...] = (),
        week: DeclaredWeek | None = None,
    ) -> MadeOf:
        """What the agency's calendar is made of, with `proposed` and `week` besides what was declared."""
        declared = with_week(self.declared, week) if week else self.declared
        return (
            seasons_for(agency_code, purpose, declared, known_at=known_at),
            changes_for(agency_code, (*self.decisions, *proposed), known_at=known_at),
        )


@dataclass(slots=True)
class _Kept:
    """The edition this process uses, as committed, and when its token was last asked for."""

    edition: _Edition | None = None
    checked_at: float = 0.0


class _Uncommitted(local):
    """What this thread's open transaction sees once it has changed something; nobody else may."""

    transaction: object = None
    edition: _Edition | None = None


_kept, _uncommitted = _Kept(), _Uncommitted()


def calendar_of(
    agency_code: str, *, purpose: Purpose | str = Purpose.PROCESSING, known_at: datetime | None = None
) -> Calendar:
    """The calendar an agency works by: its own, else that of the agency above it by code, else the nation's.

    `known_at`: as it was known at that moment, to derive a deadline as it was given.
    """
    edition, purpose = _current(), Purpose(purpose)
    if known_at is not None:
        return edition.calendar(agency_code, purpose, known_at)
    key = agency_code, purpose
    if key not in edition.calendars:
        edition.calendars[key] = edition.calendar(agency_code, purpose)
    return edition.calendars[key]


def calendar_as_if(
    agency_code: str,
    proposed: tuple[Decision, ...],
    made: dict[MadeOf, Calendar],
    *,
    purpose: Purpose | str,
    week: DeclaredWeek | None = None,
) -> Calendar:
    """The calendar an agency would work by if `proposed` and `week` were declared besides what is; kept in `made`.

    The very calendar of `calendar_of` where the proposal changes nothing.
    """
    edition = _current()
    made_of = edition.made_of(agency_code, Purpose(purpose), proposed=proposed, week=week)
    if made_of not in edition.same and made_of not in made:
        made[made_of] = Calendar(*made_of)
    return edition.same.get(made_of) or made[made_of]


def policy_for(procedure_code: str, on: date, *, known_at: datetime | None = None) -> Policy:
    """How periods of a procedure that begin on `on` are counted, as known now or at `known_at`.

    Give the day of receipt: what is declared later for other days moves no date. The procedure's own rows stand above
    those of the whole province; with none at all `DEFAULT` holds, whose `legal_basis` is empty.
    """
    return policy_on(procedure_code, on, _current().policies, known_at=known_at)


def policy_as_if(procedure_code: str, on: date, proposed: DeclaredPolicy) -> Policy:
    """As `policy_for`, if `proposed` were declared: it stands before what was said for the same procedures."""
    return policy_on(procedure_code, on, (proposed, *_current().policies))


def renew_edition() -> None:
    """Say that hours, days or policies have changed: a step of the actions that change them."""
    CalendarEdition.objects.update_or_create(id=_EDITION_ROW, defaults={"token": uuid4()})
    _uncommitted.transaction, _uncommitted.edition = _open_transaction(), None
    transaction.on_commit(forget_calendars)


def forget_calendars() -> None:
    """Make this process read its calendars again at the next question."""
    _kept.edition = None
    _uncommitted.transaction = _uncommitted.edition = None


def _current() -> _Edition:
    if _uncommitted.transaction is not None and _uncommitted.transaction is _open_transaction():
        edition = _uncommitted.edition = _uncommitted.edition or _read()
        return edition
    if _kept.edition is None or time.monotonic() - _kept.checked_at > CHECK_EVERY_SECONDS:
        _kept.checked_at = time.monotonic()
        if _kept.edition is None or _kept.edition.token != _token():
            _kept.edition = _read()
    return _kept.edition


def _open_transaction() -> object:
    """The outermost open transaction of this thread, None outside."""
    return connection.atomic_blocks[0] if connection.atomic_blocks else None


def _token() -> UUID | None:
    return CalendarEdition.objects.values_list("token", flat=True).first()


def _read() -> _Edition:
    """The token first: rows that come later than it are read again at the next check, never missed."""
    token = _token()
    declared = tuple(map(declared_shift, WorkingHours.objects.order_by("id")))
    decisions = DayOverride.objects.order_by("day", "known_at", "id")
    policies = tuple(map(declared_policy, ClockPolicy.objects.order_by("id")))
    known = tuple(Decision(row.scope, day_change(row), row.known_at) for row in decisions)
    return _Edition(token, declared, known, policies)


def declared_shift(row: WorkingHours) -> DeclaredShift:
    """The plain value of a row."""
    return DeclaredShift(
        row.agency_code,
        Purpose(row.purpose),
        row.weekday,
        (row.opens_minute, row.closes_minute),
        row.valid_from,
        row.valid_to,
        row.known_at,
        row.replaced_at,
        row.legal_basis,
    )


def declared_policy(row: ClockPolicy) -> DeclaredPolicy:
    """The plain value of a row."""
    policy = Policy(
        FirstDay(row.first_day),
        AfterSupplement(row.after_supplement),
        row.same_day_until_minute,
        row.forward_until_minute,
        Allowance(row.answer_amount, Unit(row.answer_unit)),
        EarlyRule(row.early_rule),
        row.legal_basis,
    )
    return DeclaredPolicy(row.procedure_code, policy, row.valid_from, row.valid_to, row.known_at, row.replaced_at)


def day_change(row: DayOverride) -> DayChange:
    """The plain value of a row, without its scope."""
    shut = None
    if row.shut_from_minute is not None and row.shut_to_minute is not None:
        shut = row.shut_from_minute, row.shut_to_minute
    kind = DayKind(row.kind)
    return DayChange(row.day, kind, row.name, row.legal_basis, row.swapped_on, shut, row.is_provisional)
