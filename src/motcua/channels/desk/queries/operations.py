"""Deliveries of events that gave up, for the operator."""

from dataclasses import dataclass
from datetime import datetime

from motcua.kernel.events.models import Delivery

MOST = 200


@dataclass(frozen=True)
class DeadDelivery:
    """A subscriber that could not take an event for about a week."""

    id: int
    subscriber: str
    kind: str
    subject: str
    at: datetime
    attempts: int
    error: str


def dead_deliveries() -> list[DeadDelivery]:
    """The newest ones first, at most 200."""
    rows = Delivery.objects.filter(state=Delivery.State.DEAD).select_related("event").order_by("-id")[:MOST]
    return [
        DeadDelivery(
            id=row.pk,
            subscriber=row.subscriber,
            kind=row.event.kind,
            subject=row.event.subject,
            at=row.event.at,
            attempts=row.attempts,
            error=row.last_error,
        )
        for row in rows
    ]
