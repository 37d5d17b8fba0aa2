"""What the slips say (forms 01–06 of Circular 03/2025/TT-VPCP, Appendix I), as plain values for the printer.

Slips are in Vietnamese whatever language the reader has chosen: they are official papers.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings  # house: settings-in-domain - the address is the home's
from django.urls import reverse

from motcua.casework.dossiers.models import Dossier, Handover, Party, Reason, Slip, Supplement
from motcua.casework.dossiers.rules.side_lives import CHANNEL_LABELS, METHOD_LABELS, Channel, DeliveryMethod
from motcua.kernel import clock, money
from motcua.kernel.events.models import EventRecord
from motcua.kernel.printing.qr import qr_svg
from motcua.kernel.ui.wording import phone
from motcua.registry.organisation.public import AgencyView, agency, agency_names
from motcua.registry.people.public import account_names
from motcua.registry.places.public import place as place_of

TEMPLATE = "dossiers/print/slip.typ"
MOMENT = "{0:%H} giờ {0:%M} phút, ngày {0:%d/%m/%Y}"
_UPPER = {"province": "", "department": "Ủy ban nhân dân tỉnh", "commune": "Ủy ban nhân dân tỉnh"}


@dataclass
class SlipPage:
    """One sheet: a head, a title, numbered or plain lines, a table, closing lines and signatures."""

    form: str
    title: str
    agency: str
    above: str
    place: str
    day: str
    code: str
    link: str
    intro: str = ""
    lines: list[tuple[str, str]] = field(default_factory=list)
    table_head: list[str] = field(default_factory=list)
    table: list[list[str]] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    left: str = ""
    right: str = ""
    left_name: str = ""
    right_name: str = ""


def slip_data(dossier: Dossier, form: str, *, event_key: UUID) -> dict[str, object]:
    """The values of one slip; `event_key` is the fact it certifies."""
    event = EventRecord.objects.get(key=event_key)
    code = dossier.agency_code if form in _BY_COMPETENT else dossier.receiving_agency_code
    printed = agency(code, on=clock.local(event.at).date())
    page = SlipPage(
        form=form,
        title=str(Slip.Form(form).label),
        agency=printed.name if printed else code,
        above=_UPPER.get(printed.level, "") if printed else "",
        place=_place_of(printed) if printed else "",
        day="ngày {0:%d} tháng {0:%m} năm {0:%Y}".format(clock.local(event.at)),
        code=dossier.code,
        link=public_link(dossier.code),
    )
    _FILL[Slip.Form(form)](page, dossier, event)
    names = account_names([event.actor])
    page.right_name = page.right_name or names.get(event.actor, "")
    return {**asdict(page), "qr": qr_svg(page.link).decode()}


def public_link(code: str) -> str:
    """Where the QR code leads: the look-up page with masked names."""
    return f"{settings.PUBLIC_URL}{reverse('dossiers:lookup-code', args=[code])}"


def _place_of(printed: AgencyView) -> str:
    """Where a paper is made: the name of the ward or province, without its kind."""
    place = place_of(printed.place_code)
    return place.name if place else ""


def in_words(at: datetime | None) -> str:
    """«08 giờ 30 phút, ngày 23/11/2026»."""
    return MOMENT.format(clock.local(at)) if at else "không quy định"


def _people(dossier: Dossier) -> tuple[Party, Party]:
    by_role = {party.role: party for party in dossier.parties.all()}
    return by_role["owner"], by_role["submitter"]


def _of_person(party: Party) -> list[tuple[str, str]]:
    known = [
        ("Địa chỉ", party.address),
        ("Số điện thoại", phone(party.phone)),
        ("Thư điện tử", party.email),
        ("Số giấy tờ", party.identity_number),
    ]
    return [(label, value) for label, value in known if value]


def _receipt(page: SlipPage, dossier: Dossier, _event: EventRecord) -> None:
    owner, submitter = _people(dossier)
    names = agency_names([dossier.agency_code])
    page.intro = f"{page.agency} – Bộ phận Một cửa đã tiếp nhận hồ sơ của:"
    page.lines = [
        ("Người nộp hồ sơ", f"{submitter.full_name} ({CHANNEL_LABELS[Channel(dossier.channel)].lower()})"),
        *_of_person(submitter),
        ("Chủ hồ sơ", owner.full_name),
        ("Nội dung yêu cầu giải quyết", dossier.procedure_name),
        ("Cơ quan giải quyết", names.get(dossier.agency_code, "")),
        ("Vào sổ theo dõi", f"số {dossier.register_number}, năm {dossier.register_year}"),
    ]
    page.table_head = ["TT", "Tên giấy tờ", "Bản chính", "Bản sao", "Bản điện tử"]
    page.table = _papers(dossier)
    page.closing = [
        "Số lượng hồ sơ: 01 bộ.",
        f"Thời gian nhận hồ sơ: {in_words(dossier.accepted_at)}.",
        f"Thời gian hẹn trả kết quả: {in_words(dossier.due_at)}.",
        f"Đăng ký nhận kết quả: {METHOD_LABELS[DeliveryMethod(dossier.delivery_method)].lower()}.",
        f"Tra cứu tình trạng hồ sơ: quét mã QR hoặc mở {page.link}",
    ]
    if dossier.fee_amount:
        page.closing.insert(4, f"Phí, lệ phí: {money.dong(dossier.fee_amount)} ({money.in_words(dossier.fee_amount)}).")
    page.left, page.right, page.left_name = "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ", submitter.full_name


def _acknowledgement(page: SlipPage, dossier: Dossier, event: EventRecord) -> None:
    _owner, submitter = _people(dossier)
    page.intro = "Hệ thống đã nhận hồ sơ nộp trực tuyến sau đây. Đây chưa phải giấy tiếp nhận hồ sơ và hẹn trả kết quả."
    page.lines = [
        ("Người nộp hồ sơ", submitter.full_name),
        ("Nội dung yêu cầu giải quyết", dossier.procedure_name),
        ("Thời gian nhận", in_words(event.at)),
        ("Nơi nhận", page.agency),
    ]
    page.table_head = ["TT", "Tên giấy tờ", "Bản chính", "Bản sao", "Bản điện tử"]
    page.table = _papers(dossier)
    page.closing = [f"Tra cứu: {page.link}"]
    page.right, page.right_name = "HỆ THỐNG MỘT CỬA", "tự động"


def _supplement(page: SlipPage, dossier: Dossier, event: EventRecord) -> None:
    owner, submitter = _people(dossier)
    asked = Supplement.objects.prefetch_related("defects").get(dossier=dossier, number=event.payload["number"])
    page.intro = f"Hồ sơ của {owner.full_name} về «{dossier.procedure_name}» cần bổ sung, hoàn thiện:"
    page.table_head = ["TT", "Giấy tờ, nội dung phải bổ sung"]
    page.table = [[str(at), defect.text] for at, defect in enumerate(asked.defects.all(), start=1)]
    page.closing = [f"Lý do, căn cứ: {asked.reason}"]
    if asked.answer_due_on:
        page.closing.append(f"Đề nghị bổ sung trước ngày {asked.answer_due_on:%d/%m/%Y}.")
    page.closing.append(f"Bổ sung trực tuyến hoặc tại nơi tiếp nhận. Tra cứu: {page.link}")
    page.left, page.right, page.left_name = "NGƯỜI NỘP HỒ SƠ", "NGƯỜI HƯỚNG DẪN", submitter.full_name


def _reasoned(intro: str, label: str, right: str) -> Callable[[SlipPage, Dossier, EventRecord], None]:
    def fill(page: SlipPage, dossier: Dossier, event: EventRecord) -> None:
        owner, submitter = _people(dossier)
        reason = Reason.objects.filter(event_key=event.key).first()
        page.intro = intro
        page.lines = [
            ("Chủ hồ sơ", owner.full_name),
            *_of_person(submitter),
            ("Nội dung yêu cầu giải quyết", dossier.procedure_name),
            *([("Thời gian nhận", in_words(dossier.accepted_at))] if dossier.accepted_at else []),
            *([("Ngày hẹn trả theo quy định", in_words(dossier.due_at))] if dossier.due_at else []),
            *([("Ngày hẹn trả mới", in_words(dossier.appointed_at))] if page.form == Slip.Form.APOLOGY else []),
            (label, reason.text if reason else ""),
        ]
        page.closing = [f"Tra cứu: {page.link}"]
        page.left, page.right, page.left_name = "NGƯỜI NỘP HỒ SƠ", right, submitter.full_name

    return fill


def _control(page: SlipPage, dossier: Dossier, _event: EventRecord) -> None:
    handovers: Sequence[Handover] = list(dossier.handovers.all())
    codes = {code for one in handovers for code in (one.from_agency_code, one.to_agency_code) if code}
    names, people = agency_names(codes), account_names({one.given_by for one in handovers})
    page.intro = f"Theo dõi việc giao, nhận hồ sơ «{dossier.procedure_name}» giữa các bộ phận."
    page.lines = [("Ngày nhận", in_words(dossier.accepted_at)), ("Ngày hẹn trả", in_words(dossier.due_at))]
    page.table_head = ["TT", "Bên giao", "Bên nhận", "Thời điểm", "Việc"]
    page.table = [
        [
            str(at),
            f"{names.get(one.from_agency_code, '')} – {people.get(one.given_by, one.given_by)}",
            names.get(one.to_agency_code, "") or one.taken_by,
            in_words(one.at),
            str(one.get_kind_display()),
        ]
        for at, one in enumerate(handovers, start=1)
    ]
    page.left, page.right = "BÊN GIAO", "BÊN NHẬN"


def _papers(dossier: Dossier) -> list[list[str]]:
    given = dossier.papers.prefetch_related("files")
    rows = [(paper, len(paper.files.all())) for paper in given]
    kept = [(paper, count) for paper, count in rows if paper.originals or paper.copies or count]
    return [
        [str(at), paper.name, str(paper.originals or ""), str(paper.copies or ""), str(count or "")]
        for at, (paper, count) in enumerate(kept, start=1)
    ]


_BY_COMPETENT = frozenset({Slip.Form.APOLOGY, Slip.Form.STOP, Slip.Form.CONTROL})
_FILL: dict[str, Callable[[SlipPage, Dossier, EventRecord], None]] = {
    Slip.Form.ACKNOWLEDGEMENT: _acknowledgement,
    Slip.Form.RECEIPT: _receipt,
    Slip.Form.SUPPLEMENT: _supplement,
    Slip.Form.REFUSAL: _reasoned("Hồ sơ sau đây không được tiếp nhận giải quyết:", "Lý do từ chối", "NGƯỜI TIẾP NHẬN"),
    Slip.Form.APOLOGY: _reasoned(
        "Hồ sơ sau đây chưa giải quyết xong đúng hẹn. Cơ quan xin lỗi ông/bà và đề nghị gia hạn thời gian giải quyết:",
        "Lý do chậm",
        "THỦ TRƯỞNG CƠ QUAN",
    ),
    Slip.Form.STOP: _reasoned("Cơ quan dừng giải quyết hồ sơ sau đây:", "Lý do dừng", "THỦ TRƯỞNG CƠ QUAN"),
    Slip.Form.CONTROL: _control,
}
