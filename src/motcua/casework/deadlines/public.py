"""The door of deadlines."""

from motcua.casework.deadlines.queries.explanation import as_data, explained
from motcua.casework.deadlines.queries.moving import what_moves
from motcua.casework.deadlines.queries.trying import what_if
from motcua.casework.deadlines.queries.waiting import Owed, owed_of

__all__ = ["Owed", "as_data", "explained", "owed_of", "what_if", "what_moves"]
