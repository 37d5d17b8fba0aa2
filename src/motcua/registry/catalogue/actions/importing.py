"""Takes read entries in: new and changed procedures get a new version, unchanged ones are not touched."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from motcua.kernel.texts.fold import fold
from motcua.kernel.texts.mark import mark
from motcua.registry.catalogue.actions.writing import Writing, latest_versions, lock_catalogue, write_versions
from motcua.registry.catalogue.models import Doubt, Procedure, ProcedureVersion
from motcua.registry.catalogue.rules.settlement import Settlement, settled
from motcua.registry.descriptions.public import Entry, Finding, ProcedureDraft

IMPORT = "import"
AUTHORED_HERE = mark("thủ tục «{code}» do tỉnh tự soạn, không bị dữ liệu nhập ghi đè")
BEGINS_EARLIER = mark("thủ tục «{code}» đã có phiên bản từ ngày {day}, muộn hơn ngày hiệu lực của lần nhập này")
LESS_THAN_KNOWN = mark("thủ tục «{code}» đã có bản đầy đủ hơn; dòng này không ghi cấp và cơ quan thực hiện")
_LONGEST_FIELD = 500


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a batch: codes written anew, codes as they were, and the refused with the reason."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: Mapping[str, str]


@transaction.atomic(durable=True)
def import_entries(entries: Sequence[Entry], *, actor: str, at: datetime) -> Taken:
    """Store a batch of entries with different codes (at most 1,000) in one transaction."""
    known = {row.code: row for row in Procedure.objects.filter(code__in=[entry.draft.code for entry in entries])}
    digests = {code: row.digest for code, row in known.items()}
    unchanged = {entry.draft.code for entry in entries if digests.get(entry.draft.code) == entry.digest}
    refused = _refused(known, [entry for entry in entries if entry.draft.code not in unchanged])
    fresh = [entry for entry in entries if entry.draft.code not in unchanged | set(refused)]
    if fresh:
        _write(fresh, known, Writing(actor, at, IMPORT))
    return Taken(tuple(entry.draft.code for entry in fresh), tuple(sorted(unchanged)), refused)


def _refused(known: Mapping[str, Procedure], entries: Sequence[Entry]) -> dict[str, str]:
    last = latest_versions(known.values())
    refused = {}
    for entry in entries:
        code, procedure = entry.draft.code, known.get(entry.draft.code)
        before = last.get(procedure.pk) if procedure else None
        if procedure and before and not procedure.digest:
            refused[code] = AUTHORED_HERE.format(code=code)
        elif before and before.levels and not (entry.draft.levels or entry.draft.executing_agency):
            refused[code] = LESS_THAN_KNOWN.format(code=code)
        elif before and before.valid_from > entry.draft.valid_from:
            refused[code] = BEGINS_EARLIER.format(code=code, day=f"{before.valid_from:%d/%m/%Y}")
    return refused


def _write(entries: Sequence[Entry], known: Mapping[str, Procedure], writing: Writing) -> None:
    lock_catalogue()
    new = [Procedure(code=entry.draft.code) for entry in entries if entry.draft.code not in known]
    Procedure.objects.bulk_create(new)
    procedures = {**known, **{row.code: row for row in new}}
    mine = {procedures[entry.draft.code]: entry for entry in entries}
    for procedure, entry in mine.items():
        procedure.digest = entry.digest
    Procedure.objects.bulk_update(mine, ["digest"], batch_size=500)
    doubts = _doubts_of(mine)
    before = latest_versions(mine)
    drafts = {
        procedure: _draft(entry, doubts[procedure.pk], before.get(procedure.pk)) for procedure, entry in mine.items()
    }
    write_versions(drafts, writing)
    _write_doubts(mine, doubts, writing.at)


def _doubts_of(procedures: Mapping[Procedure, Entry]) -> defaultdict[int, dict[str, Doubt]]:
    doubts: defaultdict[int, dict[str, Doubt]] = defaultdict(dict)
    for doubt in Doubt.objects.filter(procedure__in=procedures):
        doubts[doubt.procedure_id][doubt.key] = doubt
    return doubts


def _draft(entry: Entry, doubts: Mapping[str, Doubt], before: ProcedureVersion | None) -> ProcedureDraft:
    """The entry's draft with what was settled before for the same words, and the form and process it already had."""
    keys = {finding.key for finding in entry.ledger.findings}
    answers = {
        key: Settlement.read(doubt.settled_value) for key, doubt in doubts.items() if doubt.settled_at and key in keys
    }
    draft = settled(entry.draft, answers)
    if before is None:
        return draft
    return replace(draft, form_code=before.form_code or None, process_code=before.process_code or None)


def _write_doubts(
    procedures: Mapping[Procedure, Entry], doubts: Mapping[int, Mapping[str, Doubt]], at: datetime
) -> None:
    """New doubts are added, those the source no longer has are marked gone, those it has again are open again."""
    new: list[Doubt] = []
    moved: list[Doubt] = []
    for procedure, entry in procedures.items():
        found = _grouped(entry.ledger.findings)
        known = doubts.get(procedure.pk, {})
        new += [_doubt(procedure, entry, group, at) for key, group in found.items() if key not in known]
        for key, doubt in known.items():
            gone_at = None if key in found else doubt.gone_at or at
            if gone_at != doubt.gone_at:
                doubt.gone_at = gone_at
                moved.append(doubt)
    Doubt.objects.bulk_create(new, batch_size=2000)
    Doubt.objects.bulk_update(moved, ["gone_at"], batch_size=500)


def _grouped(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.key, []).append(finding)
    return groups


def _doubt(procedure: Procedure, entry: Entry, group: Sequence[Finding], at: datetime) -> Doubt:
    first = group[0]
    return Doubt(
        procedure=procedure,
        key=first.key,
        part=first.part,
        reason=first.reason,
        field=", ".join(dict.fromkeys(finding.field for finding in group if finding.field))[:_LONGEST_FIELD],
        text=first.text,
        evidence=first.evidence,
        proposal=first.proposal[:80],
        search_key=fold(f"{procedure.code} {entry.draft.name} {first.text[:300]}"),
        found_at=at,
    )
