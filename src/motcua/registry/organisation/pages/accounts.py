"""Buttons of an officer's page: lock, unlock, a new one-time password."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.errors import DomainError
from motcua.kernel.ui.answers import answer
from motcua.registry.organisation.actions.postings import close_account
from motcua.registry.organisation.pages.officers import DETAIL, officer_page
from motcua.registry.organisation.pages.scopes import officer_for, require_account
from motcua.registry.people import permissions as of_people
from motcua.registry.people.public import officers


@needs(of_people.MANAGE)
@require_POST
def close(request: HttpRequest, username: str) -> HttpResponse:
    """The officer cannot sign in from now on."""
    said = gettext("Đã khoá tài khoản. Cán bộ này đã bị đăng xuất.")
    return _changed(request, username, close_account, said=said)


@needs(of_people.MANAGE)
@require_POST
def reopen(request: HttpRequest, username: str) -> HttpResponse:
    """The officer may sign in again."""
    return _changed(request, username, officers.reopen, said=gettext("Đã mở khoá tài khoản."))


@needs(of_people.MANAGE)
@never_cache
@require_POST
def give_password(request: HttpRequest, username: str) -> HttpResponse:
    """The one-time password stands in this answer and nowhere else."""
    password, refusal = "", None
    try:
        require_account(request.user, username, officer_for(request.user, username)[1])
        password = officers.give_password(username, actor=request.user.get_username(), at=clock.now())
    except DomainError as error:
        refusal = error
    context = officer_page(request, username, page="organisation:give-password")
    return answer(request, DETAIL, {**context, "password": password}, refused=refusal)


def _changed(request: HttpRequest, username: str, change: Callable[..., None], *, said: str) -> HttpResponse:
    refusal = None
    try:
        require_account(request.user, username, officer_for(request.user, username)[1])
        change(username, actor=request.user.get_username(), at=clock.now())
    except DomainError as error:
        refusal = error
    context = officer_page(request, username, page="organisation:officer")
    then = reverse("organisation:officer", args=[username])
    return answer(request, DETAIL, context, refused=refusal, then=then, said=said)
