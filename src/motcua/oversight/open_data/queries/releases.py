"""What was published, newest first."""

import csv
from collections.abc import Iterator
from io import StringIO

from motcua.kernel.texts.sheet import BYTE_ORDER_MARK
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


def months_told(set_code: str) -> dict[str, list[tuple[str, ...]]]:
    """Month → its rows, as the newest version of the set tells them."""
    last = Release.objects.filter(set_code=set_code).first()
    return _months(last.content) if last else {}


def versions_of_month(month: str, set_code: str) -> Iterator[list[tuple[str, ...]]]:
    """How each version tells the month, the same only once; one version at a time is in memory."""
    rows = Release.objects.filter(set_code=set_code, first_month__lte=month, last_month__gte=month)
    seen: set[tuple[tuple[str, ...], ...]] = set()
    for content in rows.values_list("content", flat=True).iterator(chunk_size=1):
        told = _months(content).get(month, [])
        if told and tuple(told) not in seen:
            seen.add(tuple(told))
            yield told


def _months(content: str) -> dict[str, list[tuple[str, ...]]]:
    lines = csv.reader(StringIO(content.removeprefix(BYTE_ORDER_MARK), newline=""))
    next(lines, None)
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in lines:
        found.setdefault(line[0], []).append(tuple(line))
    return found
