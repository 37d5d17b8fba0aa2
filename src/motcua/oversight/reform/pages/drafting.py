"""Writing a plan: begin one, its draft with targets, targets of the parent, an amendment."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.errors import DomainError
from motcua.kernel.once.forms import key_field, once_of
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.typed import line_of
from motcua.oversight.reform.actions.drafting import (
    add_from_parent,
    begin_amendment,
    begin_plan,
    discard_draft,
    remove_target,
    rename_draft,
    write_target,
)
from motcua.oversight.reform.models import Edition, Plan, Target
from motcua.oversight.reform.permissions import PLAN
from motcua.oversight.reform.queries.boards import board_of
from motcua.oversight.reform.queries.choices import (
    agency_choices,
    answering_choices,
    area_choices,
    base_choices,
    comparator_choices,
    kind_choices,
    measure_choices,
    parent_choices,
    typed_of,
    whole_choices,
)
from motcua.oversight.reform.queries.history import draft_of, parent_rows
from motcua.oversight.reform.queries.plans import plan_of
from motcua.oversight.reform.queries.remarks import objections_to
from motcua.oversight.reform.queries.targets import targets_in
from motcua.oversight.reform.queries.views import plan_view
from motcua.oversight.reform.queries.writing import writable_agencies
from motcua.oversight.reform.rules.drafts import read_target
from motcua.oversight.reform.rules.plans import read_plan

TITLE = 500


@needs(PLAN)
@require_http_methods(["GET", "POST"])
def plan_new(request: HttpRequest) -> HttpResponse:
    """Begin a plan: whose, which years, what it implements."""
    mine = writable_agencies(request.user)
    made, refused = None, None
    if request.method == "POST":
        try:
            typed = {name: request.POST.get(name, "") for name in _PLAN_BOXES}
            parents = dict(parent_choices(request.user))
            typed["parent"] = typed["parent"] if typed["parent"] in parents else ""
            draft = read_plan(typed, agencies=mine)
            made = begin_plan(draft, officer=request.user.get_username(), at=clock.now(), once=once_of(request))
        except DomainError as error:
            refused = error
    year = str(clock.local(clock.now()).year)
    page = {
        "form_key": key_field(request, refused),
        "typed": request.POST or {"year_from": year, "year_to": year, "agency": mine[0] if mine else ""},
        "kinds": kind_choices(),
        "agencies": agency_choices(mine),
        "parents": parent_choices(request.user),
    }
    then = reverse("reform:draft", args=[made.code]) if made else None
    return answer(request, "reform/plan_new.html", page, refused=refused, then=then,
                  said=_("Đã mở dự thảo. Hãy thêm chỉ tiêu."))  # fmt: skip


@needs(PLAN)
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """The draft: its title, targets by area, what is not in order yet."""
    plan, edition = _draft(request, code)
    refused = None
    if request.method == "POST":
        try:
            rename_draft(plan, title=line_of(request.POST, "title", longest=TITLE) or edition.title)
        except DomainError as error:
            refused = error
    page = {
        **_page(plan, edition),
        "board": board_of(targets_in(edition), at=clock.now()),
        "objections": objections_to(plan.code),
        "is_amendment": edition.number > 1,
    }
    then = reverse("reform:draft", args=[plan.code]) if request.method == "POST" else None
    return answer(request, "reform/draft.html", page, refused=refused, then=then, said=_("Đã lưu tên."))


@needs(PLAN)
@require_http_methods(["GET", "POST"])
def draft_target(request: HttpRequest, code: str, target: str = "") -> HttpResponse:
    """A target of the draft: a new one, or one that is there."""
    plan, edition = _draft(request, code)
    found = edition.targets.prefetch_related("bounds").filter(code=target).first() if target else None
    if target and found is None:
        raise Http404
    written, refused, bases = None, None, base_choices(plan)
    if request.method == "POST":
        try:
            known = {choice for choice, _name in answering_choices(plan)}
            typed = {name: request.POST.get(name, "") for name in typed_of(None, plan) | _TARGET_BOXES}
            typed["agency"] = typed["agency"] if typed["agency"] in known else plan.agency_code
            offered = {choice for choice, _name in bases}
            counted = tuple(one for one in request.POST.getlist("base_agencies") if one in offered)
            once = None if target else once_of(request)
            read = read_target(typed, base_agencies=counted)
            written = write_target(plan, read, code=target, at=clock.now(), once=once)
        except DomainError as error:
            refused = error
    names = {one.code: one.name for one in edition.targets.all()}
    page = {
        **_page(plan, edition),
        "form_key": key_field(request, refused),
        "target": found,
        "typed": request.POST or typed_of(found, plan),
        "areas": area_choices(),
        "comparators": comparator_choices(),
        "measures": measure_choices(clock.today()),
        "agencies": answering_choices(plan),
        "wholes": whole_choices(names, target),
        "bases": bases,
        "based_on": _based_on(request, found),
    }
    then = reverse("reform:draft", args=[plan.code]) if written else None
    return answer(request, "reform/draft_target.html", page, refused=refused, then=then, said=_("Đã lưu chỉ tiêu."))


@needs(PLAN)
@require_POST
def draft_remove(request: HttpRequest, code: str, target: str) -> HttpResponse:
    """A target out of the draft."""
    plan, _edition = _draft(request, code)
    remove_target(plan, target)
    return answer(request, "reform/draft.html", {}, then=reverse("reform:draft", args=[plan.code]),
                  said=_("Đã bỏ chỉ tiêu khỏi dự thảo."))  # fmt: skip


@needs(PLAN)
@require_http_methods(["GET", "POST"])
def draft_parent(request: HttpRequest, code: str) -> HttpResponse:
    """Targets of the parent, or of any other programme, ticked into the draft."""
    plan, edition = _draft(request, code)
    source, rows = parent_rows(request.user, plan, edition, request.GET.get("tu", ""))
    added, refused = None, None
    if request.method == "POST":
        offered = {one.code for one, _is_there in rows}
        try:
            added = add_from_parent(plan, offered & set(request.POST.getlist("target")))
        except DomainError as error:
            refused = error
    page = {**_page(plan, edition), "rows": rows, "source": source, "sources": parent_choices(request.user, plan)}
    then = reverse("reform:draft", args=[plan.code]) if added is not None else None
    said = _("Đã thêm {n} chỉ tiêu.").format(n=added)
    return answer(request, "reform/draft_parent.html", page, refused=refused, then=then, said=said)


@needs(PLAN)
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, code: str) -> HttpResponse:
    """Ask, then throw the draft away."""
    plan, edition = _draft(request, code)
    then, refused = None, None
    if request.method == "POST":
        try:
            then = plan if discard_draft(plan) else "reform:plans"
        except DomainError as error:
            refused = error
    return answer(request, "reform/discard.html", _page(plan, edition), part="question", refused=refused, then=then,
                  said=_("Đã bỏ dự thảo."))  # fmt: skip


@needs(PLAN)
@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, code: str) -> HttpResponse:
    """Ask, then open the next edition as a draft."""
    plan = plan_of(request.user, code, may=PLAN)
    made, refused = None, None
    if request.method == "POST":
        try:
            made = begin_amendment(plan, officer=request.user.get_username(), at=clock.now())
        except DomainError as error:
            refused = error
    then = reverse("reform:draft", args=[plan.code]) if made else None
    page = {"plan": plan, "back": plan.get_absolute_url()}
    return answer(request, "reform/amend.html", page, part="question", refused=refused, then=then,
                  said=_("Đã mở dự thảo sửa đổi. Ấn bản đang có hiệu lực không đổi cho đến khi ban hành."))  # fmt: skip


def _based_on(request: HttpRequest, target: Target | None) -> list[str]:
    if request.method == "POST":
        return request.POST.getlist("base_agencies")
    return target.base_agencies if target else []


def _draft(request: HttpRequest, code: str) -> tuple[Plan, Edition]:
    plan = plan_of(request.user, code, may=PLAN)
    return plan, draft_of(plan)


def _page(plan: Plan, edition: Edition) -> dict[str, Any]:
    return {"plan": plan_view(plan, edition), "edition": edition}


_PLAN_BOXES = ("kind", "agency", "title", "year_from", "year_to", "parent")
_TARGET_BOXES = dict.fromkeys(
    (
        "name",
        "area",
        "minimum",
        "upper",
        "strive",
        "steps",
        "level",
        "period",
        "scope",
        "exclusions",
        "base_year",
        "base_words",
        "base_value",
        "numerator",
        "denominator",
        "measure",
        "law",
        "whole",
        "note",
    ),
    "",
)
