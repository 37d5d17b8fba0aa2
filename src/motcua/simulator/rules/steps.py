"""When in its period each step and each trouble of a dossier comes."""

from collections.abc import Collection
from enum import StrEnum

from motcua.simulator.rules.behaviour import Plan, Trouble

APOLOGY_AHEAD = 3 * 480 // 2
"""Working minutes before the legal date: an apology must come at least one working day ahead."""
_SHORTEST_FOR_APOLOGY = 5 * 480 // 2


class Event(StrEnum):
    """What happens between the steps."""

    SUPPLEMENT = "supplement"
    DUTY = "duty"
    APOLOGY = "apology"
    CORRECTION = "correction"
    TRANSFER = "transfer"
    WITHDRAWAL = "withdrawal"
    STOP = "stop"


_EVENTS: dict[Trouble, tuple[tuple[float, Event], ...]] = {
    Trouble.SUPPLEMENT: ((0.35, Event.SUPPLEMENT),),
    Trouble.SECOND_SUPPLEMENT: ((0.3, Event.SUPPLEMENT), (0.55, Event.SUPPLEMENT)),
    Trouble.WITHDRAWN: ((0.4, Event.WITHDRAWAL),),
    Trouble.STOPPED: ((0.42, Event.STOP),),
    Trouble.TRANSFERRED: ((0.2, Event.TRANSFER),),
    Trouble.CORRECTED: ((0.15, Event.CORRECTION),),
}
_DUTY_AT = 0.5


def troubles_of(plan: Plan) -> list[tuple[float, Event]]:
    """What will happen, by the share of the period used when it does."""
    events = list(_EVENTS.get(plan.trouble, ()))
    if plan.has_duty:
        events.append((_DUTY_AT, Event.DUTY))
    return [(share * plan.spent, event) for share, event in events]


def is_worth_an_apology(plan: Plan, period: int) -> bool:
    """Whether the agency sees in time that it will be late; `period` in working minutes."""
    return plan.is_late and period >= _SHORTEST_FOR_APOLOGY and plan.trouble in {Trouble.NONE, Trouble.CORRECTED}


def share_of(key: str, outcomes: Collection[str], moves: Collection[str]) -> float:
    """The part of the time used when a step is done, the result's signature being the whole."""
    if key == "assign":
        return 0.1
    if "resolve" in moves:
        return 1.0
    if "agree" in outcomes:
        return 0.88
    return 0.74 if "propose" in outcomes else 0.45
