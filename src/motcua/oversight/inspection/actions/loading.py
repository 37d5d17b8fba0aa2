"""Checklists from files into dated rows; what is there stays, new ones close the row before them."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import transaction

from motcua.kernel.texts.mark import mark
from motcua.kernel.turns import take_turn_at
from motcua.oversight.inspection.errors import ChecklistFaulty, ChecklistPublished
from motcua.oversight.inspection.models import Checklist, ChecklistItem
from motcua.oversight.inspection.rules.definitions import ChecklistRow, check_checklist

OUR_OWN = Path(__file__).resolve().parent.parent / "definitions"
UNREADABLE = mark("không đọc được ({why})")
NO_CHECKLISTS = mark("tệp phải có các mục [[checklist]]")
OUTDATED = mark("đã có bộ câu hỏi bắt đầu muộn hơn")


@transaction.atomic(durable=True)
def load_checklists(files: Iterable[Path] = ()) -> int:
    """Load files (our own if none is named): all or nothing; how many checklists are new.

    Raises `ChecklistFaulty` with the place, or `ChecklistPublished` when one in force would be edited.
    """
    chosen = list(files) or sorted(OUR_OWN.glob("*.toml"))
    rows = [one for file in chosen for one in _read(file)]
    take_turn_at(Checklist)
    return sum(_store(row, place) for place, row in sorted(rows, key=lambda pair: pair[1].valid_from))


def _read(file: Path) -> Iterator[tuple[str, ChecklistRow]]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ChecklistFaulty(place=file.name, reason=UNREADABLE.format(why=error)) from error
    rows = content.get("checklist")
    if set(content) != {"checklist"} or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ChecklistFaulty(place=file.name, reason=NO_CHECKLISTS)
    for number, row in enumerate(rows, start=1):
        place = f"{file.name}, {row.get('code') or number}"
        yield place, check_checklist(row, place)


def _store(row: ChecklistRow, place: str) -> bool:
    known = Checklist.objects.filter(code=row.code)
    same_day = known.filter(valid_from=row.valid_from).first()
    if same_day is not None:
        if same_day.digest != row.digest:
            raise ChecklistPublished(place=place, day=f"{row.valid_from:%d/%m/%Y}")
        return False
    if known.filter(valid_from__gt=row.valid_from).exists():
        raise ChecklistFaulty(place=place, reason=OUTDATED)
    known.filter(valid_to=None).update(valid_to=row.valid_from)
    made = Checklist.objects.create(
        code=row.code, name=row.name, law=row.law, digest=row.digest, valid_from=row.valid_from
    )
    ChecklistItem.objects.bulk_create(
        ChecklistItem(
            checklist=made,
            number=number,
            area=item.area,
            text=item.text,
            law=item.law,
            is_per_dossier=item.is_per_dossier,
        )
        for number, item in enumerate(row.items, start=1)
    )
    return True
