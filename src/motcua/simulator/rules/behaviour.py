"""How one dossier goes: who hands it in, what goes wrong, how long it takes, how the result is taken home."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from random import Random
from uuid import UUID

from motcua.simulator.rules.demand import Weighted
from motcua.simulator.rules.residents import Resident


class Trouble(StrEnum):
    """What sets a dossier apart; most have none."""

    NONE = "none"
    REFUSED_AT_RECEIPT = "refused_at_receipt"
    PAPERS_COMPLETED = "papers_completed"
    PAPERS_NEVER_COMPLETED = "papers_never_completed"
    WITHDRAWN_EARLY = "withdrawn_early"
    SUPPLEMENT = "supplement"
    SECOND_SUPPLEMENT = "second_supplement"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    TRANSFERRED = "transferred"
    CORRECTED = "corrected"
    REFUSED_ON_MERITS = "refused_on_merits"
    REOPENED = "reopened"


SHARES: Mapping[Trouble, float] = {
    Trouble.REFUSED_AT_RECEIPT: 0.025,
    Trouble.PAPERS_COMPLETED: 0.055,
    Trouble.PAPERS_NEVER_COMPLETED: 0.015,
    Trouble.WITHDRAWN_EARLY: 0.01,
    Trouble.SUPPLEMENT: 0.05,
    Trouble.SECOND_SUPPLEMENT: 0.01,
    Trouble.WITHDRAWN: 0.012,
    Trouble.STOPPED: 0.012,
    Trouble.TRANSFERRED: 0.012,
    Trouble.CORRECTED: 0.015,
    Trouble.REFUSED_ON_MERITS: 0.035,
    Trouble.REOPENED: 0.01,
}
BEFORE_ACCEPTANCE = frozenset(
    {Trouble.REFUSED_AT_RECEIPT, Trouble.PAPERS_COMPLETED, Trouble.PAPERS_NEVER_COMPLETED, Trouble.WITHDRAWN_EARLY}
)
CHANNELS = {"online": 0.58, "counter": 0.36, "post": 0.06}
METHODS = Weighted({"counter": 0.55, "online": 0.27, "post": 0.18})
LATE_SHARE = 0.04
LONG_SLIPS, SHORT_SLIPS = 1.6, 0.4
NEVER_COLLECTED_SHARE = 0.05
_MINUTES_A_DAY = 480


@dataclass(frozen=True)
class Office:
    """How an agency works: `pace` is the part of the period it usually takes, `lateness` multiplies the late share."""

    pace: float
    lateness: float


@dataclass(frozen=True)
class Plan:
    """One dossier as it will go if nothing but its own nature decides; moments follow from the legal clock.

    `spent` is the part of the legal period used (above 1: late); `collected_after` counts working minutes from the
    result, None when nobody comes for it.
    """

    number: int
    key: UUID
    procedure_code: str
    case_number: int
    agency_code: str
    receiving_agency_code: str
    channel: str
    owner: Resident
    submitter: Resident
    arrives_at: datetime
    trouble: Trouble
    spent: float
    has_duty: bool
    method: str
    collected_after: int | None

    @property
    def is_late(self) -> bool:
        """Whether the result will come after the legal date."""
        return self.spent > 1.0


def trouble_at(level: float) -> Trouble:
    """What stands at `level` of [0, 1) when the shares are laid end to end."""
    for trouble, share in SHARES.items():
        if level < share:
            return trouble
        level -= share
    return Trouble.NONE


def office_of(agency_code: str) -> Office:
    """Offices differ, and an office stays as it is: the same code works the same way in every year."""
    random = Random(f"office {agency_code}")
    return Office(pace=random.uniform(0.35, 0.75), lateness=random.choice((0.2, 0.5, 0.8, 1.0, 1.3, 2.2)))


def spent_by(office: Office, level: float, random: Random, *, is_long: bool) -> float:
    """The part of the period used; `level` of [0, 1) below the office's late share means late. Long work slips more."""
    if level < LATE_SHARE * office.lateness * (LONG_SLIPS if is_long else SHORT_SLIPS):
        return 1.05 + random.expovariate(2.5)
    return min(max(random.gauss(office.pace, 0.15), 0.08), 0.97)


def channel_of(offered: Sequence[str], random: Random) -> str:
    """How it comes in, among the channels the procedure offers."""
    return Weighted({kind: CHANNELS[kind] for kind in offered}).draw(random)


def collected_after(method: str, level: float, random: Random) -> int | None:
    """Working minutes from the result until the person has it: an electronic copy at once, a letter in days."""
    if method == "online":
        return random.randint(5, 45)
    if method == "post":
        return random.randint(2, 5) * _MINUTES_A_DAY
    if level < NEVER_COLLECTED_SHARE:
        return None
    return 30 + int(random.expovariate(1 / (1.6 * _MINUTES_A_DAY)))


def answers_after(random: Random) -> int:
    """Working minutes until a person brings what was asked for, or pays."""
    return 120 + int(random.expovariate(1 / (3.5 * _MINUTES_A_DAY)))
