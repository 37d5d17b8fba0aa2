"""Procedures as plain values. A published version never changes, so each is read once a process."""

from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import date

from django.db.models import Prefetch

from motcua.kernel.dating import DatedQuerySet
from motcua.kernel.memory import kept_by_id, remembered
from motcua.kernel.questions import answers
from motcua.registry.catalogue.errors import NoSuchVersion
from motcua.registry.catalogue.models import (
    Case,
    Channel,
    Fee,
    LegalBasis,
    Offer,
    Paper,
    ProcedureVersion,
    Result,
)
from motcua.registry.descriptions.public import (
    PLAIN,
    CaseView,
    ChannelView,
    FeeView,
    LegalBasisView,
    PaperView,
    ProcedureDraft,
    ProcedureView,
    ResultView,
)
from motcua.registry.worktime.public import ProcedureNames

_KEPT = 256
FRESH_SECONDS = 10
"""As old as an answer by code and day may be in another process than the one that published."""


@kept_by_id(most=_KEPT)
def procedure_version(version_id: int) -> ProcedureView:
    """The published version with this id; raises `NoSuchVersion`. Seven statements the first time, then none."""
    version = _with_parts().filter(pk=version_id).first()
    if version is None:
        raise NoSuchVersion(version_id=version_id)
    return _view(version)


@remembered(seconds=FRESH_SECONDS)
def procedure_on(code: str, day: date) -> ProcedureView | None:
    """The version in force on `day`; None if there is none."""
    found = ProcedureVersion.objects.on(day).filter(procedure__code=code).values_list("pk", flat=True).first()
    return None if found is None else procedure_version(found)


def procedure_version_now(procedure_id: int) -> ProcedureView:
    """The last version of a stored procedure."""
    rows = ProcedureVersion.objects.filter(procedure=procedure_id, valid_to=None)
    return procedure_version(rows.values_list("pk", flat=True).get())


def procedure_names(codes: Iterable[str]) -> dict[str, str]:
    """The latest names, by code; unknown codes are left out."""
    rows = ProcedureVersion.objects.filter(procedure__code__in=set(codes)).order_by("procedure_id", "-number")
    return dict(rows.distinct("procedure_id").values_list("procedure__code", "name"))


@answers(ProcedureNames)
def names_asked_for(asked: ProcedureNames) -> dict[str, str]:
    """For those below who are told of a procedure by its code."""
    return procedure_names(asked.codes)


def agencies_offering(code: str, on: date) -> list[str]:
    """Codes of our agencies that handle the procedure on that day, in their order."""
    return list(offers_on(code, on))


@remembered(seconds=FRESH_SECONDS)
def offers_on(code: str, day: date) -> tuple[str, ...]:
    """As `agencies_offering`, kept."""
    rows = Offer.objects.on(day).filter(procedure__code=code).order_by("agency_code")
    return tuple(rows.values_list("agency_code", flat=True))


def procedures_offered_by(agency_codes: Collection[str], on: date) -> dict[str, list[str]]:
    """By procedure code, which of the given agencies handle it on that day."""
    rows = Offer.objects.on(on).filter(agency_code__in=agency_codes).order_by("procedure__code", "agency_code")
    offered: dict[str, list[str]] = {}
    for code, agency in rows.values_list("procedure__code", "agency_code"):
        offered.setdefault(code, []).append(agency)
    return offered


def draft_of(view: ProcedureView) -> ProcedureDraft:
    """The same content as a draft, to be changed and published anew."""
    return ProcedureDraft(**{field.name: getattr(view, field.name) for field in fields(ProcedureDraft)})


def _with_parts() -> DatedQuerySet[ProcedureVersion]:
    papers = Prefetch("papers", Paper.objects.order_by("position"))
    fees = Prefetch("fees", Fee.objects.order_by("position"))
    return ProcedureVersion.objects.select_related("procedure").prefetch_related(
        Prefetch("cases", Case.objects.order_by("position").prefetch_related(papers)),
        Prefetch("channels", Channel.objects.order_by("position").prefetch_related(fees)),
        Prefetch("results", Result.objects.order_by("position")),
        Prefetch("legal_bases", LegalBasis.objects.order_by("position")),
    )


def _view(version: ProcedureVersion) -> ProcedureView:
    return ProcedureView(
        version_id=version.pk,
        code=version.procedure.code,
        valid_from=version.valid_from,
        number=version.number,
        levels=tuple(version.levels),
        subjects=tuple(version.subjects),
        form_code=version.form_code or None,
        process_code=version.process_code or None,
        channels=tuple(_channel(row) for row in version.channels.all()),
        cases=tuple(_case(row) for row in version.cases.all()),
        results=tuple(ResultView(row.name, row.code, row.doubt) for row in version.results.all()),
        legal_bases=tuple(LegalBasisView(row.title, row.code, row.doubt) for row in version.legal_bases.all()),
        **{name: getattr(version, name) for name in PLAIN},
    )


def _channel(row: Channel) -> ChannelView:
    allowance = None if row.allowance_amount is None else (row.allowance_amount, row.allowance_unit)
    fees = tuple(FeeView(fee.name, fee.amount, fee.text, fee.doubt) for fee in row.fees.all())
    return ChannelView(row.kind, allowance, row.time_text, fees, row.note, row.label, row.doubt)


def _case(row: Case) -> CaseView:
    return CaseView(row.pk, row.name, tuple(_paper(paper) for paper in row.papers.all()), row.is_condition)


def _paper(row: Paper) -> PaperView:
    return PaperView(
        row.pk, row.code, row.name, row.originals, row.copies, row.is_required, row.form_file, row.doubt
    )  # fmt: skip
