"""Fixing a form as it stands: once fixed it is never changed, only fixed again under the next number."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.kernel.events.store import record
from motcua.oversight.insight.public import Period, Window, counted_to, window_of
from motcua.oversight.sheets.errors import AgencyMissing, FrozenMeanwhile, PeriodNotBegun
from motcua.oversight.sheets.events import SheetFrozen
from motcua.oversight.sheets.models import FrozenSheet, Subscription
from motcua.oversight.sheets.queries.live import visible_codes
from motcua.oversight.sheets.queries.sealing import Ordered, content_of
from motcua.oversight.sheets.rules.sealing import digest_of


@transaction.atomic(durable=True)
def freeze_sheet(ordered: Ordered, *, user: Any, at: datetime, subscription: Subscription | None = None) -> FrozenSheet:
    """Count the form up to the position that is wholly counted, keep it with its digest, record it.

    `user` is the officer by whose rights dossiers are named. A turn of a subscription that was frozen is not again.
    Raises `AgencyMissing`, `PeriodNotBegun`, `FrozenMeanwhile`.
    """
    if not ordered.agency_code:
        raise AgencyMissing
    window = window_of(Period(ordered.first_on, ordered.last_on), until=at)
    if window.to_at <= window.from_at:
        raise PeriodNotBegun(first_on=ordered.first_on)
    window = Window(window.from_at, window.to_at, known_to=counted_to())

    def may_see(codes: Collection[str]) -> Collection[str]:
        return visible_codes(user, codes)

    content = content_of(ordered, window, may_see)
    return _kept(ordered, content, window=window, officer=user.get_username(), at=at, subscription=subscription)


def _kept(
    ordered: Ordered,
    content: dict[str, Any],
    *,
    window: Window,
    officer: str,
    at: datetime,
    subscription: Subscription | None,
) -> FrozenSheet:
    which = {
        "sheet_code": ordered.sheet.code,
        "agency_code": ordered.agency_code,
        "first_on": ordered.first_on,
        "last_on": ordered.last_on,
    }
    number = FrozenSheet.objects.filter(**which).count() + 1
    digest = digest_of(content)
    made = FrozenSheet(
        **which,
        number=number,
        to_at=window.to_at,
        position=window.known_to or 0,
        content=content,
        digest=digest,
        frozen_at=at,
        frozen_by=officer,
        subscription=subscription,
    )
    FrozenSheet.objects.bulk_create([made], ignore_conflicts=True)
    kept = FrozenSheet.objects.filter(**which, number=number, digest=digest, frozen_at=at, frozen_by=officer).first()
    if kept is None:
        raise FrozenMeanwhile
    record(_told(kept))
    return kept


def _told(kept: FrozenSheet) -> SheetFrozen:
    return SheetFrozen(
        subject=f"sheet:{kept.pk}",
        agency_code=kept.agency_code,
        at=kept.frozen_at,
        actor=kept.frozen_by,
        sheet=kept.sheet_code,
        first_on=kept.first_on,
        last_on=kept.last_on,
        number=kept.number,
        position=kept.position,
        digest=kept.digest,
        subscription=kept.subscription_id,
    )
