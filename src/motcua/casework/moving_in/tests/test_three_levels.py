"""A province's half-year, moved in and counted straight from the events: its published shares follow, two do not.

Cao Bằng, dossiers finished from 15/12/2023 to 10/6/2024 by level, and how many of them were late. The article states
95,58 / 99,38 / 99,88 % on time and 4,42 / 0,62 / 0,12 % late. One in ten is moved in here; `WHOLE_HALF_YEAR=1` moves
all 85,681 in and compares with the article itself.
"""

import os
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.db import connection

from motcua.casework.dossiers.tests.factories import COMMUNE, DEPARTMENT, ELSEWHERE, make_cast
from motcua.casework.moving_in.tests.factories import moved_in, write_json
from motcua.kernel import clock

LEVELS = {
    DEPARTMENT: ("sở, ngành", 26_814, 1_186, "95.58", "4.42"),
    ELSEWHERE: ("huyện", 5_695, 36, "99.38", "0.62"),
    COMMUNE: ("xã", 53_172, 66, "99.88", "0.12"),
}
FIRST, LAST = date(2023, 12, 15), date(2024, 6, 10)
IS_WHOLE = os.environ.get("WHOLE_HALF_YEAR") == "1"
PART = 1 if IS_WHOLE else 10
_COUNTED = """
SELECT agency_code, count(*), count(*) FILTER (WHERE at <= (payload->>'due_at')::timestamptz)
FROM events_eventrecord
WHERE kind = 'dossiers.resolved' AND payload ? 'imported'
  AND at >= %s AND at < %s
GROUP BY agency_code
"""


def share(part: int, whole: int) -> Decimal:
    """Per cent, two decimals, half up."""
    return (Decimal(100 * part) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


def finished(agency: str, number: int, *, is_late: bool) -> dict[str, object]:
    """One dossier of the half-year; late ones are an hour late, the others a day early or to the minute."""
    ended = clock.at(FIRST, 8) + timedelta(days=number % ((LAST - FIRST).days + 1), minutes=number % 480)
    due = ended - timedelta(hours=1) if is_late else ended + timedelta(days=number % 2)
    return {
        "code": f"{agency}-{ended:%y%m%d}-{number:05d}",
        "agency": agency,
        "procedure": "1.001193",
        "channel": "online" if number % 3 else "counter",
        "accepted_at": (ended - timedelta(days=3)).isoformat(),
        "due_at": due.isoformat(),
        "ended_at": ended.isoformat(),
        "returned_at": (ended + timedelta(minutes=30)).isoformat(),
        "state": "returned",
        "result": "granted",
    }


def half_year() -> Iterator[dict[str, object]]:
    for agency, (_name, whole, late, *_stated) in LEVELS.items():
        for number in range(whole // PART):
            yield finished(agency, number, is_late=number < late // PART)


def counted(first: date, last: date) -> dict[str, tuple[int, int]]:
    """By agency: finished in the period, and of those on time; from the events alone."""
    end: datetime = clock.at(last + timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, [clock.at(first), end])
        return {agency: (whole, on_time) for agency, whole, on_time in cursor.fetchall()}


@pytest.mark.django_db(transaction=True)
def test_the_shares_of_three_levels_come_out_of_the_events(tmp_path):
    make_cast()
    totals, refused = moved_in(write_json(tmp_path / "nua-nam.jsonl", *half_year()))
    wanted = {
        agency: (whole // PART, whole // PART - late // PART) for agency, (_name, whole, late, *_) in LEVELS.items()
    }
    assert (totals.stored, refused) == (sum(whole for whole, _on_time in wanted.values()), [])
    found = counted(FIRST, LAST)
    assert found == wanted
    if IS_WHOLE:
        assert [str(share(on_time, whole)) for whole, on_time in map(found.get, LEVELS)] == ["95.58", "99.37", "99.88"]
        assert share(sum(on for _all, on in found.values()), sum(all_ for all_, _on in found.values())) == Decimal(
            "98.50"
        )


def test_two_shares_of_the_article_do_not_follow_from_its_own_counts():
    told = []
    for name, whole, late, on_time_stated, late_stated in LEVELS.values():
        for word, part, stated in (("đúng hạn", whole - late, on_time_stated), ("trễ hạn", late, late_stated)):
            if share(part, whole) != Decimal(stated):
                told.append(f"{name} {word}: bài ghi {stated} %, {part}/{whole} là {share(part, whole)} %")
    assert told == [
        "huyện đúng hạn: bài ghi 99.38 %, 5659/5695 là 99.37 %",
        "huyện trễ hạn: bài ghi 0.62 %, 36/5695 là 0.63 %",
    ]
