"""Publishing forms."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from motcua.capabilities.forms.errors import FormNotUsable, VersionTooEarly
from motcua.capabilities.forms.events import FormPublished
from motcua.capabilities.forms.models import EForm, FormVersion
from motcua.capabilities.forms.queries.versions import FormView, form_on, form_version
from motcua.capabilities.forms.rules import faults
from motcua.capabilities.forms.rules.schema import read_form
from motcua.kernel.events.store import record

MOST_BYTES = 512 * 1024


@transaction.atomic(durable=True)
def publish_form(code: str, schema: Mapping[str, Any], *, valid_from: date, at: datetime, actor: str) -> FormView:
    """Publish a version that takes effect on `valid_from` and ends the one before.

    The schema of the latest version again changes nothing. Raises `FormNotUsable` with every fault of the schema,
    `VersionTooEarly` before the version it follows.
    """
    written = _canonical(code, schema)
    read_form(json.loads(written), code)
    digest = sha256(written.encode()).hexdigest()
    form, _made = EForm.objects.get_or_create(code=code)
    form = EForm.objects.select_for_update(no_key=True, of=("self",)).get(pk=form.pk)
    latest = FormVersion.objects.filter(form=form).order_by("-number").first()
    if latest is not None and latest.digest == digest:
        return form_version(latest.pk)
    if latest is not None:
        _end(latest, code, valid_from)
    form_on.renew()
    number = latest.number + 1 if latest else 1
    version = FormVersion.objects.create(
        form=form,
        number=number,
        written=written,
        digest=digest,
        valid_from=valid_from,
        published_at=at,
        published_by=actor,
    )
    record(
        FormPublished(
            subject=f"form:{code}",
            agency_code="",
            at=at,
            actor=actor,
            number=number,
            digest=digest,
            valid_from=valid_from,
        )
    )
    return form_version(version.pk)


def _canonical(code: str, schema: Mapping[str, Any]) -> str:
    """The schema as JSON, the order of its questions kept."""
    try:
        written = json.dumps(schema, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise FormNotUsable(code=code, faults=faults.NOT_OBJECT) from error
    if len(written.encode(errors="replace")) > MOST_BYTES or "\\u0000" in written:
        raise FormNotUsable(code=code, faults=faults.NOT_STORABLE.format(most=MOST_BYTES // 1024))
    return written


def _end(latest: FormVersion, code: str, day: date) -> None:
    if day < latest.valid_from:
        raise VersionTooEarly(code=code, valid_from=f"{latest.valid_from:%d/%m/%Y}")
    latest.valid_to = day
    latest.save(update_fields=["valid_to"])
