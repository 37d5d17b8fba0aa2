"""What happens to report forms. Figures themselves stand in rows, found by the digest."""

from datetime import date

from motcua.kernel.events.declare import Event, event


@event("sheets.frozen")
class SheetFrozen(Event):
    """A form was fixed as it stood, for sending in, or on schedule for a subscription (its id)."""

    sheet: str
    first_on: date
    last_on: date
    number: int
    position: int
    digest: str
    subscription: int | None


@event("sheets.subscribed", history_only=True)
class SheetSubscribed(Event):
    """An officer asked for a form by mail."""

    sheet: str
    span: str


@event("sheets.unsubscribed", history_only=True)
class SheetUnsubscribed(Event):
    """No more mail: `is_by_right` when the right to the figures had gone."""

    sheet: str
    is_by_right: bool
