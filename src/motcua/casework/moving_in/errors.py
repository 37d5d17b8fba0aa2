"""Refusals of moving in."""

from motcua.kernel.errors import InvalidInput


class MomentNotReadable(InvalidInput):
    """A text is no moment; its text says why."""


class FileNotUsable(InvalidInput):
    """Nothing of the file can be taken; its text says why."""
