"""Who may do what, and where. `organisation` grants; everybody else only asks."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from motcua.kernel.access.declare import Permission, permission_named
from motcua.kernel.access.models import ReadTrace
from motcua.kernel.errors import NotAllowed
from motcua.kernel.texts.mark import mark

Grants = Mapping[str, frozenset[str]]
"""Permission name → codes of the agencies it is granted for; a code covers those below it, ``H14`` also ``H14.05``."""

_granter: list[Callable[[Any], Grants]] = []
FORBIDDEN = mark("Bạn không có quyền «{permission}» ở cơ quan này. Hãy liên hệ người quản trị của cơ quan bạn.")


def grants_rights(granter: Callable[[Any], Grants]) -> Callable[[Any], Grants]:
    """Register the one function that says what a user is granted (called once a request and user)."""
    _granter[:] = [granter]
    return granter


def grants_of(user: Any) -> Grants:
    """The user's grants, kept on the user object for the length of the request; empty for anonymous."""
    if not getattr(user, "is_authenticated", False) or not _granter:
        return {}
    if not hasattr(user, "_motcua_grants"):
        user._motcua_grants = _granter[0](user)  # noqa: SLF001 - the cache belongs to this module
    return user._motcua_grants  # noqa: SLF001


def agencies_where(user: Any, may: Permission) -> frozenset[str]:
    """Codes of the agencies for which `user` is granted `may`."""
    permission_named(may.name)
    return grants_of(user).get(may.name, frozenset())


def may_at(user: Any, may: Permission, agency_code: str) -> bool:
    """Whether `user` is granted `may` for the agency or one above it."""
    return covers(agencies_where(user, may), agency_code)


def covers(granted: frozenset[str], agency_code: str) -> bool:
    """Whether one of `granted` is `agency_code` or a prefix of it by whole groups."""
    parts = agency_code.split(".")
    return any(".".join(parts[:length]) in granted for length in range(1, len(parts) + 1))


def require(user: Any, may: Permission, agency_code: str) -> None:
    """Raise `NotAllowed` unless granted."""
    if not may_at(user, may, agency_code):
        raise NotAllowed(FORBIDDEN, permission=may.label)


View = Callable[..., HttpResponseBase]


def needs(may: Permission | None = None) -> Callable[[View], View]:
    """A page for signed-in people (`may` None) or for those granted `may` anywhere: else sign-in, or 403."""
    if may is not None:
        permission_named(may.name)

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if _owes_a_password(request):
                return redirect(settings.FIRST_SIGN_IN_URL)
            if may is not None and not agencies_where(request.user, may):
                raise NotAllowed(FORBIDDEN, permission=may.label)
            return view(request, *args, **kwargs)

        guarded.needs = may.name if may else "signed-in"  # type: ignore[attr-defined]
        return guarded

    return wrap


def _owes_a_password(request: HttpRequest) -> bool:
    """Whoever came in with a one-time password chooses his own before anything else."""
    here = getattr(request.resolver_match, "view_name", "")
    return getattr(request.user, "has_one_time_password", False) and here != settings.FIRST_SIGN_IN_URL


def open_to_all(view: View) -> View:
    """A page that anyone may see; said aloud so that the permission table can tell it from a forgotten guard."""
    view.needs = "everyone"  # type: ignore[attr-defined]
    return view


def leave_trace(user: Any, subject: str, *, page: str, at: datetime) -> None:
    """Write that `user` read personal data of `subject`."""
    ReadTrace.objects.create(username=user.get_username(), subject=subject, page=page, at=at)
