"""What follows from minutes that were written."""

from motcua.kernel.events.subscribe import on
from motcua.kernel.files.store import store_file
from motcua.kernel.printing.pdf import render_pdf
from motcua.oversight.inspection.actions.visiting import attach_minutes
from motcua.oversight.inspection.events import MinutesWritten
from motcua.oversight.inspection.models import Inspection
from motcua.oversight.inspection.queries.minutes import TEMPLATE, minutes_of


@on(MinutesWritten)
def print_minutes(event: MinutesWritten) -> None:
    """Print once, as they stood; no transaction is open while it is drawn."""
    inspection = Inspection.objects.select_related("plan", "checklist").get(pk=int(event.subject.rpartition(":")[2]))
    if inspection.minutes_file_id is not None:
        return
    pdf = render_pdf(TEMPLATE, minutes_of(inspection).as_data(), at=event.at)
    attach_minutes(inspection, store_file(pdf, name=f"bien-ban-kiem-tra-{inspection.pk}.pdf", at=event.at))
