"""Definition files into sets; a second run writes nothing, another content under a known code is refused."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.db import transaction

from motcua.kernel.events.store import record
from motcua.kernel.texts.mark import mark
from motcua.oversight.par_index.errors import SetFaulty, SetPublished
from motcua.oversight.par_index.events import SetLoaded
from motcua.oversight.par_index.models import CriteriaSet
from motcua.oversight.par_index.rules.criteria import Criteria
from motcua.oversight.par_index.rules.definition import read_criteria

OUR_OWN = Path(__file__).resolve().parent.parent / "definitions"
UNREADABLE = mark("không đọc được ({why})")


@transaction.atomic(durable=True)
def load_sets(files: Iterable[Path] = (), *, actor: str, at: datetime) -> int:
    """Load files (our own if none is named), all or nothing; how many sets are new.

    Raises `SetFaulty` with the place, or `SetPublished` where a loaded set would be edited.
    """
    chosen = list(files) or sorted(OUR_OWN.glob("par-*.json"))
    return sum(_take(*_read(file), place=file.name, actor=actor, at=at) for file in chosen)


def _read(file: Path) -> tuple[Criteria, bytes]:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise SetFaulty(place=file.name, reason=UNREADABLE.format(why=error.strerror or error)) from error
    return read_criteria(content, file.name), content


def _take(criteria: Criteria, content: bytes, *, place: str, actor: str, at: datetime) -> bool:
    text = content.decode("utf-8-sig")
    known = CriteriaSet.objects.filter(code=criteria.code).first()
    if known is not None:
        if read_criteria(known.definition.encode(), place) != criteria:
            raise SetPublished(place=place, code=criteria.code)
        return False
    made = CriteriaSet.objects.create(
        code=criteria.code,
        name=criteria.name,
        level=criteria.level,
        year=criteria.year,
        definition=text,
        digest=hashlib.sha256(content).hexdigest(),
        loaded_at=at,
    )
    record(
        SetLoaded(
            subject=made.code,
            agency_code="",
            at=at,
            actor=actor,
            year=made.year,
            level=made.level,
            components=len(criteria.components),
            digest=made.digest,
        )
    )
    return True
