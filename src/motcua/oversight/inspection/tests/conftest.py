"""A province that inspects a commune with a handful of dossiers."""

from copy import deepcopy
from datetime import date, timedelta
from uuid import uuid4

import pytest

from motcua.casework.dossiers.tests.factories import (
    BORN,
    COMMUNE,
    DAY_ONE,
    MONDAY,
    make_cast,
    make_dossier,
    make_officer,
)
from motcua.casework.dossiers.tests.walking import HOUR, accepted, whole_way
from motcua.kernel import clock
from motcua.kernel.tests.scenes import made_once
from motcua.oversight.inspection.actions.loading import load_checklists
from motcua.oversight.inspection.actions.planning import Draft, draft_plan, issue_plan
from motcua.oversight.inspection.actions.visiting import Visit, move_inspection, open_inspection
from motcua.oversight.inspection.models import Checklist
from motcua.oversight.inspection.rules.life import Move
from motcua.oversight.inspection.rules.words import Mode
from motcua.registry.organisation.public import Role, open_agency

PROVINCE = "H14"
NOW = MONDAY + timedelta(days=14)
TODAY = date(2026, 3, 16)


class Scene:
    """Who there is, and an inspection under way."""

    def __init__(self):
        self.cast = make_cast()
        open_agency(code=PROVINCE, name="Ủy ban nhân dân tỉnh", short_name="UBND tỉnh", level="province",
                    place_code="", valid_from=DAY_ONE, actor="test", at=BORN)  # fmt: skip
        self.chief = make_officer("chu.tich", "Đinh Văn Trưởng", PROVINCE, Role.LEADER)
        self.head = make_officer("truong.doan", "Đàm Thị Soát", PROVINCE, Role.CONTROLLER)
        self.member = make_officer("thanh.vien", "Mã Văn Viên", PROVINCE, Role.CONTROLLER)
        self.clerk = make_officer("van.thu", "Lục Thị Thư", PROVINCE, Role.CLERK)
        self.dossiers = [whole_way(self.cast, make_dossier(self.cast), MONDAY + HOUR)]
        self.dossiers += [accepted(self.cast, make_dossier(self.cast), MONDAY + HOUR) for _n in range(3)]

    def plan(self, key=None, **changes):
        given = {
            "year": 2026,
            "number": f"12/KH-{uuid4().hex[:6]}",
            "signed_on": date(2026, 1, 15),
            "title": "Kế hoạch kiểm tra cải cách hành chính năm 2026",
            "agencies": {COMMUNE: 3},
        }
        draft = Draft(**{**given, **changes})
        return draft_plan(PROVINCE, draft, key=key or uuid4(), officer="chu.tich", at=NOW)

    def issued(self):
        return issue_plan(self.plan(), officer="chu.tich", at=NOW)

    def visit(self, **changes):
        given = {
            "inspected_code": COMMUNE,
            "mode": Mode.REMOTE,
            "checklist": Checklist.objects.get(code="mot-cua-tu-xa"),
            "first_on": date(2026, 3, 1),
            "last_on": date(2026, 3, 31),
            "visit_on": TODAY,
            "head": "truong.doan",
            "members": ("thanh.vien",),
        }
        return Visit(**{**given, **changes})

    def opened(self, plan=None, **changes):
        return open_inspection(plan or self.issued(), self.visit(**changes), key=uuid4(), officer="chu.tich", at=NOW)

    def under_way(self, **changes):
        inspection = self.opened(**changes)
        for move in (Move.ANNOUNCE, Move.BEGIN):
            inspection = move_inspection(inspection, move, officer="truong.doan", at=NOW)
        return inspection


@made_once
def begun():
    load_checklists()
    with clock.frozen(MONDAY):
        return Scene()


@pytest.fixture
def scene(begun):
    with clock.frozen(NOW):
        yield deepcopy(begun)
