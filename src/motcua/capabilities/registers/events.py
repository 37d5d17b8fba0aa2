"""What happens in registers: codes only. What was written stands in the record's editions, which have a retention."""

from motcua.kernel.events.declare import Event, event


@event("registers.published", history_only=True)
class RegisterPublished(Event):
    """A version of a register's definition is in force from a day on; the subject is ``register:<code>``."""

    register: str
    number: int
    valid_from: str


@event("registers.recorded", history_only=True)
class RecordWritten(Event):
    """A record was made; the subject is ``record:<register>:<code>``."""

    register: str
    code: str
    state: str
    under: int
    """Number of the definition's version that it was written under."""


@event("registers.changed", history_only=True)
class RecordChanged(Event):
    """Fields of a record were changed: which, never what to."""

    register: str
    code: str
    edition: int
    fields: tuple[str, ...]


@event("registers.moved", history_only=True)
class RecordMoved(Event):
    """A record went from one state to another."""

    register: str
    code: str
    move: str
    from_state: str
    to_state: str


@event("registers.imported", history_only=True)
class RecordsImported(Event):
    """A table was read in: how many rows were new, changed, as they were, refused."""

    register: str
    written: int
    changed: int
    same: int
    refused: int
