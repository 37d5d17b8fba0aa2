"""What the wall shows, counted once for all who look at it in this process."""

import json
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.kernel import clock
from motcua.kernel.ui.charts import Chart, Series, mark
from motcua.oversight.boards.queries.hours import hour_map
from motcua.oversight.insight.public import Window, figures_by, figures_in, spread

TODAY = ("received", "finished")
NOW = ("open", "open_overdue", "waiting", "on_time_rate")
LATE = "open_overdue"
_WORST = 6
LOOK_EVERY_SECONDS, RECOUNT_AFTER_SECONDS = 0.25, 5.0
BEAT_SECONDS, LONGEST_SECONDS = 5.0, 120.0
FELT_SECONDS = 0.4
_LEAST_REST = 4


@dataclass(frozen=True)
class Snapshot:
    """The figures at a moment; `id` grows with them."""

    id: str
    at: datetime
    today: dict[str, Any]
    month: dict[str, Any]
    worst: tuple[tuple[str, int], ...]
    hours: tuple[tuple[int, int], ...]


class Counter:
    """Counts for a set of agencies at most every quarter of a second, however many look.

    A dossier that commits late does not raise the newest id: every few seconds it is counted anew all the same. Where
    counting takes long, it rests four times as long before it counts again; where that would be felt, as long.
    """

    def __init__(self, *, look_every: float = LOOK_EVERY_SECONDS, rests_times: int = _LEAST_REST) -> None:
        self.look_every, self._rests_times = look_every, rests_times
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, ...], tuple[float, float, Snapshot]] = {}

    def snapshot(self, agencies: tuple[str, ...]) -> Snapshot:
        """The newest figures."""
        with self._lock:
            kept, began = self._kept.get(agencies), time.monotonic()
            if kept and began < kept[0]:
                return kept[2]
            newest = spread.newest_movement()
            if kept and kept[2].id.startswith(f"{newest}-") and began < kept[1]:
                self._kept[agencies] = (began + self.look_every, kept[1], kept[2])
                return kept[2]
            shot = _count(newest, agencies)
            ended = time.monotonic()
            rest = self._rest(ended - began)
            self._kept[agencies] = (ended + rest, ended + RECOUNT_AFTER_SECONDS, shot)
            return shot

    def _rest(self, took: float) -> float:
        return max(self.look_every, min(self._rests_times * took, max(took, FELT_SECONDS)))


def told(
    counter: Counter,
    agencies: tuple[str, ...],
    known: str,
    *,
    language: str = "vi",
    seconds: float = LONGEST_SECONDS,
    beat_every: float = BEAT_SECONDS,
) -> Iterator[bytes]:
    """Server-sent events: the figures whenever they change, a heartbeat between; `known` is the last id that was seen.

    It ends after a while, and the browser comes back with the last id: so a lost reader never keeps a place for long.
    """
    began = beat = time.monotonic()
    yield b"retry: 1000\n\n"
    while (now := time.monotonic()) - began < seconds:
        shot = counter.snapshot(agencies)
        if shot.id != known:
            known, beat = shot.id, now
            yield event(shot, language)
        elif now - beat > beat_every:
            beat = now
            yield b": .\n\n"
        time.sleep(counter.look_every)


def event(shot: Snapshot, language: str = "vi") -> bytes:
    """One server-sent event."""
    with override(language):
        told = json.dumps(values_of(shot), ensure_ascii=False)
    return f"id: {shot.id}\nevent: figures\ndata: {told}\n\n".encode()


def values_of(shot: Snapshot) -> dict[str, Any]:
    """What the page's script puts in its places."""
    figures = {f"today-{code}": _said(value) for code, value in shot.today.items()}
    figures |= {f"now-{code}": _said(value) for code, value in shot.month.items()}
    return {
        "at": f"{clock.local(shot.at):%H:%M:%S}",
        "figures": figures,
        "worst": [list(row) for row in shot.worst],
        "hours": [list(row) for row in shot.hours],
        "chart": hours_chart(shot).svg,
    }


def hours_chart(shot: Snapshot) -> Chart:
    """What came in today, a row an hour; drawn once for all who look."""
    times = Series("", tuple(mark(times) for _hour, times in shot.hours))
    title, labels = _("Tiếp nhận hôm nay, theo giờ"), tuple(f"{hour}h" for hour, _times in shot.hours)
    return Chart("hours", title, labels, (times,), kind="rows", width=480)


def _said(value: Any) -> str | None:
    return None if value is None else str(value)


def _count(newest: int, agencies: tuple[str, ...]) -> Snapshot:
    now = clock.now()
    today = clock.local(now).date()
    day = Window(clock.at(today), now)
    windows = {"today": day, "month": Window(clock.at(today.replace(day=1)), now)}
    found = figures_in(windows, (*TODAY, *NOW), agencies=agencies, on=today)
    late = figures_by("agency", [LATE], day, agencies=agencies, on=today)
    worst = sorted(((label, row[LATE].numerator) for _key, label, row in late if LATE in row), key=lambda one: -one[1])
    hours = hour_map("received", day, agencies=agencies)
    told_today = {code: figure.value for code, figure in found["today"].items() if code in TODAY}
    told_now = {code: figure.value for code, figure in found["month"].items() if code in NOW}
    body = json.dumps([_plain(told_today), _plain(told_now), worst[:_WORST]], ensure_ascii=False)
    return Snapshot(
        id=f"{newest}-{zlib.crc32(body.encode()):08x}",
        at=now,
        today=told_today,
        month=told_now,
        worst=tuple((label, times) for label, times in worst[:_WORST] if times),
        hours=tuple(zip(hours.hours, hours.totals, strict=True)),
    )


def _plain(values: dict[str, Any]) -> dict[str, str | None]:
    return {code: _said(value) for code, value in values.items()}
