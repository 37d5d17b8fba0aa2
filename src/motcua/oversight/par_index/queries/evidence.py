"""Files beside components, and the steps of a sheet."""

from django.db.models import Count
from django.http import Http404

from motcua.oversight.par_index.models import ComponentEvidence, ScoringSheet, SheetStep


def evidence_counts(sheet: ScoringSheet) -> dict[str, int]:
    """Component → how many files stand beside it."""
    rows = ComponentEvidence.objects.filter(sheet=sheet, removed_at=None).values_list("number")
    return dict(rows.annotate(count=Count("pk")).values_list("number", "count"))


def evidence_of(sheet: ScoringSheet, number: str) -> list[ComponentEvidence]:
    """Every file that ever stood beside a component, in the order they came."""
    rows = ComponentEvidence.objects.filter(sheet=sheet, number=number)
    return list(rows.select_related("file").order_by("id"))


def one_evidence(sheet: ScoringSheet, pk: int) -> ComponentEvidence:
    """A file of the sheet, or 404."""
    row = ComponentEvidence.objects.select_related("file", "sheet").filter(sheet=sheet, pk=pk).first()
    if row is None:
        raise Http404
    return row


def steps_of(sheet: ScoringSheet) -> list[SheetStep]:
    """How the sheet went, from the beginning."""
    return list(SheetStep.objects.filter(sheet=sheet))
