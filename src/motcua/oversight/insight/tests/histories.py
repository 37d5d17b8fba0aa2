"""Random lives of dossiers as events, told by no rule of ours: what may happen next is drawn, lawful or not quite."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from motcua.casework.dossiers import events
from motcua.kernel import clock
from motcua.kernel.events.declare import Event
from motcua.kernel.events.models import EventRecord, Lane
from motcua.kernel.events.store import _row

BEGIN = clock.at(date(2025, 12, 1), 8)
AGENCIES, PROCEDURES, CHANNELS = ("H14.31", "H14.32", "H14.05"), ("1.001", "1.002"), ("online", "counter", "post")
DAYS = 120
ACTORS = ("may", "ba.van.tam", "account:7")


@dataclass
class Told:
    """An event with when it became known: some are recorded days after they happened."""

    event: Event
    recorded_at: datetime


def history(seed: int, number: int) -> list[Told]:
    """One dossier's events in the order of their recording."""
    random = Random(f"{seed}-{number}")
    return _Teller(random, f"H14.31-{seed}-{number:04}").tell()


def save(told: list[Told]) -> None:
    """Write them as committed events, without a position."""
    EventRecord.objects.bulk_create([_row(one.event, Lane.SWIFT, one.recorded_at) for one in told])


class _Teller:
    def __init__(self, random: Random, code: str) -> None:
        self.random, self.code = random, code
        self.agency, self.procedure = random.choice(AGENCIES), random.choice(PROCEDURES)
        self.channel = random.choice(CHANNELS)
        self.at = BEGIN + timedelta(minutes=random.randrange(DAYS * 24 * 60))
        self.due_at: datetime | None = None
        self.requests = 0
        self.told: list[Told] = []

    def tell(self) -> list[Told]:
        self.say(events.DossierSubmitted, procedure_version=7, channel=self.channel, receiving_agency_code=self.agency,
                 owner_kind="person", fee_amount=self.random.choice([0, 0, 8000]), papers=self.papers())  # fmt: skip
        fate = self.random.random()
        if fate < 0.1:
            self.say(events.DossierNotAccepted)
        elif fate < 0.15:
            self.say(events.DossierWithdrawn, due_at=None)
        elif fate < 0.95:
            if self.random.random() < 0.15:
                self.ask(is_before=True)
            self.accept()
        return self.told

    def accept(self) -> None:
        self.due_at = None if self.random.random() < 0.05 else self.later(self.random.choice([1, 3, 10, 30]))
        self.say(events.DossierAccepted, procedure_version=7, receiving_agency_code=self.agency, register_number=1,
                 clock_started_at=self.at, due_at=self.due_at, allowance_amount="3",
                 allowance_unit="working_day")  # fmt: skip
        turns = [self.ask, self.ask, self.charge, self.move_on, self.extend, self.correct, self.forward]
        turns += [self.halt, self.renew]
        for _turn in range(self.random.randrange(5)):
            self.random.choice(turns)()
        fate = self.random.random()
        if fate < 0.6:
            self.resolve()
        elif fate < 0.7:
            self.say(events.DossierWithdrawn, due_at=self.due_at)
        elif fate < 0.8:
            self.say(events.DossierStopped, due_at=self.due_at)

    def ask(self, *, is_before: bool = False) -> None:
        self.requests += 1
        self.say(events.SupplementRequested, number=self.requests, defects=1, is_before_acceptance=is_before)
        asked_at = self.at
        if is_before or self.random.random() < 0.8:
            self.say(events.SupplementProvided, number=self.requests, is_before_acceptance=is_before,
                     due_at=self.pushed(asked_at), papers=self.papers())  # fmt: skip

    def charge(self) -> None:
        self.say(events.FeeDemanded, amount=5000)
        asked_at = self.at
        if self.random.random() < 0.8:
            self.say(events.FeeConfirmed, amount=5000, due_at=self.pushed(asked_at))
        if self.random.random() < 0.3:
            self.say(events.FeeCollected, amount=5000)

    def halt(self) -> None:
        self.say(events.ClockPaused, ground=self.random.choice(["other_agency", "other_ground"]))
        since = self.at
        if self.random.random() < 0.8:
            self.say(events.ClockResumed, due_at=self.pushed(since))

    def renew(self) -> None:
        if self.due_at:
            before, self.due_at = self.due_at, self.due_at + timedelta(days=self.random.choice([-1, 1, 2]))
            self.say(events.DueDateMoved, old_due_at=before, due_at=self.due_at, decision="QĐ-1")

    def move_on(self) -> None:
        before = self.agency
        self.agency = self.random.choice(AGENCIES)
        self.say(events.DossierTransferred, from_agency_code=before)

    def extend(self) -> None:
        if self.due_at:
            self.say(events.DeadlineExtended, due_at=self.due_at, appointed_at=self.later(5))

    def correct(self) -> None:
        self.say(events.DossierCorrected, roles=("owner",))

    def forward(self) -> None:
        if self.random.random() < 0.3:
            self.due_at = self.later(4)
        self.say(events.DossierForwarded, from_agency_code=self.agency, due_at=self.due_at)

    def resolve(self) -> None:
        exactly = self.random.random() < 0.2 and self.due_at and self.due_at > self.at
        outcome, digest = self.random.choice(["granted", "refused"]), self.random.choice(["", "ab12"])
        self.say(events.DossierResolved, at=self.due_at if exactly else None, outcome=outcome, due_at=self.due_at,
                 result_digest=digest)  # fmt: skip
        if self.random.random() < 0.15:
            self.say(events.DossierReopened)
            if self.random.random() < 0.7:
                self.say(events.DossierResolved, outcome=outcome, due_at=self.due_at, result_digest=digest)
        if self.random.random() < 0.7:
            self.say(events.ResultReturned, method=self.random.choice(CHANNELS))

    def say(self, kind, *, at: datetime | None = None, **payload) -> None:
        self.at = at or self.later(self.random.choice([0.01, 0.2, 1, 3, 9]))
        late = timedelta(days=self.random.randrange(40)) if self.random.random() < 0.1 else timedelta()
        given = {"procedure_code": self.procedure, "channel": self.channel, **payload}
        event = kind(subject=self.code, agency_code=self.agency, at=self.at, actor=self.random.choice(ACTORS), **given)
        self.told.append(Told(event, self.at + late))

    def later(self, days: float) -> datetime:
        return self.at + timedelta(minutes=1 + self.random.randrange(int(days * 24 * 60) + 1))

    def pushed(self, since: datetime) -> datetime | None:
        if self.due_at:
            self.due_at += self.at - since
        return self.due_at

    def papers(self) -> tuple[dict[str, object], ...]:
        return tuple(
            {"number": number, "code": "TK", "originals": self.random.randrange(2), "copies": 0,
             "files": ["ab"] * self.random.randrange(2)} for number in (1, 2)
        )  # fmt: skip
