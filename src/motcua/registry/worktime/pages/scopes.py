"""Whose calendar a person may change: the agencies he answers for, and all of them for who stands at the top."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext

from motcua.kernel.access.declare import Permission
from motcua.kernel.access.rights import agencies_where, may_at
from motcua.registry.organisation.public import agencies
from motcua.registry.worktime import permissions
from motcua.registry.worktime.rules.inheritance import NATION

ALL = "VN"
"""How a page says «the whole nation»; the rows say it with an empty code."""


def scopes_of(user: Any) -> list[tuple[str, str]]:
    """The agencies whose calendar the person may change, code and name, the broadest first; the nation last."""
    may = [one for one in agencies() if may_at(user, permissions.MANAGE, one.code)]
    named = {one.code: one.short_name or one.name for one in may}
    granted = {code: code for code in sorted(agencies_where(user, permissions.MANAGE))}
    found = sorted((granted | named).items(), key=lambda pair: (pair[0].count("."), pair[0]))
    return [*found, (ALL, gettext("Cả nước (mọi cơ quan)"))] if stands_at_the_top(user, permissions.MANAGE) else found


def stands_at_the_top(user: Any, may: Permission) -> bool:
    """Whether the person is granted it for the whole province: what holds for all is said there."""
    return any("." not in code for code in agencies_where(user, may))


def chosen(code: str, scopes: list[tuple[str, str]]) -> str:
    """The asked scope, or the person's broadest agency; an agency that is not the person's is not there for them."""
    if not code:
        return scopes[0][0]
    if code not in dict(scopes):
        raise Http404
    return code


def code_of(scope: str) -> str:
    """The scope as rows say it."""
    return NATION if scope == ALL else scope
