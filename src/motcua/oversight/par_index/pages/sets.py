"""Sets of criteria with their points, rounds that are open, and opening one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import FORBIDDEN, agencies_where, needs
from motcua.kernel.errors import DomainError, NotAllowed
from motcua.kernel.once.forms import key_field, once_of
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.typed import line_of
from motcua.kernel.ui.wording import read_day
from motcua.oversight.par_index.actions.rounds import open_round
from motcua.oversight.par_index.errors import RoundFaulty
from motcua.oversight.par_index.models import CriteriaSet
from motcua.oversight.par_index.permissions import MANAGE, SEE
from motcua.oversight.par_index.queries.funnels import rounds_visible_to
from motcua.oversight.par_index.queries.sets import criteria_of, set_named, sets
from motcua.oversight.par_index.queries.standings import own_sheets
from motcua.registry.organisation.public import AgencyView, Level, agencies, agency_names

NO_NAME, NO_DAY = mark("Hãy đặt tên cho đợt chấm điểm."), mark("Hãy chọn ngày phải tự chấm xong.")
_LONGEST = 200


@needs(SEE)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Sets with points per area, rounds, and one's own sheets with what they stand at."""
    rounds = rounds_visible_to(request.user)
    known = sets()
    mine = own_sheets(request.user, rounds, at=clock.now())
    page = {
        "sets": [(row, criteria_of(row.pk)) for row in known],
        "rounds": rounds,
        "mine": mine,
        "names": agency_names({one.agency_code for one in mine}),
        "may_open": bool(_owners(request.user)),
    }
    return answer(request, "par_index/overview.html", page)


@needs(SEE)
@require_safe
def set_page(request: HttpRequest, code: str) -> HttpResponse:
    """The whole tree: areas, criteria, components, how each is scored."""
    row = _set(code)
    rounds = [one for one in rounds_visible_to(request.user) if one.criteria_set_id == row.pk]
    page = {"row": row, "set": criteria_of(row.pk), "rounds": rounds, "may_open": bool(_owners(request.user))}
    return answer(request, "par_index/set.html", page)


@needs(MANAGE)
@require_http_methods(["GET", "POST"])
def open_new(request: HttpRequest, code: str) -> HttpResponse:
    """Which units score themselves until when."""
    row = _set(code)
    owners = _owners(request.user)
    if not owners:
        raise NotAllowed(FORBIDDEN, permission=MANAGE.label)
    owner = owners[0]
    every = agencies()
    units = [one for one in every if one.level == row.level and f"{one.code}.".startswith(f"{owner.code}.")]
    page: dict[str, Any] = {
        "row": row,
        "owner": owner,
        "units": [(one.code, one.name) for one in units],
        "chosen": {one.code for one in units},
        "name": row.name,
    }
    if request.method == "GET":
        return answer(request, "par_index/open.html", page | {"form_key": key_field(request)})
    page |= {"chosen": set(request.POST.getlist("don-vi")), "name": request.POST.get("ten", ""),
             "due": request.POST.get("han", "")}  # fmt: skip
    made, refused = None, None
    try:
        made = _opened(request, row, owner, [one.code for one in units])
    except DomainError as error:
        refused = error
    page["form_key"] = key_field(request, refused)
    said = _("Đã mở đợt chấm điểm.")
    return answer(request, "par_index/open.html", page, refused=refused, then=made, said=said)


def _opened(request: HttpRequest, row: CriteriaSet, owner: AgencyView, known: list[str]) -> object:
    name = line_of(request.POST, "ten", longest=_LONGEST)
    due_on = read_day(request.POST.get("han", ""))
    if not name or due_on is None:
        raise RoundFaulty(fields={"ten": NO_NAME} if not name else {"han": NO_DAY})
    chosen = [code for code in known if code in set(request.POST.getlist("don-vi"))]
    return open_round(
        row,
        agency_code=owner.code,
        units=chosen,
        name=name,
        due_on=due_on,
        officer=request.user.get_username(),
        at=clock.now(),
        once=once_of(request),
    )


def _set(code: str) -> CriteriaSet:
    row = set_named(code)
    if row is None:
        raise Http404
    return row


def _owners(user: Any) -> list[AgencyView]:
    """Provinces for which the officer may open a round."""
    granted = agencies_where(user, MANAGE)
    return [one for one in agencies(Level.PROVINCE) if one.code in granted] if granted else []
