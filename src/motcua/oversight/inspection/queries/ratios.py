"""Counts of inspections for pages and for scorecards: each with the address that shows what it is made of."""

from collections.abc import Collection, Iterable
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from motcua.kernel.access.rights import covers
from motcua.oversight.insight.public import share
from motcua.oversight.inspection.models import Inspection, InspectionPlan, Remedy
from motcua.oversight.inspection.rules.counting import OpenRemedies, Ratio
from motcua.oversight.inspection.rules.life import DONE, FINDINGS_TOLD, RemedyState
from motcua.oversight.inspection.rules.words import Mode
from motcua.registry.organisation.public import codes_under


def digital_share(*, agency: str, year: int) -> Ratio:
    """C6.4: of the inspections that an agency and those below it did in a year, those done from system data.

    Done is what has minutes; remote minutes are refused without a sample of dossiers, so the mode is no mere word.
    """
    rows = Inspection.objects.filter(agency_code__in=codes_under({agency}), state__in=DONE, visit_on__year=year)
    found = rows.aggregate(n=Count("pk", filter=Q(mode=Mode.REMOTE)), d=Count("pk"))
    query = urlencode({"nam": year, "da-lam": 1, "co-quan": agency})
    return Ratio(found["n"], found["d"], share(found["n"], found["d"]), f"{reverse('inspection:inspections')}?{query}")


def planned_share(plan: InspectionPlan, named: int) -> Ratio:
    """Of all agencies below the one that plans, on the day it was signed, those that the plan names."""
    return Ratio(named, plan.among_count, share(named, plan.among_count), plan.get_absolute_url())


def remedies_open(agencies: Collection[str], *, on: date) -> dict[str, OpenRemedies]:
    """By agency, what it and those below it still have to put right, and how much of that is late; one query."""
    rows = (
        Remedy.objects.filter(
            finding__inspection__inspected_code__in=codes_under(agencies),
            finding__inspection__state__in=FINDINGS_TOLD,
        )
        .exclude(state=RemedyState.ACCEPTED)
        .values_list("finding__inspection__inspected_code")
        .annotate(waiting=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on)))
        .order_by()
    )
    found = list(rows)
    page = reverse("inspection:follow-up")
    return {code: _summed(code, found, f"{page}?{urlencode({'don-vi': code})}") for code in agencies}


def _summed(code: str, rows: Iterable[tuple[str, int, int]], url: str) -> OpenRemedies:
    own = [(waiting, late) for inspected, waiting, late in rows if covers(frozenset({code}), inspected)]
    return OpenRemedies(sum(waiting for waiting, _late in own), sum(late for _waiting, late in own), url)
