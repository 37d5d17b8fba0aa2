"""Which of our agencies handles which procedure."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from motcua.kernel.events.store import record, record_many
from motcua.registry.catalogue.actions.writing import lock_catalogue
from motcua.registry.catalogue.errors import AlreadyOffered, NoSuchProcedure, NotOffered
from motcua.registry.catalogue.events import OfferEnded, ProcedureOffered
from motcua.registry.catalogue.models import Offer, Procedure

_AT_ONCE = 1000


@transaction.atomic(durable=True)
def offer_procedure(code: str, agency_code: str, valid_from: date, *, actor: str, at: datetime) -> None:
    """The agency handles the procedure from that day on; raises `NoSuchProcedure`, `AlreadyOffered`."""
    procedure = Procedure.objects.filter(code=code).first()
    if procedure is None:
        raise NoSuchProcedure(code=code)
    lock_catalogue()
    try:
        with transaction.atomic():
            Offer.objects.create(procedure=procedure, agency_code=agency_code, valid_from=valid_from)
    except IntegrityError:
        raise AlreadyOffered(agency=agency_code, code=code) from None
    record(_offered(code, agency_code, valid_from, actor=actor, at=at))


@transaction.atomic(durable=True)
def end_offer(code: str, agency_code: str, valid_to: date, *, actor: str, at: datetime) -> None:
    """The agency no longer handles the procedure from that day on; raises `NotOffered`."""
    lock_catalogue()
    found = Offer.objects.on(valid_to).filter(procedure__code=code, agency_code=agency_code)
    if not found.update(valid_to=valid_to):
        raise NotOffered(agency=agency_code, code=code, day=f"{valid_to:%d/%m/%Y}")
    record(OfferEnded(subject=code, agency_code=agency_code, at=at, actor=actor, valid_to=valid_to))


def offer_many(codes: Iterable[str], agency_codes: Sequence[str], *, valid_from: date, actor: str, at: datetime) -> int:
    """Offer each procedure at each agency from that day on, a thousand offers a transaction; how many are new.

    Those that the agency handles already, now or later, are left as they are; unknown codes are passed over.
    """
    procedures = dict(Procedure.objects.filter(code__in=set(codes)).order_by("code").values_list("code", "pk"))
    open_offers = Offer.objects.filter(agency_code__in=agency_codes).exclude(valid_to__lte=valid_from)
    known = set(open_offers.values_list("procedure_id", "agency_code"))
    pairs = [(code, agency) for code, pk in procedures.items() for agency in agency_codes if (pk, agency) not in known]
    for start in range(0, len(pairs), _AT_ONCE):
        _offer_batch(pairs[start : start + _AT_ONCE], procedures, valid_from=valid_from, actor=actor, at=at)
    return len(pairs)


@transaction.atomic(durable=True)
def _offer_batch(
    pairs: Sequence[tuple[str, str]], procedures: dict[str, int], *, valid_from: date, actor: str, at: datetime
) -> None:
    lock_catalogue()
    Offer.objects.bulk_create(
        Offer(procedure_id=procedures[code], agency_code=agency, valid_from=valid_from) for code, agency in pairs
    )
    record_many(_offered(code, agency, valid_from, actor=actor, at=at) for code, agency in pairs)


def _offered(code: str, agency_code: str, valid_from: date, *, actor: str, at: datetime) -> ProcedureOffered:
    return ProcedureOffered(subject=code, agency_code=agency_code, at=at, actor=actor, valid_from=valid_from)
