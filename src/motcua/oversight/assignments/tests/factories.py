"""A province with a reform office, departments and communes, and tasks among them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.casework.dossiers.tests.factories import BORN, DAY_ONE, make_officer
from motcua.kernel import clock
from motcua.kernel.files.models import StoredFile
from motcua.kernel.files.store import store_file
from motcua.oversight.assignments.actions.assigning import give_assignment
from motcua.oversight.assignments.actions.moving import (
    Hand,
    accept_assignment,
    accept_product,
    adjust_deadline,
    change_lead,
    report_progress,
    resume_assignment,
    send_back_product,
    submit_product,
    suspend_assignment,
)
from motcua.oversight.assignments.models import Assignment
from motcua.oversight.assignments.rules.drafts import Draft, Home
from motcua.oversight.assignments.rules.entries import Said
from motcua.oversight.assignments.rules.life import Move
from motcua.registry.organisation.public import Role, open_agency
from motcua.registry.people.public import Account

PROVINCE, OFFICE, DEPARTMENT, COMMUNE = "H14", "H14.03", "H14.05", "H14.31"
MARCH = clock.at(date(2026, 3, 2), 9)
JUNE = date(2026, 6, 30)
PLAN = "KH-2026-H14"
HOME = Home(PLAN, PROVINCE, (2026, 2026), is_issued=True)
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Office:
    """Who gives, who does, who helps, who has nothing to do with it."""

    giver: Account
    lead: Account
    helper: Account
    stranger: Account


def make_office() -> Office:
    """Four agencies, an officer in each."""
    for code, name, level in (
        (PROVINCE, "Ủy ban nhân dân tỉnh Cao Bằng", "province"),
        (OFFICE, "Sở Nội vụ", "department"),
        (DEPARTMENT, "Sở Tư pháp", "department"),
        (COMMUNE, "Ủy ban nhân dân xã Lý Quốc", "commune"),
        ("H14.32", "Ủy ban nhân dân xã Hạ Lang", "commune"),
    ):
        open_agency(code=code, name=name, short_name=name.replace("Ủy ban nhân dân", "UBND"), level=level,
                    place_code="", valid_from=DAY_ONE, actor="test", at=BORN)  # fmt: skip
    return Office(
        make_officer("cai.cach", "Lục Thị Giao", PROVINCE, Role.CONTROLLER),
        make_officer("tu.phap", "Hoàng Văn Chủ", DEPARTMENT, Role.HEAD),
        make_officer("noi.vu", "Nông Thị Phối", OFFICE, Role.LEADER),
        make_officer("nguoi.la", "Bế Văn Lạ", "H14.32", Role.LEADER, Role.HEAD),
    )


def draft(number: int = 1, **changes: object) -> Draft:
    """A task for the department."""
    made: dict[str, object] = {
        "area": "1",
        "content": f"Rà soát nhóm văn bản thứ {number}",
        "product": "Báo cáo kết quả rà soát",
        "lead_code": DEPARTMENT,
        "co_codes": (OFFICE,),
        "ends_on": JUNE,
        "target_code": f"{PLAN}.01",
        **changes,
    }
    return Draft(**made)  # type: ignore[arg-type]


def make_assignment(number: int = 1, *, home: Home = HOME, at: datetime = MARCH, **changes: object) -> Assignment:
    """One that was given."""
    return give_assignment(draft(number, **changes), home=home, officer="cai.cach", at=at)


def make_file(at: datetime = MARCH) -> StoredFile:
    """A product."""
    return store_file(PDF, name="san-pham.pdf", at=at)


WORDS = {
    Move.REPORT: Said(note="Đã xong một nửa", percent=50),
    Move.SUBMIT: Said(),
    Move.SEND_BACK: Said(note="Thiếu phụ lục"),
    Move.SUSPEND: Said(note="Chờ luật mới", document_number="12/QĐ-UBND", document_on=DAY_ONE),
}
OTHERS = {
    Move.REPORT: report_progress,
    Move.ACCEPT_PRODUCT: accept_product,
    Move.SEND_BACK: send_back_product,
    Move.SUSPEND: suspend_assignment,
    Move.RESUME: resume_assignment,
    Move.ADJUST: adjust_deadline,
    Move.REASSIGN: change_lead,
}


def make_move(row: Assignment, move: Move, *, at: datetime, due_on: date | None = None) -> Assignment:
    """A move by whoever may make it, with all it needs."""
    seen = row.entries.count()
    if move is Move.ACCEPT:
        return accept_assignment(row, hand=Hand("tu.phap", seen), at=at)
    if move is Move.SUBMIT:
        return submit_product(row, said=WORDS[move], file=make_file(at), hand=Hand("tu.phap", seen), at=at)
    said = WORDS.get(move, Said())
    if move is Move.ADJUST:
        said = Said(note="Theo tiến độ", document_number="15/QĐ-UBND", document_on=DAY_ONE, new_due_on=due_on)
    if move is Move.REASSIGN:
        said = Said(note="Đúng địa bàn hơn", new_lead="H14.32" if row.lead_code == COMMUNE else COMMUNE)
    who = "tu.phap" if move is Move.REPORT else "cai.cach"
    return OTHERS[move](row, said=said, hand=Hand(who, seen), at=at)


def done(row: Assignment, *, at: datetime) -> Assignment:
    """Accepted, handed in and judged in one day."""
    for move in (Move.ACCEPT, Move.SUBMIT, Move.ACCEPT_PRODUCT):
        row = make_move(row, move, at=at)
    return row
