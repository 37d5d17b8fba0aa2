"""What happens to places."""

from datetime import date

from motcua.kernel.events.declare import Event, event


@event("places.decree_loaded", history_only=True)
class DecreeLoaded(Event):
    """Units ended and others began on a day; `subject` is that day."""

    valid_from: date
    ended: int
    begun: int
