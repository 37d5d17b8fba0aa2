"""One record: read, made, changed, moved; its files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.capabilities.registers import permissions
from motcua.capabilities.registers.actions.records import change_record, move_record, write_record
from motcua.capabilities.registers.actions.rows import subject_of
from motcua.capabilities.registers.errors import AgencyNotYours, ChangedMeanwhile
from motcua.capabilities.registers.models import Record
from motcua.capabilities.registers.pages.boxes import (
    Typed,
    errors_of,
    hints_of,
    kept_files,
    sections_of,
    typed_of,
    values_of,
)
from motcua.capabilities.registers.queries.definitions import version
from motcua.capabilities.registers.queries.history import history_of_record, read_again, stored_file
from motcua.capabilities.registers.queries.lookup import Finder, names_for
from motcua.capabilities.registers.queries.scopes import READ_ONLY, Scope, record_for, scope_for, scopes_for
from motcua.capabilities.registers.rules.definition import Definition, FieldType
from motcua.capabilities.registers.rules.saying import said
from motcua.kernel import clock
from motcua.kernel.access.rights import leave_trace, needs
from motcua.kernel.errors import DomainError, NotAllowed
from motcua.kernel.files.store import download
from motcua.kernel.once.forms import key_field, once_of
from motcua.kernel.once.keeping import SentOtherwise
from motcua.kernel.texts.fold import nfc
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.pieces import TimelineEntry
from motcua.registry.organisation.public import agency_names

DETAIL, FORM, MOVE = (f"registers/{name}.html" for name in ("record", "form", "move"))
_LONGEST_REASON = 1000


@needs(permissions.SEE)
@require_safe
def detail(request: HttpRequest, register: str, code: str) -> HttpResponse:
    """A record as it stands, what may be done with it, and all it has been."""
    scope, record = record_for(request.user, register, code)
    then = version(record.version_id)
    seen = {one.definition.code: one for one in scopes_for(request.user)}
    trace(request.user, scope.definition, record, page="registers:record")
    names = names_for(then.definition, [record.values], seen=seen)
    history = history_of_record(record, seen=seen)
    context = {
        "definition": scope.definition,
        "then": then,
        "is_older": then.id != scope.version.id,
        "record": record,
        "state": then.definition.state_of.get(record.state) or scope.definition.state_of.get(record.state),
        "agency": agency_names({record.agency_code}).get(record.agency_code, record.agency_code),
        "sections": _told(then.definition, record, names),
        "moves": scope.moves_of(record),
        "may_edit": scope.may_edit(record.agency_code),
        "history": [_entry(one) for one in history],
    }
    return answer(request, DETAIL, context)


@needs(permissions.SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, register: str) -> HttpResponse:
    """A new record; what was typed stays if it is refused."""
    scope = scope_for(request.user, register)
    if not scope.edits_somewhere:
        raise NotAllowed(READ_ONLY, name=scope.definition.name)
    return _form(request, scope, None)


@needs(permissions.SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, register: str, code: str) -> HttpResponse:
    """Change a record, by the definition in force."""
    scope, record = record_for(request.user, register, code)
    scope.require_edit(record.agency_code)
    trace(request.user, scope.definition, record, page="registers:edit")
    return _form(request, scope, record)


@needs(permissions.SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, register: str, code: str, move: str) -> HttpResponse:
    """Ask once more what will be different, then go."""
    scope, record = record_for(request.user, register, code)
    way = scope.definition.move_of(move)
    if way is None:
        raise Http404
    if not scope.may_move(way, record.agency_code):
        raise NotAllowed(READ_ONLY, name=scope.definition.name)
    refusal, reason = None, nfc(request.POST.get("reason", ""))[:_LONGEST_REASON]
    if request.method == "POST":
        try:
            actor = request.user.get_username()
            record = move_record(record, move=move, reason=reason, actor=actor, at=clock.now())
        except DomainError as error:
            refusal = error
    state = scope.definition.state_of[way.to]
    context = {"definition": scope.definition, "record": record, "move": way, "state": state, "reason": reason}
    said_next = _("Đã chuyển «{title}» sang «{state}».").format(title=record.title, state=state.name)
    part = "question" if refusal or request.method != "POST" else None
    return answer(request, MOVE, context, part=part, refused=refusal, then=record, said=said_next)


@needs(permissions.SEE)
@require_safe
def file(request: HttpRequest, register: str, code: str, field: str) -> HttpResponseBase:
    """Hand out a file of a record."""
    _scope, record = record_for(request.user, register, code)
    definition = version(record.version_id).definition
    known, value = definition.by_code.get(field), record.values.get(field)
    if known is None or known.type is not FieldType.FILE or value is None:
        raise Http404
    trace(request.user, definition, record, page="registers:file")
    return download(stored_file(value["id"]), inline=True)


def trace(user: Any, definition: Definition, record: Record, *, page: str) -> None:
    """Leave word that personal fields were read, where there are any."""
    if any(code in record.values for code in definition.personal):
        leave_trace(user, subject_of(record.register, record.code), page=page, at=clock.now())


def _form(request: HttpRequest, scope: Scope, record: Record | None) -> HttpResponse:
    definition, refusal, typed = scope.definition, None, Typed({}, {}, {})
    values, edition = values_of(definition, record), record.edition if record else 0
    agencies = [(one.code, one.short_name or one.name) for one in scope.agencies_to_edit()]
    agency_code = record.agency_code if record else agencies[0][0] if agencies else ""
    seen = {one.definition.code: one for one in scopes_for(request.user)}
    if request.method == "POST":
        typed = typed_of(request, definition, at=clock.now())
        agency_code = request.POST.get("agency_code", agency_code)
        values = {**typed.given, **{code: values.get(code) for code in typed.files}}
        try:
            done = _written(request, scope, record, typed, agency_code, Finder(scopes=seen.values()))
            return answer(request, FORM, {}, then=done, said=_("Đã ghi «{title}».").format(title=done.title))
        except DomainError as error:
            refusal = error
    if isinstance(refusal, ChangedMeanwhile) and record:
        record = read_again(record)
        edition = record.edition
    errors = {**errors_of(refusal), **typed.faults}
    context = {
        "definition": definition,
        "record": record,
        "edition": edition,
        "form_key": key_field(request, refusal),
        "made_before": refusal.outcome if isinstance(refusal, SentOtherwise) else "",
        "sections": sections_of(scope, values, errors),
        "errors": errors,
        "kept": kept_files(typed),
        "hints": hints_of(definition, seen),
        "agencies": agencies,
        "agency_code": agency_code,
        "now": _now(definition, record, seen) if isinstance(refusal, ChangedMeanwhile) and record else (),
    }
    return answer(request, FORM, context, refused=refusal)


def _written(
    request: HttpRequest, scope: Scope, record: Record | None, typed: Typed, agency_code: str, lookup: Finder
) -> Record:
    if not scope.may_edit(agency_code):
        raise AgencyNotYours(fields={"agency_code": AgencyNotYours.text})
    common: dict[str, Any] = {
        "agency_code": agency_code,
        "given": typed.given,
        "files": typed.files,
        "lookup": lookup,
        "actor": request.user.get_username(),
        "at": clock.now(),
    }
    if record is None:
        return write_record(scope.definition.code, once=once_of(request), **common)
    looked_at = request.POST.get("edition", "")
    return change_record(record, edition=int(looked_at) if looked_at.isdecimal() else 0, **common)


def _now(definition: Definition, record: Record, seen: Any) -> list[tuple[str, str]]:
    """What stands in the record now, for who typed against an older edition."""
    names = names_for(definition, [record.values], seen=seen)
    told = ((one.label, said(one, record.values.get(one.code), names)) for one in definition.fields)
    return [(label, text) for label, text in told if text]


def _told(definition: Definition, record: Record, names: Any) -> list[tuple[str, list[dict[str, Any]]]]:
    sections: list[tuple[str, list[dict[str, Any]]]] = []
    for one in definition.fields:
        value = record.values.get(one.code)
        if not sections or (one.section and sections[-1][0] != one.section):
            sections.append((one.section, []))
        if value is None:
            continue
        is_there = one.type is FieldType.RECORD and value in names.get(f"record:{one.register}", {})
        sections[-1][1].append(
            {"field": one, "value": value, "text": said(one, value, names), "link": one.register if is_there else ""}
        )
    return [section for section in sections if section[1]]


def _entry(one: Any) -> TimelineEntry:
    title = one.move or (_("Ghi vào sổ") if one.number == 1 else _("Sửa nội dung"))
    lines = [f"{change.label}: {change.before or '–'} → {change.after or '–'}" for change in one.changes]
    if one.move:
        lines.append(_("Trạng thái: {state}").format(state=one.state))
    if one.reason:
        lines.append(_("Lý do: {reason}").format(reason=one.reason))
    return TimelineEntry(title, at=one.at, text="\n".join(lines), who=one.who)
