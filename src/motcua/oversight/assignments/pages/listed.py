"""Lists of tasks: whose turn it is first, the board of units, the same as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where, needs
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.turning import asked_page, turning
from motcua.oversight.assignments.models import Assignment
from motcua.oversight.assignments.pages.filters import choices, period_words, stands_words, tabs_of
from motcua.oversight.assignments.permissions import ASSIGN, SEE
from motcua.oversight.assignments.queries.listing import (
    MINE,
    SIZE,
    BoardRow,
    Found,
    Wish,
    board,
    found,
    rows_in_order,
    seen,
)
from motcua.oversight.assignments.queries.plans import plan_titles
from motcua.oversight.assignments.queries.standings import summed
from motcua.oversight.assignments.rules.standing import TONES, Standing
from motcua.registry.organisation.public import agency_names

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(SEE)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """My agency's turn first; every filter stays in the address."""
    query = request.GET.dict()
    wish, now = Wish.read(query if query else {"tinh-trang": MINE}), clock.now()
    result, number = found(request.user, wish, now=now), asked_page(request)
    ids = result.ids[number * SIZE : (number + 1) * SIZE]
    page = {
        **_filter(request.user, wish),
        "tabs": tabs_of(wish, result),
        "rows": shown(rows_in_order(ids), result),
        "count": len(result.ids),
        "turn": turning(request, number, has_next=len(result.ids) > (number + 1) * SIZE),
        "may_assign": bool(agencies_where(request.user, ASSIGN)),
        "as_of": wish.at(now) if wish.as_of else None,
    }
    return answer(request, "assignments/desk/list.html", page, part="rows")


@needs(SEE)
@require_safe
def board_page(request: HttpRequest) -> HttpResponse:
    """Units down, how their tasks stand across; every number opens its rows."""
    wish, now = Wish.read(request.GET.dict()), clock.now()
    rows = board(request.user, wish, now=now)
    names = agency_names({row.code for row in rows})
    total = summed(row.counts for row in rows)
    page = {
        **_filter(request.user, wish),
        "columns": list(Standing),
        "labels": {one.value: one.label for one in Standing},
        "tones": TONES,
        "rows": [
            (names.get(row.code, row.code), _cells(wish.but(unit=row.code, stands=""), row.counts)) for row in rows
        ],
        "total": _cells(wish.but(stands=""), total),
        "as_of": wish.at(now),
    }
    return answer(request, "assignments/desk/board.html", page)


@needs(SEE)
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """All rows of the list as an Excel file."""
    from motcua.oversight.assignments.queries.workbook import workbook_of  # house: import-in-function - 14 MB, seldom

    wish, now = Wish.read(request.GET.dict()), clock.now()
    result = found(request.user, wish, now=now)
    head = [_("Tính đến ngày {day}").format(day=f"{clock.local(wish.at(now)):%d/%m/%Y}")]
    head += [words for words in (stands_words(wish), period_words(wish.span) if wish.span else "") if words]
    content = workbook_of(shown(rows_in_order(result.ids), result), "; ".join(head))
    response = HttpResponse(content, content_type=EXCEL)
    response["Content-Disposition"] = 'attachment; filename="nhiem-vu.xlsx"'
    return response


def shown(rows: list[Assignment], result: Found) -> list[dict[str, Any]]:
    """Rows with what the template and the file say of each."""
    names = agency_names({code for row in rows for code in (row.lead_code, row.supervisor_code, *row.co_codes)})
    lines = []
    for row in rows:
        known = result.stood.get(row.pk)
        lines.append(
            {
                "task": row,
                "standing": known.standing if known else None,
                "tone": TONES[known.standing] if known else "off",
                "due_on": known.facts.due_on if known else row.due_on,
                "lead": names.get(row.lead_code, row.lead_code),
                "supervisor": names.get(row.supervisor_code, row.supervisor_code),
                "helpers": [names.get(code, code) for code in row.co_codes],
            }
        )
    return lines


def _filter(user: Any, wish: Wish) -> dict[str, Any]:
    leads, plans = seen(user)
    return choices(wish, leads=leads, plans=plan_titles(plans), year=clock.today().year)


def _of_unit(wish: Wish, row: BoardRow) -> list[tuple[str, int, str]]:
    return _cells(wish.but(unit=row.code, stands=""), row.counts)


def _cells(query: str, counts: Any) -> list[tuple[str, int, str]]:
    """Standing, number, query: the total first."""
    cells = [("", counts.total, query)]
    return [*cells, *((one.value, counts.by_standing[one], f"{query}&tinh-trang={one.value}") for one in Standing)]
