"""``motcua sample-programmes``: programmes, plans and figures of the sample province, by the actions of everybody."""

import tomllib
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from openpyxl import Workbook

from motcua.kernel import clock
from motcua.kernel.files.store import store_file
from motcua.oversight.reform.actions.drafting import add_from_parent, begin_plan, write_target
from motcua.oversight.reform.actions.entering import approve_figure, enter_figure, send_figure
from motcua.oversight.reform.actions.importing import import_programmes
from motcua.oversight.reform.actions.issuing import Paper, issue_plan
from motcua.oversight.reform.management.commands.import_programme import SAMPLES
from motcua.oversight.reform.models import Plan, Target
from motcua.oversight.reform.queries.lines import read_programmes
from motcua.oversight.reform.rules.drafts import read_figure, read_target
from motcua.oversight.reform.rules.plans import PlanDraft
from motcua.oversight.reform.rules.words import PlanKind
from motcua.registry.organisation.public import Level, Role, agencies, officers_at

OUR_OWN = Path(__file__).resolve().parents[2] / "definitions" / "sample.toml"
SPAN = 4
DEFAULTS = {"comparator": ">=", "unit": "%"}
SHARE = "%"


class Command(BaseCommand):
    """A programme of five years, the plan of this year, those of some units; run again it writes nothing."""

    help = "Nạp chương trình mẫu của năm tỉnh và kế hoạch năm nay của tỉnh mẫu; chạy lại không ghi thêm gì."

    def handle(self, *_: Any, **__: Any) -> None:
        now = clock.now()
        import_programmes(read_programmes(SAMPLES.read_bytes(), name=SAMPLES.name), actor="sample", at=now)
        province = next(iter(agencies(Level.PROVINCE)), None)
        writers = officers_at(province.code, role=Role.CONTROLLER) if province else []
        if province is None or not writers:
            self.stdout.write("Chưa có tỉnh mẫu.")
            return
        given = tomllib.loads(OUR_OWN.read_text(encoding="utf-8"))
        made = _plans(given, province.code, officer=writers[0].username, at=now)
        self.stdout.write(f"{made} kế hoạch cải cách mới, {Plan.objects.count()} tất cả")


def _plans(given: dict[str, Any], agency: str, *, officer: str, at: datetime) -> int:
    year = clock.local(at).year
    known = {"first": year, "last": year + SPAN, "year": year}
    programme = PlanDraft(PlanKind.PROGRAMME, agency, given["programme"].format(**known), year, year + SPAN)
    if Plan.objects.filter(agency_code=agency, kind=PlanKind.PROGRAMME).exists():
        return 0
    said: dict[str, Any] = {"officer": officer, "at": at}
    top = begin_plan(programme, **said)
    for row in given["target"]:
        write_target(top, read_target({**DEFAULTS, "year": str(year), **_texts(row, known)}), at=at)
    _issue(top, "76/NQ-HĐND", given["reason"], **said)
    plan = _child(PlanDraft(PlanKind.PLAN, agency, given["plan"].format(**known), year, year, top.code),
                  [row["name"] for row in given["target"]], given["reason"], **said)  # fmt: skip
    _figures(plan, given["target"], at=at)
    levels = ((Level.DEPARTMENT, given["departments"]), (Level.COMMUNE, given["communes"]))
    units = [unit for level, most in levels for unit in agencies(level)[:most]]
    for unit in units:
        names = [row["name"] for row in given["target"] if unit.level in row.get("levels", ())]
        draft = PlanDraft(PlanKind.PLAN, unit.code, given["plan"].format(**known), year, year, plan.code)
        _child(draft, names, given["reason"], **said)
    return 2 + len(units)


def _child(draft: PlanDraft, names: list[str], reason: str, *, officer: str, at: datetime) -> Plan:
    """A plan with those targets of its parent, issued."""
    made = begin_plan(draft, officer=officer, at=at)
    rows = Target.objects.filter(edition__plan__code=draft.parent_code, name__in=names)
    add_from_parent(made, list(rows.values_list("code", flat=True)))
    _issue(made, f"{made.pk + 100}/KH-UBND", reason, officer=officer, at=at)
    return made


def _issue(plan: Plan, decision: str, reason: str, *, officer: str, at: datetime) -> None:
    paper = Paper(decision, date(plan.year_from, 1, 5))
    issue_plan(plan, paper, reasons={0: reason}, officer=officer, at=at)


def _figures(plan: Plan, rows: list[dict[str, Any]], *, at: datetime) -> None:
    """Typed in by one, approved by another, with a workbook as evidence."""
    writer = next(iter(officers_at(plan.agency_code, role=Role.ADMIN)), None)
    approver = next(iter(officers_at(plan.agency_code, role=Role.CONTROLLER)), None)
    targets = {target.name: target for target in Target.objects.filter(edition__plan=plan)}
    if writer is None or approver is None:
        return
    for row in (one for one in rows if "figure" in one):
        numerator, denominator = row["figure"]
        target = targets[row["name"]]
        evidence = store_file(_workbook(row), name=f"tong-hop-{target.code}.xlsx", at=at)
        typed = {"year": str(plan.year_from), "numerator": numerator, "denominator": denominator}
        figure = enter_figure(
            target.code,
            read_figure(typed, is_share=target.unit == SHARE),
            agency_code=plan.agency_code,
            evidence=evidence,
            officer=writer.username,
            at=at,
        )
        send_figure(figure, officer=writer.username, at=at)
        approve_figure(figure, officer=approver.username, at=at)


def _workbook(row: dict[str, Any]) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append([row["name"]])
    page.append([row["numerator"], int(row["figure"][0])])
    page.append([row["denominator"], int(row["figure"][1])])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _texts(row: dict[str, Any], known: dict[str, int]) -> dict[str, str]:
    return {name: value.format(**known) for name, value in row.items() if isinstance(value, str)}
