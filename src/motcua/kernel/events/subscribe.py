"""Who wants to know: ``@on(DossierAccepted)`` in a module's ``subscribers.py``.

One that brings a read table up to date says ``together=True`` and is given what waits for it in one call.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from motcua.kernel.events.declare import Event

Subscriber = Callable[[Any], None]
Given = TypeVar("Given", bound=Subscriber)
_by_kind: dict[str, dict[str, Subscriber]] = {}
_of_imported: set[tuple[str, str]] = set()
_taking_together: set[str] = set()


class UnknownSubscriber(LookupError):
    """A delivery names a function that no longer subscribes."""


def on(*event_types: type[Event], imported: bool = False, together: bool = False) -> Callable[[Given], Given]:
    """Call the function after commit for each such event; it may be called twice and must not mind.

    Events brought in from an older system are history: only whoever says `imported` is called for them. Who says
    `together` is given a sequence: what waits for it at that moment, in order, of all the kinds it wants. If that call
    fails, each event is handed over alone, as a sequence of one.
    """

    def register(function: Given) -> Given:
        name = f"{function.__module__}.{function.__name__}".removeprefix("motcua.")
        if together:
            _taking_together.add(name)
        for event_type in event_types:
            _by_kind.setdefault(event_type.kind, {})[name] = function
            if imported:
                _of_imported.add((event_type.kind, name))
        return function

    return register


def subscribers_of(kind: str, *, imported: bool = False) -> dict[str, Subscriber]:
    """Name → function for one kind of event; `imported`: only of those that want imported ones."""
    known = _by_kind.get(kind, {})
    return {name: known[name] for name in known if (kind, name) in _of_imported} if imported else known


def subscriber_named(kind: str, name: str) -> Subscriber:
    """The function, or `UnknownSubscriber`."""
    try:
        return _by_kind[kind][name]
    except KeyError:
        raise UnknownSubscriber(name) from None


def takes_together(name: str) -> bool:
    """Whether the function is given many events in one call."""
    return name in _taking_together


def taking_together() -> frozenset[str]:
    """The names of all such functions."""
    return frozenset(_taking_together)
