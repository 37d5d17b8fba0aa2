"""The door of the boards: what they answer."""

from motcua.oversight.boards.queries.delays import how_long_really

__all__ = ["how_long_really"]
