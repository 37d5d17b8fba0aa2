"""Writes new versions with all their parts in one pass, closes the ones before and says so. Called inside actions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Model

from motcua.kernel.events.store import record_many
from motcua.kernel.texts.fold import fold
from motcua.registry.catalogue.errors import TooEarly
from motcua.registry.catalogue.events import ProcedurePublished
from motcua.registry.catalogue.models import (
    Case,
    Channel,
    Edition,
    Fee,
    LegalBasis,
    Paper,
    Procedure,
    ProcedureVersion,
    Result,
)
from motcua.registry.catalogue.queries.versions import offers_on, procedure_on
from motcua.registry.catalogue.rules.settlement import doubts_in
from motcua.registry.descriptions.public import PLAIN, ChannelView, ProcedureDraft

_AT_ONCE = 2000
_FIELDS: dict[type[Model], tuple[str, ...]] = {
    Paper: ("code", "name", "originals", "copies", "is_required", "form_file", "doubt"),
    Channel: ("kind", "label", "time_text", "note", "doubt"),
    Fee: ("name", "amount", "text", "doubt"),
    Result: ("name", "code", "doubt"),
    LegalBasis: ("title", "code", "doubt"),
}


@dataclass(frozen=True, slots=True)
class Writing:
    """Who publishes, when, and on what ground: "import", "authored" or "settlement"."""

    actor: str
    at: datetime
    source: str


def lock_catalogue() -> None:
    """One writer at a time, until the transaction ends; readers' indexes learn that something changed."""
    Edition.objects.bulk_create([Edition(pk=1)], ignore_conflicts=True)
    Edition.objects.filter(pk=1).update(number=F("number") + 1)
    procedure_on.renew()
    offers_on.renew()


def latest_versions(procedures: Iterable[Procedure]) -> dict[int, ProcedureVersion]:
    """The last version of each procedure that has one, by procedure id."""
    rows = ProcedureVersion.objects.filter(procedure__in=procedures, valid_to=None)
    wanted = rows.only("procedure_id", "number", "valid_from", "levels", "form_code", "process_code")
    return {row.procedure_id: row for row in wanted}


def write_versions(drafts: Mapping[Procedure, ProcedureDraft], writing: Writing) -> dict[Procedure, ProcedureVersion]:
    """New versions of procedures already stored; the catalogue is locked. Raises `TooEarly`."""
    last = latest_versions(drafts)
    _close(last, drafts)
    versions = {
        procedure: _version(procedure, draft, last.get(procedure.pk), writing) for procedure, draft in drafts.items()
    }
    ProcedureVersion.objects.bulk_create(versions.values())
    _write_parts([(versions[procedure], draft) for procedure, draft in drafts.items()])
    record_many(_published(draft, versions[procedure], writing) for procedure, draft in drafts.items())
    return versions


def _close(last: Mapping[int, ProcedureVersion], drafts: Mapping[Procedure, ProcedureDraft]) -> None:
    """End the versions before on the day the new ones begin."""
    ending: defaultdict[date, list[int]] = defaultdict(list)
    for procedure, draft in drafts.items():
        before = last.get(procedure.pk)
        if before and draft.valid_from < before.valid_from:
            raise TooEarly(code=draft.code, day=f"{before.valid_from:%d/%m/%Y}")
        if before:
            ending[draft.valid_from].append(before.pk)
    for day, versions in ending.items():
        ProcedureVersion.objects.filter(pk__in=versions).update(valid_to=day)


def _version(
    procedure: Procedure, draft: ProcedureDraft, last: ProcedureVersion | None, writing: Writing
) -> ProcedureVersion:
    return ProcedureVersion(
        procedure=procedure,
        number=last.number + 1 if last else 1,
        valid_from=draft.valid_from,
        levels=list(draft.levels),
        subjects=list(draft.subjects),
        form_code=draft.form_code or "",
        process_code=draft.process_code or "",
        search_key=fold(draft.name),
        published_at=writing.at,
        published_by=writing.actor,
        **{name: getattr(draft, name) for name in PLAIN},
    )


def _published(draft: ProcedureDraft, version: ProcedureVersion, writing: Writing) -> ProcedurePublished:
    return ProcedurePublished(
        subject=draft.code,
        agency_code="",
        at=writing.at,
        actor=writing.actor,
        version_id=version.pk,
        number=version.number,
        valid_from=draft.valid_from,
        source=writing.source,
        doubts=len(doubts_in(draft)),
    )


def _write_parts(pairs: Sequence[tuple[ProcedureVersion, ProcedureDraft]]) -> None:
    cases = [
        (Case(version=version, position=place, name=case.name, is_condition=case.is_condition), case.papers)
        for version, draft in pairs
        for place, case in enumerate(draft.cases)
    ]
    Case.objects.bulk_create([row for row, _ in cases], batch_size=_AT_ONCE)
    Paper.objects.bulk_create(
        [_row(Paper, place, paper, case=row) for row, papers in cases for place, paper in enumerate(papers)],
        batch_size=_AT_ONCE,
    )
    channels = [
        (_channel(version, place, channel), channel.fees)
        for version, draft in pairs
        for place, channel in enumerate(draft.channels)
    ]
    Channel.objects.bulk_create([row for row, _ in channels], batch_size=_AT_ONCE)
    Fee.objects.bulk_create(
        [_row(Fee, place, fee, channel=row) for row, fees in channels for place, fee in enumerate(fees)],
        batch_size=_AT_ONCE,
    )
    for model, part in ((Result, "results"), (LegalBasis, "legal_bases")):
        model.objects.bulk_create(
            [
                _row(model, place, row, version=version)
                for version, draft in pairs
                for place, row in enumerate(getattr(draft, part))
            ],
            batch_size=_AT_ONCE,
        )


def _row(model: type[Model], place: int, part: object, **more: object) -> Any:
    """The row of one part: its fields are named as the part's."""
    return model(position=place, **more, **{name: getattr(part, name) for name in _FIELDS[model]})


def _channel(version: ProcedureVersion, place: int, channel: ChannelView) -> Channel:
    amount, unit = channel.allowance or (None, "")
    return _row(Channel, place, channel, version=version, allowance_amount=amount, allowance_unit=unit)
