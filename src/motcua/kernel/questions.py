"""How a lower floor asks an upper one without knowing it.

The lower module declares ``class WhatMoves(Question[int])`` in its ``public.py``; an upper module registers
``@answers(WhatMoves)``; ``ask(WhatMoves(...))`` returns all answers as plain values and never writes.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Answer = TypeVar("Answer")
Asked = TypeVar("Asked", bound="Question[Any]")
_answerers: dict[type, list[Callable[[Any], Any]]] = {}


class Question(Generic[Answer]):
    """Base of a typed question; a subclass is a frozen dataclass."""

    def __init_subclass__(cls) -> None:
        _answerers.setdefault(cls, [])


def answers(question: type[Asked]) -> Callable[[Callable[[Asked], Any]], Callable[[Asked], Any]]:
    """Register a function that answers `question`."""

    def register(answer: Callable[[Asked], Any]) -> Callable[[Asked], Any]:
        if answer not in _answerers[question]:
            _answerers[question].append(answer)
        return answer

    return register


def ask(question: Question[Answer]) -> list[Answer]:
    """All answers, in the order the answerers were registered."""
    return [answer(question) for answer in _answerers[type(question)]]


def declared_questions() -> dict[type, int]:
    """Each declared question with the number of its answerers."""
    return {question: len(answerers) for question, answerers in _answerers.items()}
