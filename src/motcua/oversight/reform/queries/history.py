"""What was promised before: the editions of a plan, and a target from edition to edition."""

from typing import Any

from motcua.oversight.reform.models import Edition, Plan
from motcua.oversight.reform.queries.plans import may_write
from motcua.oversight.reform.queries.targets import target_rows
from motcua.oversight.reform.queries.views import TargetView, target_view


def editions_seen(plan: Plan, user: Any) -> list[Edition]:
    """The editions that the person may see, the newest first."""
    rows = plan.editions.order_by("-number")
    return list(rows if may_write(user, plan) else rows.filter(issued_at__isnull=False))


def past_of(user: Any, code: str) -> list[tuple[Edition, TargetView]]:
    """A target in each issued edition, the newest first."""
    rows = target_rows(user, code)
    return [
        (row.edition, target_view(row, row.edition.plan, row.bounds.all())) for row in rows if row.edition.issued_at
    ]
