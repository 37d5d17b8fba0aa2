"""Registers defined without code: what is there, a draft, its parts, a look at its form, publishing."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.capabilities.registers import permissions
from motcua.capabilities.registers.actions.publishing import (
    definition_in,
    drop_draft,
    objections,
    publish_register,
    save_draft,
)
from motcua.capabilities.registers.errors import DefinitionRefused
from motcua.capabilities.registers.pages.boxes import sections_of
from motcua.capabilities.registers.pages.parts import GENERAL, SHOWN, SINGLE, boxes_for, part_from, posted_of
from motcua.capabilities.registers.queries.definitions import (
    VersionView,
    definitions_on,
    draft_of,
    drafts,
    known_codes,
    latest_version,
    versions_of,
)
from motcua.capabilities.registers.queries.scopes import Scope
from motcua.capabilities.registers.rules.definition import FieldType, definition_of
from motcua.capabilities.registers.rules.drafting import PARTS, moved_up, skeleton, with_part
from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.wording import translated

LISTED, NEW, ONE, PART, TRY = (f"registers/define/{name}.html" for name in ("list", "new", "one", "part", "try"))
CODE_TAKEN = mark("Đã có sổ mang mã này.")
CODE_SHAPE = mark("Mã chỉ gồm chữ thường không dấu, chữ số và gạch nối, ví dụ sang-kien; dài nhất 30 ký tự.")
MISSING = mark("Hãy điền ô này.")
NO_JSON = mark("Hãy chọn tệp JSON của định nghĩa.")
TITLES = {
    "fields": mark("Trường"),
    "states": mark("Trạng thái"),
    "moves": mark("Bước chuyển"),
    "counts": mark("Số liệu"),
    GENERAL: mark("Thông tin chung"),
    SHOWN: mark("Quyền, danh sách, bản đồ"),
}


@needs(permissions.DEFINE)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The registers in force, and what is being written."""
    return answer(request, LISTED, {"definitions": definitions_on(), "drafts": drafts()})


@needs(permissions.DEFINE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a register: from nothing, or from a file."""
    typed = {name: nfc(request.POST.get(name, ""))[:200] for name in ("code", "name", "singular", "group")}
    refusal = None
    if request.method == "POST":
        try:
            written = _from_file(request) if request.POST.get("do") == "file" else _begun(typed)
            save_draft(written, actor=request.user.get_username(), at=clock.now())
            return answer(request, NEW, {}, then=reverse("registers:definition", args=[written["code"]]))
        except DomainError as error:
            refusal = error
    return answer(request, NEW, {"values": typed}, refused=refusal)


@needs(permissions.DEFINE)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, register: str) -> HttpResponse:
    """A draft with all that speaks against publishing it; or the version in force, from which a draft can begin."""
    draft, latest, refusal = draft_of(register), latest_version(register), None
    if draft is None and latest is None:
        raise Http404
    if request.method == "POST":
        try:
            said = _done(request, register)
            there = latest is not None or draft_of(register) is not None
            then = reverse("registers:definition", args=[register]) if there else reverse("registers:definitions")
            return answer(request, ONE, {}, then=then, said=said)
        except DomainError as error:
            refusal = error
    written: Mapping[str, Any] = draft.written if draft else latest.written if latest else {}
    faults = objections(written) if draft else []
    context = {
        "register": register,
        "draft": draft,
        "written": written,
        "parts": [(part, TITLES[part], _rows(written, part)) for part in PARTS],
        "singles": [(part, TITLES[part]) for part in SINGLE],
        "stops": [_told(fault) for fault in faults if fault.stops],
        "warnings": [_told(fault) for fault in faults if not fault.stops],
        "versions": versions_of(register),
    }
    return answer(request, ONE, context, refused=refusal)


@needs(permissions.DEFINE)
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, register: str, part: str, number: int) -> HttpResponse:
    """One part of a draft in a form; what was typed stays if it is not understood."""
    draft = draft_of(register)
    if draft is None or part not in TITLES or number > len(draft.written.get(part, ())):
        raise Http404
    before = draft.written if part in SINGLE else draft.written[part][number - 1] if number else {}
    posted, refusal = (posted_of(request.POST) if request.method == "POST" else None), None
    if posted is not None:
        try:
            made = part_from(part, posted, draft.written, number)
            written = made if part in SINGLE else with_part(draft.written, part, number, made)
            seen = request.POST.get("edition", "")
            edition = int(seen) if seen.isdecimal() else 0
            save_draft(written, actor=request.user.get_username(), at=clock.now(), edition=edition)
            return answer(request, PART, {}, then=reverse("registers:definition", args=[register]), said=_("Đã lưu."))
        except DomainError as error:
            refusal = error
            draft = draft_of(register) or draft
    context = {
        "register": register,
        "title": TITLES[part],
        "is_new": number == 0 and part not in SINGLE,
        "boxes": boxes_for(part, before, draft.written, posted, sorted(known_codes())),
        "edition": draft.edition,
    }
    return answer(request, PART, context, refused=refusal)


@needs(permissions.DEFINE)
@require_safe
def try_out(request: HttpRequest, register: str) -> HttpResponse:
    """How the form of a draft will look; nothing is written."""
    draft = draft_of(register)
    if draft is None:
        raise Http404
    stops = [_told(fault) for fault in objections(draft.written) if fault.stops]
    if stops:
        raise DefinitionRefused(stops)
    definition = definition_of(draft.written)
    scope = Scope(VersionView(0, 0, definition, draft.written, definition.valid_from), {})
    return answer(request, TRY, {"definition": definition, "sections": sections_of(scope, {}, {})})


@needs(permissions.DEFINE)
@require_safe
def download(_request: HttpRequest, register: str) -> HttpResponse:
    """The definition as a file, for another province or for keeping."""
    draft, latest = draft_of(register), latest_version(register)
    if draft is None and latest is None:
        raise Http404
    written = draft.written if draft else latest.written if latest else {}
    response = HttpResponse(json.dumps(written, ensure_ascii=False, indent=1), content_type="application/json")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{register}.json") or ""
    return response


@needs(permissions.DEFINE)
@require_POST
def arrange(request: HttpRequest, register: str, part: str, number: int) -> HttpResponse:
    """A part a place earlier, or gone."""
    draft = draft_of(register)
    if draft is None or part not in PARTS:
        raise Http404
    is_gone = request.POST.get("do") == "remove"
    written = with_part(draft.written, part, number, None) if is_gone else moved_up(draft.written, part, number)
    save_draft(written, actor=request.user.get_username(), at=clock.now(), edition=draft.edition)
    return answer(request, ONE, {}, then=reverse("registers:definition", args=[register]))


def _done(request: HttpRequest, register: str) -> str:
    """What the overview's buttons do."""
    actor, at, draft = request.user.get_username(), clock.now(), draft_of(register)
    match request.POST.get("do"):
        case "publish" if draft is not None:
            publish_register(draft.written, actor=actor, at=at)
            return _("Đã công bố phiên bản mới.")
        case "drop":
            drop_draft(register)
            return _("Đã bỏ bản thảo.")
        case "begin" if draft is None:
            latest = latest_version(register)
            today = clock.today().isoformat()
            save_draft({**(latest.written if latest else {}), "valid_from": today}, actor=actor, at=at)
            return _("Đã mở bản thảo từ phiên bản đang dùng.")
    raise Http404


def _begun(typed: Mapping[str, str]) -> dict[str, Any]:
    errors = {name: MISSING for name, text in typed.items() if not text}
    written = skeleton(typed["code"], typed["name"], **{name: typed[name] for name in ("singular", "group")},
                       valid_from=clock.today().isoformat())  # fmt: skip
    if typed["code"] and any(fault.place == "code" for fault in objections(written)):
        errors["code"] = CODE_SHAPE
    elif typed["code"] in known_codes() or draft_of(typed["code"]):
        errors["code"] = CODE_TAKEN
    if errors:
        raise InvalidInput(mark("Hãy kiểm tra lại các ô được đánh dấu."), fields=errors)
    return written


def _from_file(request: HttpRequest) -> Any:
    came = request.FILES.get("file")
    if came is None:
        raise InvalidInput(NO_JSON, fields={"file": NO_JSON})
    written = definition_in(came.read(), name=came.name or "JSON")
    stops = [_told(fault) for fault in objections(written) if fault.stops]
    if stops:
        raise DefinitionRefused(stops)
    return written


def _rows(written: Mapping[str, Any], part: str) -> list[tuple[Any, str, str]]:
    """The parts of a kind, each with what it is called and, of a field or a move, what it is in the reader's words."""
    states = {one.get("code"): one.get("name", "") for one in written.get("states", ())}
    return [
        (row, row.get("label") or row.get("name") or row.get("code", ""), _kind(row, part, states))
        for row in written.get(part, ())
    ]


def _kind(row: Mapping[str, Any], part: str, states: Mapping[str, str]) -> str:
    if part == "fields":
        return translated(FieldType(row["type"]).label) if row.get("type") in set(FieldType) else row.get("type", "")
    if part == "moves":
        begins = ", ".join(states.get(code) or code for code in row.get("from", ()))
        end = row.get("to", "")
        return f"{begins} → {states.get(end) or end}"
    return ""


def _told(fault: Any) -> str:
    return f"{fault.place}: {translated(fault.text, fault.parameters)}"
