"""Lists and look-ups in bulk; plain values for other modules, so that no loop can hide a query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from motcua.casework.dossiers.models import ENDED, Dossier, Reason
from motcua.casework.dossiers.queries.clocks import standings_of, with_asked
from motcua.casework.dossiers.rules.life import LABELS, WORK_ENDED, Move
from motcua.kernel import clock
from motcua.kernel.questions import answers
from motcua.registry.organisation.public import Hanging, WhatHangsOn


@dataclass(frozen=True)
class Heading:
    """What a list shows of a dossier."""

    code: str
    owner_name: str
    procedure_name: str
    state: str
    state_label: str
    agency_code: str
    submitted_at: datetime
    due_at: datetime | None
    is_ended: bool
    url: str
    standing: Any = None


def heading_of(dossier: Dossier, standing: Any = None) -> Heading:
    """The heading of one row."""
    return Heading(
        code=dossier.code,
        owner_name=dossier.owner_name,
        procedure_name=dossier.procedure_name,
        state=dossier.state,
        state_label=LABELS[dossier.life],
        agency_code=dossier.agency_code,
        submitted_at=dossier.submitted_at,
        due_at=dossier.due_at,
        is_ended=dossier.life in WORK_ENDED,
        url=dossier.get_absolute_url(),
        standing=standing,
    )


def headings_of(codes: Iterable[str], *, at: datetime | None = None) -> dict[str, Heading]:
    """Headings by code, in one query; unknown codes are left out. The caller has checked that they may be seen.

    With `at` also how each stands at that moment, for two queries more.
    """
    found = Dossier.objects.filter(code__in=set(codes))
    rows = list(found if at is None else with_asked(found))
    standings = standings_of(rows, at) if at is not None else {}
    return {row.code: heading_of(row, standings.get(row.code)) for row in rows}


def apologies_of(codes: Iterable[str], *, until: datetime) -> dict[str, str]:
    """By code, the words in which a delay was apologised for before a moment. The caller has checked the right."""
    rows = Reason.objects.filter(dossier__code__in=set(codes), move=Move.EXTEND, at__lt=until)
    return dict(rows.values_list("dossier__code", "text"))


@dataclass(frozen=True)
class StateView:
    """What a partner may know of a dossier."""

    code: str
    procedure: str
    agency: str
    receiving_agency: str
    channel: str
    state: str
    state_label: str
    national_code: int
    submitted_at: datetime
    accepted_at: datetime | None
    due_at: datetime | None
    ended_at: datetime | None
    returned_at: datetime | None
    fee_state: str
    fee_amount: int
    delivery_state: str
    standing: str | None
    standing_label: str | None


def state_view(dossier: Dossier) -> StateView:
    """The row as a partner sees it."""
    return state_views([dossier])[0]


def state_views(dossiers: Iterable[Dossier]) -> list[StateView]:
    """Rows as a partner sees them, with how they stand now."""
    rows = list(dossiers)
    standings = standings_of(rows, clock.now())
    return [_state_view(row, standings.get(row.code)) for row in rows]


def _state_view(dossier: Dossier, standing: Any) -> StateView:
    return StateView(
        code=dossier.code,
        procedure=dossier.procedure_code,
        agency=dossier.agency_code,
        receiving_agency=dossier.receiving_agency_code,
        channel=dossier.channel,
        state=dossier.state,
        state_label=LABELS[dossier.life],
        national_code=dossier.national_code,
        submitted_at=dossier.submitted_at,
        accepted_at=dossier.accepted_at,
        due_at=dossier.due_at,
        ended_at=dossier.ended_at,
        returned_at=dossier.returned_at,
        fee_state=dossier.fee_state,
        fee_amount=dossier.fee_amount,
        delivery_state=dossier.delivery_state,
        standing=standing.verdict if standing else None,
        standing_label=gettext(standing.label) if standing else None,
    )


@answers(WhatHangsOn)
def open_dossiers_of(asked: WhatHangsOn) -> Hanging:
    """Dossiers that it handles or took in and that have not come to their end."""
    its_own = Q(agency_code=asked.agency_code) | Q(receiving_agency_code=asked.agency_code)
    count = Dossier.objects.filter(its_own).exclude(state__in=ENDED).count()
    words = ngettext("{n} hồ sơ chưa giải quyết xong", "{n} hồ sơ chưa giải quyết xong", count).format(n=count)
    return Hanging(words, count, f"{reverse('dossiers:desk-list')}?{urlencode({'q': asked.agency_code})}", is_open=True)
