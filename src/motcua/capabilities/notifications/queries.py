"""A person's notices."""

from motcua.capabilities.notifications.models import Notice


def inbox_of(username: str, *, limit: int = 50) -> list[Notice]:
    """The newest notices of a person."""
    return list(Notice.objects.filter(username=username).order_by("-at", "-id")[:limit])


def unread_count(username: str) -> int:
    """How many were not read yet."""
    return Notice.objects.filter(username=username, read_at=None).count()
