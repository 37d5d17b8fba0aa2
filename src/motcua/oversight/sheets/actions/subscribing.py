"""Asking for a form by mail, and asking for it no more."""

from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.access.rights import require
from motcua.kernel.events.store import record
from motcua.kernel.texts.mark import mark
from motcua.oversight.insight.permissions import SEE
from motcua.oversight.insight.public import period_rules_on, sheets_on
from motcua.oversight.sheets.errors import AlreadySubscribed, SubscriptionFaulty
from motcua.oversight.sheets.events import SheetSubscribed, SheetUnsubscribed
from motcua.oversight.sheets.models import Subscription
from motcua.registry.people.public import check_email

FAULTS = {
    "sheet": mark("Hãy chọn biểu."),
    "agency": mark("Hãy chọn cơ quan."),
    "span": mark("Hãy chọn bao lâu một lần."),
    "rule": mark("Hãy chọn cách tính kỳ."),
    "email": mark("Hãy ghi địa chỉ thư điện tử, ví dụ ten@caobang.gov.vn."),
}


@transaction.atomic(durable=True)
def subscribe(
    sheet_code: str, *, agency_code: str, period_rule: str, span: str, email: str, user: Any, at: datetime
) -> Subscription:
    """Send the form after every period that ends from today on.

    Raises `SubscriptionFaulty`, `AlreadySubscribed`, `NotAllowed` for an agency whose figures the user may not see.
    """
    today = clock.local(at).date()
    address = check_email(email.strip())
    said = {
        "sheet": sheet_code in sheets_on(today),
        "agency": bool(agency_code),
        "span": span in Subscription.Span.values,
        "rule": period_rule in period_rules_on(today),
        "email": bool(address),
    }
    if not all(said.values()):
        raise SubscriptionFaulty(fields={name: FAULTS[name] for name, is_right in said.items() if not is_right})
    require(user, SEE, agency_code)
    made, is_new = Subscription.objects.get_or_create(
        username=user.get_username(),
        sheet_code=sheet_code,
        agency_code=agency_code,
        period_rule=period_rule,
        span=span,
        email=address,
        ended_at=None,
        defaults={"since_on": today},
    )
    if not is_new:
        raise AlreadySubscribed
    record(
        SheetSubscribed(
            subject=f"subscription:{made.pk}",
            agency_code=agency_code,
            at=at,
            actor=user.get_username(),
            sheet=sheet_code,
            span=span,
        )
    )
    return made


@transaction.atomic(durable=True)
def unsubscribe(subscription: Subscription, *, officer: str, at: datetime, is_by_right: bool = False) -> None:
    """Send it no more; what was sent stays. Ended before: nothing happens."""
    if not Subscription.objects.filter(pk=subscription.pk, ended_at=None).update(ended_at=at):
        return
    record(
        SheetUnsubscribed(
            subject=f"subscription:{subscription.pk}",
            agency_code=subscription.agency_code,
            at=at,
            actor=officer,
            sheet=subscription.sheet_code,
            is_by_right=is_by_right,
        )
    )
