"""Which rounds and sheets an officer may see, and what he may do with a sheet."""

from typing import Any

from django.http import Http404

from motcua.kernel.access.declare import Permission
from motcua.kernel.access.rights import agencies_where, covers, may_at, require
from motcua.oversight.par_index.errors import OwnAgency, OwnScore
from motcua.oversight.par_index.models import Round, ScoreEntry, ScoringSheet, SheetStep
from motcua.oversight.par_index.permissions import APPRAISE, MANAGE, SCORE, SEE
from motcua.oversight.par_index.rules.life import APPRAISERS, CONCLUDERS, Move, Stage, State, allowed_moves


def rounds_visible_to(user: Any) -> list[Round]:
    """Rounds of one's own province, the newest first: units may see how the others stand."""
    granted = agencies_where(user, SEE)
    rows = Round.objects.select_related("criteria_set")
    return [row for row in rows if any(_belongs(row.agency_code, code) for code in granted)]


def round_for(user: Any, pk: int, *, may: Permission | None = None) -> Round:
    """One of them, or 404; `may` is asked at the agency that holds the round."""
    found = next((row for row in rounds_visible_to(user) if row.pk == pk), None)
    if found is None:
        raise Http404
    if may is not None:
        require(user, may, found.agency_code)
    return found


def sheet_for(user: Any, pk: int, *, move: Move | None = None) -> ScoringSheet:
    """A sheet of an agency whose points the officer may see, or 404; raises `NotAllowed` where he may not `move`."""
    sheet = ScoringSheet.objects.select_related("round__criteria_set").filter(pk=pk).first()
    if sheet is None or not may_at(user, SEE, sheet.agency_code):
        raise Http404
    if move is not None:
        check_may(user, sheet, move)
    return sheet


def check_may(user: Any, sheet: ScoringSheet, move: Move) -> None:
    """Raise `NotAllowed` unless the officer may; who scored the sheet never appraises it."""
    if move in APPRAISERS:
        _check_appraiser(user, sheet)
    elif move in CONCLUDERS:
        require(user, MANAGE, sheet.round.agency_code)
    else:
        require(user, SCORE, sheet.agency_code)


def moves_for(user: Any, sheet: ScoringSheet) -> list[Move]:
    """What the officer may do with the sheet now."""
    if sheet.round.closed_at is not None:
        return []
    found = []
    scored = _has_scored(user, sheet) if may_at(user, APPRAISE, sheet.agency_code) else False
    for move in allowed_moves(State(sheet.state)):
        if move in APPRAISERS:
            is_free = not scored and _is_from_above(user, sheet)
        elif move in CONCLUDERS:
            is_free = may_at(user, MANAGE, sheet.round.agency_code)
        else:
            is_free = may_at(user, SCORE, sheet.agency_code)
        if is_free:
            found.append(move)
    return found


def _check_appraiser(user: Any, sheet: ScoringSheet) -> None:
    require(user, APPRAISE, sheet.agency_code)
    if not _is_from_above(user, sheet):
        raise OwnAgency
    if _has_scored(user, sheet):
        raise OwnScore


def _is_from_above(user: Any, sheet: ScoringSheet) -> bool:
    """Whether the right is held at the agency of the round: that of the unit itself is not enough.

    The province's own sheet is appraised by the ministry; an officer who did not score enters what it found.
    """
    return covers(agencies_where(user, APPRAISE), sheet.round.agency_code)


def _has_scored(user: Any, sheet: ScoringSheet) -> bool:
    """Whether the officer entered points of the unit's own, or handed them in."""
    username = user.get_username()
    entered = ScoreEntry.objects.filter(sheet=sheet, stage=Stage.SELF, entered_by=username).exists()
    return entered or SheetStep.objects.filter(sheet=sheet, move=Move.SUBMIT, made_by=username).exists()


def _belongs(owner: str, code: str) -> bool:
    return covers(frozenset({owner}), code) or covers(frozenset({code}), owner)
