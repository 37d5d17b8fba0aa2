"""What happens to places."""

from datetime import date

from motcua.kernel.events.declare import Event, event


@event("places.table_loaded", history_only=True)
class TableLoaded(Event):
    """The table that comes with the house brought new rows or better names; `subject` is its first day."""

    added: int
    corrected: int
    successions: int


@event("places.decree_loaded", history_only=True)
class DecreeLoaded(Event):
    """Units ended and others began on a day; `subject` is that day."""

    valid_from: date
    ended: int
    begun: int
