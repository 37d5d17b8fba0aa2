"""Giving tasks: one by a form, many by the annex of a plan."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.once.forms import key_field, once_of
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.typed import line_of
from motcua.kernel.ui.wording import read_day, translated
from motcua.oversight.assignments.actions.assigning import edit_assignment, give_assignment, give_assignments
from motcua.oversight.assignments.errors import FaultyEntry, FileNotUsable
from motcua.oversight.assignments.models import Assignment, Priority
from motcua.oversight.assignments.permissions import ASSIGN
from motcua.oversight.assignments.queries.funnels import assignment_for, documents_visible_to
from motcua.oversight.assignments.queries.importing import annex_of
from motcua.oversight.assignments.queries.plans import (
    area_labels,
    home_of,
    plan_to_assign_in,
    plans_to_assign_in,
    target_choices,
    tasks_above,
)
from motcua.oversight.assignments.rules.drafts import LONGEST_CONTENT, LONGEST_LINE, LONGEST_PRODUCT, Draft
from motcua.oversight.assignments.rules.life import State
from motcua.oversight.assignments.rules.rounds import Periodicity
from motcua.oversight.reform.public import PlanView
from motcua.registry.organisation.public import agencies, agency_names

FORM, ANNEX, PLANS = "assignments/desk/give.html", "assignments/desk/annex.html", "assignments/desk/plans.html"
ANNEX_MISSING = mark("Hãy chọn tệp phụ lục.")
_MOST_BYTES = 10 * 1024 * 1024


@needs(ASSIGN)
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """A task of the plan in the address; without one the plans to choose from."""
    code = request.GET.get("ke-hoach", "")
    if not code:
        plans = plans_to_assign_in(request.user)
        return answer(request, PLANS, {"plans": plans, "names": agency_names({plan.agency_code for plan in plans})})
    plan = plan_to_assign_in(request.user, code)
    made, refused = None, None
    if request.method == "POST":
        try:
            draft = _draft(request)
            officer = request.user.get_username()
            made = give_assignment(draft, home=home_of(plan), officer=officer, at=clock.now(), once=once_of(request))
        except DomainError as error:
            refused = error
    page = {"plan": plan, "values": _values(request), "form_key": key_field(request, refused)}
    page |= _choices(request.user, plan)
    return answer(request, FORM, page, refused=refused, then=made, said=_("Đã ghi nhiệm vụ."))


@needs(ASSIGN)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """A task that waits in the draft of its plan, to be changed before it is given."""
    row = assignment_for(request.user, code)
    plan = plan_to_assign_in(request.user, row.plan_code)
    made, refused = None, None
    if row.life is not State.PREPARED:
        raise Http404
    if request.method == "POST":
        try:
            made = edit_assignment(row, _draft(request), home=home_of(plan), at=clock.now())
        except DomainError as error:
            refused = error
    values = _values(request) if request.method == "POST" else _values_of(row)
    page = {"plan": plan, "task": row, "values": values, **_choices(request.user, plan)}
    return answer(request, FORM, page, refused=refused, then=made, said=_("Đã lưu nhiệm vụ."))


def _values_of(row: Assignment) -> dict[str, Any]:
    """A task as the boxes of its form."""
    return {
        "area": row.area,
        "content": row.content,
        "product": row.product,
        "lead": row.lead_code,
        "ends_on": row.ends_on,
        "periodicity": row.periodicity,
        "target": row.target_code,
        "supervisor": "" if row.supervisor_code == row.agency_code else row.supervisor_code,
        "implements": row.implements_code,
        "co": row.co_codes,
        "document": str(row.document_id or ""),
        "par": ", ".join(row.par_codes),
        "funding": row.funding,
        "priority": row.priority == Priority.HIGH,
    }


@needs(ASSIGN)
@require_http_methods(["GET", "POST"])
def annex(request: HttpRequest, plan: str) -> HttpResponse:
    """The annex of a plan as a file: what is right is taken, every other line is named with why."""
    found = plan_to_assign_in(request.user, plan)
    page: dict[str, Any] = {"plan": found}
    refused = None
    if request.method == "POST":
        try:
            page |= _taken(request, found)
        except DomainError as error:
            refused = error
    return answer(request, ANNEX, page, refused=refused)


def _taken(request: HttpRequest, plan: PlanView) -> dict[str, Any]:
    given = request.FILES.get("file")
    if given is None:
        raise FaultyEntry(fields={"file": ANNEX_MISSING})
    if (given.size or 0) > _MOST_BYTES:
        raise FileNotUsable(why=_("tệp nặng quá 10 MB."))
    read = annex_of(given.read(), plan)
    officer = request.user.get_username()
    taken = give_assignments(read.drafts, home=home_of(plan), explain=translated, officer=officer, at=clock.now())
    return {"taken": taken, "faults": sorted([*read.refused, *taken.refused])}


def _draft(request: HttpRequest) -> Draft:
    posted = request.POST
    often = posted.get("periodicity", "")
    document = posted.get("document", "")
    return Draft(
        area=posted.get("area", ""),
        content=line_of(posted, "content", longest=LONGEST_CONTENT),
        product=line_of(posted, "product", longest=LONGEST_PRODUCT),
        lead_code=posted.get("lead", ""),
        ends_on=_day(posted.get("ends_on", "")),
        co_codes=tuple(posted.getlist("co")),
        supervisor_code=posted.get("supervisor", ""),
        periodicity=Periodicity(often) if often in set(Periodicity) else Periodicity.ONCE,
        is_priority=bool(posted.get("priority")),
        target_code=posted.get("target", "")[:60],
        par_codes=tuple(line_of(posted, "par", longest=LONGEST_LINE).replace(",", " ").split()),
        implements_code=posted.get("implements", "")[:60],
        funding=line_of(posted, "funding", longest=LONGEST_LINE),
        document=int(document) if document.isascii() and document.isdecimal() and len(document) < 16 else None,  # noqa: PLR2004 - digits
    )


def _day(typed: str) -> date | None:
    try:
        return read_day(typed)
    except InvalidInput as error:
        raise FaultyEntry(fields={"ends_on": error.text}) from None


def _values(request: HttpRequest) -> dict[str, Any]:
    posted = request.POST
    return {**posted.dict(), "co": posted.getlist("co")}


def _choices(user: Any, plan: PlanView) -> dict[str, Any]:
    views = [(one.code, one.name) for one in agencies() if one.code.split(".")[0] == plan.agency_code.split(".")[0]]
    nobody = [("", _("Chưa chọn"))]
    return {
        "agency_choices": nobody + views,
        "helper_choices": views,
        "supervisor_choices": [("", _("Cơ quan giao nhiệm vụ")), *views],
        "area_choices": [("", _("Chưa chọn")), *((code, translated(label)) for code, label in area_labels().items())],
        "often_choices": [(one.value, translated(one.label)) for one in Periodicity],
        "target_choices": [
            ("", _("Không gắn chỉ tiêu")),
            *((one.code, f"{one.code} – {one.name}") for one in target_choices(plan)),
        ],
        "above_choices": [
            ("", _("Không")),
            *((row.code, f"{row.code} – {row.content[:90]}") for row in tasks_above(plan)),
        ],
        "document_choices": [
            ("", _("Không")),
            *((str(row.pk), f"{row.number} – {row.abstract[:80]}") for row in documents_visible_to(user)[:300]),
        ],
    }  # fmt: skip
