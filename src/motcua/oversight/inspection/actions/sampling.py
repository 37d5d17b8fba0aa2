"""Drawing a sample, and judging the dossiers that were drawn."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from motcua.kernel.events.store import record
from motcua.oversight.inspection.errors import MoveNotAllowed, NotOfTheTeam
from motcua.oversight.inspection.events import DossierJudged, SampleDrawn
from motcua.oversight.inspection.models import (
    ChecklistItem,
    Inspection,
    Judgement,
    SampledDossier,
    SampleDraw,
)
from motcua.oversight.inspection.rules import sampling
from motcua.oversight.inspection.rules.life import Move, State
from motcua.oversight.inspection.rules.said import said
from motcua.oversight.inspection.rules.sampling import Unit
from motcua.oversight.inspection.rules.words import Strata, Verdict


class Wish(NamedTuple):
    """How many, by which seed, spread over what."""

    seed: str
    size: int
    strata: Strata


class Said(NamedTuple):
    """The verdict under one item, with a note."""

    verdict: Verdict
    note: str


@transaction.atomic(durable=True)
def draw_sample(inspection: Inspection, frame: Sequence[Unit], wish: Wish, *, officer: str, at: datetime) -> SampleDraw:
    """Draw out of the frame, which is kept with its digest; asked for the same again, it is the draw of before.

    Every draw stays, so that a seed chosen for its outcome is seen. Raises `MoveNotAllowed`, `SizeFaulty`.
    """
    inspection = _at_work(inspection)
    seed = said(wish.seed, "seed")
    text = sampling.written(frame)
    which = {"seed": seed, "strata": wish.strata, "size": wish.size, "frame_digest": sampling.digest_of(text)}
    if same := inspection.draws.filter(**which).first():
        return same
    chosen = sampling.drawn(frame, seed=seed, size=wish.size)
    draw = SampleDraw.objects.create(
        **which,
        inspection=inspection,
        number=inspection.draws.count() + 1,
        algorithm=sampling.ALGORITHM,
        frame_count=len(frame),
        frame=text,
        drawn_by=officer,
        drawn_at=at,
    )
    SampledDossier.objects.bulk_create(
        SampledDossier(draw=draw, number=number, dossier_code=unit.code, stratum=unit.stratum)
        for number, unit in enumerate(chosen, start=1)
    )
    record(
        SampleDrawn(
            subject=f"inspection:{inspection.pk}",
            agency_code=inspection.agency_code,
            at=at,
            actor=officer,
            draw=draw.number,
            algorithm=draw.algorithm,
            size=draw.size,
            frame_count=draw.frame_count,
            frame_digest=draw.frame_digest,
        )
    )
    return draw


@transaction.atomic(durable=True)
def judge_dossier(
    sampled: SampledDossier, verdicts: Mapping[int, Said], *, officer: str, at: datetime
) -> list[Judgement]:
    """Say of a sampled dossier what holds under each item; said again while under way, the later word stands.

    Raises `MoveNotAllowed`, `NotOfTheTeam`.
    """
    inspection = _at_work(sampled.draw.inspection)
    if not inspection.team.filter(username=officer).exists():
        raise NotOfTheTeam
    items = ChecklistItem.objects.filter(checklist=inspection.checklist_id, is_per_dossier=True, pk__in=verdicts)
    made = [
        Judgement(
            dossier=sampled,
            item=item,
            verdict=verdicts[item.pk].verdict,
            note=verdicts[item.pk].note,
            judged_by=officer,
            judged_at=at,
        )
        for item in items
    ]
    Judgement.objects.bulk_create(
        made,
        update_conflicts=True,
        unique_fields=["dossier", "item"],
        update_fields=["verdict", "note", "judged_by", "judged_at"],
    )
    if made:
        record(
            DossierJudged(
                subject=f"inspection:{inspection.pk}",
                agency_code=inspection.agency_code,
                at=at,
                actor=officer,
                dossier=sampled.dossier_code,
                items=len(made),
                not_met=sum(one.verdict == Verdict.NOT_MET for one in made),
            )
        )
    return made


def _at_work(inspection: Inspection) -> Inspection:
    inspection = Inspection.objects.select_for_update(no_key=True, of=("self",)).get(pk=inspection.pk)
    if inspection.life is not State.UNDER_WAY:
        raise MoveNotAllowed(move=Move.BEGIN.label, state=inspection.life.label)
    return inspection
