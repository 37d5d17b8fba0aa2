"""How a message leaves the house: a carrier a channel, registered by its adapter, chosen by a setting."""

from collections.abc import Callable
from typing import Protocol

from motcua.capabilities.notifications.errors import NoCarrier
from motcua.capabilities.notifications.models import Message

_carriers: dict[tuple[str, str], "Carrier"] = {}


class Carrier(Protocol):
    """Takes a message or raises; given the same message twice it must use the same `message_id`."""

    def __call__(self, message: Message) -> None:
        """Send it."""


def carrier(channel: str, vendor: str) -> Callable[[Carrier], Carrier]:
    """Register the carrier of a channel under its vendor's name."""

    def register(function: Carrier) -> Carrier:
        _carriers[channel, vendor] = function
        return function

    return register


def carrier_for(channel: str, vendor: str) -> Carrier:
    """The carrier, or `NoCarrier`."""
    try:
        return _carriers[channel, vendor]
    except KeyError:
        known = ", ".join(sorted(name for kind, name in _carriers if kind == channel))
        raise NoCarrier(f"{channel}: {vendor} (có: {known})") from None
