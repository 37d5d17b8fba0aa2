"""Which frozen forms an officer may see."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from motcua.casework.dossiers.permissions import SEE as SEE_DOSSIERS
from motcua.kernel.access.rights import agencies_where, covers
from motcua.oversight.insight.permissions import SEE
from motcua.oversight.sheets.models import FrozenSheet, Subscription
from motcua.registry.organisation.public import codes_under


def frozen_visible_to(user: Any) -> QuerySet[FrozenSheet]:
    """Those of agencies whose figures the officer may see; lists of dossiers only where he may see the dossiers."""
    rows = FrozenSheet.objects.filter(agency_code__in=codes_under(agencies_where(user, SEE)))
    lists = rows.filter(content__sheet__rows_by="dossier").exclude(
        agency_code__in=codes_under(agencies_where(user, SEE_DOSSIERS))
    )
    return rows.exclude(pk__in=lists.values("pk"))


def frozen_for(user: Any, pk: int) -> FrozenSheet:
    """One of them, or 404."""
    frozen = frozen_visible_to(user).filter(pk=pk).first()
    if frozen is None:
        raise Http404
    return frozen


def subscriptions_of(user: Any) -> QuerySet[Subscription]:
    """What an officer gets by mail."""
    return Subscription.objects.filter(username=user.get_username(), ended_at=None)


def may_still_see(user: Any, agency_code: str) -> bool:
    """Whether the right to the agency's figures is still there."""
    return covers(agencies_where(user, SEE), agency_code)
