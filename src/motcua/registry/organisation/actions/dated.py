"""What every dated change shares: its turn, the row of a day, its name, and that no two rows hold at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError, transaction

from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.fold import nfc
from motcua.kernel.turns import take_turn
from motcua.registry.organisation import rules
from motcua.registry.organisation.errors import AgencyNotFound, AlreadyEnded, ChangeComing, PeriodTaken
from motcua.registry.organisation.models import Agency


def hold_organisation() -> None:
    """From here to the end of the transaction nobody else writes agencies, units and postings.

    First in every action that does: their rows exclude each other, and the last administrator stays.
    """
    take_turn("organisation")


def agency_row(code: str, day: date) -> Agency:
    """The agency's row of the day. Raises `AgencyNotFound`."""
    row = Agency.objects.on(day).filter(code=code).first()
    if row is None:
        raise AgencyNotFound(code=code, day=f"{day:%d/%m/%Y}")
    return row


def open_row(code: str, day: date) -> Agency:
    """The agency's row of the day, locked; it must not have an end yet."""
    row = Agency.objects.select_for_update(no_key=True).on(day).filter(code=code).first()
    if row is None:
        raise AgencyNotFound(code=code, day=f"{day:%d/%m/%Y}")
    if row.valid_to is not None:
        refusal = ChangeComing if row.succeeded_by and row.succeeded_by.code == code else AlreadyEnded
        raise refusal(what=row.name, day=f"{row.valid_to:%d/%m/%Y}")
    return row


def proper_name(text: str) -> str:
    """The name as it is stored. Raises `InvalidInput` when there is none."""
    name = nfc(text)
    if not name:
        raise InvalidInput(rules.NAME_MISSING, fields={"name": rules.NAME_MISSING})
    return name


@contextmanager
def only_one(what: str) -> Iterator[None]:
    """The database decides whether the days are free: two at once cannot both pass."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "_once_a_day" not in str(error):
            raise
        raise PeriodTaken(what=what) from error
