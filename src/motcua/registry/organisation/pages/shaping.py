"""Merging, closing, moving and splitting agencies, each from a day on; what depends on one is told before."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.questions import ask
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.registry.organisation import permissions
from motcua.registry.organisation.actions.agencies import end_agencies, move_agency, split_agency
from motcua.registry.organisation.pages.agencies import FORM, shaping, standing_span
from motcua.registry.organisation.pages.agency_forms import (
    FIELDS,
    agency_code_of,
    beside_its_field,
    first_day,
    typed_of,
)
from motcua.registry.organisation.pages.forms import TOO_LONG
from motcua.registry.organisation.pages.scopes import agency_for, codes_for, may_shape, require_shape
from motcua.registry.organisation.queries import AgencySpan, WhatHangsOn, agency_spans, staff_of, units_under
from motcua.registry.organisation.rules import NAME_MISSING, Standing, code_above

NO_SUCCESSOR = mark("Không có cơ quan kế tục")
NOT_CHOSEN = mark("Hãy chọn một cơ quan trong danh sách.")
NONE_TO_MERGE = mark("Hãy chọn ít nhất một cơ quan để sáp nhập vào đây.")
_MOST_NAME, _MOST_SHORT = 200, 80
Do = Callable[[HttpRequest, AgencySpan, dict[str, str]], str]


@needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, code: str) -> HttpResponse:
    """The agency is no more from a day on; what still goes by its code is told first."""
    one = _shapeable(request, code)
    context = {
        "form": "end",
        "choices": [("", NO_SUCCESSOR), *_others(request, one)],
        "hanging": [each for each in ask(WhatHangsOn(code)) if each.count],
        "people": len(staff_of(code, clock.today())),
        "units": len(units_under([code])),
        "below": _below(request, code),
    }
    return _asked(request, one, context, _end, gettext("Đã ghi ngày kết thúc của cơ quan."))


@needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, code: str) -> HttpResponse:
    """Other agencies go into this one from a day on, with their work, units and people."""
    one = _shapeable(request, code)
    context = {"form": "merge", "choices": _others(request, one, shapeable=True)}
    return _asked(request, one, context, _merge, gettext("Đã ghi việc sáp nhập."))


@needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, code: str) -> HttpResponse:
    """The agency stands under another one from a day on, under a new code, with all below it."""
    one = _shapeable(request, code)
    context = {"form": "move", "below": _below(request, code)}
    return _asked(request, one, context, _move, gettext("Đã ghi việc chuyển cơ quan."))


@needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, code: str) -> HttpResponse:
    """Units of the agency become one of their own from a day on."""
    one = _shapeable(request, code)
    choices = [(unit_code, f"{name} ({unit_code})") for _, unit_code, name in units_under([code])]
    return _asked(request, one, {"form": "split", "choices": choices}, _split, gettext("Đã ghi việc tách cơ quan."))


def _asked(request: HttpRequest, one: AgencySpan, context: dict[str, Any], do: Do, said: str) -> HttpResponse:
    values = dict.fromkeys(FIELDS, "") | {"day": f"{clock.today():%d/%m/%Y}"}
    chosen, carries, refusal, then = [], True, None, None
    if request.method == "POST":
        values, chosen = typed_of(request.POST), request.POST.getlist("chosen")
        carries = bool(request.POST.get("carries"))
        try:
            with beside_its_field():
                then = reverse("organisation:agency", args=[do(request, one, values)])
        except DomainError as error:
            refusal = error
    shown = {"values": values, "chosen": chosen, "carries": carries, "above": code_above(one.view.code)}
    return answer(request, FORM, shaping(one) | context | shown, refused=refusal, then=then, said=said)


def _end(request: HttpRequest, one: AgencySpan, values: dict[str, str]) -> str:
    errors: dict[str, str] = {}
    successor = values["successor"]
    if successor and successor not in dict(_others(request, one)):
        errors["successor"] = NOT_CHOSEN
    on = first_day(values, errors)
    carries = bool(successor and request.POST.get("carries"))
    _do_end(request, [one.view.code], successor, carries=carries, on=on)
    return successor or one.view.code


def _merge(request: HttpRequest, one: AgencySpan, values: dict[str, str]) -> str:
    errors: dict[str, str] = {}
    known = dict(_others(request, one, shapeable=True))
    codes = [code for code in dict.fromkeys(request.POST.getlist("chosen")) if code in known]
    if not codes:
        errors["chosen"] = NONE_TO_MERGE
    on = first_day(values, errors)
    carries = bool(request.POST.get("carries"))
    _do_end(request, sorted(codes, key=len, reverse=True), one.view.code, carries=carries, on=on)
    return one.view.code


def _do_end(request: HttpRequest, codes: list[str], successor: str, *, carries: bool, on: Any) -> None:
    actor = request.user.get_username()
    end_agencies(codes, successor_code=successor, carries=carries, on=on, actor=actor, at=clock.now())


def _move(request: HttpRequest, one: AgencySpan, values: dict[str, str]) -> str:
    errors: dict[str, str] = {}
    code = agency_code_of(values, errors)
    on = first_day(values, errors)
    _require_above(request, code)
    return move_agency(one.view.code, new_code=code, on=on, actor=request.user.get_username(), at=clock.now())


def _split(request: HttpRequest, one: AgencySpan, values: dict[str, str]) -> str:
    errors: dict[str, str] = {}
    code = agency_code_of(values, errors)
    if not values["name"]:
        errors["name"] = NAME_MISSING
    for name, most in (("name", _MOST_NAME), ("short_name", _MOST_SHORT)):
        if len(values[name]) > most:
            errors[name] = TOO_LONG
    on = first_day(values, errors)
    _require_above(request, code)
    return split_agency(
        one.view.code,
        request.POST.getlist("chosen"),
        new_code=code,
        name=values["name"],
        short_name=values["short_name"],
        on=on,
        actor=request.user.get_username(),
        at=clock.now(),
    )


def _shapeable(request: HttpRequest, code: str) -> AgencySpan:
    one = standing_span(agency_for(request.user, code))
    require_shape(request.user, code)
    return one


def _require_above(request: HttpRequest, code: str) -> None:
    """Who puts an agency somewhere answers for that place, and there is one."""
    require_shape(request.user, code)
    above = code_above(code)
    if above and above not in {span.view.code for span in _standing(request)}:
        raise InvalidInput(NOT_CHOSEN, fields={"code": mark("Chưa có cơ quan cấp trên của mã này, hoặc đã kết thúc.")})


def _standing(request: HttpRequest) -> list[AgencySpan]:
    """What one manages and what has no end yet."""
    today = clock.today()
    spans = agency_spans(codes_for(request.user))
    return [span for span in spans if span.valid_to is None and span.stands(today) is not Standing.OVER]


def _others(request: HttpRequest, one: AgencySpan, *, shapeable: bool = False) -> list[tuple[str, str]]:
    code = one.view.code
    return [
        (span.view.code, f"{span.view.short_name or span.view.name} ({span.view.code})")
        for span in _standing(request)
        if span.view.code != code
        and not code.startswith(f"{span.view.code}." if shapeable else f"{code}/")
        and not (not shapeable and span.view.code.startswith(f"{code}."))
        and (not shapeable or may_shape(request.user, span.view.code))
    ]


def _below(request: HttpRequest, code: str) -> list[AgencySpan]:
    return [span for span in _standing(request) if span.view.code.startswith(f"{code}.")]
