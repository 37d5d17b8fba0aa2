"""A citizen or an organisation opens an account."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.channels.portal.pages.sign_in import goal, wanted
from motcua.kernel import clock
from motcua.kernel.access.rights import open_to_all
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.wording import read_day
from motcua.registry.people.public import ProfileKind, open_citizen_account, sign_in

PAGE = "portal/sign_up.html"
FIELDS = ("kind", "identity_number", "full_name", "birth_on", "phone", "email")
KINDS = (
    (ProfileKind.PERSON.value, mark("Cá nhân")),
    (ProfileKind.ORGANISATION.value, mark("Tổ chức, doanh nghiệp, hộ kinh doanh")),
)
WRONG_DAY = mark("Một số thông tin chưa đúng. Hãy xem lời nhắc cạnh từng ô.")


@open_to_all
@never_cache
@sensitive_post_parameters("password", "identity_number")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """All is asked on one page; what is wrong is said beside each box. Afterwards one is signed in."""
    given = {name: request.POST.get(name, "").strip() for name in FIELDS}
    given["kind"] = given["kind"] or ProfileKind.PERSON.value
    page = {"given": given, "kinds": KINDS, "next": wanted(request)}
    if request.method != "POST":
        return answer(request, PAGE, page)
    password = request.POST.get("password", "")
    try:
        username = _open(given, password)
        sign_in(request, username=username, password=password, at=clock.now())
    except DomainError as refused:
        return answer(request, PAGE, page, refused=refused)
    return answer(request, PAGE, {}, then=goal(request), said=gettext("Đã mở tài khoản và đăng nhập."))


def _open(given: dict[str, str], password: str) -> str:
    values: dict[str, Any] = {**given, "birth_on": _birth(given)}
    return open_citizen_account(**values, password=password, at=clock.now()).username


def _birth(given: dict[str, str]) -> Any:
    try:
        return read_day(given["birth_on"])
    except InvalidInput as refused:
        raise InvalidInput(WRONG_DAY, fields={"birth_on": refused.text}) from refused
