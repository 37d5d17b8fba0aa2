"""Who stands where in a round, and why; the door that scorecards read."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.access.rights import may_at
from motcua.kernel.ui.wording import translated
from motcua.oversight.insight.public import share
from motcua.oversight.par_index.models import EffortEstimate, Round, ScoringSheet
from motcua.oversight.par_index.permissions import SEE
from motcua.oversight.par_index.queries.scores import Standpoint, sheets_of, standpoint, standpoints
from motcua.oversight.par_index.rules.criteria import area_points
from motcua.oversight.par_index.rules.life import State
from motcua.oversight.par_index.rules.ranking import Lost, Place, by_worth, ranked
from motcua.registry.organisation.public import agency_names

_TOLD, _SHOWN = 3, 12


@dataclass(frozen=True)
class AreaPoints:
    """An area of the set with what was won in it."""

    number: str
    name: str
    points: Decimal
    maximum: Decimal
    url: str


@dataclass(frozen=True)
class Standing:
    """A unit in its round."""

    agency_code: str
    set_code: str
    year: int
    points: Decimal
    maximum: Decimal
    unscored: int
    stage: str
    stage_label: str
    rank: int
    of: int
    tied_with: tuple[str, ...]
    areas: tuple[AreaPoints, ...]
    url: str


@dataclass(frozen=True)
class Gap:
    """Points not won; `worth`: lost points for one unit of effort, rounded, None where nobody stated the effort."""

    number: str
    name: str
    maximum: Decimal
    points: Decimal
    lost: Decimal
    effort: int | None
    url: str
    worth: Decimal | None = None
    tie: str = ""


def index_standing(year: int, agencies: Collection[str]) -> dict[str, Standing]:
    """Agency → where it stands in the newest round of the year it has a sheet in; a constant number of statements."""
    wanted = ScoringSheet.objects.filter(agency_code__in=set(agencies), round__criteria_set__year=year)
    newest = dict(wanted.order_by("agency_code", "round_id").values_list("agency_code", "round_id"))
    found = standings_of(set(newest.values()), at=clock.now())
    return {code: found[round_id][code] for code, round_id in newest.items()}


def standings_of(rounds: Collection[int], *, at: datetime) -> dict[int, dict[str, Standing]]:
    """Round → agency → where it stands."""
    sheets = sheets_of(rounds)
    points = standpoints(sheets, at=at)
    found: dict[int, dict[str, Standing]] = {}
    for round_id in rounds:
        own = [points[sheet.pk] for sheet in sheets if sheet.round_id == round_id]
        places = ranked({one.sheet.agency_code: one.total for one in own})
        by_code = {one.sheet.agency_code: one for one in own}
        found[round_id] = {place.key: _standing(by_code[place.key], place, len(places)) for place in places}
    return found


def gap_of(agency: str, year: int) -> list[Gap]:
    """What an agency has not won in the year, the most points per effort first; empty without a sheet."""
    rows = ScoringSheet.objects.select_related("round__criteria_set")
    sheet = rows.filter(agency_code=agency, round__criteria_set__year=year).order_by("-round_id").first()
    return [] if sheet is None else gaps(standpoint(sheet, at=clock.now()))


def gaps(stands: Standpoint) -> list[Gap]:
    """The same of a sheet: one statement for the efforts."""
    efforts = efforts_of(stands.sheet)
    rows = by_worth(
        Lost(one.number, one.maximum, stands.points.get(one.number, Decimal(0)), efforts.get(one.number))
        for one in stands.criteria.components
    )
    names = {one.number: one.name for one in stands.criteria.components}
    return [_gap(stands.sheet, rows, at, names[row.number]) for at, row in enumerate(rows)]


def efforts_of(sheet: ScoringSheet) -> dict[str, int]:
    """Component → how hard it is, as was said last."""
    rows = EffortEstimate.objects.filter(sheet=sheet).order_by("id")
    return dict(rows.values_list("number", "effort"))


def tie_words(place_tied: Sequence[str], points: Decimal, rank: int, names: Mapping[str, str]) -> str:
    """«đồng hạng 3 với Sở A vì cùng 86,50 điểm; sau nhóm này là hạng 5»; '' where nobody ties."""
    if not place_tied:
        return ""
    told = ", ".join(names.get(code, code) for code in place_tied[:_TOLD])
    if len(place_tied) > _TOLD:
        told = _("{names} và {count} đơn vị khác").format(names=told, count=len(place_tied) - _TOLD)
    text = _("đồng hạng {rank} với {names} vì cùng {points} điểm; sau nhóm này là hạng {next}")
    shown = f"{points:.2f}".replace(".", ",")
    return text.format(rank=rank, names=told, points=shown, next=rank + len(place_tied) + 1)


def names_of(standings: Collection[Standing]) -> dict[str, str]:
    """Code → name of the units."""
    return agency_names({one.agency_code for one in standings})


def _standing(stands: Standpoint, place: Place, of: int) -> Standing:
    sheet, criteria = stands.sheet, stands.criteria
    url = reverse("par_index:standing", args=[sheet.round_id, sheet.agency_code])
    points = stands.points
    return Standing(
        agency_code=sheet.agency_code,
        set_code=criteria.code,
        year=criteria.year,
        points=place.points,
        maximum=criteria.maximum,
        unscored=len(stands.unscored) + len(stands.unsurveyed),
        stage=sheet.state,
        stage_label=translated(State(sheet.state).label),
        rank=place.rank,
        of=of,
        tied_with=place.tied,
        areas=tuple(
            AreaPoints(area.number, area.name, area_points(area, points), area.maximum, f"{url}#a-{area.number}")
            for area in criteria.areas
        ),
        url=url,
    )


def _gap(sheet: ScoringSheet, rows: Sequence[Lost], at: int, name: str) -> Gap:
    row = rows[at]
    before = rows[at - 1] if at else None
    tie = ""
    if before is not None and row.per_effort is not None and before.per_effort == row.per_effort:
        tie = _("ngang mục trên; mất nhiều điểm hơn xếp trước") if before.lost != row.lost else _(
            "ngang mục trên, mất điểm bằng nhau; xếp theo số thứ tự")  # fmt: skip
    worth = row.per_effort
    return Gap(
        number=row.number,
        name=name,
        maximum=row.maximum,
        points=row.points,
        lost=row.lost,
        effort=row.effort,
        url=reverse("par_index:component", args=[sheet.pk, row.number]),
        worth=None if worth is None else share(worth.numerator, worth.denominator, scale=Fraction(1)),
        tie=tie,
    )


def own_sheets(user: Any, rounds: Collection[Round], *, at: datetime) -> list[Standing]:
    """Where the open sheets stand that the officer may see, the twelve nearest to the province."""
    found = standings_of([one.pk for one in rounds if one.closed_at is None], at=at)
    visible = [one for by_code in found.values() for one in by_code.values() if may_at(user, SEE, one.agency_code)]
    return sorted(visible, key=lambda one: (len(one.agency_code), one.set_code, one.rank))[:_SHOWN]


@dataclass(frozen=True)
class Years:
    """A unit's standings, the oldest year first; rows of areas by name with a cell a year."""

    agency: str
    agencies: tuple[str, ...]
    standings: tuple[Standing, ...]
    areas: tuple[tuple[str, tuple[AreaPoints | None, ...]], ...]


def years_of(user: Any, asked: str, *, at: datetime) -> Years:
    """How a unit stood in each round; of units the officer may see, the first unless `asked` names one."""
    rows = ScoringSheet.objects.order_by("agency_code", "round_id").values_list("agency_code", "round_id")
    visible = [(code, round_id) for code, round_id in rows if may_at(user, SEE, code)]
    codes = tuple(dict.fromkeys(code for code, _round in visible))
    agency = asked if asked in codes else next(iter(codes), "")
    found = standings_of({round_id for code, round_id in visible if code == agency}, at=at)
    own = sorted((by_code[agency] for by_code in found.values()), key=lambda one: (one.year, one.set_code, one.url))
    names = dict.fromkeys(area.name for one in own for area in one.areas)
    areas = tuple(
        (name, tuple(next((area for area in one.areas if area.name == name), None) for one in own)) for name in names
    )
    return Years(agency, codes, tuple(own), areas)
