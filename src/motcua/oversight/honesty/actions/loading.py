"""Thresholds from files into dated rows; what is there stays, new ones close the row before them."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import transaction

from motcua.kernel.texts.mark import mark
from motcua.kernel.turns import take_turn_at
from motcua.oversight.honesty.errors import PatternFaulty, PatternPublished
from motcua.oversight.honesty.models import PatternLimit, PatternRule
from motcua.oversight.honesty.queries.limits import limits_on
from motcua.oversight.honesty.rules.definitions import PatternRow, check_row

OUR_OWN = Path(__file__).resolve().parent.parent / "definitions"
UNREADABLE = mark("không đọc được ({why})")
NO_PATTERNS = mark("tệp phải có các mục [[pattern]]")
OUTDATED = mark("đã có ngưỡng bắt đầu muộn hơn")


@transaction.atomic(durable=True)
def load_patterns(files: Iterable[Path] = ()) -> int:
    """Load files (our own if none is named): all or nothing; how many rows are new.

    Raises `PatternFaulty` with the place, or `PatternPublished` when a row in force would be edited.
    """
    chosen = list(files) or sorted(OUR_OWN.glob("*.toml"))
    rows = [one for file in chosen for one in _read(file)]
    take_turn_at(PatternRule)
    new = sum(_store(row, place) for place, row in sorted(rows, key=lambda pair: pair[1].valid_from))
    limits_on.renew()
    return new


def _read(file: Path) -> Iterator[tuple[str, PatternRow]]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PatternFaulty(place=file.name, reason=UNREADABLE.format(why=error)) from error
    rows = content.get("pattern")
    if set(content) != {"pattern"} or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise PatternFaulty(place=file.name, reason=NO_PATTERNS)
    for number, row in enumerate(rows, start=1):
        place = f"{file.name}, {row.get('code') or number}"
        yield place, check_row(row, place)


def _store(row: PatternRow, place: str) -> bool:
    known = PatternRule.objects.filter(code=row.pattern)
    same_day = known.filter(valid_from=row.valid_from).prefetch_related("limits").first()
    if same_day is not None:
        if (same_day.law, {one.name: one.value for one in same_day.limits.all()}) != (row.law, row.values):
            raise PatternPublished(place=place, day=f"{row.valid_from:%d/%m/%Y}")
        return False
    if known.filter(valid_from__gt=row.valid_from).exists():
        raise PatternFaulty(place=place, reason=OUTDATED)
    known.filter(valid_to=None).update(valid_to=row.valid_from)
    rule = PatternRule.objects.create(code=row.pattern, law=row.law, valid_from=row.valid_from)
    PatternLimit.objects.bulk_create(
        PatternLimit(rule=rule, name=name, value=value) for name, value in row.values.items()
    )
    return True
