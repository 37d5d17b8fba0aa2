"""Queued messages are sent after the commit, again and again until a carrier takes them."""

from motcua.capabilities.notifications.actions import send_message
from motcua.capabilities.notifications.events import MessageQueued
from motcua.kernel import clock
from motcua.kernel.events.subscribe import on


@on(MessageQueued)
def send_queued(event: MessageQueued) -> None:
    """Send it, if it has not gone yet."""
    send_message(event, at=clock.now())
