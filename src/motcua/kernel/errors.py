"""Errors that a person can do something about. Plain Python: the page translates them."""

from collections.abc import Mapping


class DomainError(Exception):
    """A refusal that states the fact in Vietnamese.

    `text` is a marked message (``kernel.texts.mark``) with named parameters in ``{braces}``; a parameter that is itself
    a marked message is translated too. Subclasses set `text` and are raised with keyword parameters.
    """

    text: str = ""
    status = 409

    def __init__(self, text: str = "", **parameters: object) -> None:
        self.text = text or type(self).text
        self.parameters: Mapping[str, object] = parameters
        super().__init__(str(self))

    def __str__(self) -> str:
        return self.text.format(**self.parameters)


class InvalidInput(DomainError):
    """What was entered cannot be taken; `fields` maps a field's name to its text."""

    status = 422

    def __init__(self, text: str = "", *, fields: Mapping[str, str] | None = None, **parameters: object) -> None:
        self.fields = dict(fields or {})
        super().__init__(text, **parameters)


class NotAllowed(DomainError):
    """Seen, but forbidden: HTTP 403."""

    status = 403


class NotInTransaction(RuntimeError):
    """A step was called without an open transaction: a programming error."""
