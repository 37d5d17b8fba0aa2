"""Refusals of the index: figures that cannot be used, files that cannot be read."""

from motcua.kernel.errors import DomainError, InvalidInput


class FigureNotUsable(DomainError):
    """A published figure is missing, impossible or contradicts another; its text says which and why."""

    status = 422


class NothingKnown(DomainError):
    """The figures are usable, but nobody knows what they score; its text says why."""


class FileNotReadable(InvalidInput):
    """The file as a whole cannot be read; its text says why."""
