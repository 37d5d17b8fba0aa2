"""Checklists as they are written in files. Plain Python."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.oversight.inspection.errors import ChecklistFaulty
from motcua.oversight.inspection.rules.words import AREAS

KEYS = {"code", "name", "law", "valid_from", "item"}
ITEM_KEYS = {"area", "text", "law", "is_per_dossier"}
WRONG_KEYS = mark("các khoá phải là {keys}")
WRONG_DAY = mark("valid_from phải là một ngày")
EMPTY = mark("{key} không được trống")
NO_ITEMS = mark("cần ít nhất một câu hỏi [[checklist.item]]")
WRONG_AREA = mark("lĩnh vực phải là một trong 0 đến 6")


@dataclass(frozen=True)
class ItemRow:
    """One item."""

    area: str
    text: str
    law: str
    is_per_dossier: bool


@dataclass(frozen=True)
class ChecklistRow:
    """One checklist from a day on."""

    code: str
    name: str
    law: str
    valid_from: date
    items: tuple[ItemRow, ...]

    @property
    def digest(self) -> str:
        """What it says, as SHA-256."""
        said = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(said.encode()).hexdigest()


def check_checklist(row: Mapping[str, Any], place: str) -> ChecklistRow:
    """The row of a file. Raises `ChecklistFaulty` with the place."""
    _check_keys(row, KEYS, place)
    if type(row["valid_from"]) is not date:
        raise ChecklistFaulty(place=place, reason=WRONG_DAY)
    items = row["item"]
    if not isinstance(items, list) or not items or not all(isinstance(item, dict) for item in items):
        raise ChecklistFaulty(place=place, reason=NO_ITEMS)
    read = tuple(_item(item, f"{place}, {number}") for number, item in enumerate(items, start=1))
    code, name, law = (_words(row, key, place) for key in ("code", "name", "law"))
    return ChecklistRow(code, name, law, row["valid_from"], read)


def _item(item: Mapping[str, Any], place: str) -> ItemRow:
    _check_keys(item, ITEM_KEYS, place)
    if item["area"] not in AREAS:
        raise ChecklistFaulty(place=place, reason=WRONG_AREA)
    return ItemRow(item["area"], _words(item, "text", place), _words(item, "law", place), bool(item["is_per_dossier"]))


def _check_keys(row: Mapping[str, Any], keys: set[str], place: str) -> None:
    if set(row) != keys:
        raise ChecklistFaulty(place=place, reason=WRONG_KEYS.format(keys=", ".join(sorted(keys))))


def _words(row: Mapping[str, Any], key: str, place: str) -> str:
    words = nfc(str(row[key])).strip()
    if not words:
        raise ChecklistFaulty(place=place, reason=EMPTY.format(key=key))
    return words
