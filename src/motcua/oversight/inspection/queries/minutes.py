"""The minutes as plain values: the same for the screen and for the printer. Official papers are in Vietnamese."""

from dataclasses import asdict, dataclass
from typing import Any

from motcua.kernel import clock
from motcua.oversight.inspection.models import Inspection
from motcua.oversight.inspection.queries.lists import findings_of, item_counts, team_of
from motcua.oversight.inspection.rules.sampling import ALGORITHM
from motcua.oversight.inspection.rules.words import AREAS, Mode, Severity, Strata
from motcua.registry.organisation.public import agency_names

TEMPLATE = "inspection/print/minutes.typ"


@dataclass(frozen=True)
class FoundLine:
    """A finding with what is to be done."""

    number: int
    area: str
    severity: str
    text: str
    law: str
    remedies: list[tuple[str, str]]


@dataclass(frozen=True)
class ItemLine:
    """An item and how many of the judged dossiers do not meet it; `judged` 0: judged for the agency as a whole."""

    number: int
    text: str
    law: str
    not_met: int
    judged: int


@dataclass(frozen=True)
class DrawLine:
    """A draw, said so that anybody can draw it again."""

    number: int
    seed: str
    strata: str
    size: int
    frame_count: int
    frame_digest: str
    codes: list[str]


@dataclass(frozen=True)
class Minutes:
    """All that the minutes say."""

    title: str
    agency: str
    whom: str
    code: str
    day: str
    plan: str
    mode: str
    period: str
    checklist: str
    algorithm: str
    team: list[tuple[str, str]]
    items: list[ItemLine]
    draws: list[DrawLine]
    findings: list[FoundLine]
    note: str
    head: str

    def as_data(self) -> dict[str, Any]:
        """For the printer."""
        return asdict(self)


def minutes_of(inspection: Inspection) -> Minutes:
    """What was looked at and found; a fixed number of queries."""
    names = agency_names({inspection.agency_code, inspection.inspected_code}, on=inspection.visit_on)
    team = team_of(inspection)
    counts = item_counts(inspection)
    at = clock.local(inspection.minuted_at) if inspection.minuted_at else None
    plan = inspection.plan
    return Minutes(
        title="Biên bản kiểm tra cải cách hành chính",
        agency=names.get(inspection.agency_code, inspection.agency_code),
        whom=names.get(inspection.inspected_code, inspection.inspected_code),
        code=f"{inspection.number}/{plan.year}",
        day=f"ngày {at:%d} tháng {at:%m} năm {at:%Y}" if at else "",
        plan=f"{plan.title} (số {plan.number}, ngày {plan.signed_on:%d/%m/%Y})",
        mode=Mode(inspection.mode).label,
        period=f"từ ngày {inspection.first_on:%d/%m/%Y} đến hết ngày {inspection.last_on:%d/%m/%Y}",
        checklist=f"{inspection.checklist.name} ({inspection.checklist.law})",
        algorithm=ALGORITHM,
        team=[(name, "Trưởng đoàn" if is_head else "Thành viên") for name, is_head in team],
        items=[
            ItemLine(item.number, item.text, item.law, *counts.get(item.pk, (0, 0)))
            for item in inspection.checklist.items.all()
        ],
        draws=_draws(inspection),
        findings=_findings(inspection),
        note=inspection.minutes_note,
        head=team[0][0] if team else "",
    )


def _draws(inspection: Inspection) -> list[DrawLine]:
    return [
        DrawLine(
            draw.number,
            draw.seed,
            Strata(draw.strata).label,
            draw.size,
            draw.frame_count,
            draw.frame_digest,
            [one.dossier_code for one in draw.dossiers.all()],
        )
        for draw in inspection.draws.defer("frame").prefetch_related("dossiers")
    ]


def _findings(inspection: Inspection) -> list[FoundLine]:
    return [
        FoundLine(
            one.number,
            AREAS[one.area],
            Severity(one.severity).label,
            one.text,
            one.law,
            [(remedy.text, f"{remedy.due_on:%d/%m/%Y}") for remedy in one.remedies.all()],
        )
        for one in findings_of(inspection)
    ]
