"""A province in the indices that others publish: over the years, by dimension, beside another."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.kernel.access.rights import agencies_where
from motcua.kernel.texts.fold import sort_key
from motcua.kernel.ui.charts import Chart, Series, mark
from motcua.kernel.ui.wording import counted
from motcua.oversight.par_index.models import IndexEdition
from motcua.oversight.par_index.permissions import SEE
from motcua.oversight.par_index.queries.indices import Figure, editions, figures_of, indices, totals_of
from motcua.oversight.par_index.rules.indices import TOTAL, Dimension, Index
from motcua.oversight.par_index.rules.places import median, place_on
from motcua.oversight.par_index.rules.provinces import province_named
from motcua.registry.organisation.public import Level, agencies
from motcua.registry.places.public import place

_OFFICE = re.compile(r"^(ủy|uỷ) ban nhân dân\s+|^ubnd\s+", re.IGNORECASE)


@dataclass(frozen=True)
class IndexRow:
    """An index with our province's figures by year; `source`: the file that the latest came from."""

    index: Index
    cells: tuple[Figure | None, ...]
    latest: Figure | None
    before: Figure | None
    source: str

    @property
    def change(self) -> Decimal | None:
        return self.latest.score - self.before.score if self.latest and self.before else None


@dataclass(frozen=True)
class Board:
    """Indices × years of one province."""

    province: str
    years: tuple[int, ...]
    rows: tuple[IndexRow, ...]


@dataclass(frozen=True)
class PartRow:
    """A dimension in the newest year: ours, the other's, the least, middle and greatest of all provinces."""

    dimension: Dimension
    ours: Figure | None
    other: Figure | None
    least: Decimal
    middle: Decimal
    most: Decimal
    cells: tuple[Figure | None, ...]

    @property
    def ours_at(self) -> float:
        return place_on(self.ours.score, self.least, self.most) if self.ours else 0.0

    @property
    def other_at(self) -> float:
        return place_on(self.other.score, self.least, self.most) if self.other else 0.0

    @property
    def middle_at(self) -> float:
        return place_on(self.middle, self.least, self.most)


@dataclass(frozen=True)
class Compared:
    """An index of a province, beside another if asked."""

    index: Index
    province: str
    other: str
    provinces: tuple[str, ...]
    years: tuple[int, ...]
    totals: tuple[tuple[int, Figure | None, Figure | None, Decimal], ...]
    chart: Chart | None
    parts: tuple[PartRow, ...]
    part_year: int


def home_province(user: Any) -> str:
    """The province of the officer's agencies as indices name it, or ''."""
    granted = agencies_where(user, SEE)
    roots = [one for one in agencies(Level.PROVINCE) if any(f"{code}.".startswith(f"{one.code}.") for code in granted)]
    for one in roots:
        found = place(one.place_code) if one.place_code else None
        named = province_named(found.name) if found else province_named(_OFFICE.sub("", one.name))
        if named:
            return named
    return ""


def board_of(province: str) -> Board:
    """Two statements: editions and their scores."""
    every = editions()
    found = figures_of(every)
    by_edition = {edition.pk: edition.index for edition in every}
    files = {edition.pk: edition.file_name for edition in every}
    years = tuple(sorted({edition.year for edition in every}))
    rows = []
    for code, index in indices().items():
        own = {
            figure.year: figure
            for figure in found
            if figure.province == province and figure.dimension == TOTAL and by_edition[figure.edition] == code
        }
        if any(edition.index == code for edition in every):
            known = sorted(own)
            rows.append(
                IndexRow(
                    index,
                    tuple(own.get(year) for year in years),
                    own[known[-1]] if known else None,
                    own[known[-2]] if len(known) > 1 else None,
                    files[own[known[-1]].edition] if known else "",
                )
            )
    return Board(province, years, tuple(rows))


@dataclass(frozen=True)
class Published:
    """An index in its newest edition by a year: what provinces reached, by the names that indices give them."""

    index: Index
    year: int
    cells: dict[str, Figure]

    @property
    def url(self) -> str:
        return reverse("par_index:edition", args=[self.index.code, self.year])


def published_for(provinces: Collection[str], *, year: int) -> list[Published]:
    """Each index that tells of any of these provinces («Lâm Đồng», «Ủy ban nhân dân tỉnh Cao Bằng»); two statements."""
    named = {province_named(_OFFICE.sub("", name)) for name in provinces} - {None, ""}
    newest = {edition.index: edition for edition in editions() if edition.year <= year}
    totals: dict[int, dict[str, Figure]] = {}
    for one in figures_of(list(newest.values())):
        if one.dimension == TOTAL and one.province in named:
            totals.setdefault(one.edition, {})[one.province] = one
    asked = ((index, newest[code]) for code, index in indices().items() if code in newest)
    return [Published(index, edition.year, totals[edition.pk]) for index, edition in asked if edition.pk in totals]


def compared(index: Index, province: str, other: str) -> Compared:
    """One index of a province over the years and by dimension; two statements."""
    every = editions(index.code)
    found = figures_of(every)
    totals = totals_of(found)
    names = sorted({figure.province for figure in found}, key=sort_key)
    province = province if province in names else (names[0] if names else "")
    other = other if other in names and other != province else ""
    years = tuple(edition.year for edition in every)
    middles = {year: median([one.score for key, one in totals.items() if key[1] == year]) for year in years}
    lines = {name: {year: totals[name, year].score for year in years if (name, year) in totals}
             for name in (province, other) if name}  # fmt: skip
    parts = [figure for figure in found if figure.dimension != TOTAL]
    part_year = max((figure.year for figure in parts if figure.province == province), default=0)
    return Compared(
        index=index,
        province=province,
        other=other,
        provinces=tuple(names),
        years=years,
        totals=tuple((y, totals.get((province, y)), totals.get((other, y)), middles[y]) for y in years),
        chart=_over_years(index.code, years, lines),
        parts=tuple(_part(one, parts, province, other, years, part_year) for one in index.dimensions
                    if any(figure.dimension == one.code for figure in parts)),
        part_year=part_year,
    )  # fmt: skip


def _over_years(index: str, years: Sequence[int], lines: Mapping[str, Mapping[int, Decimal]]) -> Chart | None:
    """Lines in the span of their values; a year without a value breaks a line. None where there is nothing to draw."""
    values = [value for one in lines.values() for value in one.values()]
    if not values:
        return None
    low, high = min(values), max(values)
    heights = tuple((float(value), counted(value)) for value in sorted({low, (low + high) / 2, high}))
    urls = {year: reverse("par_index:edition", args=[index, year]) for year in years}
    series = tuple(Series(name, tuple(mark(one.get(y), urls[y]) for y in years)) for name, one in lines.items())
    span = (float(low), float(max(high, low + Decimal("0.01"))))
    return Chart("years", _("Điểm tổng qua các năm"), tuple(map(str, years)), series, "lines", span, heights)


def edition_rows(edition: IndexEdition) -> list[tuple[str, Figure | None, dict[str, Figure]]]:
    """Province, the whole, its parts; by rank."""
    found: dict[str, dict[str, Figure]] = {}
    for figure in figures_of([edition]):
        found.setdefault(figure.province, {})[figure.dimension] = figure
    rows = [(name, parts.get(TOTAL), parts) for name, parts in found.items()]
    return sorted(rows, key=lambda row: (row[1].rank or 0 if row[1] else 999, sort_key(row[0])))


def _part(
    dimension: Dimension,
    parts: Sequence[Figure],
    province: str,
    other: str,
    years: Sequence[int],
    part_year: int,
) -> PartRow:
    own = [figure for figure in parts if figure.dimension == dimension.code]
    scores = [figure.score for figure in own if figure.year == part_year] or [Decimal(0)]
    by_key = {(figure.province, figure.year): figure for figure in own}
    return PartRow(
        dimension,
        by_key.get((province, part_year)),
        by_key.get((other, part_year)),
        min(scores),
        median(scores),
        max(scores),
        tuple(by_key.get((province, year)) for year in years),
    )
