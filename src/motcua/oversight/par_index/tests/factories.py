"""A small province that scores itself: the root, two departments, two communes, people of each kind."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from motcua.kernel import clock
from motcua.oversight.par_index.actions.loading import load_sets
from motcua.oversight.par_index.actions.rounds import open_round
from motcua.oversight.par_index.models import CriteriaSet, Round, ScoringSheet
from motcua.registry.organisation.public import Role, open_agency, post_officer
from motcua.registry.people.public import Account, open_officer_account
from motcua.registry.worktime.public import load_calendar

DAY_ONE = date(2026, 1, 1)
BORN = clock.at(DAY_ONE, 8)
NOW = clock.at(date(2026, 11, 2), 9)
ROOT, JUSTICE, HOME, TOWN = "H14", "H14.02", "H14.03", "H14.31"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@dataclass(frozen=True)
class Scorers:
    """Who scores at the department of justice, who appraises at the province, who sees something else."""

    scorer: Account
    appraiser: Account
    stranger: Account
    round: Round
    sheet: ScoringSheet
    other: ScoringSheet


def make_province() -> None:
    load_calendar(actor="test", at=BORN)
    for code, name, level in (
        (ROOT, "Ủy ban nhân dân tỉnh Cao Bằng", "province"),
        (JUSTICE, "Sở Tư pháp", "department"),
        (HOME, "Sở Nội vụ", "department"),
        (TOWN, "Ủy ban nhân dân phường Thục Phán", "commune"),
    ):
        open_agency(code=code, name=name, short_name=name, level=level, place_code="", valid_from=DAY_ONE,
                    actor="test", at=BORN)  # fmt: skip


def make_officer(username: str, agency_code: str, *roles: Role) -> Account:
    account = open_officer_account(username=username, full_name=username, password="mot-cua-thu", at=BORN)
    for role in roles:
        post_officer(username=username, agency_code=agency_code, role=role, valid_from=DAY_ONE, actor="test", at=BORN)
    return account


def make_round(code: str, *units: str, at=NOW) -> Round:
    row = CriteriaSet.objects.get(code=code)
    return open_round(row, agency_code=ROOT, units=units, name=f"Đợt {code}", due_on=date(2026, 12, 15),
                      officer="mo.dot", at=at)  # fmt: skip


def make_scorers() -> Scorers:
    """A round of two departments by a small set, everybody at his desk."""
    make_province()
    load_sets([small_set()], actor="test", at=BORN)
    found = make_round("NHO-2026", JUSTICE, HOME)
    sheets = {sheet.agency_code: sheet for sheet in ScoringSheet.objects.filter(round=found)}
    return Scorers(
        make_officer("tu.cham", JUSTICE, Role.HEAD),
        make_officer("tham.dinh", ROOT, Role.CONTROLLER),
        make_officer("nguoi.la", TOWN, Role.HEAD, Role.LEADER),
        found,
        sheets[JUSTICE],
        sheets[HOME],
    )


def small() -> dict:
    """Ten points: steps, a ratio, yes or no, direct, live and surveyed."""

    def one(number, points, way, **more):
        return {"number": number, "name": f"Tiêu chí {number}", "points": points, "way": way, **more}

    steps = [{"from": "80", "points": "1"}, {"from": "95", "points": "2"}]
    live = {"kind": "indicator", "code": "on_time_rate"}
    return {
        "schema": "motcua/par-index/1", "code": "NHO-2026", "name": "Bộ nhỏ", "level": "department", "year": 2026,
        "points": "10", "law": "Thử", "areas": [
            {"number": "1", "name": "Chỉ đạo", "points": "5", "criteria": [
                {"number": "1.1", "name": "Kế hoạch", "points": "5", "components": [
                    one("1.1.1", "2", "steps", steps=steps, evidence="Báo cáo"),
                    one("1.1.2", "1.5", "ratio", full_at="80"),
                    one("1.1.3", "0.5", "yes_no"),
                    one("1.1.4", "1", "direct")]}]},
            {"number": "2", "name": "Thủ tục", "points": "5", "criteria": [
                {"number": "2.1", "name": "Hồ sơ", "points": "5", "components": [
                    one("2.1.1", "3", "steps", live=live,
                        steps=[{"from": "50", "points": "1"}, {"from": "90", "points": "3"}]),
                    one("2.1.2", "2", "ratio", source="survey")]}]},
        ],
    }  # fmt: skip


def small_set(content: dict | None = None, name: str = "nho.json") -> Path:
    """The set as a file in the tests' own folder."""
    import tempfile

    path = Path(tempfile.mkdtemp()) / name
    path.write_text(json.dumps(content or small(), ensure_ascii=False), encoding="utf-8")
    return path


def later(hours: int):
    return NOW + timedelta(hours=hours)


def dec(text: str) -> Decimal:
    return Decimal(text)
