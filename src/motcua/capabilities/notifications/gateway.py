"""How a message leaves the house: a carrier a channel and vendor, registered by its adapter, chosen by a setting."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from motcua.capabilities.notifications.errors import NoCarrier
from motcua.kernel.files.models import StoredFile

_carriers: dict[tuple[str, str], "Carrier"] = {}


@dataclass(frozen=True)
class Outgoing:
    """A message as a carrier gets it; `id` is its Message-ID, the same at every repeat."""

    id: str
    address: str
    subject: str
    body: str
    files: tuple[StoredFile, ...] = ()


class Carrier(Protocol):
    """Takes a message or raises; a message that comes again keeps its id, by which a gateway may drop it."""

    def __call__(self, message: Outgoing, /) -> None:
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
        known = sorted(name for kind, name in _carriers if kind == channel)
        raise NoCarrier(f"No adapter carries {channel} by {vendor!r}; there are: {', '.join(known)}.") from None
