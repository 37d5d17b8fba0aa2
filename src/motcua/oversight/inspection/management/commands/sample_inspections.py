"""``motcua sample-inspections``: inspections of the sample province, made by the same actions as anybody's."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.management.base import BaseCommand

from motcua.kernel import clock
from motcua.oversight.inspection.actions.loading import load_checklists
from motcua.oversight.inspection.actions.planning import Draft, draft_plan, issue_plan
from motcua.oversight.inspection.actions.remedying import Seen, ask_remedy, record_finding
from motcua.oversight.inspection.actions.sampling import Said, Wish, draw_sample, judge_dossier
from motcua.oversight.inspection.actions.visiting import Visit, move_inspection, open_inspection
from motcua.oversight.inspection.errors import NothingToSample
from motcua.oversight.inspection.models import Checklist, Inspection, InspectionPlan
from motcua.oversight.inspection.queries.frames import frame_of
from motcua.oversight.inspection.queries.units import units_below
from motcua.oversight.inspection.rules.life import Move, State
from motcua.oversight.inspection.rules.words import Mode, Severity, Standing, Strata, Verdict
from motcua.registry.organisation.public import Level, Role, agencies, officers_at
from motcua.registry.people.public import Account

DAYS_AGO = (45, 7, 0)
LATENESS = 3
"""The item on being in time, in our own checklist."""
MODES = (Mode.REMOTE, Mode.REMOTE, Mode.ON_SITE)


class Command(BaseCommand):
    """One concluded with remedies, one under way, one announced; run again it leaves all as it is."""

    help = "Nạp vài cuộc kiểm tra cải cách hành chính cho tỉnh mẫu; chạy lại không ghi thêm gì."

    def handle(self, *_: Any, **__: Any) -> None:
        load_checklists()
        now = clock.now()
        province = next(iter(agencies(Level.PROVINCE)), None)
        officer = next(iter(officers_at(province.code, role=Role.CONTROLLER)), None) if province else None
        if province is None or officer is None:
            self.stdout.write("Chưa có tỉnh mẫu.")
            return
        communes = [unit.code for unit in units_below(province.code, on=clock.today()) if unit.level == Level.COMMUNE]
        plan = _plan(province.code, communes, officer=officer.username, at=now)
        user = Account.objects.get(username=officer.username)
        for code, days, mode in zip(communes, DAYS_AGO, MODES, strict=False):
            _inspect(plan, code, mode, user=user, at=now - timedelta(days=days))
        self.stdout.write(f"{Inspection.objects.count()} cuộc kiểm tra")


def _key(*words: object) -> UUID:
    """The same at every run, so that nothing is made twice."""
    return uuid5(NAMESPACE_URL, ":".join(["sample-inspection", *map(str, words)]))


def _plan(agency: str, communes: Sequence[str], *, officer: str, at: datetime) -> InspectionPlan:
    year = clock.local(at).year
    known = InspectionPlan.objects.filter(key=_key(agency, year)).first()
    plan = known or draft_plan(
        agency,
        Draft(
            year=year,
            number="18/KH-UBND",
            signed_on=date(year, 1, 20),
            title=f"Kế hoạch kiểm tra cải cách hành chính năm {year}",
            agencies={code: 2 + number for number, code in enumerate(communes[:10])},
        ),
        key=_key(agency, year),
        officer=officer,
        at=at,
    )
    return plan if plan.issued_at else issue_plan(plan, officer=officer, at=at)


def _inspect(plan: InspectionPlan, code: str, mode: Mode, *, user: Account, at: datetime) -> None:
    day = clock.local(at).date()
    visit = Visit(
        inspected_code=code,
        mode=mode,
        checklist=Checklist.objects.on(day).get(code="mot-cua-tu-xa"),
        first_on=date(day.year, 1, 1),
        last_on=day,
        visit_on=day,
        head=user.get_username(),
        members=(),
    )
    officer = user.get_username()
    inspection = open_inspection(plan, visit, key=_key(plan.key, code), officer=officer, at=at)
    if inspection.life is not State.PREPARED:
        return
    inspection = move_inspection(inspection, Move.ANNOUNCE, officer=officer, at=at)
    if mode is Mode.REMOTE:
        inspection = move_inspection(inspection, Move.BEGIN, officer=officer, at=at)
        _look(inspection, user, is_whole=code == min(plan.agencies.values_list("agency_code", flat=True)), at=at)


def _look(inspection: Inspection, user: Account, *, is_whole: bool, at: datetime) -> None:
    """Draw, judge by what the clock says, find, ask; up to the conclusion where `is_whole`."""
    officer = user.get_username()
    try:
        frame = frame_of(user, inspection, Strata.STANDING, at=at)
    except NothingToSample:
        return
    draw = draw_sample(inspection, frame, Wish("18-KH-UBND", 12, Strata.STANDING), officer=officer, at=at)
    if not is_whole:
        return
    items = list(inspection.checklist.items.filter(is_per_dossier=True))
    late = {Standing.LATE, Standing.OVERDUE}
    for one in draw.dossiers.all():
        is_bad = one.stratum in late
        verdicts = {item.pk: Verdict.NOT_MET if is_bad and item.number == LATENESS else Verdict.MET for item in items}
        said = {pk: Said(verdict, "") for pk, verdict in verdicts.items()}
        judge_dossier(one, said, officer=officer, at=at)
    finding = record_finding(
        inspection,
        Seen(
            "Có hồ sơ trong mẫu quá hạn mà chưa xin lỗi, hẹn lại trước khi hết hạn",
            area="2",
            severity=Severity.MAJOR,
            law="Thông tư 03/2025/TT-VPCP, Phụ lục I, mẫu số 04",
            item=next(item for item in items if item.number == LATENESS),
        ),
        key=_key(inspection.key, "finding"),
        officer=officer,
        at=at,
    )
    for text, days in (("Xin lỗi, hẹn lại từng hồ sơ quá hạn", 30), ("Phân công người theo dõi hạn hằng ngày", 60)):
        due_on = clock.local(at).date() + timedelta(days=days)
        ask_remedy(finding, text, key=_key(inspection.key, days), due_on=due_on, officer=officer, at=at)
    move_inspection(inspection, Move.WRITE_MINUTES, officer=officer, at=at, words="Đơn vị phối hợp tốt.")
    words = "Đơn vị tiếp nhận, giải quyết hồ sơ cơ bản đúng quy trình; cần chấn chỉnh việc xin lỗi khi trễ hạn."
    move_inspection(inspection, Move.CONCLUDE, officer=officer, at=at, words=words)
