"""Plans and targets for tests, one row each."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from motcua.oversight.reform.models import Bound, Edition, Plan, Target
from motcua.oversight.reform.rules.words import Area, Comparator, Half, PlanKind, PlanState

MORNING = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


def make_plan(code: str = "KH-2026-H14", *, agency: str = "H14", issued: bool = True, **more: Any) -> Plan:
    """A plan with its first edition still a draft; `issue` closes it when its targets are there."""
    given = {"kind": PlanKind.PLAN, "level": "province", "year_from": 2026, "year_to": 2026, **more}
    title = given.pop("title", "Kế hoạch cải cách hành chính năm 2026")
    plan = Plan.objects.create(code=code, agency_code=agency, state=PlanState.DRAFT, **given)
    Edition.objects.create(plan=plan, number=1, title=title, begun_at=MORNING, begun_by="soan.thao")
    if issued:
        issue(plan)
    return plan


def issue(plan: Plan, *, on: date = date(2026, 1, 5)) -> None:
    """As issuing leaves it."""
    edition = plan.editions.get(issued_at=None)
    edition.decision, edition.issued_on, edition.issued_at = f"{10 + edition.number}/KH-UBND", on, MORNING
    edition.issued_by = "lanh.dao"
    edition.save()
    plan.state = PlanState.ISSUED
    plan.save()


def make_target(plan: Plan, number: int = 1, *, minimum: object = "80", strive: object = None, **more: Any) -> Target:
    """A target of the plan's draft: at least `minimum` %, where given with a strive half."""
    given = {"name": f"Chỉ tiêu {number}", "area": Area.PROCEDURES, "unit": "%", "year": plan.year_from, **more}
    comparator = given.pop("comparator", Comparator.AT_LEAST)
    edition = plan.editions.get(issued_at=None)
    target = Target.objects.create(edition=edition, code=f"{plan.code}.{number:02d}", position=number, **given)
    halves = {Half.MINIMUM if strive is not None else Half.ONLY: minimum, Half.STRIVE: strive}
    for half, value in halves.items():
        if value is not None:
            Bound.objects.create(target=target, half=half, comparator=comparator, value=Decimal(str(value)))
    return target
