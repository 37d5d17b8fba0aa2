import os
from datetime import timedelta

import pytest

from motcua.kernel.access.models import ReadTrace
from motcua.kernel.events.models import Delivery, EventRecord
from motcua.kernel.events.relay import place
from motcua.kernel.events.tests.factories import AT, ring
from motcua.kernel.files.store import store_file
from motcua.kernel.files.tests.factories import PDF
from motcua.kernel.jobs import housekeeping
from motcua.kernel.jobs.schedule import _jobs

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_all_of_it_is_scheduled():
    names = {name for name in _jobs if name.startswith("kernel.jobs.housekeeping.")}
    assert len(names) == 3


def test_deliveries_go_90_days_after_they_were_made_and_never_before_and_facts_stay(monkeypatch):
    monkeypatch.setattr(housekeeping, "_BATCH", 2)
    for number in range(7):
        event = ring(number)
        row = EventRecord.objects.get(key=event.id)
        done_at = AT - timedelta(days=90) - SECOND if number < 5 else AT - timedelta(days=90)
        Delivery.objects.create(event=row, subscriber="x", state="done", done_at=done_at, next_at=AT)
    Delivery.objects.create(event=row, subscriber="y", state="dead", next_at=AT - timedelta(days=400))
    place()
    housekeeping.forget_done_deliveries(AT)
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["dead", "done", "done"]
    assert EventRecord.objects.count() == 7


def test_traces_go_after_five_years():
    for age in (timedelta(days=5 * 365), timedelta(days=5 * 366)):
        ReadTrace.objects.create(username="binh", subject="H14-1", page="x", at=AT - age)
    housekeeping.forget_old_traces(AT)
    assert ReadTrace.objects.get().at == AT - timedelta(days=5 * 365)


def test_half_written_uploads_go_after_a_day_and_files_stay(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    store_file(PDF, name="a.pdf", at=AT)
    for name, age in ((".new-old", timedelta(days=2)), (".new-young", timedelta(hours=2))):
        (tmp_path / name).write_bytes(b"half")
        moment = (AT - age).timestamp()
        os.utime(tmp_path / name, (moment, moment))
    housekeeping.remove_unfinished_uploads(AT)
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert ".new-young" in left
    assert ".new-old" not in left
    assert len(left) == 2
