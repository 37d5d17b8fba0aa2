"""A commune and a department, the cast of five, one procedure: the least in which a dossier can live."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

from motcua.capabilities.workflow.public import publish_process
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.public import (
    Application,
    Channel,
    DeliveryMethod,
    PaperInput,
    PartyInput,
    ResultInput,
    everyone,
    submit_dossier,
)
from motcua.kernel import clock
from motcua.kernel.files.models import StoredFile
from motcua.kernel.files.store import store_file
from motcua.registry.catalogue.public import (
    CaseView,
    ChannelView,
    FeeView,
    PaperView,
    ProcedureDraft,
    ProcedureView,
    ResultView,
    offer_procedure,
    publish_procedure,
)
from motcua.registry.organisation.public import Role, open_agency, post_officer
from motcua.registry.people.public import Account, open_citizen_account, open_officer_account
from motcua.registry.worktime.public import load_calendar

DAY_ONE = date(2026, 1, 1)
BORN = clock.at(DAY_ONE, 8)
MONDAY = clock.at(date(2026, 3, 2), 8)
COMMUNE, DEPARTMENT, ELSEWHERE = "H14.31", "H14.05", "H14.32"
PASSWORD = "mot-cua-thu-nghiem"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
DEFAULT_PROCESS = Path(__file__).parent.parent / "processes" / "default.bpmn"


@dataclass(frozen=True)
class Cast:
    """Citizen, receiver, specialist, leader (who also heads the unit), and a stranger of another agency."""

    citizen: Account
    receiver: Account
    specialist: Account
    leader: Account
    stranger: Account
    procedure: ProcedureView


def make_cast() -> Cast:
    """Everything that a dossier needs around it."""
    load_calendar(actor="test", at=BORN)
    for code, name, level in (
        (COMMUNE, "Ủy ban nhân dân xã Lý Quốc", "commune"),
        (ELSEWHERE, "Ủy ban nhân dân xã Hạ Lang", "commune"),
        (DEPARTMENT, "Sở Tư pháp", "department"),
    ):
        open_agency(code=code, name=name, short_name=name.removeprefix("Ủy ban nhân dân "), level=level,
                    place_code="", valid_from=DAY_ONE, actor="test", at=BORN)  # fmt: skip
    receiver = make_officer("tiep.nhan", "Hoàng Thị Nhận", COMMUNE, Role.RECEIVER)
    specialist = make_officer("chuyen.vien", "Nông Văn Thụ", COMMUNE, Role.SPECIALIST)
    leader = make_officer("lanh.dao", "Lê Thị Ký", COMMUNE, Role.LEADER, Role.HEAD)
    stranger = make_officer("nguoi.la", "Bế Văn Lạ", ELSEWHERE, Role.RECEIVER, Role.SPECIALIST, Role.HEAD, Role.LEADER)
    citizen = open_citizen_account(
        identity_number="004190000123", full_name="Triệu Thị Mai", password=PASSWORD, email="mai@vidu.vn", at=BORN
    )
    publish_process("default", DEFAULT_PROCESS.read_text(encoding="utf-8"), valid_from=DAY_ONE, actor="test", at=BORN)
    return Cast(citizen, receiver, specialist, leader, stranger, make_procedure())


def make_officer(username: str, full_name: str, agency_code: str, *roles: Role) -> Account:
    """An officer with postings."""
    account = open_officer_account(username=username, full_name=full_name, password=PASSWORD, at=BORN)
    for role in roles:
        post_officer(username=username, agency_code=agency_code, role=role, valid_from=DAY_ONE, actor="test", at=BORN)
    return account


def make_procedure(code: str = "1.001193", *, days: int = 3, fee: int = 0, agency: str = COMMUNE) -> ProcedureView:
    """A procedure of two papers, one of them required, offered by one agency."""
    fees = (FeeView("Lệ phí", fee, f"{fee} đồng"),)
    allowance = (Decimal(days), "working_day")
    ways = [ChannelView(kind, allowance, f"{days} ngày làm việc", fees) for kind in ("online", "counter")]
    published = publish_procedure(
        ProcedureDraft(
            code=code,
            name="Đăng ký khai sinh",
            valid_from=DAY_ONE,
            field_name="Hộ tịch",
            channels=tuple(ways),
            cases=(
                CaseView(0, "", (
                    PaperView(0, "TK", "Tờ khai đăng ký khai sinh", 1, 0, is_required=True),
                    PaperView(0, "GCS", "Giấy chứng sinh", 1, 0, is_required=False),
                )),
            ),
            results=(ResultView("Giấy khai sinh", "KQ.1"),),
        ),
        actor="test",
        at=BORN,
    )  # fmt: skip
    offer_procedure(code, agency, DAY_ONE, actor="test", at=BORN)
    return published


def make_application(cast: Cast, *, channel: Channel = Channel.ONLINE, **changes: object) -> Application:
    """What the citizen hands in."""
    owner = PartyInput(role="owner", full_name="Triệu Thị Mai", email="mai@vidu.vn", username=cast.citizen.username)
    papers = cast.procedure.cases[0].papers
    file = make_file()
    given = {
        "submission_key": uuid4(),
        "procedure_version": cast.procedure.version_id,
        "receiving_agency_code": COMMUNE,
        "agency_code": COMMUNE,
        "channel": channel,
        "parties": everyone(owner, None, None),
        "papers": (
            PaperInput(name=papers[0].name, code=papers[0].code, originals=1, files=(file.id,)),
            PaperInput(name=papers[1].name, code=papers[1].code, is_required=False),
        ),
        "delivery_method": DeliveryMethod.COUNTER,
    }
    return Application(**{**given, **changes})


def make_dossier(cast: Cast, *, at: datetime = MONDAY, **changes: object) -> Dossier:
    """A dossier just submitted online."""
    return submit_dossier(make_application(cast, **changes), actor=cast.citizen.username, at=at)


def make_file(content: bytes = PDF, name: str = "to-khai.pdf") -> StoredFile:
    """A small stored PDF."""
    return store_file(content, name=name, at=BORN)


def make_result(**changes: object) -> ResultInput:
    """What the specialist proposes."""
    return ResultInput(**{"title": "Giấy khai sinh", "file": make_file(PDF, "ket-qua.pdf").id, **changes})
