"""A file of published figures scored by a sheet."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from motcua.kernel.texts.mark import mark
from motcua.oversight.service_index.errors import FileNotReadable
from motcua.oversight.service_index.queries.sheets import sheets
from motcua.oversight.service_index.rules.documents import STT, Unit, asked_sheet, last_day, units_of
from motcua.oversight.service_index.rules.figures import parsed
from motcua.oversight.service_index.rules.scoring import Scored, Status, Total, score_item, total_of
from motcua.oversight.service_index.rules.sheet import Sheet, sheet_on

LISTED = "24-row"
"""The sheet whose rows the portal's `stt` counts."""
NO_SUCH_SHEET = mark("không có phiếu «{sheet}»; có: {known}")
NO_SHEET_THEN = mark("ngày {day} chưa có phiếu nào có hiệu lực")


@dataclass(frozen=True)
class UnitScores:
    """All items of one unit, in the sheet's order; `faults` are of the unit as a whole."""

    id: str
    code: str
    name: str
    items: tuple[Scored, ...]
    totals: tuple[Total, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Scores:
    """A scored file and by which sheet."""

    sheet: Sheet
    units: tuple[UnitScores, ...]

    def counted(self, status: Status) -> int:
        """Items of that status."""
        return sum(item.status is status for unit in self.units for item in unit.items)

    @property
    def faults(self) -> int:
        """Items and units with something wrong in what was given."""
        return self.counted(Status.FAULT) + sum(len(unit.faults) for unit in self.units)

    @property
    def agreeing(self) -> int:
        """Items whose published points are the computed ones."""
        return sum(item.agrees is True for unit in self.units for item in unit.items)

    @property
    def differing(self) -> int:
        """Items whose published points are not the computed ones, and totals that are not the sums."""
        items = sum(item.agrees is False for unit in self.units for item in unit.items)
        return items + sum(bool(total.difference) for unit in self.units for total in unit.totals)


def score_content(content: bytes, *, sheet: str = "", today: date) -> Scores:
    """Score a file; `sheet` by its code, else the one the file names, else the one in force at the period's end.

    Raises `FileNotReadable` when nothing of it can be scored; what is wrong with one item stands at that item.
    """
    document = parsed(content)
    units = units_of(document)
    chosen = _sheet(sheet or asked_sheet(document), last_day(document) or today)
    return Scores(chosen, tuple(_scored(chosen, unit) for unit in units))


def _sheet(code: str, day: date) -> Sheet:
    known = {sheet.code: sheet for sheet in sheets()}
    if code and code not in known:
        raise FileNotReadable(NO_SUCH_SHEET, sheet=code[:60], known=", ".join(known))
    found = known[code] if code else sheet_on(known.values(), day)
    if found is None:
        raise FileNotReadable(NO_SHEET_THEN, day=f"{day:%d/%m/%Y}")
    return found


def _scored(sheet: Sheet, unit: Unit) -> UnitScores:
    times = Counter(_code(sheet, word) for word, _figures in unit.metrics)
    by_code = {_code(sheet, word): figures for word, figures in unit.metrics}
    scores = {code: score_item(sheet, code, figures, times=times[code]) for code, figures in by_code.items()}
    totals = [
        total_of([scores[_code(sheet, word)] for word in words], published, sheet.decimals)
        for words, published in unit.totals
    ]
    return UnitScores(
        unit.id, unit.code, unit.name, _in_order(sheet, scores.values()), tuple(totals), tuple(unit.faults)
    )


def _code(sheet: Sheet, word: str) -> str:
    """The item's own code for any word that names it; «stt 5» is row 5 of the list that the portal shows, of 24."""
    if word.startswith(STT):
        listed = next((one for one in sheets() if one.code == LISTED), sheet).item(word.removeprefix(STT))
        word = listed.code if listed else word
    item = sheet.item(word)
    return item.code if item else word


def _in_order(sheet: Sheet, scores: Iterable[Scored]) -> tuple[Scored, ...]:
    place = {item.code: number for number, item in enumerate(sheet.items)}
    return tuple(sorted(scores, key=lambda score: (place.get(score.code, len(place)), score.code)))
