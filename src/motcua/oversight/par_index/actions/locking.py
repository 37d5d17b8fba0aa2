"""Taking a sheet to change it: the round first, which a closed one refuses, then the sheet."""

from typing import Any

from motcua.oversight.par_index.errors import RoundClosed
from motcua.oversight.par_index.models import Round, ScoringSheet


def locked_sheet(sheet: ScoringSheet) -> ScoringSheet:
    """The sheet, locked; raises `RoundClosed`."""
    round_ = Round.objects.select_for_update(no_key=True, of=("self",)).get(pk=sheet.round_id)
    if round_.closed_at is not None:
        raise RoundClosed
    rows = ScoringSheet.objects.select_for_update(no_key=True, of=("self",)).select_related("round__criteria_set")
    return rows.get(pk=sheet.pk)


def about(sheet: ScoringSheet) -> dict[str, Any]:
    """What an event of the sheet is about."""
    return {"subject": f"par-sheet:{sheet.pk}", "agency_code": sheet.agency_code}
