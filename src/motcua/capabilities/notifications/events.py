"""What happens to messages. Their subject is that of the fact they tell of; `cause` is that fact."""

from motcua.kernel.events.declare import Event, event


@event("notifications.message_queued")
class MessageQueued(Event):
    """A message waits to be sent."""

    message: int
    channel: str


@event("notifications.message_sent", history_only=True)
class MessageSent(Event):
    """A carrier took the message."""

    message: int
    channel: str
