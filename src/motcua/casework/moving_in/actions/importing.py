"""Bringing the dossiers of a file in: batch by batch, each wholly or not at all, so that a killed import goes on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import DatabaseError, InterfaceError, OperationalError, transaction

from motcua.casework.dossiers.public import PartyInput, PastDossier, known_keys, take_over_dossiers
from motcua.casework.moving_in.errors import DatabaseGone
from motcua.casework.moving_in.queries.reading import Line, Source, Told, lines_of
from motcua.casework.moving_in.queries.story import story_of
from motcua.casework.moving_in.queries.surroundings import Surroundings
from motcua.casework.moving_in.rules.record import Fault, Past, read_record
from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.kernel.texts.mark import mark
from motcua.kernel.turns import is_broken_off, take_turn

TWICE = mark("mã hồ sơ đã có ở dòng {line}")
TAKEN = mark("mã hồ sơ đã có trong hệ thống với nội dung khác")
NOT_WRITTEN = mark("không ghi được: {why}")
_AT_ONCE = 1000
Refuse = Callable[[Line, Sequence[Fault]], None]


@dataclass
class Totals:
    """What an import came to: the same for the same file, however often it is read; `written` is what was new."""

    stored: int = 0
    written: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class _Read:
    """A line that is right by itself."""

    line: Line
    past: Past
    key: UUID


@dataclass
class _Import:
    """One run: where from, by whom, and what was met so far."""

    source: Source
    actor: str
    at: datetime
    refuse: Refuse
    surroundings: Surroundings
    totals: Totals = field(default_factory=Totals)
    lines_by_code: dict[str, int] = field(default_factory=dict)

    def refused(self, line: Line, faults: Sequence[Fault]) -> None:
        """Count it and tell."""
        self.totals.refused += 1
        self.refuse(line, faults)


def import_source(
    source: Source, *, actor: str, at: datetime, refuse: Refuse, told: Told = lambda _done: None
) -> Totals:
    """Take the dossiers of a file over; `refuse` is told each line that is not, `told` how many bytes are read.

    Raises `DatabaseGone`; what was written until then stays.
    """
    run = _Import(source, actor, at, refuse, Surroundings(clock.local(at).date()))
    reads = _reads(run, told)
    while batch := list(islice(reads, _AT_ONCE)):
        _store(batch, run)
    return run.totals


def _reads(run: _Import, told: Told) -> Iterator[_Read]:
    """Lines that are right by themselves, each code once; the others are refused."""
    for line in lines_of(run.source, told):
        past, faults = (None, list(line.faults)) if line.faults else read_record(line.raw, now=run.at)
        if past is None:
            run.refused(line, faults)
        elif past.code in run.lines_by_code:
            run.refused(line, [Fault("code", TWICE.format(line=run.lines_by_code[past.code]))])
        else:
            run.lines_by_code[past.code] = line.number
            yield _Read(line, past, past.key)


def _store(batch: Sequence[_Read], run: _Import) -> None:
    """The batch in one transaction; if that is refused, line by line, so that only the bad one is left out."""
    try:
        taken = _take_over(batch, run)
    except (OperationalError, InterfaceError) as error:
        if is_broken_off(error):  # the counter gave out a code meanwhile and went first
            _store(batch, run)
            return
        raise DatabaseGone(line=batch[0].line.number) from error
    except (DatabaseError, DomainError) as error:
        if len(batch) == 1:
            why = str(error).partition("\n")[0][:200]
            run.refused(batch[0].line, [Fault("", NOT_WRITTEN.format(why=why))])
            return
        for read in batch:
            _store([read], run)
        return
    run.totals.written += len(taken.new)
    run.totals.stored += len(batch) - len(taken.faults)
    for line, faults in taken.faults:
        run.refused(line, faults)


@dataclass
class _Taken:
    """What became of a batch."""

    new: list[PastDossier] = field(default_factory=list)
    faults: list[tuple[Line, list[Fault]]] = field(default_factory=list)


@transaction.atomic(durable=True)
def _take_over(batch: Sequence[_Read], run: _Import) -> _Taken:
    take_turn("moving_in")  # two of the same file would otherwise both find a dossier missing
    taken, known = _Taken(), known_keys(read.past.code for read in batch)
    run.surroundings.meet({code for read in batch for code in (read.past.agency, read.past.receiving_agency)})
    for read in batch:
        if read.past.code in known:
            if known[read.past.code] != read.key:
                taken.faults.append((read.line, [Fault("code", TAKEN)]))
        elif faults := run.surroundings.faults(read.past):
            taken.faults.append((read.line, faults))
        else:
            taken.new.append(_past_dossier(read, run))
    if taken.new:
        take_over_dossiers(taken.new, actor=run.actor, at=run.at)
    return taken


def _past_dossier(read: _Read, run: _Import) -> PastDossier:
    past, surroundings = read.past, run.surroundings
    procedure = surroundings.procedure(past)
    if procedure is None:
        raise LookupError(past.procedure)
    known = surroundings.circumstances(past, procedure, source=run.source.digest, line=read.line.number)
    return PastDossier(
        key=read.key,
        history=story_of(past, read.key, known, actor=run.actor, at=run.at),
        procedure_name=procedure.name,
        process_code=procedure.process_code,
        owner=_owner(past),
        delivery_method=past.delivery,
        result_number=past.result_number,
        result_reason=past.result_reason,
    )


def _owner(past: Past) -> PartyInput | None:
    if not past.owner_name:
        return None
    return PartyInput(
        role="owner",
        full_name=past.owner_name,
        identity_number=past.owner_identity_number,
        phone=past.owner_phone,
        email=past.owner_email,
        address=past.owner_address,
    )
