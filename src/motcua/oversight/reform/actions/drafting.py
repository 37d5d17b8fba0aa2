"""Writing a plan: begin one, or its next edition; its targets; throw a draft away."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from motcua.kernel.events.store import record
from motcua.kernel.once.keeping import Once, keep_outcome, outcome_of
from motcua.oversight.reform.actions.copying import copy_target
from motcua.oversight.reform.errors import PlanFaulty, PlanHasDraft, PlanNotDraft
from motcua.oversight.reform.events import PlanDrafted
from motcua.oversight.reform.models import Bound, Edition, Plan, Target
from motcua.oversight.reform.queries.plans import editions_on
from motcua.oversight.reform.rules.drafts import TargetDraft
from motcua.oversight.reform.rules.plans import PlanDraft, code_of
from motcua.oversight.reform.rules.words import PlanState
from motcua.registry.organisation.public import agency


@transaction.atomic(durable=True)
def begin_plan(draft: PlanDraft, *, officer: str, at: datetime, once: Once | None = None) -> Plan:
    """A plan with its first edition, still a draft. Raises `PlanFaulty` (unknown agency), `SentOtherwise`."""
    if before := Plan.objects.filter(code=outcome_of(once, at=at)).first():
        return before
    owner = agency(draft.agency_code)
    if owner is None:
        raise PlanFaulty(fields={"agency": PlanFaulty.text})
    code = code_of(draft)
    taken = Plan.objects.filter(code__startswith=code).values_list("code", flat=True)
    plan = Plan.objects.create(
        code=_free(code, set(taken)),
        kind=draft.kind,
        agency_code=draft.agency_code,
        level=owner.level,
        year_from=draft.year_from,
        year_to=draft.year_to,
        parent_code=draft.parent_code,
        state=PlanState.DRAFT,
    )
    Edition.objects.create(plan=plan, number=1, title=draft.title, begun_at=at, begun_by=officer)
    keep_outcome(once, plan.code)
    record(PlanDrafted(subject=plan.code, agency_code=plan.agency_code, at=at, actor=officer, edition=1))
    return plan


@transaction.atomic(durable=True)
def begin_amendment(plan: Plan, *, officer: str, at: datetime) -> Edition:
    """The next edition as a draft: what held so far, to be changed. Raises `PlanHasDraft`."""
    plan = _locked(plan)
    if plan.editions.filter(issued_at=None).exists():
        raise PlanHasDraft
    before = plan.editions.order_by("-number").prefetch_related("targets__bounds")[0]
    number = before.number + 1
    edition = Edition.objects.create(plan=plan, number=number, title=before.title, begun_at=at, begun_by=officer)
    for target in before.targets.all():
        copy_target(target, edition, bounds=target.bounds.all())
    record(PlanDrafted(subject=plan.code, agency_code=plan.agency_code, at=at, actor=officer, edition=number))
    return edition


@transaction.atomic(durable=True)
def discard_draft(plan: Plan) -> bool:
    """Throw the draft away; with the first one the plan goes too, for nobody has seen it. Whether the plan is left."""
    plan = _locked(plan)
    edition = _draft(plan)
    Bound.objects.filter(target__edition=edition).delete()
    edition.targets.all().delete()
    edition.delete()
    if plan.editions.exists():
        return True
    plan.delete()
    return False


@transaction.atomic(durable=True)
def rename_draft(plan: Plan, *, title: str) -> None:
    """Another title for the draft."""
    edition = _draft(_locked(plan))
    edition.title = title
    edition.save(update_fields=["title"])


@transaction.atomic(durable=True)
def add_from_parent(plan: Plan, codes: Collection[str]) -> int:
    """Targets of other plans into the draft, each serving the one it comes from; what is there already is not again."""
    edition = _draft(_locked(plan))
    known = set(edition.targets.values_list("parent_code", flat=True))
    rows = Target.objects.filter(edition__in=editions_on().values("pk"), code__in=set(codes) - known)
    added = 0
    for target in rows.prefetch_related("bounds"):
        code, position = _next(edition)
        changes = {"code": code, "position": position, "parent_code": target.code, "agency_code": "", "whole_code": ""}
        if target.year is not None and not plan.year_from <= target.year <= plan.year_to:
            changes |= {"year": plan.year_to, "year_words": ""}
        copy_target(target, edition, bounds=target.bounds.all(), **changes)
        added += 1
    return added


@transaction.atomic(durable=True)
def write_target(plan: Plan, draft: TargetDraft, *, at: datetime, code: str = "", once: Once | None = None) -> Target:
    """A target of the draft as it was typed; a new one without `code`. Raises `PlanNotDraft`, `SentOtherwise`."""
    made = outcome_of(once, at=at)
    if before := Target.objects.filter(pk=int(made or 0)).first():
        return before
    edition = _draft(_locked(plan))
    target = edition.targets.filter(code=code).first() if code else None
    if target is None:
        new_code, position = _next(edition)
        target = Target(edition=edition, code=new_code, position=position)
    texts = draft.texts
    target.area, target.kind, target.name = draft.area, draft.kind, texts["name"]
    target.unit, target.level, target.period = texts["unit"], texts["level"], texts["period"]
    target.agency_code = "" if texts["agency"] == plan.agency_code else texts["agency"]
    target.year, target.year_words = draft.year, ""
    target.scope, target.exclusions = texts["scope"], texts["exclusions"]
    target.base_year, target.base_value = draft.base_year, draft.base_value
    target.base_words, target.base_agencies = texts["base_words"], list(draft.base_agencies)
    target.numerator_words, target.denominator_words = texts["numerator"], texts["denominator"]
    target.measure, target.measure_code, target.measure_count = draft.measure, draft.measure_code, draft.measure_count
    target.law, target.note, target.whole_code = texts["law"], texts["note"], texts["whole"]
    target.save()
    target.bounds.all().delete()
    Bound.objects.bulk_create(
        Bound(
            target=target,
            half=one.half,
            comparator=one.comparator,
            value=one.value,
            upper=one.upper,
            words=one.words,
            scope=texts["scope"],
        )
        for one in draft.bounds
    )
    keep_outcome(once, target.pk)
    return target


@transaction.atomic(durable=True)
def remove_target(plan: Plan, code: str) -> None:
    """Out of the draft; editions before keep it."""
    edition = _draft(_locked(plan))
    Bound.objects.filter(target__edition=edition, target__code=code).delete()
    edition.targets.filter(code=code).delete()


def _locked(plan: Plan) -> Plan:
    return Plan.objects.select_for_update(no_key=True, of=("self",)).get(pk=plan.pk)


def _draft(plan: Plan) -> Edition:
    edition = plan.editions.filter(issued_at=None).first()
    if edition is None:
        raise PlanNotDraft
    return edition


def _next(edition: Edition) -> tuple[str, int]:
    """A code that no edition of the plan ever had, and the place after the last."""
    plan = edition.plan
    used = Target.objects.filter(edition__plan=plan).values_list("code", flat=True)
    numbers = [int(code.rpartition(".")[2]) for code in used if code.rpartition(".")[2].isdecimal()]
    last = edition.targets.aggregate(last=Max("position"))["last"] or 0
    return f"{plan.code}.{max(numbers, default=0) + 1:02d}", last + 1


def _free(code: str, taken: set[str]) -> str:
    tried = [code, *(f"{code}-{number}" for number in range(2, len(taken) + 2))]
    return next(one for one in tried if one not in taken)
