"""The definition files of this package, read once a process."""

import json
from functools import cache
from pathlib import Path

from motcua.oversight.service_index.rules.sheet import Sheet, sheet_of

_FOLDER = Path(__file__).resolve().parent.parent / "sheets"


@cache
def sheets() -> tuple[Sheet, ...]:
    """Every sheet there is a definition of, in force or not."""
    files = sorted(_FOLDER.glob("*.json"))
    return tuple(sheet_of(json.loads(file.read_text(encoding="utf-8"))) for file in files)
