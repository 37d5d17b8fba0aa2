"""What has moved since a form was frozen: cell by cell, and the dossiers and events that moved it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from motcua.casework.dossiers.public import event_words
from motcua.kernel import clock
from motcua.kernel.events.store import Placed, placed_histories
from motcua.oversight.insight.public import KINDS, Asked, ColumnView, Window, dossiers_behind, known_on
from motcua.oversight.sheets.models import FrozenSheet
from motcua.oversight.sheets.queries.filling import SheetFigures, SheetRow, sheet_figures
from motcua.oversight.sheets.queries.live import visible_codes
from motcua.oversight.sheets.queries.sealing import paper_of_frozen, view_of
from motcua.registry.people.public import officer_names

MOST = 200
SOON = timedelta(hours=1)


@dataclass(frozen=True)
class Change:
    """A cell as it was sent in and as it is; `key` is None for the row of the total."""

    key: str | None
    label: str
    column: ColumnView
    before: int
    now: int

    @property
    def change(self) -> int:
        return self.now - self.before


@dataclass(frozen=True)
class Told:
    """An event that came to be known after the form was frozen."""

    words: str
    at: datetime
    recorded_at: datetime
    officer: str

    @property
    def is_late(self) -> bool:
        """Whether it was written down later than it happened."""
        return self.recorded_at - self.at > SOON


@dataclass(frozen=True)
class Mover:
    """A dossier that moved a cell, by how much, and what was told of it since."""

    code: str
    change: int
    events: tuple[Told, ...]


def window_of_frozen(frozen: FrozenSheet, *, since: bool = False) -> Window:
    """The days it covers up to the moment it counted to; `since`: only what was told after it was frozen."""
    return Window(clock.at(frozen.first_on), frozen.to_at, since=frozen.position if since else None)


def changes_since(frozen: FrozenSheet) -> list[Change]:
    """Cells that are otherwise today, the total last. Of a list of dossiers only the total is compared."""
    now = _today(frozen)
    before = paper_of_frozen(frozen)
    columns = [column for column in before.columns if not column.says]
    pairs: list[tuple[str | None, SheetRow | None, SheetRow | None]] = []
    if before.sheet.rows_by != "dossier":
        old, new = {row.key: row for row in before.rows}, {row.key: row for row in now.rows}
        pairs = [(key, old.get(key), new.get(key)) for key in dict.fromkeys([*old, *new])]
    pairs.append((None, before.total, now.total))
    return [
        Change(key, _label(was, is_now), column, _number(was, column), _number(is_now, column))
        for key, was, is_now in pairs
        for column in columns
        if _number(was, column) != _number(is_now, column)
    ]


def movers_of(frozen: FrozenSheet, number: int, key: str | None, user: Any) -> tuple[list[Mover], int]:
    """The dossiers that moved a cell since, those the user may see; and how many others there are."""
    sheet = view_of(frozen)
    column = next(one for one in sheet.columns if one.number == number)
    view = known_on(frozen.last_on)[column.leads_to]
    asked = Asked(view.ratio.numerator, window_of_frozen(frozen, since=True), view.ratio.scope)
    where = (sheet.rows_by, key) if key is not None else None
    found = dossiers_behind(asked, agencies=frozen.content["agencies"], where=where, size=MOST)
    seen = visible_codes(user, [code for code, _change in found])
    told = dict(placed_histories(kinds=KINDS, subjects=seen))
    names = officer_names({one.event.actor for history in told.values() for one in history})
    movers = [
        Mover(code, change, tuple(_told(one, names) for one in told.get(code, []) if one.position > frozen.position))
        for code, change in found
        if code in seen
    ]
    return movers, len(found) - len(movers)


def _today(frozen: FrozenSheet) -> SheetFigures:
    agencies: Collection[str] = frozen.content["agencies"]
    return sheet_figures(view_of(frozen), window_of_frozen(frozen), agencies=agencies, on=frozen.last_on)


def _number(row: SheetRow | None, column: ColumnView) -> int:
    value = row.cells[column.number] if row else 0
    return value if isinstance(value, int) else 0


def _label(was: SheetRow | None, now: SheetRow | None) -> str:
    row = was or now
    return row.label if row else ""


def _told(one: Placed, names: dict[str, str]) -> Told:
    return Told(event_words(one.event), one.event.at, one.recorded_at, names.get(one.event.actor, ""))
