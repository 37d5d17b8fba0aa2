"""Places of a day, as plain values."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.db.models.functions import Length

from motcua.kernel import clock
from motcua.kernel.dating import DatedQuerySet
from motcua.kernel.search.match import matching
from motcua.registry.places.models import Place, Succession
from motcua.registry.places.rules import (
    PROVINCE_DIGITS,
    WARD_DIGITS,
    Share,
    as_typed,
    full_name,
    search_key,
    with_province,
)

_ORDER = {share.value: number for number, share in enumerate(Share)}
_MOST_STEPS, _MOST_PHRASED = 20, 300


@dataclass(frozen=True)
class PlaceView:
    """A unit as it was on one day: «Hòa An», «Xã Hòa An»; a province is its own province."""

    code: str
    name: str
    full_name: str
    kind: str
    province_code: str
    province_name: str


def place(code: str, on: date | None = None) -> PlaceView | None:
    """The unit that bears the code on a day (today)."""
    day = on or clock.today()
    found = _views(Place.objects.on(day).filter(code=code), day)
    return found[0] if found else None


def provinces(on: date | None = None) -> list[PlaceView]:
    """All provinces of a day (today), in Vietnamese order."""
    day = on or clock.today()
    rows = Place.objects.on(day).annotate(digits=Length("code")).filter(digits=PROVINCE_DIGITS)
    return _views(rows.order_by("sort_key", "code"), day)


def wards_of(province_code: str, on: date | None = None) -> list[PlaceView]:
    """The wards, communes and special zones of a province on a day (today), in Vietnamese order."""
    day = on or clock.today()
    rows = Place.objects.on(day).annotate(digits=Length("code")).filter(province_code=province_code, digits=WARD_DIGITS)
    return _views(rows.order_by("sort_key", "code"), day)


def place_names(codes: Collection[str], on: date | None = None) -> dict[str, str]:
    """Code → «Xã Hòa An, tỉnh Cao Bằng» on a day (today); a unit that is no more goes by its last name."""
    day = on or clock.today()
    nearest: dict[str, Place] = {}
    for row in Place.objects.filter(code__in=set(codes)).order_by("valid_from"):
        if row.valid_from <= day or row.code not in nearest:
            nearest[row.code] = row
    above = _above(nearest.values())
    return {code: _long_name(row, above, day) for code, row in nearest.items()}


def find_places(text: str, *, limit: int = 10, on: date | None = None) -> list[PlaceView]:
    """Units of a day (today) by what people type, best first: without accents, with a slip, ward and province together.

    When only near matches are found, the old units are looked through, and what became of the one meant is answered.
    """
    typed = as_typed(text)
    if not typed:
        return []
    day = on or clock.today()
    found = _search(Place.objects.on(day), typed, limit)
    if not any(_is_meant(row, typed) for row in found):
        former = _search(Place.objects.filter(valid_to__lte=day), typed, limit)
        became = [view for row in former if _is_meant(row, typed) for view in _follow(row, day)]
        if became:
            return list(dict.fromkeys(became))[:limit]
    return _views(found, day)


def _search(rows: DatedQuerySet[Place], typed: str, limit: int) -> list[Place]:
    """First the units named just so, then those that hold the phrase, then those that hold or resemble the words."""
    begins = Q(search_key=typed) | Q(search_key__startswith=f"{typed} ")
    within = Q(search_key__contains=f" {typed} ") | Q(search_key__endswith=f" {typed}")
    phrased = rows.filter(begins | within)[:_MOST_PHRASED]
    found = sorted(phrased, key=lambda row: (not _is_named(row, typed), len(row.search_key), row.search_key))
    if len(found) < limit:
        found += matching(rows, typed, limit=limit)
    return list({row.pk: row for row in found}.values())[:limit]


def _is_named(row: Place, typed: str) -> bool:
    return typed in {search_key([row.name]), search_key([full_name(row.kind, row.name)])}


def _is_meant(row: Place, typed: str) -> bool:
    """Whether every word was typed as it is written."""
    return set(typed.split()) <= set(row.search_key.split())


def successors_of(old_code: str, *, was_on: date | None = None) -> list[PlaceView]:
    """What the unit is today, through every later change, the main part first; itself while it is still there.

    A code may have come back for another area: the unit meant is the one of the day `was_on`, or the earliest known.
    """
    rows = Place.objects.filter(code=old_code).order_by("valid_from")
    row = (rows.on(was_on) if was_on else rows).first()
    return _follow(row, clock.today()) if row else []


def _follow(start: Place, day: date) -> list[PlaceView]:
    """Step from each ended unit to those that took over, until all hold on `day`."""
    front, done = [start], list[Place]()
    for _step in range(_MOST_STEPS):
        done += [row for row in front if row.valid_to is None or row.valid_to > day]
        ended = [row for row in front if row.valid_to is not None and row.valid_to <= day]
        if not ended:
            break
        front = _next(ended)
    unique = {(row.code, row.valid_from): row for row in done}
    return _views(unique.values(), day)


def _next(ended: list[Place]) -> list[Place]:
    wanted = Q(pk__in=[])
    for row in ended:
        wanted |= Q(old_code=row.code, on=row.valid_to)
    links = sorted(Succession.objects.filter(wanted), key=lambda link: (_ORDER[link.share], link.new_code))
    rows = Place.objects.filter(code__in={link.new_code for link in links})
    return [row for link in links for row in rows if row.code == link.new_code and _holds(row, link.on)]


def _holds(row: Place, day: date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or row.valid_to > day)


def _views(rows: Iterable[Place], day: date) -> list[PlaceView]:
    found = list(rows)
    above = _above(found)
    return [
        PlaceView(
            code=row.code,
            name=row.name,
            full_name=full_name(row.kind, row.name),
            kind=row.kind,
            province_code=row.province_code,
            province_name=_name_above(above, row.province_code, row, day) or full_name(row.kind, row.name),
        )
        for row in found
    ]


Above = dict[str, list[Place]]


def _above(rows: Iterable[Place]) -> Above:
    """The provinces and districts of all the rows, of every time, by code: one query."""
    codes = {code for row in rows for code in (row.province_code, row.parent_code) if code}
    found: Above = {}
    for row in Place.objects.filter(code__in=codes).order_by("valid_from"):
        found.setdefault(row.code, []).append(row)
    return found


def _name_above(above: Above, code: str, below: Place, day: date) -> str:
    """What the unit above was called on the day, or when `below` ended, if that was before."""
    last = day if below.valid_to is None else min(day, below.valid_to - timedelta(days=1))
    rows = above.get(code, [])
    begun = [row for row in rows if row.valid_from <= last] or rows[:1]
    return full_name(begun[-1].kind, begun[-1].name) if begun else ""


def _long_name(row: Place, above: Above, day: date) -> str:
    name = full_name(row.kind, row.name)
    codes = [code for code in dict.fromkeys([row.parent_code, row.province_code]) if code and code != row.code]
    for code in codes:
        name = with_province(name, _name_above(above, code, row, day))
    return name
