"""Exporting: what is new since the last time, span by span; a run that is cut off is taken up where it stood."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings  # house: settings-in-domain - the key of the digests is the home's

from motcua.oversight.warehouse.adapters.files import add_part, held, marks, set_marks
from motcua.oversight.warehouse.queries.leaving import copied, newest
from motcua.oversight.warehouse.rules.tables import COLUMNS

SPAN = 500_000
_PURPOSE = b"motcua warehouse"


@dataclass(frozen=True)
class Exported:
    """How many rows of each table are new, and up to where they reach now."""

    rows: dict[str, int]
    upto: dict[str, int]


def export_warehouse(
    folder: Path, *, span: int = SPAN, tell: Callable[[str, int, int], None] = lambda *_: None
) -> Exported:
    """Add what is new; `tell` hears table, how far, how far to go. Raises `WarehouseBusy`, `WarehouseForeign`."""
    key = digest_key()
    house = hashlib.sha256(key.encode()).hexdigest()[:16]
    with held(folder):
        upto = dict.fromkeys(COLUMNS, 0) | marks(folder, house)
        rows = dict.fromkeys(COLUMNS, 0)
        for table in COLUMNS:
            goal = newest(table)
            while upto[table] < goal:
                end = min(upto[table] + span, goal)
                pieces = copied(table, key, after=upto[table], upto=end)
                rows[table] += add_part(folder, table, pieces, after=upto[table])
                upto[table] = end
                set_marks(folder, house, upto)
                tell(table, end, goal)
        return Exported(rows, upto)


def digest_key() -> str:
    """What is put before a dossier's code, so that nobody who knows codes can find them in the warehouse."""
    return hmac.new(settings.SECRET_KEY.encode(), _PURPOSE, hashlib.sha256).hexdigest()
