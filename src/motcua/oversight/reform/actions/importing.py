"""Programmes from a file: each paper a plan, each change of it a further edition; the same file again does nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.events.store import record
from motcua.kernel.texts.mark import mark
from motcua.kernel.turns import take_turn_at
from motcua.oversight.reform.actions.copying import copy_target
from motcua.oversight.reform.events import ProgrammeImported
from motcua.oversight.reform.models import Bound, Edition, ImportedRow, Plan, Target
from motcua.oversight.reform.queries.lines import FileRead
from motcua.oversight.reform.queries.telling import lines_told, plain_number
from motcua.oversight.reform.rules.gathering import Programme, Promise
from motcua.oversight.reform.rules.reading import Stated
from motcua.oversight.reform.rules.words import MeasureKind, PlanState

FROM_FILE = mark("Nạp từ tệp {name}")
FROM_FILE_AGAIN = mark("Nạp lại từ tệp {name}: thêm {added} dòng, sửa {changed} dòng")


@dataclass(frozen=True)
class Taken:
    """What came of one programme of a file; `edition` 0: nothing was new."""

    programme: Programme
    edition: int
    added: int
    changed: int


@transaction.atomic(durable=True)
def import_programmes(read: FileRead, *, actor: str, at: datetime, agency_code: str = "") -> list[Taken]:
    """Keep every programme of a file, and every line with what was wrong: all or nothing.

    `agency_code`: whose programmes they are, where they are ours. A paper that is known gets a further edition only
    where lines are new or differ; lines that the file leaves out stay.
    """
    take_turn_at(Plan)
    taken = [_take(programme, read, actor=actor, at=at, agency_code=agency_code) for programme in read.programmes]
    codes = {line.line: promise.code for one in read.programmes for promise in one.promises for line in promise.lines}
    rows = [
        ImportedRow(
            digest=read.digest,
            file_name=read.name[:200],
            line=line.number,
            content=line.cells,
            problem=line.problem,
            target_code=codes.get(line.number, ""),
            imported_at=at,
        )
        for line in read.lines
    ]
    ImportedRow.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    return taken


def _take(programme: Programme, read: FileRead, *, actor: str, at: datetime, agency_code: str) -> Taken:
    plan, is_new = _plan(programme, agency_code, at)
    plan = Plan.objects.select_for_update(no_key=True, of=("self",)).get(pk=plan.pk)
    before = plan.editions.filter(issued_at__isnull=False).order_by("-number").first()
    known = lines_told(before) if before else {}
    new = {line.code: told_of(line) for promise in programme.promises for line in promise.lines}
    added = [code for code in new if code not in known]
    changed = [code for code in new if code in known and known[code] != new[code]]
    if not is_new and not added and not changed:
        return Taken(programme, 0, 0, 0)
    edition = _edition(plan, programme, before, read, actor=actor, at=at, counts=(len(added), len(changed)))
    _write(edition, before, programme)
    _close(edition, plan, actor=actor, at=at)
    record(
        ProgrammeImported(
            subject=plan.code,
            agency_code=plan.agency_code,
            at=at,
            actor=actor,
            edition=edition.number,
            digest=read.digest,
            targets=edition.targets.count(),
        )
    )
    return Taken(programme, edition.number, len(added), len(changed))


def _plan(programme: Programme, agency_code: str, at: datetime) -> tuple[Plan, bool]:
    year = clock.local(at).year
    return Plan.objects.get_or_create(
        code=programme.code,
        defaults={
            "kind": programme.kind,
            "agency_code": agency_code,
            "province": programme.province[:100],
            "level": "province",
            "year_from": programme.year_from or year,
            "year_to": programme.year_to or programme.year_from or year,
            "state": PlanState.DRAFT,
        },
    )


def _edition(
    plan: Plan,
    programme: Programme,
    before: Edition | None,
    read: FileRead,
    *,
    actor: str,
    at: datetime,
    counts: tuple[int, int],
) -> Edition:
    today = clock.local(at).date()
    on = (programme.issued_on or today) if before is None else max(today, before.issued_on or today)
    said = (FROM_FILE_AGAIN if before else FROM_FILE).format(name=read.name, added=counts[0], changed=counts[1])
    return Edition.objects.create(
        plan=plan,
        number=(before.number if before else 0) + 1,
        title=programme.document[:500] or programme.province,
        decision=programme.number[:100],
        issued_on=on,
        changes=said,
        begun_at=at,
        begun_by=actor,
    )


def _write(edition: Edition, before: Edition | None, programme: Programme) -> None:
    """The lines of the file, and those of the edition before that it leaves out."""
    for position, promise in enumerate(programme.promises, start=1):
        _write_promise(edition, promise, position)
    fresh = {line.code for promise in programme.promises for line in promise.lines}
    old = before.targets.prefetch_related("bounds") if before else ()
    for position, target in enumerate(old, start=len(programme.promises) + 1):
        bounds = [bound for bound in target.bounds.all() if bound.code not in fresh]
        if bounds:
            copy_target(target, edition, position=position, bounds=bounds)


def _write_promise(edition: Edition, promise: Promise, position: int) -> None:
    first = promise.lines[0]
    target = Target.objects.create(
        edition=edition,
        code=promise.code,
        position=position,
        area=first.area,
        kind=first.kind,
        name=first.name,
        unit=first.unit,
        level=first.level,
        period=first.period,
        year=first.year,
        year_words=first.year_words,
        scope=_first(promise, "scope"),
        exclusions=_first(promise, "exclusions"),
        base_year=first.base_year,
        base_words=first.base_words,
        numerator_words=_first(promise, "numerator"),
        denominator_words=_first(promise, "denominator"),
        components=_first(promise, "components"),
        pair=first.pair,
        measure=MeasureKind.NONE,
        note=" ".join(dict.fromkeys(line.note for line in promise.lines if line.note)),
    )
    Bound.objects.bulk_create(
        Bound(
            target=target,
            half=line.half,
            code=line.code,
            comparator=line.comparator,
            value=line.value,
            upper=line.upper,
            words=line.words,
            said=line.said,
            scope=line.scope,
            is_inferred=line.is_inferred,
        )
        for line in promise.lines
    )


def _close(edition: Edition, plan: Plan, *, actor: str, at: datetime) -> None:
    edition.issued_at, edition.issued_by = at, actor
    edition.save(update_fields=["issued_at", "issued_by"])
    years = [year for year in edition.targets.values_list("year", flat=True) if year]
    plan.state = PlanState.ISSUED
    plan.year_from, plan.year_to = min([*years, plan.year_from]), max([*years, plan.year_to])
    plan.save(update_fields=["state", "year_from", "year_to"])


def _first(promise: Promise, attribute: str) -> str:
    return next((said for said in (str(getattr(line, attribute)) for line in promise.lines) if said), "")


def told_of(line: Stated) -> dict[str, str]:
    """A line as `lines_told` tells it, to be compared."""
    return {
        "id": line.code,
        "area": line.area,
        "indicator_vi": line.name,
        "kind": line.kind,
        "level": line.level,
        "comparator": line.comparator,
        "comparator_basis": "inferred" if line.is_inferred else "stated",
        "value": line.words or plain_number(line.value),
        "value_max": plain_number(line.upper),
        "unit": line.unit,
        "min_or_strive": line.said,
        "pair_id": line.pair,
        "numerator": line.numerator,
        "denominator": line.denominator,
        "components": line.components,
        "period": line.period,
        "effective_year": line.year_words or (str(line.year) if line.year else ""),
        "baseline": line.base_words,
        "scope_or_condition": line.scope,
        "exclusions": line.exclusions,
    }
