"""Versions of what was declared for stretches of time – policies and weeks – with how each stands on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from motcua.kernel.texts.mark import mark
from motcua.registry.worktime.models import ClockPolicy, WorkingHours
from motcua.registry.worktime.queries.calendars import declared_policy, declared_shift
from motcua.registry.worktime.rules.calendar import Week
from motcua.registry.worktime.rules.inheritance import Purpose, lineage, week_of
from motcua.registry.worktime.rules.terms import Policy

A_DAY = timedelta(days=1)


class Held(StrEnum):
    """How a version stands on a day."""

    NOW = "now"
    LATER = "later"
    OVER = "over"
    REPLACED = "replaced"


HELD_LABELS = {
    Held.NOW: mark("Đang áp dụng"),
    Held.LATER: mark("Sắp áp dụng"),
    Held.OVER: mark("Đã hết"),
    Held.REPLACED: mark("Đã thay"),
}
HELD_TONES = {Held.NOW: "done", Held.LATER: "waiting", Held.OVER: "off", Held.REPLACED: "off"}


@dataclass(frozen=True)
class Version:
    """What was said for ``[valid_from, valid_to)``, since when it was known, until when, and by whom."""

    valid_from: date
    valid_to: date | None
    legal_basis: str
    known_at: datetime
    replaced_at: datetime | None
    by: str
    held: Held

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds."""
        return self.valid_to - A_DAY if self.valid_to else None

    @property
    def label(self) -> str:
        """How it stands, as a marked text."""
        return HELD_LABELS[self.held]

    @property
    def tone(self) -> str:
        """Its badge."""
        return HELD_TONES[self.held]

    @property
    def is_replaced(self) -> bool:
        """Whether a later word has taken its place."""
        return self.held is Held.REPLACED


@dataclass(frozen=True)
class PolicyVersion(Version):
    """How periods of a procedure ("" for all) were declared to be counted."""

    procedure_code: str
    policy: Policy


@dataclass(frozen=True)
class WeekVersion(Version):
    """A week that an agency ("" for all) declared."""

    agency_code: str
    purpose: Purpose
    week: Week


Said = TypeVar("Said", PolicyVersion, WeekVersion)


def policy_versions(today: date) -> list[PolicyVersion]:
    """All that was declared, for all procedures first, then by procedure; the latest first day first."""
    rows = ClockPolicy.objects.order_by("procedure_code", "-valid_from", "-known_at", "-id")
    return [
        PolicyVersion(
            row.valid_from, row.valid_to, row.legal_basis, row.known_at, row.replaced_at, row.declared_by,
            _held(row, today), row.procedure_code, declared_policy(row).policy,
        )
        for row in rows
    ]  # fmt: skip


def week_versions(agency_code: str, purpose: Purpose, today: date) -> list[WeekVersion]:
    """What the agency and those above it declared, its own first; the latest first day first."""
    purposes: list[Purpose] = list(dict.fromkeys([purpose, Purpose.PROCESSING]))
    line = lineage(agency_code)
    groups: dict[tuple[object, ...], list[WorkingHours]] = {}
    for row in WorkingHours.objects.filter(agency_code__in=line, purpose__in=purposes).order_by("id"):
        stretch = (row.agency_code, row.purpose, row.valid_from, row.valid_to, row.known_at, row.replaced_at)
        groups.setdefault(stretch, []).append(row)
    found = [_week_version(rows, today) for rows in groups.values()]
    found.sort(key=lambda one: (one.valid_from, one.known_at), reverse=True)
    return sorted(found, key=lambda one: (line.index(one.agency_code), purposes.index(one.purpose)))


def split_replaced(versions: Iterable[Said]) -> tuple[list[Said], list[Said]]:
    """Those that hold or held as they stand, and those whose place was taken."""
    found = list(versions)
    return [one for one in found if not one.is_replaced], [one for one in found if one.is_replaced]


def _week_version(rows: list[WorkingHours], today: date) -> WeekVersion:
    row, shifts = rows[0], [declared_shift(row) for row in rows]
    return WeekVersion(
        row.valid_from, row.valid_to, row.legal_basis, row.known_at, row.replaced_at, row.declared_by,
        _held(row, today), row.agency_code, Purpose(row.purpose), week_of(shifts),
    )  # fmt: skip


def _held(row: ClockPolicy | WorkingHours, today: date) -> Held:
    if row.replaced_at is not None:
        return Held.REPLACED
    if row.valid_from > today:
        return Held.LATER
    return Held.OVER if row.valid_to is not None and row.valid_to <= today else Held.NOW
