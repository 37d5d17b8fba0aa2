"""A year of several agencies as events – honest, with all that is lawful or natural – and tricks put into it by a seed.

Knows nothing of the rules that look for them: a trick is played with the events that somebody who plays it would leave.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from motcua.casework.dossiers import events
from motcua.kernel import clock
from motcua.kernel.events.declare import Event
from motcua.registry.worktime.public import Calendar, DayChange, DayKind

YEAR = 2025
TET = tuple(DayChange(date(YEAR, 1, 27) + timedelta(days=n), DayKind.HOLIDAY, "Tết") for n in range(5))
CALENDAR = Calendar(changes=TET)
DAY = 8 * 60
TERMS = (1, 3, 3, 5, 5, 10, 10, 15, 20)
SEASON = (0.7, 0.6, 1.3, 1.1, 1.0, 1.1, 1.0, 1.2, 1.6, 1.2, 1.0, 1.1)
END = clock.at(date(YEAR + 1, 6, 1), 8)
TRICKS = ("stopped_near_due", "sent_again", "closed_in_bulk", "received_late", "never_handed_over")


@dataclass
class Office:
    """An agency with its habits."""

    code: str
    monthly: int
    pace: float
    signs_in_batches: bool
    officer: str
    leader: str


@dataclass
class Case:
    """One dossier while it is made up; `told` are its events."""

    code: str
    office: Office
    procedure: str
    person: int
    month: int
    channel: str
    submitted_at: datetime
    term: int
    accepted_at: datetime | None = None
    stop: tuple[datetime, datetime, str] | None = None
    ended_at: datetime | None = None
    ending: str = "result"
    closed_by: str = ""
    returned_at: datetime | None = None
    early_stop: tuple[datetime, datetime] | None = None
    is_corrected: bool = False

    @property
    def first_due_at(self) -> datetime:
        assert self.accepted_at
        return CALENDAR.later(self.accepted_at, self.term)

    @property
    def due_at(self) -> datetime:
        if self.stop is None:
            return self.first_due_at
        return CALENDAR.later(self.first_due_at, CALENDAR.minutes_between(*self.stop[:2]))

    def events(self) -> Iterator[Event]:
        """In their order."""
        common = {"subject": self.code, "agency_code": self.office.code, "procedure_code": self.procedure,
                  "channel": self.channel, "actor": self.office.officer}  # fmt: skip
        yield events.DossierSubmitted(**common, at=self.submitted_at, procedure_version=1, owner_kind="person",
                                      receiving_agency_code=self.office.code, fee_amount=0, papers=())  # fmt: skip
        if self.early_stop:
            asked = {**common, "number": 1, "is_before_acceptance": True}
            yield events.SupplementRequested(**asked, at=self.early_stop[0], defects=1)
            yield events.SupplementProvided(**asked, at=self.early_stop[1], due_at=None, papers=())
        if self.accepted_at is None:
            return
        yield events.DossierAccepted(
            **common, at=self.accepted_at, procedure_version=1, receiving_agency_code=self.office.code,
            register_number=1, clock_started_at=self.accepted_at, due_at=self.first_due_at,
            allowance_amount=str(self.term // DAY), allowance_unit="working_day",
        )  # fmt: skip
        yield from self._stop_events(common)
        if self.is_corrected:
            yield events.DossierCorrected(**common, at=self.accepted_at + timedelta(minutes=5), roles=("owner",))
        if self.ended_at is None:
            return
        ending = {**common, "actor": self.closed_by or self.office.officer, "at": self.ended_at, "due_at": self.due_at}
        if self.ending == "withdrawn":
            yield events.DossierWithdrawn(**ending)
        elif self.ending == "stopped":
            yield events.DossierStopped(**ending)
        else:
            yield events.DossierResolved(**ending, outcome="granted", result_digest="ab")
            if self.returned_at:
                yield events.ResultReturned(**common, at=self.returned_at, method="counter")

    def _stop_events(self, common: dict) -> Iterator[Event]:
        if self.stop is None:
            return
        begin, end, kind = self.stop
        is_over = self.ending == "result" and self.ended_at is not None
        if kind == "supplement":
            asked = {**common, "number": 2 if self.early_stop else 1, "is_before_acceptance": False}
            yield events.SupplementRequested(**asked, at=begin, defects=1)
            if is_over:
                yield events.SupplementProvided(**asked, at=end, due_at=self.due_at, papers=())
        else:
            yield events.ClockPaused(**common, at=begin, ground=kind)
            if is_over:
                yield events.ClockResumed(**common, at=end, due_at=self.due_at)


@dataclass
class Played:
    """What was put into a year: trick, agency and month, with the dossiers it was played on."""

    where: dict[tuple[str, str, date], set[str]] = field(default_factory=dict)

    @property
    def dossiers(self) -> dict[str, set[str]]:
        """By trick, all dossiers."""
        found = {trick: set() for trick in TRICKS}
        for (trick, _agency, _month), codes in self.where.items():
            found[trick] |= codes
        return found


class Year:
    """A year of agencies; `play` puts a trick into a month of one of them."""

    def __init__(self, seed: int, *, offices: int = 8, monthly: tuple[int, int] = (25, 90)) -> None:
        self.random = Random(seed)
        self.offices = [self._office(number, monthly) for number in range(offices)]
        self.cases: list[Case] = []
        self.played = Played()
        for office in self.offices:
            for month in range(1, 13):
                for _one in range(round(office.monthly * SEASON[month - 1] * self.random.uniform(0.85, 1.15))):
                    self._live(office, month)

    def _office(self, number: int, monthly: tuple[int, int]) -> Office:
        code = f"H14.{30 + number}"
        slow = self.random.random() < 0.3
        pace = self.random.uniform(0.85, 1.0) if slow else self.random.uniform(0.45, 0.75)
        return Office(code, self.random.randint(*monthly), pace, self.random.random() < 0.5, f"o{number}", f"l{number}")

    def _case(self, office: Office, month: int, at: datetime | None = None) -> Case:
        random = self.random
        at = at or clock.at(date(YEAR, month, random.randint(1, 28)), random.randint(7, 16)) + timedelta(
            minutes=random.randrange(60)
        )
        case = Case(
            code=f"{office.code}-{len(self.cases):05}",
            office=office,
            procedure=f"1.00{random.randrange(5)}",
            person=random.randrange(10**9),
            month=month,
            channel=random.choice(["online", "online", "counter"]),
            submitted_at=CALENDAR.next_opening(at),
            term=random.choice(TERMS) * DAY,
        )
        self.cases.append(case)
        return case

    def _live(self, office: Office, month: int) -> None:
        """An honest life: supplements, withdrawals, lateness, a bump before the month ends, results not collected."""
        case = self._case(office, month)
        self._receive(case)
        if self.random.random() < 0.2:
            self._stop(case)
        fate = self.random.random()
        if fate < 0.035:
            self._give_up(case, "withdrawn" if fate < 0.025 else "stopped")
            return
        self._finish(case)
        self._hand_over(case)
        case.is_corrected = self.random.random() < 0.01

    def _receive(self, case: Case) -> None:
        since, random = case.submitted_at, self.random
        if random.random() < 0.08:
            asked = CALENDAR.later(since, random.randrange(20, 400))
            since = CALENDAR.later(asked, random.randrange(60, 10 * DAY))
            case.early_stop = (asked, since)
        waits = random.randrange(5, 300) if case.channel == "online" else random.randrange(10)
        if random.random() < 0.03:
            waits = random.randrange(DAY, 4 * DAY)
        case.accepted_at = CALENDAR.later(since, waits)

    def _stop(self, case: Case) -> None:
        random = self.random
        early = random.random() < 0.6
        share = random.uniform(0.02, 0.3) if early else random.uniform(0.02, 0.99)
        begin = CALENDAR.later(case.accepted_at, int(share * case.term))
        kind = "supplement" if early and not case.early_stop else "other_agency"
        case.stop = (begin, CALENDAR.later(begin, random.randrange(60, 8 * DAY)), kind)

    def _give_up(self, case: Case, ending: str) -> None:
        random = self.random
        if case.stop is None or random.random() < 0.5:
            case.stop = None
            case.ended_at = CALENDAR.later(case.accepted_at, int(random.uniform(0.05, 1.05) * case.term))
        else:
            case.ended_at = CALENDAR.later(case.stop[0], random.randrange(DAY, 30 * DAY))
        case.ending = ending
        if random.random() < 0.35:
            self._again(case, CALENDAR.later(case.ended_at, random.randrange(60, 20 * DAY)))

    def _again(self, case: Case, at: datetime) -> Case:
        later = self._case(case.office, case.month, at)
        later.person, later.procedure, later.term = case.person, case.procedure, case.term
        self._receive(later)
        self._finish(later)
        self._hand_over(later)
        return later

    def _finish(self, case: Case) -> None:
        random, office = self.random, case.office
        used = min(max(random.gauss(office.pace, 0.2), 0.05), 1.6)
        begin = CALENDAR.later(case.accepted_at, int(used * case.term))
        if case.stop:
            begin = max(CALENDAR.later(begin, CALENDAR.minutes_between(*case.stop[:2])), case.stop[1])
        case.ended_at = self._before_month_ends(case, begin)
        case.closed_by = office.leader
        if office.signs_in_batches:
            session = clock.at(clock.local(case.ended_at).date(), 16, 0)
            seconds = random.randrange(900)
            if session > case.accepted_at and (not case.stop or session > case.stop[1]):
                case.ended_at = session + timedelta(seconds=seconds)

    def _before_month_ends(self, case: Case, ended_at: datetime) -> datetime:
        """What would be ready in the first days of the next month is hurried through on the last of this, by some."""
        first = clock.at(clock.local(ended_at).date().replace(day=1))
        last = CALENDAR.moment(CALENDAR.position(first) - self.random.randrange(1, 2 * DAY))
        begun = max(case.accepted_at, case.stop[1] if case.stop else case.accepted_at)
        in_days = CALENDAR.minutes_between(first, ended_at)
        return last if in_days < 3 * DAY and last > begun and self.random.random() < 0.5 else ended_at

    def _hand_over(self, case: Case) -> None:
        random, share = self.random, self.random.random()
        if share < 0.02:
            return
        lag = random.randrange(1, 60) if case.channel == "online" else random.randrange(30, 12 * DAY)
        case.returned_at = CALENDAR.later(case.ended_at, lag)

    def play(self, trick: str, office: Office, month: int) -> None:
        """Play a trick on so many dossiers of a month that it is one."""
        cases = [one for one in self.cases if one.office is office and one.month == month and one.ending == "result"]
        self.random.shuffle(cases)
        chosen = getattr(self, f"_play_{trick}")(cases)
        self.played.where[trick, office.code, date(YEAR, month, 1)] = {case.code for case in chosen}

    def play_all(self, times: int = 2) -> None:
        """Each trick so many times, each in a month of an agency of its own."""
        all_places = [(office, month) for office in self.offices for month in range(1, 13)]
        places = [(office, month) for office, month in all_places if self._size(office, month) > 30]
        self.random.shuffle(places)
        for trick in TRICKS:
            for _time in range(times):
                self.play(trick, *places.pop())

    def _size(self, office: Office, month: int) -> int:
        return sum(1 for one in self.cases if one.office is office and one.month == month)

    def _play_stopped_near_due(self, cases: list[Case]) -> list[Case]:
        """They would be late, so the clock is stopped in the last hours; ended after the first date, before the new."""
        chosen = [case for case in cases if case.term > DAY][: self.random.randint(12, 25)]
        month = chosen[0].month
        for case in chosen:
            case.early_stop = None
            near = clock.at(date(YEAR, month, self.random.randint(4, 24)), 9)
            begin = CALENDAR.later(near, self.random.randrange(60))
            left = int(case.term * self.random.uniform(0.0, 0.12))
            case.accepted_at = CALENDAR.moment(CALENDAR.position(begin) - (case.term - left))
            case.submitted_at = CALENDAR.moment(CALENDAR.position(case.accepted_at) - 30)
            stood = self.random.randrange(2 * DAY, 6 * DAY)
            case.stop = (begin, CALENDAR.later(begin, stood), self.random.choice(["supplement", "other_ground"]))
            lo, hi = CALENDAR.position(max(case.stop[1], case.first_due_at)), CALENDAR.position(case.due_at)
            case.ended_at = CALENDAR.moment(self.random.randint(min(lo + 5, hi), hi))
            self._hand_over(case)
        return chosen

    def _play_sent_again(self, cases: list[Case]) -> list[Case]:
        """Withdrawn on paper when the date comes, sent anew by the same person some days later, done in a new term."""
        chosen = cases[: self.random.randint(8, 14)]
        again, month = [], chosen[0].month
        for case in chosen:
            case.stop = case.returned_at = case.early_stop = None
            case.ended_at = clock.at(date(YEAR, month, self.random.randint(4, 27)), 14)
            case.ended_at = CALENDAR.next_opening(case.ended_at)
            left = int(case.term * self.random.uniform(-0.3, 0.12))
            case.accepted_at = CALENDAR.moment(CALENDAR.position(case.ended_at) - (case.term - left))
            case.submitted_at = CALENDAR.moment(CALENDAR.position(case.accepted_at) - 30)
            case.ending = self.random.choice(["withdrawn", "stopped"])
            again.append(self._again(case, CALENDAR.later(case.ended_at, self.random.randrange(30, 4 * DAY))))
        return again

    def _play_closed_in_bulk(self, cases: list[Case]) -> list[Case]:
        """On the month's last afternoon one officer marks all that is open as done; results follow weeks later."""
        chosen = cases[: max(int(0.8 * len(cases)), 30)]
        month = chosen[0].month
        first_of_next = clock.at(date(YEAR + month // 12, month % 12 + 1, 1))
        at = CALENDAR.moment(CALENDAR.position(first_of_next) - self.random.randrange(40, DAY + 100))
        for case in chosen:
            case.stop = case.early_stop = None
            case.accepted_at = CALENDAR.later(clock.at(date(YEAR, month, self.random.randint(1, 18)), 8), 30)
            case.submitted_at = CALENDAR.moment(CALENDAR.position(case.accepted_at) - 30)
            at += timedelta(seconds=self.random.randint(2, 40))
            case.ended_at, case.closed_by = at, case.office.officer
            case.returned_at = at + timedelta(days=self.random.randint(5, 25))
        return chosen

    def _play_received_late(self, cases: list[Case]) -> list[Case]:
        """What came lies for days before it is taken in."""
        month = cases[0].month
        taken = [case for case in cases if clock.local(case.accepted_at).month == month]
        chosen = taken[: max(int(0.4 * len(taken)), 12)]
        for case in chosen:
            case.early_stop = None
            waited = self.random.randrange(2 * DAY + 60, 8 * DAY)
            case.submitted_at = CALENDAR.moment(CALENDAR.position(case.accepted_at) - waited)
        return chosen

    def _play_never_handed_over(self, cases: list[Case]) -> list[Case]:
        """Marked as done, never given to anybody."""
        month = cases[0].month
        done = [case for case in cases if case.ended_at and clock.local(case.ended_at).month == month]
        chosen = done[: max(int(self.random.uniform(0.5, 0.9) * len(done)), 12)]
        for case in chosen:
            case.returned_at = None
        return chosen
