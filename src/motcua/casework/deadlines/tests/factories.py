"""Dossiers in hand, as the clock's tests need them."""

from datetime import date, datetime, timedelta
from uuid import uuid4

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.public import DefectInput, request_supplement
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import COMMUNE, Cast, make_dossier
from motcua.kernel import clock
from motcua.registry.worktime.public import DayChange, DayKind, declare_day

HOUR = timedelta(hours=1)
FRIDAY_AT_FOUR = clock.at(date(2026, 11, 20), 16)
"""Three working days from here end on Thursday 26/11 at 16:00: Tuesday 24/11 is a day off."""
WHY = "Thiếu giấy chứng sinh theo Điều 16 Luật Hộ tịch."
STORM = DayChange(date(2026, 11, 25), DayKind.CLOSURE, "Nghỉ do bão số 12", "Quyết định 1889/QĐ-UBND")


def make_accepted(cast: Cast, *, at: datetime = FRIDAY_AT_FOUR, **changes: object) -> Dossier:
    """Taken in at that moment."""
    return walking.accepted(cast, make_dossier(cast, at=at, **changes), at)


def make_assigned(cast: Cast, *, at: datetime = FRIDAY_AT_FOUR, **changes: object) -> Dossier:
    """On the specialist's desk half an hour later."""
    return walking.assigned(cast, make_accepted(cast, at=at, **changes), at + HOUR / 2)


def make_many(cast: Cast, count: int) -> list[Dossier]:
    """Open dossiers copied from one that was really accepted: for tests of batches."""
    first = make_accepted(cast)
    copies = []
    for number in range(2, count + 1):
        copy = Dossier.objects.get(pk=first.pk)
        copy.pk, copy.code, copy.submission_key = None, f"{COMMUNE}-261120-{number:04d}", uuid4()
        copy.register_number = number
        copies.append(copy)
    Dossier.objects.bulk_create(copies)
    return [first, *copies]


def asked_to_supplement(cast: Cast, dossier: Dossier, at: datetime, **changes: object) -> Dossier:
    """The specialist asks for a paper."""
    return request_supplement(
        dossier, defects=[DefectInput("Giấy chứng sinh", 2)], reason=WHY, officer=cast.specialist.username, at=at,
        **changes,
    )  # fmt: skip


def declare_storm(at: datetime = FRIDAY_AT_FOUR + 2 * HOUR) -> None:
    """The province closes for a day."""
    declare_day(STORM, scope="H14", actor="quan.tri", at=at)
