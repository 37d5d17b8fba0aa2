"""Who wants to know: ``@on(DossierAccepted)`` in a module's ``subscribers.py``."""

from collections.abc import Callable
from typing import Any, TypeVar

from motcua.kernel.events.declare import Event

Subscriber = Callable[[Any], None]
Given = TypeVar("Given", bound=Subscriber)
_by_kind: dict[str, dict[str, Subscriber]] = {}


class UnknownSubscriber(LookupError):
    """A delivery names a function that no longer subscribes."""


def on(*event_types: type[Event]) -> Callable[[Given], Given]:
    """Call the function after commit for each such event; it may be called twice and must not mind."""

    def register(function: Given) -> Given:
        name = f"{function.__module__}.{function.__name__}".removeprefix("motcua.")
        for event_type in event_types:
            _by_kind.setdefault(event_type.kind, {})[name] = function
        return function

    return register


def subscribers_of(kind: str) -> dict[str, Subscriber]:
    """Name → function for one kind of event."""
    return _by_kind.get(kind, {})


def subscriber_named(kind: str, name: str) -> Subscriber:
    """The function, or `UnknownSubscriber`."""
    try:
        return _by_kind[kind][name]
    except KeyError:
        raise UnknownSubscriber(name) from None
