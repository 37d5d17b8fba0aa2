"""The package `vietnamadminunits` (developers only): its data files read as our lines, without importing its code."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unicodedata import normalize

from motcua.registry.places.rules import Share
from motcua.registry.places.rules.table import SuccessorLine, UnitLine, split_name

Keys = dict[str, str]
"""Key of the package (names without accents and spaces) → our code."""


def data_folder() -> Path:
    """Where the package keeps its data. Raises `ModuleNotFoundError` if it is not installed."""
    spec = find_spec("vietnamadminunits")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("vietnamadminunits is not installed: it is in requirements/dev.in.")
    return Path(spec.submodule_search_locations[0]) / "data"


def units(folder: Path) -> tuple[list[UnitLine], list[UnitLine]]:
    """The units of before the reform, and those since."""
    before: dict[str, UnitLine] = {}
    for row in _rows(folder, "admin_units_legacy"):
        _add(before, row["provinceCode"], row["province"], "")
        _add(before, row["districtCode"], row["district"], row["provinceCode"])
        if row["wardCode"]:
            _add(before, row["wardCode"], row["ward"], row["districtCode"])
    now: dict[str, UnitLine] = {}
    for row in _rows(folder, "admin_units"):
        _add(now, row["provinceCode"], row["province"], "")
        _add(now, row["wardCode"], row["ward"], row["provinceCode"])
    return list(before.values()), list(now.values())


def successors(folder: Path) -> list[SuccessorLine]:
    """What became of each old province and ward; the five island districts without wards stand for themselves."""
    old, new = _old_keys(folder), _new_keys(folder)
    table = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
    lines = {
        SuccessorLine(old[old_key], new[f"{province}_{ward}"], Share.WHOLE.value)
        for province, wards in table["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for ward, old_keys in wards.items()
        for old_key in old_keys
    }
    lines |= {
        SuccessorLine(old[old_key], new[f"{province}_{part['newWardKey']}"], _share(part))
        for province, wards in table["DICT_PROVINCE_WARD_DIVIDED"].items()
        for old_key, parts in wards.items()
        for part in parts
    }
    lines |= {
        SuccessorLine(old[old_key], new[province], Share.WHOLE.value)
        for province, old_keys in table["DICT_PROVINCE"].items()
        for old_key in old_keys
    }
    return list(lines)


def _share(part: dict[str, Any]) -> str:
    return (Share.MAIN if part["isDefaultNewWard"] else Share.PART).value


def _old_keys(folder: Path) -> Keys:
    keys: Keys = {}
    for row in _rows(folder, "admin_units_legacy"):
        keys[row["provinceKey"]] = row["provinceCode"]
        code = row["wardCode"] or row["districtCode"]
        keys[f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"] = code
    return keys


def _new_keys(folder: Path) -> Keys:
    keys: Keys = {}
    for row in _rows(folder, "admin_units"):
        keys[row["provinceKey"]] = row["provinceCode"]
        keys[f"{row['provinceKey']}_{row['wardKey']}"] = row["wardCode"]
    return keys


def _add(lines: dict[str, UnitLine], code: str, full_name: str, parent: str) -> None:
    kind, name = split_name(normalize("NFC", full_name))
    lines.setdefault(code, UnitLine(code, kind.value, name, parent))


def _rows(folder: Path, table: str) -> Iterator[sqlite3.Row]:
    with closing(sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield from connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - the two names stand above
