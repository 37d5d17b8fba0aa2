"""Before a plan is issued: what must be mended, what must be explained, then the paper's number and day."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.errors import DomainError
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.typed import line_of
from motcua.kernel.ui.wording import read_day
from motcua.oversight.reform.actions.issuing import Paper, issue_plan
from motcua.oversight.reform.permissions import PLAN
from motcua.oversight.reform.queries.history import draft_of
from motcua.oversight.reform.queries.plans import plan_of
from motcua.oversight.reform.queries.remarks import objections_to
from motcua.oversight.reform.queries.views import plan_view
from motcua.oversight.reform.rules.words import Weight

DECISION, CHANGES, REASON = 100, 4000, 2000


@needs(PLAN)
@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, code: str) -> HttpResponse:
    """Show what stands against it; issue it."""
    plan = plan_of(request.user, code, may=PLAN)
    edition = draft_of(plan)
    found = objections_to(plan.code)
    issued, refused = None, None
    if request.method == "POST":
        try:
            paper = Paper(
                line_of(request.POST, "decision", longest=DECISION),
                read_day(request.POST.get("issued_on", "")),
                line_of(request.POST, "changes", longest=CHANGES),
            )
            issued = issue_plan(plan, paper, reasons=_reasons(request, len(found)),
                                officer=request.user.get_username(), at=clock.now())  # fmt: skip
        except DomainError as error:
            refused = error
    numbered = list(enumerate(found, start=1))
    page = {
        "plan": plan_view(plan, edition),
        "edition": edition,
        "is_amendment": edition.number > 1,
        "stops": [one for _place, one in numbered if one.weight is Weight.STOPS],
        "warnings": [
            (one, f"reason_{place}", request.POST.get(f"reason_{place}", ""))
            for place, one in numbered
            if one.weight is Weight.WARNS
        ],
        "typed": request.POST,
    }
    then = plan if issued else None
    return answer(request, "reform/issue.html", page, refused=refused, then=then, said=_("Đã ban hành."))


def _reasons(request: HttpRequest, count: int) -> dict[int, str]:
    names = {0: "reason", **{place: f"reason_{place}" for place in range(1, count + 1)}}
    return {place: line_of(request.POST, name, longest=REASON) for place, name in names.items()}
