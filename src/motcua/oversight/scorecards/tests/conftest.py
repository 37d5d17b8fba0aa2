"""A province with a plan, a commune with dossiers, figures up to date."""

from copy import deepcopy
from datetime import timedelta

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
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.tests.factories import deliver_to_figures
from motcua.oversight.reform.rules.words import Area, Comparator, MeasureKind, PlanKind
from motcua.oversight.reform.tests.factories import issue, make_plan, make_target
from motcua.registry.organisation.public import Role, open_agency

PROVINCE = "H14"
NOW = MONDAY + timedelta(days=14)
LIVE = {"measure": MeasureKind.INDICATOR, "measure_code": "online_rate"}


class Scene:
    """Who there is and what was promised."""

    def __init__(self):
        load_definitions()
        self.cast = make_cast()
        open_agency(code=PROVINCE, name="Ủy ban nhân dân tỉnh", short_name="UBND tỉnh", level="province",
                    place_code="", valid_from=DAY_ONE, actor="test", at=BORN)  # fmt: skip
        self.chief = make_officer("chu.tich", "Đinh Văn Trưởng", PROVINCE, Role.LEADER)
        whole_way(self.cast, make_dossier(self.cast), MONDAY + HOUR)
        accepted(self.cast, make_dossier(self.cast), MONDAY + HOUR)
        deliver_to_figures()
        self.plan = make_plan("KH-2026-H14", agency=PROVINCE, issued=False)
        self.live = make_target(self.plan, 1, minimum="50", strive="100", agency_code=PROVINCE, name="Hồ sơ trực tuyến",
                                **LIVE)  # fmt: skip
        make_target(self.plan, 2, minimum="90", agency_code=PROVINCE, area=Area.DIGITAL, name="Chưa gắn cách đo")
        issue(self.plan)
        self.unit = make_plan("KH-2026-H14.31", agency=COMMUNE, issued=False, level="commune",
                              title="Kế hoạch của xã")  # fmt: skip
        make_target(self.unit, 1, minimum="101", agency_code=COMMUNE, name="Không thể đạt", **LIVE)
        issue(self.unit)
        self.programme = make_plan("CT-2021-H14", agency=PROVINCE, issued=False, kind=PlanKind.PROGRAMME,
                                   year_from=2021, year_to=2030, title="Chương trình 2021–2030")  # fmt: skip
        make_target(self.programme, 1, minimum="10", year=2025, agency_code=PROVINCE, name="Tăng hồ sơ trực tuyến",
                    comparator=Comparator.INCREASE_BY, base_year=2021, base_value="40", **LIVE)  # fmt: skip
        make_target(self.programme, 2, minimum="10", year=2030, agency_code=PROVINCE, name="Gốc đã sáp nhập",
                    comparator=Comparator.INCREASE_BY, base_year=2021, base_value="40",
                    base_agencies=["H14.77"], **LIVE)  # fmt: skip
        issue(self.programme)


@made_once
def begun():
    with clock.frozen(MONDAY):
        return Scene()


@pytest.fixture
def scene(begun):
    with clock.frozen(NOW):
        yield deepcopy(begun)
