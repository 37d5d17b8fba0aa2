"""Taking the survey's results by component: all or nothing, once."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.kernel.events.store import record
from motcua.oversight.par_index.actions.indices import told_faults
from motcua.oversight.par_index.errors import FileFaulty, RoundClosed
from motcua.oversight.par_index.events import SurveyImported
from motcua.oversight.par_index.models import Round, ScoringSheet, SurveyResult
from motcua.oversight.par_index.queries.scores import rounded_points
from motcua.oversight.par_index.queries.sets import criteria_of
from motcua.oversight.par_index.rules.criteria import Given
from motcua.oversight.par_index.rules.survey_file import read_survey
from motcua.registry.organisation.public import agency_names


@transaction.atomic(durable=True)
def import_survey(round_: Round, content: bytes, *, file_name: str, officer: str, at: datetime) -> int:
    """Keep what the survey found; how many rows are new. Raises `RoundClosed`, `FileFaulty`."""
    row = Round.objects.select_for_update(no_key=True).get(pk=round_.pk)
    if row.closed_at is not None:
        raise RoundClosed
    units = agency_names(list(ScoringSheet.objects.filter(round=row).values_list("agency_code", flat=True)))
    read = read_survey(criteria_of(row.criteria_set_id), units, content)
    if read.faults:
        raise FileFaulty(file=file_name, reasons=told_faults(read.faults))
    digest = hashlib.sha256(content).hexdigest()
    if SurveyResult.objects.filter(round=row, source=digest).exists():
        return 0
    SurveyResult.objects.bulk_create(
        SurveyResult(
            round=row,
            agency_code=one.agency_code,
            number=one.component.number,
            value=one.value,
            points=rounded_points(one.component, Given(value=one.value)) or 0,
            sample_size=one.sample_size,
            source=digest,
            imported_by=officer,
            imported_at=at,
        )
        for one in read.rows
    )
    told: dict[str, Any] = {"rows": len(read.rows), "digest": digest}
    record(SurveyImported(subject=f"par-round:{row.pk}", agency_code=row.agency_code, at=at, actor=officer, **told))
    return len(read.rows)
