"""The door of notifications."""

from motcua.capabilities.notifications.actions import Recipient, mark_read, notify
from motcua.capabilities.notifications.queries import inbox_of, unread_count

__all__ = ["Recipient", "inbox_of", "mark_read", "notify", "unread_count"]
