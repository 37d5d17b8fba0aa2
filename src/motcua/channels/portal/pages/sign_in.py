"""Coming in and going out, for citizens and officers alike."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from motcua.kernel import clock
from motcua.kernel.access.rights import open_to_all
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.registry.people.public import is_officer
from motcua.registry.people.public import sign_in as enter
from motcua.registry.people.public import sign_out as leave

PAGE = "portal/sign_in.html"
MISSING = mark("Chưa đủ thông tin để đăng nhập")
ASKED = {
    "username": mark("Hãy nhập số định danh cá nhân, mã số thuế hoặc tên đăng nhập của bạn."),
    "password": mark("Hãy nhập mật khẩu."),
}


@open_to_all
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """A name and a password; then on to where the person wanted to go."""
    if request.method == "POST":
        return _enter(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(goal(request))
    return answer(request, PAGE, _page(request))


@open_to_all
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Forget who this is."""
    leave(request)
    return answer(request, PAGE, {}, then="portal:home", said=gettext("Bạn đã đăng xuất."))


def goal(request: HttpRequest) -> str:
    """Where the person wanted to go, else the officer's desk or the citizen's portal."""
    return wanted(request) or reverse("desk:inbox" if is_officer(request.user) else "portal:home")


def wanted(request: HttpRequest) -> str:
    """The address asked for before signing in, if it is one of ours."""
    address = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if is_ours else ""


def _enter(request: HttpRequest) -> HttpResponse:
    try:
        _check_given(request)
        enter(
            request,
            username=request.POST["username"].strip(),
            password=request.POST["password"],
            at=clock.now(),
        )
    except DomainError as refused:
        return answer(request, PAGE, _page(request), refused=refused)
    return answer(request, PAGE, {}, then=goal(request))


def _check_given(request: HttpRequest) -> None:
    missing = {name: text for name, text in ASKED.items() if not request.POST.get(name, "").strip()}
    if missing:
        raise InvalidInput(MISSING, fields=missing)


def _page(request: HttpRequest) -> dict[str, str]:
    return {"username": request.POST.get("username", ""), "next": wanted(request)}
