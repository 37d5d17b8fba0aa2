"""All our addresses, and pages that fail on purpose."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import DataError, transaction
from django.http import Http404, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_protect
from psycopg.errors import InvalidTextRepresentation, StringDataRightTruncation

from motcua.kernel.access.rights import needs
from motcua.kernel.errors import DomainError, InvalidInput, NotAllowed
from motcua.kernel.events.tests.opposite import met
from motcua.kernel.turns import BrokenOff

handler403 = "motcua.kernel.ui.failures.forbidden"
handler404 = "motcua.kernel.ui.failures.not_found"
handler500 = "motcua.kernel.ui.failures.broken"
REFUSALS = {
    "domain": DomainError("Hồ sơ đang ở trạng thái «{state}», không thể tiếp nhận.", state="Đã trả kết quả"),
    "input": InvalidInput("Thiếu {what}.", what="ngày sinh", fields={"birth_on": "Hãy nhập ngày sinh."}),
    "not-allowed": NotAllowed("Bạn không có quyền «{permission}».", permission="Tiếp nhận"),
    "day": DomainError("Ngày {day} đã qua.", day=date(2026, 11, 23)),
    "missing": Http404(),
    "denied": PermissionDenied(),
    "broken": RuntimeError("boom"),
    "too-long": DataError("value too long for type character varying(60)"),
    "not-known": DataError("invalid input syntax for type integer"),
}
REFUSALS["too-long"].__cause__ = StringDataRightTruncation()
REFUSALS["not-known"].__cause__ = InvalidTextRepresentation()


def fail(request, how):
    raise REFUSALS[how]


def save(request, how):
    try:
        with transaction.atomic():
            met.pop()()
    except BrokenOff as refused:
        if how == "keeps":
            return HttpResponse(f"{request.POST['name']}: {refused}", status=refused.status)
        raise
    return HttpResponse("đã ghi")


urlpatterns = [
    path("cung-luc/<slug:how>/", save),
    path("that-bai/<slug:how>/", fail),
    path("kin/", needs()(lambda request: HttpResponse("kín"))),
    path("gui/", csrf_protect(lambda request: HttpResponse("đã gửi"))),
    path("", include("motcua.roof.urls")),
]
