"""What was published, newest first."""

from motcua.oversight.open_data.models import Release


def newest() -> dict[str, Release]:
    """Set code → its newest version, without its content."""
    rows = Release.objects.defer("content").order_by("set_code", "number")
    return {row.set_code: row for row in rows}


def versions(set_code: str, *, limit: int = 100) -> list[Release]:
    """The versions of a set, without their content."""
    return list(Release.objects.defer("content").filter(set_code=set_code)[:limit])


def release(set_code: str, number: int) -> Release | None:
    """One version with its content."""
    return Release.objects.filter(set_code=set_code, number=number).first()
