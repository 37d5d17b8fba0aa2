"""The register of steering documents."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from motcua.kernel.files.models import StoredFile
from motcua.kernel.once.keeping import Once, keep_outcome, outcome_of
from motcua.kernel.texts.mark import mark
from motcua.oversight.assignments.errors import DocumentKnown, FaultyEntry
from motcua.oversight.assignments.models import SteeringDocument

NUMBER_MISSING = mark("Hãy ghi số, ký hiệu văn bản.")
DAY_MISSING = mark("Hãy ghi ngày ban hành.")
ABSTRACT_MISSING = mark("Hãy ghi trích yếu.")


@transaction.atomic(durable=True)
def register_document(
    agency_code: str, *, number: str, issued_on: date | None, issuer: str, abstract: str,
    file: StoredFile | None = None, officer: str, at: datetime, once: Once | None = None,
) -> SteeringDocument:  # fmt: skip
    """One more line; the same number of the same day stands there once."""
    if made := outcome_of(once, at=at):
        return SteeringDocument.objects.get(pk=int(made))
    given = (("number", number, NUMBER_MISSING), ("issued_on", issued_on, DAY_MISSING),
             ("abstract", abstract, ABSTRACT_MISSING))  # fmt: skip
    faults = {name: text for name, value, text in given if not value}
    if faults or issued_on is None:
        raise FaultyEntry(fields=faults)
    try:
        with transaction.atomic():
            row = SteeringDocument.objects.create(
                agency_code=agency_code, number=number, issued_on=issued_on, issuer=issuer, abstract=abstract,
                file=file, entered_by=officer, entered_at=at,
            )  # fmt: skip
    except IntegrityError:
        raise DocumentKnown(number=number, day=f"{issued_on:%d/%m/%Y}") from None
    keep_outcome(once, row.pk)
    return row
