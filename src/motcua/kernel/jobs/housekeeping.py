"""What the kernel's own tables and folders may forget, once a day. Facts (`EventRecord`) are never forgotten."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Model, QuerySet

from motcua.kernel.access.models import ReadTrace
from motcua.kernel.events.models import Delivery
from motcua.kernel.files.store import UNFINISHED
from motcua.kernel.jobs.schedule import job

DELIVERIES_KEPT = timedelta(days=90)
TRACES_KEPT = timedelta(days=5 * 365 + 2)
UPLOADS_TAKE = timedelta(days=1)
_BATCH = 5_000


@job(every=timedelta(days=1))
def forget_done_deliveries(at: datetime) -> None:
    """Deliveries that were made 90 days ago; waiting and dead ones stay."""
    _remove(Delivery.objects.filter(state=Delivery.State.DONE, done_at__lt=at - DELIVERIES_KEPT))


@job(every=timedelta(days=1))
def forget_old_traces(at: datetime) -> None:
    """Traces of reading that are five years old."""
    _remove(ReadTrace.objects.filter(at__lt=at - TRACES_KEPT))


@job(every=timedelta(days=1))
def remove_unfinished_uploads(at: datetime) -> None:
    """What a worker that was killed left half written."""
    for file in Path(settings.FILES_ROOT).glob(f"{UNFINISHED}*"):
        if file.stat().st_mtime < (at - UPLOADS_TAKE).timestamp():
            file.unlink(missing_ok=True)


def _remove(rows: QuerySet[Model]) -> None:
    """Oldest first, a batch a statement, so that no other work waits for long."""
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:_BATCH]):
        rows.filter(pk__in=keys).delete()
