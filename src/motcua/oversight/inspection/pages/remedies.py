"""Putting right: who must act by when, the answer with its evidence, and what is said of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import may_at, needs
from motcua.kernel.errors import DomainError
from motcua.kernel.files.models import StoredFile
from motcua.kernel.files.store import download, store_file
from motcua.kernel.once.forms import key_field, once_of
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.typed import line_of
from motcua.oversight.inspection.actions.remedying import answer_remedy, judge_answer
from motcua.oversight.inspection.errors import EvidenceMissing
from motcua.oversight.inspection.models import Remedy
from motcua.oversight.inspection.pages.reading import WORDS, key_of
from motcua.oversight.inspection.permissions import ANSWER, PLAN, SEE
from motcua.oversight.inspection.queries.funnels import remedy_for
from motcua.oversight.inspection.queries.lists import follow_up
from motcua.oversight.inspection.rules.life import RemedyState, State
from motcua.registry.organisation.public import agency_names
from motcua.registry.people.public import officer_names

TEMPLATE = "inspection/remedy.html"


@needs(SEE)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Who must act, by when."""
    agency = request.GET.get("don-vi", "")
    today = clock.today()
    rows = follow_up(request.user, agency=agency, on=today)
    page = {"rows": rows, "agency_name": agency_names([agency]).get(agency, ""), "late": sum(r.is_late for r in rows)}
    return answer(request, "inspection/follow_up.html", page)


@needs(SEE)
@require_safe
def remedy(request: HttpRequest, pk: int) -> HttpResponse:
    """One remedy with its answers."""
    return answer(request, TEMPLATE, _shown(request, remedy_for(request.user, pk)))


@needs(ANSWER)
@require_POST
def respond(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell what was done, with a file."""
    found, refused = remedy_for(request.user, pk, may=ANSWER, is_inspected=True), None
    try:
        text, officer, at = line_of(request.POST, "text", longest=WORDS), request.user.get_username(), clock.now()
        key, once, file = key_of(request.POST), once_of(request), _evidence(request)
        answer_remedy(found, text, key=key, file=file, officer=officer, at=at, once=once)
    except DomainError as error:
        refused = error
    page = _shown(request, remedy_for(request.user, pk), refused=refused)
    return answer(request, TEMPLATE, page, refused=refused, then=found, said=_("Đã gửi trả lời."))


@needs(PLAN)
@require_POST
def judge(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Accept what was done, or send it back."""
    found, refused = remedy_for(request.user, pk, may=PLAN), None
    one = found.answers.filter(pk=number).first()
    if one is None:
        raise Http404
    try:
        words, officer = line_of(request.POST, "verdict", longest=WORDS), request.user.get_username()
        is_accepted = request.POST.get("decision") == "accept"
        judge_answer(one, is_accepted=is_accepted, words=words, officer=officer, at=clock.now())
    except DomainError as error:
        refused = error
    page = _shown(request, remedy_for(request.user, pk))
    return answer(request, TEMPLATE, page, refused=refused, then=found, said=_("Đã ghi."))


@needs(SEE)
@require_safe
def evidence(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """The file of an answer."""
    found = remedy_for(request.user, pk)
    one = found.answers.select_related("file").filter(pk=number).first()
    if one is None:
        raise Http404
    return download(one.file, inline="tai" not in request.GET)


def _evidence(request: HttpRequest) -> StoredFile:
    file = request.FILES.get("file")
    if file is None:
        raise EvidenceMissing(fields={"file": EvidenceMissing.text})
    return store_file(file, name=file.name or "", at=clock.now())


def _shown(request: HttpRequest, found: Remedy, *, refused: DomainError | None = None) -> dict[str, Any]:
    inspection = found.finding.inspection
    answers = list(found.answers.select_related("file"))
    names = officer_names({name for one in answers for name in (one.answered_by, one.judged_by) if name})
    agencies = agency_names({inspection.agency_code, inspection.inspected_code})
    is_open = inspection.life is State.CONCLUDED
    state = RemedyState(found.state)
    return {
        "remedy": found,
        "state": state,
        "inspection": inspection,
        "answers": [
            (one, names.get(one.answered_by, one.answered_by), names.get(one.judged_by, "")) for one in answers
        ],
        "by": agencies.get(inspection.agency_code, inspection.agency_code),
        "whom": agencies.get(inspection.inspected_code, inspection.inspected_code),
        "may_answer": is_open and state is RemedyState.OPEN and may_at(request.user, ANSWER, inspection.inspected_code),
        "may_judge": state is RemedyState.ANSWERED and may_at(request.user, PLAN, inspection.agency_code),
        "is_late": state is not RemedyState.ACCEPTED and found.due_on < clock.today(),
        "posted": request.POST,
        "form_key": key_field(request, refused),
    }
