"""Lists of tasks: who must act, by when, first; filters that an address carries."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where
from motcua.kernel.errors import InvalidInput
from motcua.kernel.ui.wording import read_day
from motcua.oversight.assignments.models import Assignment
from motcua.oversight.assignments.permissions import APPRAISE, CARRY_OUT
from motcua.oversight.assignments.queries.funnels import visible_to
from motcua.oversight.assignments.queries.standings import Known, standings
from motcua.oversight.assignments.rules.life import State
from motcua.oversight.assignments.rules.rounds import Period, period_of
from motcua.oversight.assignments.rules.standing import DONE, Counts, Standing
from motcua.oversight.reform.public import plans_of
from motcua.registry.organisation.public import agencies, codes_under

SIZE = 30
MINE, ALL_DONE, ALL_OPEN, DRAFTS = "den-luot", "hoan-thanh", "chua-xong", "du-thao"
_ORDER = {one: place for place, one in enumerate((
    Standing.OVERDUE, Standing.ADJUSTED, Standing.IN_PROGRESS, Standing.NOT_DUE, Standing.SUSPENDED,
    Standing.DONE_LATE, Standing.DONE_ON_TIME,
))}  # fmt: skip


@dataclass(frozen=True)
class Wish:
    """What is asked for, as the address says it; empty is everything."""

    stands: str = ""
    plan: str = ""
    unit: str = ""
    level: str = ""
    period: str = ""
    area: str = ""
    target: str = ""
    document: str = ""
    text: str = ""
    as_of: str = ""
    due_from: str = ""
    due_to: str = ""
    year: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Wish":
        """From an address; what is not known there is passed over."""
        return cls(**{name: query.get(key, "").strip()[:200] for name, key in KEYS.items()})

    def but(self, **changes: str) -> str:
        """The query of an address like this one with other words."""
        changed = replace(self, **changes)
        return urlencode({key: value for name, key in KEYS.items() if (value := getattr(changed, name))})

    @property
    def query(self) -> str:
        """As it is."""
        return self.but()

    @property
    def span(self) -> Period | None:
        """The period in which deadlines fall."""
        return period_of(self.period)

    def at(self, now: datetime) -> datetime:
        """The moment of which it is told: the end of the day asked for, not later than now."""
        day = _day(self.as_of)
        return min(now, end_of(day)) if day else now


KEYS = {
    "stands": "tinh-trang", "plan": "ke-hoach", "unit": "don-vi", "level": "cap", "period": "ky", "area": "linh-vuc",
    "target": "chi-tieu", "document": "van-ban", "text": "q", "as_of": "den-ngay",
    "due_from": "han-tu", "due_to": "han-den", "year": "nam",
}  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return read_day(text)
    except InvalidInput:
        return None


def end_of(day: date) -> datetime:
    """The last moment of a day here."""
    return datetime.combine(day, time.max, clock.LOCAL)


@dataclass(frozen=True)
class Found:
    """The tasks that fit, in order, and how all of them stand before the last filter."""

    ids: list[int]
    stood: Mapping[int, Known]
    counts: Counts
    mine: int
    drafts: int


def chosen(user: Any, wish: Wish) -> "QuerySet[Assignment]":
    """Tasks that one may see and that fit the wish, but for how they stand."""
    rows = visible_to(user)
    for column, value in (("plan_code", wish.plan), ("area", wish.area), ("target_code", wish.target)):
        if value:
            rows = rows.filter(**{column: value})
    if len(wish.year) == 4 and wish.year.isdecimal():  # noqa: PLR2004 - digits of a year
        rows = rows.filter(plan_code__in=[plan.code for plan in plans_of(year=int(wish.year))])
    if wish.unit:
        rows = rows.filter(lead_code__in=codes_under([wish.unit]) or [wish.unit])
    if wish.level:
        rows = rows.filter(lead_code__in=[one.code for one in agencies(wish.level)])
    if wish.document.isdecimal():
        rows = rows.filter(document=int(wish.document[:15]))
    if wish.text:
        rows = rows.filter(Q(content__icontains=wish.text) | Q(code__iexact=wish.text))
    return _due_in(rows, wish)


def _due_in(rows: "QuerySet[Assignment]", wish: Wish) -> "QuerySet[Assignment]":
    if wish.span:
        rows = rows.filter(due_on__range=(wish.span.first_on, wish.span.last_on))
    if first := _day(wish.due_from):
        rows = rows.filter(due_on__gte=first)
    if last := _day(wish.due_to):
        rows = rows.filter(due_on__lte=last)
    return rows


def found(user: Any, wish: Wish, *, now: datetime) -> Found:
    """All that fit: four statements however many there are."""
    rows, at = chosen(user, wish), wish.at(now)
    stood = standings(rows, at=at)
    turn, drafts = set(rows.filter(turn_of(user)).values_list("id", flat=True)), []
    if wish.stands == DRAFTS or wish.plan:
        drafts = list(rows.filter(state=State.PREPARED).order_by("number").values_list("id", flat=True))
    counts = Counts.of(one.standing for one in stood.values())
    if wish.stands == DRAFTS:
        return Found(drafts, stood, counts, len(turn & stood.keys()), len(drafts))
    kept = [one for one in stood.values() if _fits(one, wish.stands, turn)]
    kept.sort(key=lambda one: (_ORDER[one.standing], one.facts.due_on, one.pk))
    return Found([one.pk for one in kept], stood, counts, len(turn & stood.keys()), len(drafts))


def turn_of(user: Any) -> Q:
    """It is one's own agency's turn: to take it up, to hand in, to judge."""
    leading, judging = agencies_where(user, CARRY_OUT), codes_under(agencies_where(user, APPRAISE))
    to_do = Q(lead_code__in=leading, state__in=[State.ASSIGNED, State.IN_PROGRESS])
    to_judge = Q(supervisor_code__in=judging, state=State.SUBMITTED) & ~Q(lead_code__in=leading)
    return to_do | to_judge


def rows_in_order(ids: list[int]) -> list[Assignment]:
    """The tasks of these ids, in this order."""
    rows = Assignment.objects.in_bulk(ids)
    return [rows[pk] for pk in ids]


def _fits(one: Known, stands: str, turn: set[int]) -> bool:
    if stands == MINE:
        return one.pk in turn
    if stands == ALL_DONE:
        return one.standing in DONE
    if stands == ALL_OPEN:
        return one.standing not in DONE
    return not stands or one.standing == stands


@dataclass(frozen=True)
class BoardRow:
    """A unit and its tasks by how they stand."""

    code: str
    counts: Counts


def board(user: Any, wish: Wish, *, now: datetime) -> list[BoardRow]:
    """By lead, in the order of codes' groups; three statements."""
    rows = chosen(user, wish)
    stood = standings(rows, at=wish.at(now))
    by_lead: dict[str, list[Standing]] = {}
    for pk, lead in rows.order_by().values_list("id", "lead_code"):
        if pk in stood:
            by_lead.setdefault(lead, []).append(stood[pk].standing)
    codes = sorted(by_lead, key=lambda code: [group.zfill(3) for group in code.split(".")])
    return [BoardRow(code, Counts.of(by_lead[code])) for code in codes]


def seen(user: Any) -> tuple[list[str], list[str]]:
    """Codes of the leads and of the plans of all tasks that one may see, in one statement."""
    pairs = set(visible_to(user).order_by().values_list("lead_code", "plan_code").distinct())
    leads = sorted({lead for lead, _plan in pairs}, key=lambda code: [group.zfill(3) for group in code.split(".")])
    return leads, sorted({plan for _lead, plan in pairs}, reverse=True)
