"""Agencies, units and postings of a day, as plain values."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Count, F, Q, QuerySet

from motcua.kernel import clock
from motcua.kernel.access.rights import covers
from motcua.kernel.dating import DatedQuerySet
from motcua.kernel.memory import remembered
from motcua.kernel.questions import Question
from motcua.kernel.texts.fold import sort_key
from motcua.registry.organisation.models import Agency, Posting, Unit
from motcua.registry.organisation.rules import Level, Role, Standing, UnitKind, standing_of
from motcua.registry.people.public import officer_names

_ROLES = """
WITH RECURSIVE mine(role, agency_code) AS (
  SELECT role, agency_code FROM organisation_posting
  WHERE username = %(username)s AND valid_from <= %(day)s AND (valid_to IS NULL OR valid_to > %(day)s)
  UNION
  SELECT mine.role, gone.code
  FROM mine
  JOIN organisation_agency heir
    ON heir.code = mine.agency_code OR starts_with(heir.code, mine.agency_code || '.')
  JOIN organisation_agency gone
    ON gone.succeeded_by_id = heir.id AND gone.valid_to <= %(day)s
   AND gone.code <> mine.agency_code AND NOT starts_with(gone.code, mine.agency_code || '.')
)
SELECT role, agency_code FROM mine ORDER BY agency_code, role
"""


HOLDS_EVER = Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from"))
"""Not the rows that were taken back before they held."""


@dataclass(frozen=True)
class Hanging:
    """Work that goes by an agency's code, in words, with where it is listed; `is_open`: somebody must go on with it."""

    words: str
    count: int
    url: str
    is_open: bool


@dataclass(frozen=True)
class WhatHangsOn(Question[Hanging]):
    """Asked before an agency ends: what still goes by its code?"""

    agency_code: str


@dataclass(frozen=True)
class AgencyView:
    """An agency as it was on one day."""

    code: str
    name: str
    short_name: str
    level: Level
    place_code: str
    address: str
    phone: str


@dataclass(frozen=True)
class PostingView:
    """An officer's role at an agency; `unit_code` is empty for the agency as a whole."""

    username: str
    full_name: str
    agency_code: str
    unit_code: str
    role: Role
    id: int


@dataclass(frozen=True)
class Stretch:
    """A posting with its days, half-open as everywhere."""

    id: int
    username: str
    agency_code: str
    unit_code: str
    role: Role
    valid_from: date
    valid_to: date | None

    def is_over(self, day: date) -> bool:
        """Whether it holds neither on `day` nor later."""
        return self.valid_to is not None and self.valid_to <= max(day, self.valid_from)

    @property
    def last_on(self) -> date | None:
        """Its last day, as people say it."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None


def agency(code: str, on: date | None = None) -> AgencyView | None:
    """The agency on a day (today); None if it was not there."""
    row = Agency.objects.on(on or clock.today()).filter(code=code).first()
    return agency_view(row) if row else None


def agencies(level: str | None = None, on: date | None = None) -> list[AgencyView]:
    """All agencies of a day (today), or those of a level, in the order of their codes' groups."""
    rows = Agency.objects.on(on or clock.today())
    if level is not None:
        rows = rows.filter(level=level)
    return sorted(map(agency_view, rows), key=lambda view: by_groups(view.code))


def agency_names(codes: Collection[str], on: date | None = None) -> dict[str, str]:
    """Code → name on a day (today); an agency that is no more, or not yet, goes by the name nearest to it."""
    day, known = on or clock.today(), every_name()
    names: dict[str, str] = {}
    for code in sorted(set(codes) & known.keys()):
        for valid_from, name in known[code]:
            if valid_from <= day or code not in names:
                names[code] = name
    return names


@remembered(seconds=10)
def every_name() -> Mapping[str, Sequence[tuple[date, str]]]:
    """Code → the names an agency ever had and from when, in order."""
    names: dict[str, list[tuple[date, str]]] = {}
    rows = Agency.objects.order_by("valid_from", "pk").values_list("code", "valid_from", "name")
    for code, valid_from, name in rows:
        names.setdefault(code, []).append((valid_from, name))
    return names


def codes_under(granted: Collection[str]) -> tuple[str, ...]:
    """The codes of all agencies, also of those that are no more, that are one of `granted` or lie below one."""
    return tuple(code for code in every_code() if covers(frozenset(granted), code))


@remembered(seconds=10)
def every_code() -> tuple[str, ...]:
    """Every code that an agency ever had."""
    return tuple(Agency.objects.order_by("code").values_list("code", flat=True).distinct())


def successor_of(code: str, on: date | None = None) -> str:
    """The code of the agency that does the work of `code` on a day (today): itself while it is there."""
    day = on or clock.today()
    row = Agency.objects.filter(code=code, valid_from__lte=day).order_by("-valid_from", "-pk").first()
    while row and row.valid_to and row.valid_to <= day and row.succeeded_by_id:
        row = Agency.objects.get(pk=row.succeeded_by_id)
        row = Agency.objects.filter(code=row.code, valid_from__lte=day).order_by("-valid_from", "-pk").first()
    return row.code if row else code


def unit_names(agency_code: str, on: date | None = None) -> dict[str, str]:
    """Code → name of the agency's units of a day (today), in Vietnamese order."""
    rows = Unit.objects.on(on or clock.today()).filter(agency_code=agency_code)
    return dict(sorted(rows.values_list("code", "name"), key=lambda pair: sort_key(pair[1])))


def postings_of(username: str, on: date | None = None) -> list[PostingView]:
    """The roles an officer has on a day (today)."""
    return _views(_postings(on).filter(username=username))


def officers_at(
    agency_code: str, *, role: str | None = None, unit_code: str | None = None, on: date | None = None
) -> list[PostingView]:
    """Who is posted at exactly this agency on a day (today), by name."""
    rows = _postings(on).filter(agency_code=agency_code)
    if role is not None:
        rows = rows.filter(role=role)
    if unit_code is not None:
        rows = rows.filter(unit_code=unit_code)
    return sorted(_views(rows), key=lambda view: (sort_key(view.full_name), view.role))


def administrators_of(code: str, day: date, *, without: Collection[int] = ()) -> set[str]:
    """Who administers the agency, there or above it, from `day` on without an end; `without` these postings."""
    parts = code.split(".")
    above = [".".join(parts[:length]) for length in range(1, len(parts) + 1)]
    rows = Posting.objects.filter(role=Role.ADMIN, agency_code__in=above, valid_from__lte=day, valid_to=None)
    return set(rows.exclude(pk__in=list(without)).values_list("username", flat=True))


def administered_by(username: str, day: date) -> list[Stretch]:
    """The officer's postings as administrator that have not ended by `day`."""
    return [one for one in careers_of([username]) if one.role is Role.ADMIN and not one.is_over(day)]


def usernames_under(granted: Collection[str]) -> set[str]:
    """Who is, was or will be posted at one of these agencies or below one."""
    return set(Posting.objects.filter(agency_code__in=codes_under(granted)).values_list("username", flat=True))


def careers_of(usernames: Collection[str]) -> list[Stretch]:
    """All postings of these officers, the newest first."""
    rows = Posting.objects.filter(username__in=set(usernames))
    return _stretches(rows.order_by("-valid_from", "agency_code", "role", "pk"))


def units_under(codes: Collection[str], on: date | None = None) -> list[tuple[str, str, str]]:
    """Agency code, unit code and name of the units of these agencies on a day (today), in Vietnamese order."""
    rows = Unit.objects.on(on or clock.today()).filter(agency_code__in=set(codes))
    return sorted(rows.values_list("agency_code", "code", "name"), key=lambda one: sort_key(one[2]))


def roles_today(username: str) -> list[tuple[Role, str]]:
    """Role and agency code of each posting of today, and of the agencies whose work went to that one: their dossiers
    keep the code that held, and whoever succeeds goes on with them."""
    day = clock.today()
    with connection.cursor() as cursor:
        cursor.execute(_ROLES, {"username": username, "day": day})
        return [(Role(role), code) for role, code in cursor.fetchall()]


def agency_view(row: Agency) -> AgencyView:
    """The row as others may see it."""
    return AgencyView(
        code=row.code,
        name=row.name,
        short_name=row.short_name,
        level=Level(row.level),
        place_code=row.place_code,
        address=row.address,
        phone=row.phone,
    )


def _postings(on: date | None) -> DatedQuerySet[Posting]:
    return Posting.objects.on(on or clock.today()).order_by("agency_code", "unit_code", "role")


def _views(rows: QuerySet[Posting]) -> list[PostingView]:
    found = list(rows)
    names = officer_names({row.username for row in found})
    return [
        PostingView(
            username=row.username,
            full_name=names.get(row.username, row.username),
            agency_code=row.agency_code,
            unit_code=row.unit_code,
            role=Role(row.role),
            id=row.pk,
        )
        for row in found
    ]


@dataclass(frozen=True)
class AgencySpan:
    """An agency's row with its days; `successor` is the code that goes on with its work, its own after a change."""

    view: AgencyView
    valid_from: date
    valid_to: date | None
    successor: str

    def stands(self, day: date) -> Standing:
        """Whether it holds on the day, is coming or is over."""
        return standing_of(self.valid_from, self.valid_to, day)

    @property
    def last_on(self) -> date | None:
        """Its last day, as people say it."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None

    @property
    def is_followed(self) -> bool:
        """Whether the same code goes on with another name or place."""
        return self.successor == self.view.code


@dataclass(frozen=True)
class UnitSpan:
    """A unit's row with its days."""

    code: str
    name: str
    kind: UnitKind
    valid_from: date
    valid_to: date | None

    def stands(self, day: date) -> Standing:
        """Whether it holds on the day, is coming or is over."""
        return standing_of(self.valid_from, self.valid_to, day)

    @property
    def last_on(self) -> date | None:
        """Its last day, as people say it."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None


def agency_spans(codes: Collection[str]) -> list[AgencySpan]:
    """All rows that ever held or will, in the order of their codes' groups and days."""
    rows = Agency.objects.filter(HOLDS_EVER, code__in=set(codes)).select_related("succeeded_by").order_by("valid_from")
    spans = [
        AgencySpan(agency_view(row), row.valid_from, row.valid_to, row.succeeded_by.code if row.succeeded_by else "")
        for row in rows
    ]
    return sorted(spans, key=lambda span: by_groups(span.view.code))


def unit_spans(agency_code: str) -> list[UnitSpan]:
    """The agency's units that ever held or will, in Vietnamese order, each by its days."""
    return unit_spans_of([agency_code]).get(agency_code, [])


def unit_spans_of(codes: Collection[str]) -> dict[str, list[UnitSpan]]:
    """The same for many agencies, by code."""
    found: dict[str, list[UnitSpan]] = {}
    for row in Unit.objects.filter(HOLDS_EVER, agency_code__in=set(codes)).order_by("valid_from"):
        span = UnitSpan(row.code, row.name, UnitKind(row.kind), row.valid_from, row.valid_to)
        found.setdefault(row.agency_code, []).append(span)
    return {code: sorted(spans, key=lambda span: sort_key(span.name)) for code, spans in found.items()}


def staff_of(agency_code: str, day: date) -> list[tuple[Stretch, str]]:
    """Who is posted at exactly this agency on the day or later, with the name, in Vietnamese order."""
    rows = [one for one in _stretches(Posting.objects.filter(agency_code=agency_code)) if not one.is_over(day)]
    names = officer_names({one.username for one in rows})
    named = [(one, names.get(one.username, one.username)) for one in rows]
    return sorted(named, key=lambda pair: (sort_key(pair[1]), pair[0].role))


def sizes_of(codes: Collection[str], day: date) -> dict[str, tuple[int, int]]:
    """Code → how many units it has and how many officers are posted there on the day."""
    units = Unit.objects.on(day).filter(agency_code__in=set(codes)).values_list("agency_code")
    people = Posting.objects.on(day).filter(agency_code__in=set(codes)).values_list("agency_code")
    of_units = dict(units.annotate(n=Count("pk")))
    of_people = dict(people.annotate(n=Count("username", distinct=True)))
    return {code: (of_units.get(code, 0), of_people.get(code, 0)) for code in codes}


def by_groups(code: str) -> list[str]:
    """What codes are put in order by: ``H14.9`` before ``H14.10``."""
    return [group.zfill(3) for group in code.split(".")]


def _stretches(rows: QuerySet[Posting]) -> list[Stretch]:
    return [
        Stretch(row.pk, row.username, row.agency_code, row.unit_code, Role(row.role), row.valid_from, row.valid_to)
        for row in rows
    ]
