"""The only roads to plans, inspections, remedies and notes: unseen is 404, seen but forbidden 403."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from motcua.kernel.access.declare import Permission
from motcua.kernel.access.rights import FORBIDDEN, agencies_where, may_at
from motcua.kernel.errors import NotAllowed
from motcua.oversight.inspection.errors import NotOfTheTeam, NotTheHead
from motcua.oversight.inspection.models import Inspection, InspectionPlan, Remedy, SampledDossier
from motcua.oversight.inspection.permissions import DISCIPLINE, SEE
from motcua.oversight.inspection.rules.life import FINDINGS_TOLD, TOLD, PlanState
from motcua.registry.organisation.public import codes_under

WITH = ("plan", "checklist", "minutes_file")


def plans_visible_to(user: Any) -> QuerySet[InspectionPlan]:
    """Plans of one's own agencies and those below; of others the issued ones that name them."""
    codes = seen_codes(user)
    own = Q(agency_code__in=codes)
    named = Q(pk__in=InspectionPlan.objects.filter(agencies__agency_code__in=codes, state=PlanState.ISSUED))
    return InspectionPlan.objects.filter(own | named)


def plan_for(user: Any, pk: int, *, may: Permission = SEE) -> InspectionPlan:
    """The plan, or 404."""
    plan = plans_visible_to(user).filter(pk=pk).first()
    if plan is None:
        raise Http404
    _granted(user, may, plan.agency_code)
    return plan


def inspections_visible_to(user: Any) -> QuerySet[Inspection]:
    """Inspections by one's own agencies or those below, those that one is sent to, and those that come to one."""
    codes = seen_codes(user)
    mine = Q(pk__in=Inspection.objects.filter(team__username=user.get_username()))
    inspected = Q(inspected_code__in=codes, state__in=TOLD)
    return Inspection.objects.filter(Q(agency_code__in=codes) | mine | inspected).select_related(*WITH)


def inspection_for(user: Any, pk: int, *, may: Permission = SEE) -> Inspection:
    """The inspection, or 404; `may` at the inspecting agency, else 403."""
    found = inspections_visible_to(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    if may is not SEE:
        _granted(user, may, found.agency_code)
    return found


def knows_findings(user: Any, inspection: Inspection) -> bool:
    """Those who inspect know them at once, the inspected from the conclusion on."""
    inspects = may_at(user, SEE, inspection.agency_code) or is_of_team(user, inspection)
    return inspects or inspection.life in FINDINGS_TOLD


def inspection_at_work(user: Any, pk: int) -> Inspection:
    """The inspection for a member of its team; the findings of others are nobody else's to read or to write."""
    found = inspection_for(user, pk)
    if not knows_findings(user, found):
        raise Http404
    if not is_of_team(user, found):
        raise NotOfTheTeam
    return found


def inspection_led(user: Any, pk: int) -> Inspection:
    """The inspection for the head of its team."""
    found = inspection_at_work(user, pk)
    if not found.team.filter(username=user.get_username(), is_head=True).exists():
        raise NotTheHead
    return found


def is_of_team(user: Any, inspection: Inspection) -> bool:
    """Whether one was sent."""
    return inspection.team.filter(username=user.get_username()).exists()


def sampled_for(user: Any, pk: int, number: int, place: int) -> SampledDossier:
    """A sampled dossier for a member of the team; the dossier itself has a funnel of its own."""
    inspection = inspection_at_work(user, pk)
    rows = SampledDossier.objects.select_related("draw__inspection__checklist")
    found = rows.filter(draw__inspection=inspection, draw__number=number, number=place).first()
    if found is None:
        raise Http404
    return found


def remedies_visible_to(user: Any) -> QuerySet[Remedy]:
    """Remedies asked by one's own, and those asked of one once they are told."""
    codes = seen_codes(user)
    asked_of = Q(finding__inspection__inspected_code__in=codes, finding__inspection__state__in=FINDINGS_TOLD)
    mine = Q(finding__inspection__in=Inspection.objects.filter(team__username=user.get_username()))
    rows = Remedy.objects.filter(Q(finding__inspection__agency_code__in=codes) | mine | asked_of)
    return rows.select_related("finding__inspection__plan")


def remedy_for(user: Any, pk: int, *, may: Permission | None = None, is_inspected: bool = False) -> Remedy:
    """The remedy, or 404; `may` at the inspecting or, with `is_inspected`, at the inspected agency, else 403."""
    found = remedies_visible_to(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    inspection = found.finding.inspection
    if may is not None:
        _granted(user, may, inspection.inspected_code if is_inspected else inspection.agency_code)
    return found


def noted_inspection(user: Any, pk: int) -> Inspection:
    """The inspection for the few who may read its restricted notes: 404 for all others, whatever else they may.

    The right must be granted at the inspecting agency; who belongs to the inspected one has it not, nor the team.
    """
    found = inspections_visible_to(user).filter(pk=pk).first()
    if found is None or not may_at(user, DISCIPLINE, found.agency_code):
        raise Http404
    return found


def seen_codes(user: Any) -> tuple[str, ...]:
    """The agencies whose inspections one may see."""
    return codes_under(agencies_where(user, SEE))


def _granted(user: Any, may: Permission, agency_code: str) -> None:
    if may is not SEE and not may_at(user, may, agency_code):
        raise NotAllowed(FORBIDDEN, permission=may.label)
