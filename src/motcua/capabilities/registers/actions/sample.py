"""A few dozen records for a province in a box, so that the pages have something to show."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.core.files.base import ContentFile

from motcua.capabilities.registers.actions.importing import import_rows
from motcua.capabilities.registers.actions.publishing import load_registers
from motcua.capabilities.registers.queries.definitions import version_on
from motcua.capabilities.registers.queries.lookup import own_places
from motcua.capabilities.registers.queries.tables import rows_in_file
from motcua.capabilities.registers.rules.definition import AGENCY
from motcua.capabilities.registers.rules.table import RowGiven
from motcua.kernel import clock

SAMPLES = Path(__file__).parents[1] / "samples"
_PLACE = "place"


def load_sample(agencies: Sequence[str], *, actor: str, at: datetime) -> int:
    """All shipped registers, and records in three of them dealt to these agencies: how many are new; twice, none."""
    load_registers((), actor=actor, at=at)
    new = 0
    for file in sorted(SAMPLES.glob("*.csv")) if agencies else ():
        found = version_on(file.stem, clock.local(at).date())
        if found is None:
            continue
        rows = rows_in_file(found.definition, file.name, ContentFile(file.read_bytes()))
        dealt = [_dealt(row, number, agencies) for number, row in enumerate(rows)]
        rest = {"may_edit": lambda _: True, "agency_code": agencies[0], "actor": actor, "at": at}
        new += import_rows(file.stem, rows=dealt, **rest).written  # type: ignore[arg-type]
    return new


def _dealt(row: RowGiven, number: int, agencies: Sequence[str]) -> RowGiven:
    places = own_places()
    cells = {**row.cells, AGENCY: agencies[number % len(agencies)]}
    return RowGiven(row.line, {**cells, _PLACE: places[number % len(places)].code} if places else cells)
