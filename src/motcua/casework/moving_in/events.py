"""What moving in adds to a dossier's story."""

from motcua.kernel.events.declare import Event, event


@event("moving_in.dossier_imported", history_only=True)
class DossierImported(Event):
    """Brought in from an older system: the cause of all imported events of the dossier.

    `due_basis`: ``given`` by the file, ``derived`` by the legal clock, or ``none``. `source` is the file's SHA-256.
    """

    procedure_code: str
    channel: str
    due_basis: str
    source: str
    line: int
