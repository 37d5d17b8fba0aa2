"""Lists of plans, inspections and remedies, with the names that go with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from motcua.oversight.inspection.models import (
    Checklist,
    ChecklistItem,
    DisciplineNote,
    Finding,
    Inspection,
    InspectionPlan,
    Judgement,
    Remedy,
    SampledDossier,
)
from motcua.oversight.inspection.queries.funnels import (
    inspections_visible_to,
    plans_visible_to,
    remedies_visible_to,
    seen_codes,
)
from motcua.oversight.inspection.rules.life import DONE, FINDINGS_TOLD, RemedyState, State
from motcua.oversight.inspection.rules.words import Verdict
from motcua.registry.organisation.public import agency_names, codes_under
from motcua.registry.people.public import officer_names


@dataclass(frozen=True)
class Row:
    """An inspection in a list."""

    inspection: Inspection
    by: str
    whom: str
    findings: int | None
    waiting: int | None

    @property
    def state(self) -> State:
        return self.inspection.life


@dataclass(frozen=True)
class Due:
    """A remedy in the follow-up list."""

    remedy: Remedy
    by: str
    whom: str
    is_late: bool

    @property
    def state(self) -> RemedyState:
        return RemedyState(self.remedy.state)


def plans_listed(user: Any, year: int | None) -> list[tuple[InspectionPlan, str, int]]:
    """Plans with the name of who plans and how many are named."""
    rows = plans_visible_to(user).annotate(named=Count("agencies"))
    found = list(rows.filter(year=year) if year else rows)
    names = agency_names({plan.agency_code for plan in found})
    return [(plan, names.get(plan.agency_code, plan.agency_code), plan.named) for plan in found]


def inspections_listed(
    user: Any, *, year: int | None = None, is_done: bool = False, agency: str = "", plan: int | None = None
) -> list[Row]:
    """Inspections, the newest first; `is_done`: with minutes; `agency`: by it or those below."""
    rows = inspections_visible_to(user)
    narrowed = {
        **({"visit_on__year": year} if year else {}),
        **({"state__in": DONE} if is_done else {}),
        **({"agency_code__in": codes_under({agency})} if agency else {}),
        **({"plan": plan} if plan else {}),
    }
    found = list(rows.filter(**narrowed))
    counts = _counts(found)
    known = seen_findings(user, found)
    names = agency_names({code for one in found for code in (one.agency_code, one.inspected_code)})
    return [
        Row(
            one,
            names.get(one.agency_code, one.agency_code),
            names.get(one.inspected_code, one.inspected_code),
            *(counts.get(one.pk, (0, 0)) if one.pk in known else (None, None)),
        )
        for one in found
    ]


def seen_findings(user: Any, rows: Iterable[Inspection]) -> set[int]:
    """The inspections whose findings one knows: by rights, by team, or because they are told; one query."""
    from_above = set(
        inspections_visible_to(user)
        .filter(Q(agency_code__in=seen_codes(user)) | Q(team__username=user.get_username()))
        .values_list("pk", flat=True)
    )
    return {one.pk for one in rows if one.pk in from_above or one.life in FINDINGS_TOLD}


def _counts(found: list[Inspection]) -> dict[int, tuple[int, int]]:
    rows = (
        Finding.objects.filter(inspection__in=found)
        .values("inspection")
        .annotate(
            findings=Count("pk", distinct=True),
            waiting=Count("remedies", filter=~Q(remedies__state=RemedyState.ACCEPTED), distinct=True),
        )
        .order_by()
    )
    return {row["inspection"]: (row["findings"], row["waiting"]) for row in rows}


def follow_up(user: Any, *, agency: str = "", on: date) -> list[Due]:
    """Who must act and by when, the nearest day first."""
    rows = remedies_visible_to(user).filter(finding__inspection__state__in=FINDINGS_TOLD)
    rows = rows.exclude(state=RemedyState.ACCEPTED).order_by("due_on", "id")
    found = list(rows.filter(finding__inspection__inspected_code__in=codes_under({agency})) if agency else rows)
    codes = {code for one in found for code in _both(one)}
    names = agency_names(codes)
    pairs = [(one, *_both(one)) for one in found]
    return [Due(one, names.get(by, by), names.get(whom, whom), is_late=one.due_on < on) for one, by, whom in pairs]


def _both(remedy: Remedy) -> tuple[str, str]:
    inspection = remedy.finding.inspection
    return inspection.agency_code, inspection.inspected_code


def team_of(inspection: Inspection) -> list[tuple[str, bool]]:
    """Names of the team, the head first."""
    members = list(inspection.team.all())
    names = officer_names({one.username for one in members})
    return [(names.get(one.username, one.username), one.is_head) for one in members]


def draws_of(inspection: Inspection) -> list[tuple[Any, list[tuple[SampledDossier, int, int]]]]:
    """Each draw with its dossiers, how many items were judged of each and how many are not met; three queries."""
    dossiers: dict[int, list[SampledDossier]] = {}
    for one in SampledDossier.objects.filter(draw__inspection=inspection):
        dossiers.setdefault(one.draw_id, []).append(one)
    judged = {
        row["dossier"]: (row["all"], row["not_met"])
        for row in Judgement.objects.filter(dossier__draw__inspection=inspection)
        .values("dossier")
        .annotate(all=Count("pk"), not_met=Count("pk", filter=Q(verdict=Verdict.NOT_MET)))
        .order_by()
    }
    return [
        (draw, [(one, *judged.get(one.pk, (0, 0))) for one in dossiers.get(draw.pk, [])])
        for draw in inspection.draws.defer("frame")
    ]


def findings_of(inspection: Inspection) -> list[Finding]:
    """Findings with their remedies."""
    return list(inspection.findings.select_related("item").prefetch_related("remedies"))


def item_counts(inspection: Inspection) -> Mapping[int, tuple[int, int]]:
    """By item, of how many dossiers of the last draw it was judged not met, and of how many it was judged at all."""
    last = inspection.draws.defer("frame").order_by("-number").first()
    rows = (
        Judgement.objects.filter(dossier__draw=last)
        .exclude(verdict=Verdict.NOT_APPLICABLE)
        .values("item")
        .annotate(n=Count("pk", filter=Q(verdict=Verdict.NOT_MET)), d=Count("pk"))
        .order_by()
    )
    return {row["item"]: (row["n"], row["d"]) for row in rows} if last else {}


def checklists_on(day: date) -> list[Checklist]:
    """What may be looked at on a day, with its items."""
    return list(Checklist.objects.on(day).prefetch_related("items").order_by("name"))


def checklist_on(code: str, day: date) -> Checklist | None:
    """The checklist of a code as it holds on a day."""
    return Checklist.objects.on(day).filter(code=code).first()


def item_ids(inspection: Inspection, *, is_per_dossier: bool) -> list[int]:
    """Its items that are judged dossier by dossier, or those that are not."""
    rows = ChecklistItem.objects.filter(checklist=inspection.checklist_id, is_per_dossier=is_per_dossier)
    return list(rows.values_list("pk", flat=True))


def item_of(inspection: Inspection, number: int) -> ChecklistItem | None:
    """One of its items."""
    return ChecklistItem.objects.filter(checklist=inspection.checklist_id, number=number).first()


def notes_of(inspection: Inspection) -> list[tuple[DisciplineNote, str]]:
    """Restricted notes with who wrote them; the caller came through their funnel."""
    found = list(DisciplineNote.objects.filter(inspection=inspection))
    names = officer_names({one.written_by for one in found})
    return [(one, names.get(one.written_by, one.written_by)) for one in found]
