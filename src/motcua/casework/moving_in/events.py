"""What moving in adds to a dossier's story."""

from motcua.kernel.events.declare import Event, event


@event("moving_in.dossier_imported")
class DossierImported(Event):
    """Brought in from an older system: the last and the cause of all imported events of it.

    `due_basis`: ``given`` by the file, ``derived`` by the legal clock, or ``none``. `source` is the file's SHA-256.
    """

    procedure_code: str
    channel: str
    due_basis: str
    source: str
    line: int
