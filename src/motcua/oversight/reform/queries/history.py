"""What was promised before: the editions of a plan, and a target from edition to edition."""

from typing import Any

from django.http import Http404

from motcua.oversight.reform.models import Edition, Plan
from motcua.oversight.reform.queries.plans import may_write, plans_visible_to
from motcua.oversight.reform.queries.targets import PROMISES, target_rows, targets_of
from motcua.oversight.reform.queries.views import PlanView, TargetView, target_view


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


def draft_of(plan: Plan) -> Edition:
    """The draft; `Http404` where nothing is being written."""
    edition = plan.editions.filter(issued_at=None).first()
    if edition is None:
        raise Http404
    return edition


def parent_rows(
    user: Any, plan: Plan, edition: Edition, asked: str
) -> tuple[PlanView | None, list[tuple[TargetView, bool]]]:
    """The plan that targets are taken from – the parent unless another is asked for – with its promises.

    Beside each stands whether the draft has it already.
    """
    seen = {one.code: one for one in plans_visible_to(user) if one.issued_on}
    source = seen.get(asked) or seen.get(plan.parent_code)
    if source is None:
        return None, []
    taken = set(edition.targets.values_list("parent_code", flat=True))
    rows = [one for one in targets_of(plans=[source.code]) if one.kind in PROMISES]
    return source, [(one, one.code in taken) for one in rows]
