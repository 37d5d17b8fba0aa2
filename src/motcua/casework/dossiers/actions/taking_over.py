"""Taking over dossiers that lived in an older system: rows are what their events add up to, written by COPY."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from motcua.capabilities.workflow.public import enter_process, process_on, suspend_process
from motcua.casework.dossiers.actions.moving import search_key_of
from motcua.casework.dossiers.actions.numbers import step_over_all
from motcua.casework.dossiers.errors import ProcessMissing
from motcua.casework.dossiers.events import DossierSubmitted
from motcua.casework.dossiers.models import ClockStop, Dossier, Paper, Party, Result, Supplement, Word
from motcua.casework.dossiers.queries.retold import Retold, retold
from motcua.casework.dossiers.rules.application import DEFAULT_PROCESS, PartyInput, everyone
from motcua.casework.dossiers.rules.life import FINAL, Move, State
from motcua.casework.dossiers.rules.side_lives import Sync
from motcua.kernel import clock
from motcua.kernel.copying import copy_rows, next_ids
from motcua.kernel.errors import NotInTransaction
from motcua.kernel.events.declare import Event
from motcua.kernel.events.store import record_by_copy
from motcua.kernel.texts.fold import fold
from motcua.kernel.texts.mark import mark

FROM_OLDER_SYSTEM = mark("Theo hồ sơ ở hệ thống cũ")
_TOLD = (
    "agency_code", "receiving_agency_code", "fee_amount", "submitted_at", "accepted_at", "competent_received_at",
    "due_at", "appointed_at", "given_due_at", "given_at", "ended_at", "returned_at", "register_number",
)  # fmt: skip
_WRITTEN = (
    "id", "code", "submission_key", "procedure_code", "procedure_version", "procedure_name", "process_version",
    "channel", "owner_name", "answers", "note", "search_key", "state", "fee_state", "delivery_state",
    "delivery_method", "sync_state", "register_year", "allowance_amount", "allowance_unit", *_TOLD,
)  # fmt: skip
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class PastDossier:
    """One dossier of an older system: what happened to it, and the words that no event carries.

    `key` is the same for the same content, so that it is taken over once. Its history has a `DossierSubmitted`.
    """

    key: UUID
    history: tuple[Event, ...]
    procedure_name: str
    process_code: str | None
    owner: PartyInput | None
    delivery_method: str
    result_number: str = ""
    result_reason: str = ""

    @property
    def submitted(self) -> DossierSubmitted:
        """Its first event that is about the dossier itself."""
        return next(event for event in self.history if isinstance(event, DossierSubmitted))


@dataclass(frozen=True, slots=True)
class _Taken:
    """A dossier with the id of its row and what its events add up to."""

    id: int
    past: PastDossier
    told: Retold
    process: int


def known_keys(codes: Iterable[str]) -> dict[str, UUID]:
    """The submission keys of those codes that are dossiers here."""
    rows = Dossier.objects.filter(code__in=set(codes))
    return dict(rows.values_list("code", "submission_key"))


def take_over_dossiers(pasts: Sequence[PastDossier], *, actor: str, at: datetime) -> None:
    """Write dossiers, their parts and their events; those that still run come onto desks. A step of a bulk action.

    Raises `ProcessMissing`, and what the database refuses: then nothing of them is written.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction("Dossiers are taken over in the transaction of a bulk action.")
    ids = next_ids(Dossier, len(pasts))
    taken = [
        _Taken(identity, past, retold(past.history), _process_for(past, at))
        for identity, past in zip(ids, pasts, strict=True)
    ]
    copy_rows(Dossier, _WRITTEN, map(_row, taken))
    _copy_parts(taken, actor)
    _learn_words(taken)
    record_by_copy(event for past in pasts for event in past.history)
    step_over_all(past.submitted.subject for past in pasts)
    for one in taken:
        if one.told.state not in FINAL:
            _put_on_desks(one, actor=actor, at=at)


def _row(one: _Taken) -> tuple[object, ...]:
    told, submitted = one.told, one.past.submitted
    name = one.past.procedure_name
    owner = one.past.owner.full_name if one.past.owner else ""
    amount, unit = told.allowance or (None, "")
    year = clock.local(told.accepted_at).year if told.accepted_at else None
    own = (
        one.id, submitted.subject, str(one.past.key), submitted.procedure_code, submitted.procedure_version, name,
        one.process, submitted.channel, owner, "{}", "", search_key_of(submitted.subject, owner, name),
        told.state.value, told.fee_state.value, told.delivery_state.value, one.past.delivery_method,
        Sync.WAITING.value, year, amount, unit,
    )  # fmt: skip
    return (*own, *(getattr(told, name) for name in _TOLD))


def _copy_parts(taken: Sequence[_Taken], actor: str) -> None:
    parties = ("dossier_id", "role", "kind", "full_name", "identity_number", "phone", "email", "address", "username")
    copy_rows(Party, parties, (row for one in taken for row in _parties(one)))
    stops = ("dossier_id", "kind", "from_at", "to_at", "reason", "legal_basis", "started_by", "ended_by")
    copy_rows(ClockStop, stops, (row for one in taken for row in _stops(one, actor)))
    asked = ("dossier_id", "number", "requested_at", "provided_at", "requested_by", "is_before_acceptance", "reason")
    copy_rows(Supplement, asked, (row for one in taken for row in _supplements(one, actor)))
    papers = ("dossier_id", "number", "code", "originals", "copies", "name", "is_required")
    copy_rows(Paper, papers, (row for one in taken for row in _papers(one)))
    results = ("dossier_id", "outcome", "title", "document_number", "reason", "prepared_by", "prepared_at",
               "signed_by", "signed_at")  # fmt: skip
    copy_rows(Result, results, (row for one in taken for row in _results(one)))


def _parties(one: _Taken) -> Iterator[tuple[object, ...]]:
    for party in everyone(one.past.owner, None, None) if one.past.owner else ():
        yield (one.id, party.role, party.kind, party.full_name, party.identity_number, party.phone, party.email,
               party.address, party.username)  # fmt: skip


def _stops(one: _Taken, actor: str) -> Iterator[tuple[object, ...]]:
    for kind, from_at, to_at in one.told.stops:
        yield one.id, kind, from_at, to_at, FROM_OLDER_SYSTEM, "", actor, actor if to_at else ""


def _supplements(one: _Taken, actor: str) -> Iterator[tuple[object, ...]]:
    accepted_at = one.told.accepted_at
    for number, requested_at, provided_at in one.told.supplements:
        is_early = accepted_at is None or requested_at < accepted_at
        yield one.id, number, requested_at, provided_at, actor, is_early, FROM_OLDER_SYSTEM


def _papers(one: _Taken) -> Iterator[tuple[object, ...]]:
    for number, (code, originals, copies, _files) in one.told.papers.items():
        yield one.id, number, code, originals, copies, FROM_OLDER_SYSTEM, False


def _results(one: _Taken) -> Iterator[tuple[object, ...]]:
    if one.told.result is not None:
        outcome, _digest, signer, signed_at = one.told.result
        reason = one.past.result_reason or (FROM_OLDER_SYSTEM if outcome == Result.Outcome.REFUSED else "")
        yield (
            one.id,
            outcome,
            one.past.procedure_name[:500],
            one.past.result_number,
            reason,
            signer,
            signed_at,
            signer,
            signed_at,
        )


def _learn_words(taken: Sequence[_Taken]) -> None:
    """As `learn_words` does it for one that comes in, for all of them at once."""
    texts = {one.past.owner.full_name for one in taken if one.past.owner} | {one.past.procedure_name for one in taken}
    words = {word for text in texts for word in fold(text).split() if word.isalpha() and len(word) <= _LONGEST_WORD}
    Word.objects.bulk_create([Word(text=word) for word in sorted(words)], ignore_conflicts=True)


def _process_for(past: PastDossier, at: datetime) -> int:
    code = past.process_code or DEFAULT_PROCESS
    process = process_on(code, clock.local(at).date())
    if process is None:
        raise ProcessMissing(code=code)
    return process.version_id


_LAST_MOVE: Mapping[State, str] = {State.SUBMITTED: "", State.RESOLVED: Move.RESOLVE}


def _put_on_desks(one: _Taken, *, actor: str, at: datetime) -> None:
    """Open the step after the last move that is certain: receipt, or the signature; an open stop holds it."""
    told, code = one.told, one.past.submitted.subject
    after = _LAST_MOVE.get(told.state, Move.ACCEPT if told.accepted_at else "")
    is_open = enter_process(
        one.process,
        subject=code,
        agency_code=told.agency_code,
        receiver_agency_code=told.receiving_agency_code,
        after=after,
        actor=actor,
        at=at,
        not_after=told.due_at,
    )
    if is_open and any(to_at is None for _kind, _from_at, to_at in told.stops):
        suspend_process(code, at=at, actor=actor)
