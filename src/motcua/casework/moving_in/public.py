"""The door of moving in: the dossiers of an older system's file are taken over."""

from motcua.casework.moving_in.actions.importing import Totals, import_source
from motcua.casework.moving_in.queries.reading import Line, Source, open_source
from motcua.casework.moving_in.rules.record import Fault

__all__ = ["Fault", "Line", "Source", "Totals", "import_source", "open_source"]
