"""What the province knows of what a line names: agencies, procedures, periods and calendars; asked once for many."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from motcua.casework.moving_in.queries.story import GIVEN, Circumstances, travels_on_paper
from motcua.casework.moving_in.rules.record import ENDED, Fault, Past, PastStop
from motcua.kernel import clock
from motcua.kernel.texts.mark import mark
from motcua.registry.catalogue.public import ProcedureView, procedure_on
from motcua.registry.organisation.public import agency, agency_names, successor_of
from motcua.registry.worktime.public import Allowance, Stop, StopReason, Unit, calendar_of, legal_clock, policy_for

NO_AGENCY = mark("không có cơ quan mang mã «{code}»")
AGENCY_GONE = mark(
    "cơ quan «{code}» không còn hoạt động; hồ sơ đang giải quyết phải ghi mã cơ quan kế thừa «{successor}»"
)
NO_PROCEDURE = mark("danh mục không có thủ tục «{code}»; hãy nhập danh mục trước (motcua import-procedures)")


class Surroundings:
    """Kept for one import: nothing is asked twice. `today` is the day of the import."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._agencies: dict[str, bool] = {}
        self._alive: dict[str, bool] = {}
        self._latest: dict[str, ProcedureView | None] = {}
        self._older: dict[tuple[str, date], ProcedureView | None] = {}

    def meet(self, codes: Collection[str]) -> None:
        """Ask for many agencies at once."""
        if unknown := set(codes) - set(self._agencies):
            names = agency_names(unknown)
            self._agencies.update({code: code in names for code in unknown})

    def faults(self, past: Past) -> list[Fault]:
        """What the line names that is not there."""
        found = []
        for code, name in {past.receiving_agency: "receiving_agency", past.agency: "agency"}.items():
            if not self._agencies[code]:
                found.append(Fault(name, NO_AGENCY.format(code=code)))
            elif past.state not in ENDED and not self._is_alive(code):
                found.append(Fault(name, AGENCY_GONE.format(code=code, successor=successor_of(code, self.today))))
        if self.procedure(past) is None:
            found.append(Fault("procedure", NO_PROCEDURE.format(code=past.procedure)))
        return found

    def procedure(self, past: Past) -> ProcedureView | None:
        """The version in force when the dossier came in; the present one if none is known to be."""
        if past.procedure not in self._latest:
            self._latest[past.procedure] = procedure_on(past.procedure, self.today)
        latest, day = self._latest[past.procedure], clock.local(past.submitted_at).date()
        if latest is not None and latest.valid_from <= day:
            return latest
        if (past.procedure, day) not in self._older:
            self._older[past.procedure, day] = procedure_on(past.procedure, day)
        return self._older[past.procedure, day] or latest

    def circumstances(self, past: Past, procedure: ProcedureView, *, source: str, line: int) -> Circumstances:
        """How long the law gives, and when the dossier is due: as the file says, else as the legal clock derives it."""
        found = procedure.allowance_for(past.channel)
        allowance = None if found is None else Allowance(found[0], Unit(found[1]))
        basis = GIVEN if past.due_at else "derived" if allowance and past.accepted_at else "none"
        return Circumstances(
            procedure_version=procedure.version_id,
            allowance=None if found is None else (str(found[0]), str(found[1])),
            due_of=lambda stops: past.due_at if past.due_at else _derived(past, allowance, stops),
            due_basis=basis,
            source=source,
            line=line,
        )

    def _is_alive(self, code: str) -> bool:
        if code not in self._alive:
            self._alive[code] = agency(code, self.today) is not None
        return self._alive[code]


def _derived(past: Past, allowance: Allowance | None, stops: Sequence[PastStop]) -> datetime | None:
    if allowance is None or past.accepted_at is None:
        return None
    starts = past.forwarded_at if travels_on_paper(past) and past.forwarded_at else past.accepted_at
    halts = tuple(Stop(stop.from_at, stop.to_at, StopReason(stop.kind)) for stop in stops)
    policy = policy_for(past.procedure, clock.local(past.accepted_at).date())
    return legal_clock(allowance, calendar_of(past.agency), started_at=starts, stops=halts, policy=policy).due_at
