"""Typed-in figures: which there are, who may see them."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from motcua.kernel.access.declare import Permission
from motcua.kernel.access.rights import agencies_where, require
from motcua.oversight.reform.models import Figure
from motcua.oversight.reform.permissions import SEE
from motcua.oversight.reform.queries.plans import above_all
from motcua.oversight.reform.queries.results import COUNTING
from motcua.oversight.reform.queries.views import TargetView
from motcua.oversight.reform.rules.words import FigureState
from motcua.registry.organisation.public import codes_under


def visible_figures(user: Any) -> QuerySet[Figure]:
    """Every list of figures starts here: all of one's agencies, and what counts of the agencies above."""
    granted = agencies_where(user, SEE)
    counting = Q(state__in=[*COUNTING, FigureState.CORRECTED])
    above = Q(agency_code__in=above_all(granted)) & counting
    return Figure.objects.filter(Q(agency_code__in=codes_under(granted)) | above).select_related("evidence")


def figures_of(user: Any, target: TargetView) -> list[Figure]:
    """What was typed in for a target, the newest first."""
    return list(visible_figures(user).filter(target_code=target.code))


def figure_for(user: Any, pk: int, *, may: Permission | None = None) -> Figure:
    """The funnel of one figure: unseen is 404, seen but forbidden 403."""
    figure = visible_figures(user).filter(pk=pk).first()
    if figure is None:
        raise Http404
    if may is not None:
        require(user, may, figure.agency_code)
    return figure
