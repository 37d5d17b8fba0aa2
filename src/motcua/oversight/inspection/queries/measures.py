"""What inspections can count for a target of reform."""

from django.utils.translation import gettext as _

from motcua.kernel.questions import answers
from motcua.oversight.inspection.queries.ratios import digital_share
from motcua.oversight.inspection.rules.counting import DIGITAL
from motcua.oversight.reform.public import Brought, MeasureOf, MeasuresOffered

DIGITAL_CODE = "inspection_digital"


@answers(MeasuresOffered)
def measures_of_inspections(_question: MeasuresOffered) -> dict[str, str]:
    """C6.4 alone."""
    return {DIGITAL_CODE: _(DIGITAL)}


@answers(MeasureOf)
def measured_by_inspections(question: MeasureOf) -> Brought | None:
    """The share of inspections done from system data."""
    if question.code != DIGITAL_CODE:
        return None
    found = digital_share(agency=question.agency_code, year=question.year)
    return Brought(found.numerator, found.denominator, found.url)
