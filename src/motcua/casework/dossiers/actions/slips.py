"""Slips are printed after the fact they certify, once an event and form, and kept as they were given."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.casework.dossiers.actions.moving import fact
from motcua.casework.dossiers.events import SlipMade
from motcua.casework.dossiers.models import Dossier, Slip
from motcua.casework.dossiers.queries.slips import TEMPLATE, slip_data
from motcua.kernel.events.store import record
from motcua.kernel.files.models import StoredFile
from motcua.kernel.files.store import store_file
from motcua.kernel.printing.pdf import render_pdf


def print_slip(dossier: Dossier, form: str, *, event_key: UUID, actor: str, at: datetime) -> Slip:
    """The slip of that event, printed now if it is not there yet. No transaction is open while it is drawn."""
    kept = Slip.objects.filter(event_key=event_key, form=form).select_related("file").first()
    if kept is not None:
        return kept
    pdf = render_pdf(TEMPLATE, slip_data(dossier, form, event_key=event_key), at=at)
    file = store_file(pdf, name=f"{dossier.code}-{form}.pdf", at=at)
    try:
        return _keep(dossier, form, file, event_key=event_key, actor=actor, at=at)
    except IntegrityError:  # another worker printed the same slip in the meantime
        return Slip.objects.select_related("file").get(event_key=event_key, form=form)


@transaction.atomic(durable=True)
def _keep(dossier: Dossier, form: str, file: StoredFile, *, event_key: UUID, actor: str, at: datetime) -> Slip:
    slip = Slip.objects.create(dossier=dossier, form=form, event_key=event_key, file=file, made_at=at)
    made = fact(dossier, SlipMade, actor=actor, at=at, form=form, digest=file.sha256)
    record(made)
    return slip
