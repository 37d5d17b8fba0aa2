"""One task: where it stands, what happened, what comes next – and the moves as forms."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import FORBIDDEN, may_at, needs
from motcua.kernel.errors import DomainError, InvalidInput, NotAllowed
from motcua.kernel.files.store import download, store_file
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.pieces import TimelineEntry
from motcua.kernel.ui.typed import line_of
from motcua.kernel.ui.wording import read_day, translated
from motcua.oversight.assignments.actions import moving
from motcua.oversight.assignments.actions.moving import Hand
from motcua.oversight.assignments.errors import FaultyEntry
from motcua.oversight.assignments.models import Assignment, Entry
from motcua.oversight.assignments.permissions import APPRAISE, ASSIGN, CARRY_OUT, SEE
from motcua.oversight.assignments.queries.funnels import assignment_for, file_of, may_make, moves_of
from motcua.oversight.assignments.queries.plans import area_labels, lead_choices, plan_titles
from motcua.oversight.assignments.queries.standings import standing_of
from motcua.oversight.assignments.queries.telling import entries_of, is_unaltered
from motcua.oversight.assignments.rules.entries import Said
from motcua.oversight.assignments.rules.life import SIDES, Move, Side, State, allowed_moves
from motcua.oversight.assignments.rules.rounds import Periodicity, due_days
from motcua.oversight.assignments.rules.standing import TONES
from motcua.oversight.reform.public import targets_of
from motcua.registry.organisation.public import agency_names
from motcua.registry.people.public import officer_names

DETAIL, FORM = "assignments/desk/detail.html", "assignments/desk/move.html"
RIGHTS = {Side.LEAD: CARRY_OUT, Side.SUPERVISOR: APPRAISE, Side.ISSUER: ASSIGN}
PRIMARY = frozenset({Move.ACCEPT, Move.SUBMIT, Move.ACCEPT_PRODUCT, Move.RESUME})
FIELDS = {
    Move.REPORT: ("percent", "note"),
    Move.SUBMIT: ("file", "document_number", "note"),
    Move.ACCEPT_PRODUCT: ("note",),
    Move.SEND_BACK: ("note",),
    Move.SUSPEND: ("document_number", "document_on", "note"),
    Move.RESUME: ("note",),
    Move.ADJUST: ("new_due_on", "document_number", "document_on", "note"),
    Move.REASSIGN: ("new_lead", "document_number", "note"),
}
HINTS = {
    Move.ACCEPT: mark("Từ đây cơ quan bạn chịu trách nhiệm chủ trì việc này."),
    Move.SUBMIT: mark("Ngày nộp quyết định đúng hạn hay trễ hạn; đơn vị giám sát nghiệm thu xong mới là hoàn thành."),
    Move.ACCEPT_PRODUCT: mark("Nhiệm vụ được tính là hoàn thành theo ngày nộp sản phẩm."),
    Move.SEND_BACK: mark("Cơ quan chủ trì làm tiếp và nộp lại; thời hạn không đổi."),
    Move.SUSPEND: mark("Việc dừng theo quyết định, không tính quá hạn trong thời gian dừng."),
    Move.RESUME: mark("Cơ quan chủ trì tiếp nhận lại để làm tiếp."),
    Move.ADJUST: mark("Thời hạn cũ được giữ trong diễn biến cùng với quyết định."),
    Move.REASSIGN: mark("Cơ quan mới tiếp nhận lại từ đầu, thời hạn không đổi; cả hai cơ quan được báo."),
}
_LONGEST_NOTE, _LONGEST_NUMBER = 4000, 60
_TONES = {Move.SEND_BACK: "late", Move.SUSPEND: "waiting", Move.ADJUST: "waiting", Move.SUBMIT: "waiting"}


@needs(SEE)
@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """The task with its life."""
    return answer(request, DETAIL, _page(request.user, assignment_for(request.user, code)))


@needs(SEE)
@require_safe
def file(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """The product or paper of one line."""
    entry = file_of(assignment_for(request.user, code), number)
    assert entry.file is not None
    return download(entry.file, inline="tai" not in request.GET)


@needs(SEE)
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, code: str, move: str) -> HttpResponse:
    """Ask for what a move needs, then make it."""
    if move not in set(Move) - {Move.GIVE}:
        raise Http404
    wanted, row = Move(move), assignment_for(request.user, code)
    if not may_make(request.user, row, wanted):
        raise NotAllowed(FORBIDDEN, permission=RIGHTS[SIDES[wanted]].label)
    if request.method == "GET":
        return answer(request, FORM, _form(request, row, wanted))
    try:
        _make(request, row, wanted, clock.now())
    except InvalidInput as refused:
        return answer(request, FORM, _form(request, row, wanted), refused=refused)
    except DomainError as refused:
        row.refresh_from_db()
        return answer(request, DETAIL, _page(request.user, row), refused=refused)
    return answer(request, FORM, {}, then=row, said=_("Đã ghi: {move}.").format(move=translated(wanted.label)))


def _make(request: HttpRequest, row: Assignment, wanted: Move, at: datetime) -> None:
    hand = Hand(request.user.get_username(), _seen(request))
    if wanted is Move.ACCEPT:
        moving.accept_assignment(row, hand=hand, at=at)
        return
    said = _said(request, wanted)
    if wanted is Move.SUBMIT:
        given = request.FILES.get("file")
        stored = store_file(given, name=given.name or "", at=at) if given else None
        moving.submit_product(row, said=said, file=stored, hand=hand, at=at)
        return
    made = {
        Move.REPORT: moving.report_progress,
        Move.ACCEPT_PRODUCT: moving.accept_product,
        Move.SEND_BACK: moving.send_back_product,
        Move.SUSPEND: moving.suspend_assignment,
        Move.RESUME: moving.resume_assignment,
        Move.ADJUST: moving.adjust_deadline,
        Move.REASSIGN: moving.change_lead,
    }[wanted]
    made(row, said=said, hand=hand, at=at)


def _said(request: HttpRequest, wanted: Move) -> Said:
    posted, fields = request.POST, FIELDS[wanted]
    percent = posted.get("percent", "").strip().rstrip("%").strip()
    return Said(
        note=line_of(posted, "note", longest=_LONGEST_NOTE),
        percent=int(percent) if "percent" in fields and percent.isascii() and percent.isdecimal() else None,
        document_number=line_of(posted, "document_number", longest=_LONGEST_NUMBER),
        document_on=_day(request, "document_on"),
        new_due_on=_day(request, "new_due_on"),
        new_lead=posted.get("new_lead", "")[:35] if "new_lead" in fields else "",
    )


def _day(request: HttpRequest, name: str) -> Any:
    try:
        return read_day(request.POST.get(name, ""))
    except InvalidInput as error:
        raise FaultyEntry(fields={name: error.text}) from None


def _seen(request: HttpRequest) -> int:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else 0  # noqa: PLR2004 - digits


def _form(request: HttpRequest, row: Assignment, wanted: Move) -> dict[str, Any]:
    posted = request.POST
    return {
        "task": row,
        "move": wanted,
        "hint": HINTS.get(wanted, ""),
        "fields": FIELDS.get(wanted, ()),
        "is_allowed": wanted in allowed_moves(row.life),
        "seen": posted.get("seen") or row.entries.count(),
        "posted": posted,
        "due_on": row.due_on,
        "lead": agency_names([row.lead_code]).get(row.lead_code, row.lead_code),
        "lead_choices": lead_choices(row) if wanted is Move.REASSIGN else (),
    }


def _page(user: Any, row: Assignment) -> dict[str, Any]:
    now, entries = clock.now(), entries_of(row)
    known = standing_of(row, at=now)
    codes = {row.lead_code, row.supervisor_code, row.agency_code, *row.co_codes}
    codes |= {code for entry in entries for code in (entry.lead_code, entry.was_lead_code) if code}
    names, who = agency_names(codes), officer_names({entry.username for entry in entries})
    left = (row.due_on - clock.local(now).date()).days
    moves = moves_of(user, row) if entries else []
    return {
        "task": row,
        "standing": known.standing if known else None,
        "tone": TONES[known.standing] if known else "off",
        "names": names,
        "helpers": [names.get(code, code) for code in row.co_codes],
        "plan": plan_titles([row.plan_code]).get(row.plan_code),
        "target": next(iter(targets_of(codes=[row.target_code])), None) if row.target_code else None,
        "area": area_labels().get(row.area, ""),
        "periodicity": Periodicity(row.periodicity).label,
        "rounds": due_days(Periodicity(row.periodicity), row.starts_on, row.ends_on),
        "entries": [_told(row, entry, names, who) for entry in reversed(entries)],
        "percent": next((entry.percent for entry in reversed(entries) if entry.percent is not None), None),
        "is_unaltered": is_unaltered(row, entries),
        "seen": entries[-1].number if entries else 0,
        "moves": moves,
        "may_edit": row.life is State.PREPARED and may_at(user, ASSIGN, row.agency_code),
        "primary": next((one for one in moves if one in PRIMARY), None),
        "waits_for": _waits_for(row, names),
        "left": left,
        "late_days": -left,
    }


def _waits_for(row: Assignment, names: dict[str, str]) -> str:
    """Whose turn it is, for whom it is not his own."""
    for one in allowed_moves(row.life):
        if SIDES[one] is not Side.ISSUER or one is Move.RESUME:
            code = {Side.LEAD: row.lead_code, Side.SUPERVISOR: row.supervisor_code}.get(SIDES[one], row.agency_code)
            return names.get(code, code)
    return ""


def _told(row: Assignment, entry: Entry, names: dict[str, str], who: dict[str, str]) -> TimelineEntry:
    said = Move(entry.move)
    parts = [f"{entry.note.rstrip('. ')}." if entry.note else ""]
    if entry.percent is not None:
        parts.insert(0, _("Tiến độ {percent} %.").format(percent=entry.percent))
    if entry.document_number:
        parts.append(_("Văn bản số {number}.").format(number=entry.document_number))
    if said is Move.ADJUST:
        parts.append(_("Thời hạn cũ {old}, mới {new}.").format(
            old=f"{entry.was_due_on:%d/%m/%Y}", new=f"{entry.due_on:%d/%m/%Y}"))  # fmt: skip
    if said is Move.REASSIGN:
        old, new = (names.get(code, code) for code in (entry.was_lead_code, entry.lead_code))
        parts.append(_("Trước: {old}. Nay: {new}.").format(old=old, new=new))
    parts.append(_("Mã băm {digest}.").format(digest=entry.digest[:16]))
    return TimelineEntry(
        title=translated(said.label),
        at=entry.at,
        text=" ".join(part for part in parts if part),
        who=f"{who.get(entry.username, entry.username)} – {names.get(entry.agency_code, entry.agency_code)}",
        tone=_TONES.get(said, "done"),
        url=_file_url(row, entry),
        url_label=entry.file.name if entry.file else "",
    )


def _file_url(row: Assignment, entry: Entry) -> str:
    return reverse("assignments:file", args=[row.code, entry.number]) if entry.file_id else ""
