"""The administrator's pages about agencies: the tree of them, one of them with its days, a new one, a changed one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import may_at, needs
from motcua.kernel.errors import DomainError
from motcua.kernel.questions import ask
from motcua.kernel.texts.fold import fold, nfc
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.turning import asked_page, turning
from motcua.registry.organisation import permissions
from motcua.registry.organisation.actions.agencies import change_agency, open_agency
from motcua.registry.organisation.pages.agency_forms import (
    DETAILS,
    FIELDS,
    agency_code_of,
    beside_its_field,
    check_details,
    first_day,
    typed_of,
)
from motcua.registry.organisation.pages.scopes import agency_for, codes_for, may_shape, require_shape
from motcua.registry.organisation.queries import (
    AgencySpan,
    WhatHangsOn,
    agency_names,
    agency_spans,
    sizes_of,
    staff_of,
    unit_spans,
    units_under,
)
from motcua.registry.organisation.rules import Level, Standing, code_above
from motcua.registry.people import permissions as of_people
from motcua.registry.places.public import place_names

LIST, DETAIL, FORM = (f"organisation/desk/{name}.html" for name in ("agencies", "agency", "agency_form"))
PAGE_SIZE = 100
LONGEST = 200
TONES = {Standing.HOLDS: "done", Standing.COMING: "new", Standing.OVER: "off"}
_IN_ORDER = (Standing.HOLDS, Standing.COMING, Standing.OVER)


@needs(permissions.MANAGE)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The agencies one manages as a tree by their codes; those that are over only where they are asked for."""
    text, level = nfc(request.GET.get("q", ""))[:LONGEST], request.GET.get("cap", "")
    has_over, number, today = bool(request.GET.get("da-ket-thuc")), asked_page(request), clock.today()
    spans = [
        one
        for one in _one_each(agency_spans(codes_for(request.user)))
        if (has_over or one.stands(today) is not Standing.OVER)
        and level in {"", one.view.level}
        and _has_words(one, text)
    ]
    shown = spans[number * PAGE_SIZE : (number + 1) * PAGE_SIZE]
    sizes = sizes_of([one.view.code for one in shown], today)
    context = {
        "rows": [_line(one, sizes[one.view.code]) for one in shown],
        "page": turning(request, number, has_next=len(spans) > (number + 1) * PAGE_SIZE),
        "total": len(spans),
        "q": text,
        "level": level,
        "has_over": has_over,
        "levels": [("", mark("Mọi cấp")), *((one.value, one.label) for one in Level)],
        "may_add": bool(codes_for(request.user)),
    }
    return answer(request, LIST, context)


@needs(permissions.MANAGE)
@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One agency: what holds today, what held and what is coming; units, people, agencies below."""
    spans, today = agency_for(request.user, code), clock.today()
    one, staff = standing_span(spans), staff_of(code, today)
    units = {unit_code: name for _, unit_code, name in units_under([code], today)}
    below = [
        span
        for span in _one_each(agency_spans([each for each in codes_for(request.user) if code_above(each) == code]))
        if span.stands(today) is not Standing.OVER
    ]
    named = {span.successor for span in spans} | {code_above(code)}
    context = {
        "code": code,
        "today": today,
        "one": one,
        "standing": one.stands(today),
        "tone": TONES[one.stands(today)],
        "place": place_names([one.view.place_code]).get(one.view.place_code, ""),
        "spans": [(span, span.stands(today), TONES[span.stands(today)]) for span in reversed(spans)],
        "units": [(unit, unit.stands(today), TONES[unit.stands(today)]) for unit in unit_spans(code)],
        "staff": [(each, name, units.get(each.unit_code, each.unit_code)) for each, name in staff],
        "below": below,
        "names": agency_names(named),
        "above": code_above(code),
        "hanging": [each for each in ask(WhatHangsOn(code)) if each.count],
        "may_shape": may_shape(request.user, code) and one.valid_to is None,
        "may_see_officers": may_at(request.user, of_people.MANAGE, code),
    }
    return answer(request, DETAIL, context)


@needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new agency from a day on, which may lie behind: what is new to us need not be new."""
    above = request.GET.get("trong", "")
    values = dict.fromkeys(FIELDS, "") | {"day": f"{clock.today():%d/%m/%Y}", "code": f"{above}." if above else ""}
    refusal, then = None, None
    if request.method == "POST":
        values = typed_of(request.POST)
        try:
            then = reverse("organisation:agency", args=[_open(request, values)])
        except DomainError as error:
            refusal = error
    context = {"form": "add", "values": values, "levels": levels(), "back": reverse("organisation:agencies")}
    return answer(request, FORM, context, refused=refusal, then=then, said=gettext("Đã thêm cơ quan."))


@needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Another name, place or address from a day on; what held before stays as it was."""
    one = standing_span(agency_for(request.user, code))
    require_shape(request.user, code)
    values = {name: str(getattr(one.view, name)) for name in DETAILS} | {"day": f"{clock.today():%d/%m/%Y}"}
    refusal, then = None, None
    if request.method == "POST":
        values = typed_of(request.POST)
        try:
            on = first_day(values, check_details(values))
            changes = {name: values[name] for name in DETAILS}
            with beside_its_field():
                change_agency(code, changes, valid_from=on, actor=request.user.get_username(), at=clock.now())
            then = reverse("organisation:agency", args=[code])
        except DomainError as error:
            refusal = error
    context = shaping(one) | {"form": "change", "values": values, "levels": levels()}
    return answer(request, FORM, context, refused=refusal, then=then, said=gettext("Đã ghi thay đổi."))


def shaping(one: AgencySpan) -> dict[str, Any]:
    """What every form about one agency shows."""
    return {"one": one, "back": reverse("organisation:agency", args=[one.view.code])}


def levels() -> list[tuple[str, str]]:
    """The choices of a level."""
    return [("", mark("Chọn cấp")), *((one.value, one.label) for one in Level)]


def standing_span(spans: list[AgencySpan]) -> AgencySpan:
    """Of one agency's rows the one that holds today; else the next to come; else the last."""
    today = clock.today()
    groups = {stands: [span for span in spans if span.stands(today) is stands] for stands in _IN_ORDER}
    first = groups[Standing.HOLDS] or groups[Standing.COMING][:1]
    return (first or groups[Standing.OVER])[-1]


def _one_each(spans: list[AgencySpan]) -> list[AgencySpan]:
    of_code: dict[str, list[AgencySpan]] = {}
    for span in spans:
        of_code.setdefault(span.view.code, []).append(span)
    return [standing_span(rows) for rows in of_code.values()]


def _has_words(one: AgencySpan, text: str) -> bool:
    key = fold(f"{one.view.code} {one.view.name} {one.view.short_name}")
    return all(word in key for word in fold(text).split())


def _line(one: AgencySpan, sizes: tuple[int, int]) -> dict[str, Any]:
    stands = one.stands(clock.today())
    units, people = sizes
    depth = min(one.view.code.count("."), 4)
    return {"one": one, "standing": stands, "tone": TONES[stands], "units": units, "people": people, "depth": depth}


def _open(request: HttpRequest, values: dict[str, str]) -> str:
    errors = check_details(values)
    code = agency_code_of(values, errors)
    on = first_day(values, errors, may_be_past=True)
    require_shape(request.user, code)
    with beside_its_field():
        details = {name: values[name] for name in DETAILS}
        open_agency(code=code, **details, valid_from=on, actor=request.user.get_username(), at=clock.now())
    return code
