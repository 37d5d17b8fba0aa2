"""Units of an agency: a new division or one-stop counter, another name, its end."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.registry.organisation import permissions
from motcua.registry.organisation.actions.units import change_unit, end_unit, open_unit
from motcua.registry.organisation.pages.agencies import FORM, shaping, standing_span
from motcua.registry.organisation.pages.agency_forms import (
    FIELDS,
    beside_its_field,
    check_unit,
    first_day,
    typed_of,
    unit_code_of,
)
from motcua.registry.organisation.pages.forms import CHECK_FIELDS
from motcua.registry.organisation.pages.scopes import agency_for
from motcua.registry.organisation.queries import AgencySpan, UnitSpan, staff_of, unit_spans
from motcua.registry.organisation.rules import Standing, UnitKind

AS_A_WHOLE = mark("Chung của cơ quan")
NOT_A_UNIT = mark("Hãy chọn một phòng, ban trong danh sách.")


@needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, code: str) -> HttpResponse:
    """A division or a one-stop counter from a day on."""
    one = standing_span(agency_for(request.user, code))
    values = dict.fromkeys(FIELDS, "") | {"day": f"{clock.today():%d/%m/%Y}"}
    refusal, then = None, None
    if request.method == "POST":
        values = typed_of(request.POST)
        try:
            _open(request, code, values)
            then = one_url(one)
        except DomainError as error:
            refusal = error
    return _answer(request, one, {"form": "unit-add", "values": values}, refusal, then, gettext("Đã thêm phòng, ban."))


@needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """Another name or kind from a day on."""
    one, known = _found(request, code, unit)
    values = {"name": known.name, "kind": known.kind.value, "day": f"{clock.today():%d/%m/%Y}"}
    refusal, then = None, None
    if request.method == "POST":
        values = typed_of(request.POST)
        try:
            on = first_day(values, check_unit(values))
            words = {"name": values["name"], "kind": values["kind"]}
            with beside_its_field():
                change_unit(code, unit, **words, valid_from=on, actor=request.user.get_username(), at=clock.now())
            then = one_url(one)
        except DomainError as error:
            refusal = error
    context = {"form": "unit-change", "values": values, "unit": known}
    return _answer(request, one, context, refusal, then, gettext("Đã ghi thay đổi."))


@needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The unit is no more from a day on; its people go on elsewhere in the agency."""
    one, known = _found(request, code, unit)
    others = {each.code: each.name for each in _standing(code) if each.code != unit}
    values = {"to_unit": "", "day": f"{clock.today():%d/%m/%Y}"}
    refusal, then = None, None
    if request.method == "POST":
        values = typed_of(request.POST)
        try:
            _end(request, code, unit, values, others)
            then = one_url(one)
        except DomainError as error:
            refusal = error
    context = {
        "form": "unit-end",
        "values": values,
        "unit": known,
        "choices": [("", AS_A_WHOLE), *others.items()],
        "people": len({each.username for each, _ in staff_of(code, clock.today()) if each.unit_code == unit}),
    }
    return _answer(request, one, context, refusal, then, gettext("Đã ghi ngày kết thúc của phòng, ban."))


def one_url(one: AgencySpan) -> str:
    """The page of the agency."""
    return reverse("organisation:agency", args=[one.view.code])


def _answer(
    request: HttpRequest, one: AgencySpan, context: dict[str, Any], refusal: DomainError | None, then: str | None,
    said: str,
) -> HttpResponse:  # fmt: skip
    kinds = [(kind.value, kind.label) for kind in UnitKind]
    return answer(request, FORM, shaping(one) | {"kinds": kinds} | context, refused=refusal, then=then, said=said)


def _open(request: HttpRequest, agency_code: str, values: dict[str, str]) -> None:
    errors = check_unit(values)
    code = unit_code_of(values, errors)
    on = first_day(values, errors, may_be_past=True)
    about = {"name": values["name"], "kind": values["kind"], "actor": request.user.get_username()}
    with beside_its_field():
        open_unit(agency_code=agency_code, code=code, valid_from=on, at=clock.now(), **about)


def _end(request: HttpRequest, code: str, unit: str, values: dict[str, str], others: dict[str, str]) -> None:
    errors: dict[str, str] = {}
    if values["to_unit"] and values["to_unit"] not in others:
        errors["to_unit"] = NOT_A_UNIT
    on = first_day(values, errors)
    if errors:
        raise InvalidInput(CHECK_FIELDS, fields=errors)
    with beside_its_field():
        end_unit(code, unit, to_unit=values["to_unit"], on=on, actor=request.user.get_username(), at=clock.now())


def _standing(code: str) -> list[UnitSpan]:
    today = clock.today()
    return [each for each in unit_spans(code) if each.stands(today) is not Standing.OVER and each.valid_to is None]


def _found(request: HttpRequest, code: str, unit: str) -> tuple[AgencySpan, UnitSpan]:
    one = standing_span(agency_for(request.user, code))
    known = next((each for each in _standing(code) if each.code == unit), None)
    if known is None:
        raise Http404
    return one, known
