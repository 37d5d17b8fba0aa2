"""Figures as they are shown: an indicator with what it is made of, a report form with all its rows."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.kernel.texts.fold import sort_key
from motcua.kernel.ui.wording import long_day
from motcua.oversight.insight.queries.counting import Asked, Key, Window, counted
from motcua.oversight.insight.queries.definitions import ColumnView, IndicatorView, SheetView, indicators_on, known_on
from motcua.oversight.insight.queries.details import details_of
from motcua.oversight.insight.rules.facts import DETAIL_LABELS, Unit
from motcua.oversight.insight.rules.rounding import share
from motcua.registry.catalogue.public import procedure_names
from motcua.registry.organisation.public import agency_names
from motcua.registry.people.public import officer_names

MINUTES_A_DAY = 24 * 60
_SCALE = {Unit.PERCENT: Fraction(100), Unit.DAY: Fraction(1, MINUTES_A_DAY)}


Cell = int | str | None
MaySee = Callable[[Collection[str]], Collection[str]]
"""Which of these dossiers the reader may see."""


@dataclass(frozen=True)
class Figure:
    """A number with what it is made of; `value` is None where nothing tells it or there is nothing to divide by."""

    indicator: IndicatorView
    numerator: int
    denominator: int | None

    @property
    def is_told(self) -> bool:
        """Whether events tell all that it needs."""
        return not self.indicator.untold

    @property
    def value(self) -> Decimal | int | None:
        """Rounded where it is a ratio."""
        if not self.is_told:
            return None
        if self.denominator is None:
            return self.numerator
        return share(self.numerator, self.denominator, scale=_SCALE[self.indicator.ratio.unit])


@dataclass(frozen=True)
class SheetRow:
    """A row of a report form: cells by column number, None where nobody tells the fact yet.

    `key` is None for the dossiers that the reader may not see one by one: they stand in one row.
    """

    key: str | None
    label: str
    cells: Mapping[int, Cell]
    is_balanced: bool = True


@dataclass(frozen=True)
class SheetFigures:
    """A whole report form."""

    sheet: SheetView
    columns: tuple[ColumnView, ...]
    rows: tuple[SheetRow, ...]
    total: SheetRow


def figures(
    codes: Collection[str],
    window: Window,
    *,
    agencies: Collection[str] | None,
    on: date,
    where: tuple[str, str] | None = None,
) -> dict[str, Figure]:
    """Indicators as defined on a day, counted in a window; one statement."""
    return figures_in({"": window}, codes, agencies=agencies, on=on, where=where)[""]


def figures_in(
    windows: Mapping[str, Window],
    codes: Collection[str],
    *,
    agencies: Collection[str] | None,
    on: date,
    where: tuple[str, str] | None = None,
) -> dict[str, dict[str, Figure]]:
    """The same in several windows, still in one statement."""
    views = {code: view for code, view in known_on(on).items() if code in codes}
    asked = {
        f"w{number}_{code}_{part}": one
        for number, window in enumerate(windows.values())
        for code, view in views.items()
        for part, one in _parts(view, window).items()
    }
    sums = counted(asked, agencies=agencies, where=where)[()] if asked else {}
    return {
        name: {code: _figure(view, sums, f"w{number}_{code}") for code, view in views.items()}
        for number, name in enumerate(windows)
    }


def figures_by(
    name: str, codes: Collection[str], window: Window, *, agencies: Collection[str] | None, on: date
) -> list[tuple[str, str, dict[str, Figure]]]:
    """Key, label and indicators of each agency, field … that has any, in Vietnamese order; one statement of counts."""
    views = {code: view for code, view in indicators_on(on).items() if code in codes}
    asked = {f"{code}_{part}": one for code, view in views.items() for part, one in _parts(view, window).items()}
    sums = counted(asked, agencies=agencies, by=(name,))
    labels = labels_of(name, {key[0] for key in sums})
    found = [
        (key[0], labels[key[0]], {code: _figure(view, row, code) for code, view in views.items()})
        for key, row in sums.items()
        if any(row.values())
    ]
    return sorted(found, key=lambda row: sort_key(row[1]))


def sheet_figures(
    sheet: SheetView,
    window: Window,
    *,
    agencies: Collection[str] | None,
    on: date,
    may_see: MaySee = frozenset,
) -> SheetFigures:
    """All rows of a report form and their total; three statements at most, of a list of dossiers some more.

    A list of dossiers names those of `may_see`; the others are counted in one row.
    """
    views = indicators_on(on)
    used = {column.indicator_code: views[column.indicator_code] for column in sheet.columns if column.indicator_code}
    told = {code: view for code, view in used.items() if not view.untold}
    asked = {code: Asked(view.ratio.numerator, window, view.ratio.scope) for code, view in told.items()}
    counts = {
        key: row for key, row in counted(asked, agencies=agencies, by=(sheet.rows_by,)).items() if any(row.values())
    }
    whole = {code: sum(row[code] for row in counts.values()) for code in told}
    total = _row(sheet, "", _("Tổng số"), whole)
    if sheet.rows_by == "dossier":
        rows = _listed(sheet, counts, window, may_see)
    else:
        labels = labels_of(sheet.rows_by, {key for (key,) in counts})
        rows = [_row(sheet, key, labels[key], row) for (key,), row in counts.items()]
        rows.sort(key=lambda row: str(row.key) if sheet.rows_by == "day" else sort_key(row.label))
    return SheetFigures(sheet, sheet.columns, tuple(rows), total)


def labels_of(name: str, keys: Collection[str]) -> dict[str, str]:
    """What rows are called on a page."""
    known = _LABELS.get(name, _own_labels)(set(keys))
    return {key: known.get(key) or key or _("Chưa rõ") for key in keys}


def _own_labels(keys: Collection[str]) -> dict[str, str]:
    return {key: _(DETAIL_LABELS[key]) for key in keys if key in DETAIL_LABELS}


def _days(keys: Collection[str]) -> dict[str, str]:
    return {key: long_day(key) for key in keys}


_LABELS: dict[str, Callable[[Collection[str]], dict[str, str]]] = {
    "day": _days,
    "officer": officer_names,
    "agency": agency_names,
    "procedure": procedure_names,
}


def _parts(view: IndicatorView, window: Window) -> dict[str, Asked]:
    ratio = view.ratio
    parts = {"n": ratio.numerator, **({"d": ratio.denominator} if ratio.denominator else {})}
    return {part: Asked(formula, window, ratio.scope) for part, formula in parts.items()}


def _figure(view: IndicatorView, sums: Mapping[str, int], key: str) -> Figure:
    return Figure(view, sums[f"{key}_n"], sums.get(f"{key}_d"))


def _listed(
    sheet: SheetView, counts: Mapping[Key, Mapping[str, int]], window: Window, may_see: MaySee
) -> list[SheetRow]:
    seen = set(may_see([key for (key,) in counts]))
    said = details_of(seen, window) if any(column.says for column in sheet.columns) else {}
    rows = [_row(sheet, key, key, row, said.get(key)) for (key,), row in sorted(counts.items()) if key in seen]
    hidden = [row for (key,), row in counts.items() if key not in seen]
    if hidden:
        label = ngettext("{n} hồ sơ bạn không được xem riêng", "{n} hồ sơ bạn không được xem riêng", len(hidden))
        together = {code: sum(row[code] for row in hidden) for code in hidden[0]}
        rows.append(_row(sheet, None, label.format(n=len(hidden)), together))
    return rows


def _row(
    sheet: SheetView, key: str | None, label: str, counts: Mapping[str, int], said: Mapping[str, Cell] | None = None
) -> SheetRow:
    columns = {column.number: column for column in sheet.columns}
    numbers = {number: _cell(number, columns, counts) for number, column in columns.items() if not column.says}
    words: dict[int, Cell] = {n: (said or {}).get(one.says, "") for n, one in columns.items() if one.says}
    left, right = sheet.identity or ((), ())
    is_balanced = sum(numbers[number] or 0 for number in left) == sum(numbers[number] or 0 for number in right)
    return SheetRow(key, label, {**numbers, **words}, is_balanced)


def _cell(number: int, columns: Mapping[int, ColumnView], counts: Mapping[str, int]) -> int | None:
    """None where nobody tells it, also of a sum with such a part."""
    column = columns[number]
    if not column.adds:
        return counts.get(column.indicator_code)
    parts = [_cell(part, columns, counts) for part in column.adds]
    return None if None in parts else sum(part or 0 for part in parts)
