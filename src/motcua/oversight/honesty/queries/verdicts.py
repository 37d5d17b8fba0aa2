"""The official verdict of a past: worktime's one function with the policy that was known when it ended."""

from motcua.kernel import clock
from motcua.oversight.honesty.rules.past import Past
from motcua.registry.worktime.public import Verdict, calendar_of, policy_for, standing

IN_TIME = {Verdict.EARLY, Verdict.ON_TIME}


def is_on_time(past: Past) -> bool:
    """Whether the official figures count it as finished early or on time."""
    if past.ending != "result" or past.ended_at is None or past.accepted_at is None:
        return False
    policy = policy_for(past.procedure_code, clock.local(past.accepted_at).date(), known_at=past.ended_at)
    found = standing(
        past.ended_at,
        past.due_at,
        past.ended_at,
        calendar_of(past.agency_code),
        second_supplements=past.supplements_again,
        variant=policy.early_rule,
    )
    return found.verdict in IN_TIME
