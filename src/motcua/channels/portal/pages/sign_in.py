"""Coming in and going out, for citizens and officers alike."""

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from motcua.kernel import clock
from motcua.kernel.access.rights import open_to_all
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer

MISSING = mark("Chưa đủ thông tin để đăng nhập")
NO_USERNAME = mark("Hãy nhập số định danh cá nhân hoặc tên đăng nhập của bạn.")
NO_PASSWORD = mark("Hãy nhập mật khẩu.")
WRONG = mark("Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra phím Caps Lock, bộ gõ tiếng Việt rồi thử lại.")


@open_to_all
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """A name and a password; then on to where the person wanted to go."""
    if request.user.is_authenticated and request.method == "GET":
        return HttpResponseRedirect(_goal(request, request.user.kind))
    refusal = _try(request) if request.method == "POST" else None
    page = {"username": request.POST.get("username", ""), "next": _wanted(request)}
    then = _goal(request, request.user.kind) if request.user.is_authenticated else None
    return answer(request, "portal/sign_in.html", page, refused=refusal, then=then)


@open_to_all
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Forget who this is."""
    logout(request)
    return answer(request, "portal/home.html", {}, then="portal:home", said=mark("Bạn đã đăng xuất."))


def _try(request: HttpRequest) -> DomainError | None:
    username, password = request.POST.get("username", "").strip(), request.POST.get("password", "")
    asked = {"username": (username, NO_USERNAME), "password": (password, NO_PASSWORD)}
    if missing := {name: text for name, (value, text) in asked.items() if not value}:
        return InvalidInput(MISSING, fields=missing)
    try:
        user = authenticate(request, username=username, password=password, at=clock.now())
    except DomainError as refusal:
        return refusal
    if user is None:
        return InvalidInput(WRONG)
    login(request, user)
    return None


def _wanted(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours else ""


def _goal(request: HttpRequest, kind: str) -> str:
    """Where they wanted to go, else the officer's desk or the citizen's portal."""
    return _wanted(request) or reverse("desk:inbox" if kind == "officer" else "portal:home")
