"""``motcua sample-assignments``: tasks of the sample province's plan of this year, lived through the same actions."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand

from motcua.kernel import clock
from motcua.kernel.files.store import store_file
from motcua.oversight.assignments.actions import moving
from motcua.oversight.assignments.actions.assigning import give_assignment
from motcua.oversight.assignments.actions.documents import register_document
from motcua.oversight.assignments.actions.moving import Hand
from motcua.oversight.assignments.models import Assignment
from motcua.oversight.assignments.queries.plans import home_of, target_choices
from motcua.oversight.assignments.queries.word import word_of
from motcua.oversight.assignments.rules.drafts import Draft, Home
from motcua.oversight.assignments.rules.entries import Said
from motcua.oversight.assignments.rules.pieces import Paper, Section
from motcua.oversight.assignments.rules.rounds import Periodicity, last_of
from motcua.oversight.reform.public import PlanKind, PlanView, TargetView, plans_of
from motcua.registry.organisation.public import Level, Role, agencies, officers_at, postings_of

WORKS = (
    (
        "0",
        "Lập kế hoạch kiểm tra và kiểm tra cải cách hành chính tại các đơn vị",
        "Kết luận kiểm tra",
    ),
    ("0", "Tổ chức hội nghị đối thoại của lãnh đạo với người dân, doanh nghiệp", "Biên bản đối thoại"),
    ("1", "Rà soát, hệ thống hoá văn bản quy phạm pháp luật của ngành", "Báo cáo kết quả rà soát"),
    ("1", "Theo dõi tình hình thi hành pháp luật lĩnh vực trọng tâm", "Báo cáo theo dõi thi hành pháp luật"),
    ("2", "Công bố kịp thời thủ tục hành chính sửa đổi, bãi bỏ thuộc phạm vi quản lý", "Quyết định công bố"),
    (
        "2",
        "Tái cấu trúc quy trình để cung cấp dịch vụ công trực tuyến toàn trình",
        "Danh mục đã tái cấu trúc",
    ),
    ("3", "Rà soát chức năng, nhiệm vụ của các phòng chuyên môn, khắc phục chồng chéo", "Đề án sắp xếp"),
    ("4", "Cập nhật bản mô tả vị trí việc làm theo quy định mới", "Đề án vị trí việc làm"),
    ("4", "Bồi dưỡng kỹ năng số cho cán bộ tiếp nhận hồ sơ", "Danh sách người đã bồi dưỡng"),
    ("5", "Công khai dự toán và quyết toán ngân sách đúng hạn", "Thông báo công khai"),
    ("6", "Số hoá kết quả giải quyết thủ tục hành chính còn hiệu lực", "Biên bản nghiệm thu dữ liệu"),
    ("6", "Lập hồ sơ công việc điện tử cho toàn bộ văn bản đến", "Báo cáo tỷ lệ hồ sơ điện tử"),
)
UNITS, FIRST_DAY, DECISION = 6, 12, "41/QĐ-UBND"


class Command(BaseCommand):
    """Tasks of every fate; run again it writes nothing."""

    help = "Nạp nhiệm vụ mẫu của kế hoạch cải cách năm nay ở tỉnh mẫu; chạy lại không ghi thêm gì."

    def handle(self, *_: Any, **__: Any) -> None:
        now = clock.now()
        year = clock.local(now).year
        province = next(iter(agencies(Level.PROVINCE)), None)
        plans = plans_of(year=year, agency=province.code, kind=PlanKind.PLAN) if province else []
        if province is None or not plans:
            self.stdout.write("Chưa có kế hoạch mẫu của tỉnh.")
            return
        if Assignment.objects.filter(plan_code=plans[0].code).exists():
            self.stdout.write("Nhiệm vụ mẫu đã có.")
            return
        giver = next((one.username for one in officers_at(province.code, role=Role.CONTROLLER)), "sample")
        made = _give(plans[0], giver, at=clock.at(date(year, 1, FIRST_DAY), 9), now=now)
        self.stdout.write(f"{made} nhiệm vụ mẫu")


def _give(plan: PlanView, giver: str, *, at: datetime, now: datetime) -> int:
    own = {one.agency_code for one in postings_of(giver)}
    departments = [one.code for one in agencies(Level.DEPARTMENT) if one.code not in own][:UNITS]
    leads = [*departments, *(one.code for one in agencies(Level.COMMUNE)[:2])]
    document = register_document(
        plan.agency_code, number="03/CT-UBND", issued_on=at.date(), issuer="Chủ tịch Ủy ban nhân dân tỉnh",
        abstract="Đẩy mạnh cải cách hành chính, lấy người dân làm trung tâm phục vụ", officer=giver, at=at,
    )  # fmt: skip
    home, targets, number = home_of(plan), target_choices(plan), 0
    for turn, lead in enumerate(leads):
        for area, content, product in WORKS[turn % 3 :: 3]:
            row = give_assignment(
                _draft(number, (area, f"{content} (phần {turn + 1})", product), lead, targets, document.pk, home),
                home=home, officer=giver, at=at,
            )  # fmt: skip
            _live(row, number, giver, at=at, now=now)
            number += 1
    return number


def _draft(
    number: int, work: tuple[str, str, str], lead: str, targets: Sequence[TargetView], document: int, home: Home
) -> Draft:
    area, content, product = work
    serving = [target.code for target in targets if target.area == area] or [target.code for target in targets]
    month = 3 + number * 3 % 10
    return Draft(
        area=area, content=content, product=product, lead_code=lead, ends_on=last_of(home.years[0], month),
        periodicity=Periodicity.QUARTERLY if not (number + 1) % 11 else Periodicity.ONCE, is_priority=number % 7 == 0,
        target_code=serving[number % len(serving)] if serving else "", document=document if number % 3 == 0 else None,
    )  # fmt: skip


def _live(row: Assignment, number: int, giver: str, *, at: datetime, now: datetime) -> None:
    """Some are done in time, some late, some only begun, one in nine was put off, one in thirteen stopped."""
    lead = next((one.username for one in officers_at(row.lead_code, role=Role.LEADER)), f"sample.{row.lead_code}")
    moment = at + timedelta(days=2)
    if not (number + 1) % 8:
        return
    row = moving.accept_assignment(row, hand=Hand(lead, 1), at=moment)
    if not (number + 1) % 13:
        decided = Said(note="Chờ luật mới có hiệu lực", document_number=DECISION, document_on=moment.date())
        moving.suspend_assignment(row, said=decided, hand=Hand(giver, 2), at=moment + timedelta(days=9))
        return
    said = Said(note="Đã phân công, đang tổng hợp số liệu của các phòng", percent=20 + number * 7 % 70)
    row = moving.report_progress(row, said=said, hand=Hand(lead, 2), at=moment + timedelta(days=20))
    if not (number + 1) % 9:
        later = Said(note="Chờ hướng dẫn", document_number=DECISION, document_on=moment.date(),
                     new_due_on=row.due_on + timedelta(days=45))  # fmt: skip
        row = moving.adjust_deadline(row, said=later, hand=Hand(giver, 3), at=moment + timedelta(days=21))
    _finish(row, number, (lead, giver), now)


def _finish(row: Assignment, number: int, people: tuple[str, str], now: datetime) -> None:
    lead, giver = people
    days = 9 if not (number + 1) % 6 else -4
    at = clock.at(row.due_on + timedelta(days=days), 10)
    if at > now or not (number + 7) % 10:
        return
    product = Section("", lines=[])
    product.say(f"{row.product}: {row.content}.")
    content = word_of(Paper("", row.lead_code, "", "SẢN PHẨM", row.product, [product], None))
    stored = store_file(content, name=f"san-pham-{row.number}.docx", at=at)
    seen = row.entries.count()
    row = moving.submit_product(row, said=Said(), file=stored, hand=Hand(lead, seen), at=at)
    if at + timedelta(days=1) < now and (number + 8) % 12:
        moving.accept_product(row, said=Said(), hand=Hand(giver, seen + 1), at=at + timedelta(days=1))
