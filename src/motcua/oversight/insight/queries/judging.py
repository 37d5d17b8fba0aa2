"""How the end of a dossier is judged: worktime's one function, with the policy that was known when it ended."""

from datetime import datetime

from motcua.kernel import clock
from motcua.oversight.insight.rules.life import Life
from motcua.registry.worktime.public import Purpose, answer_due_at, calendar_of, policy_for, standing

UNDATED = "undated"


def judged(life: Life, ended_at: datetime) -> str:
    """early, on_time, late; or undated where no legal date is known."""
    received_on = clock.local(life.accepted_at or ended_at).date()
    policy = policy_for(life.place.procedure_code, received_on, known_at=ended_at)
    found = standing(
        ended_at,
        life.due_at,
        ended_at,
        calendar_of(life.place.agency_code),
        second_supplements=life.supplements_again,
        variant=policy.early_rule,
    )
    return str(found.verdict) if found.verdict else UNDATED


def owed_at(life: Life) -> datetime | None:
    """Until when who applied online must be answered, by the policy that was known when he applied."""
    since = life.awaits_answer_from
    if since is None:
        return None
    policy = policy_for(life.place.procedure_code, clock.local(since).date(), known_at=since)
    return answer_due_at(calendar_of(life.receiving_agency_code, purpose=Purpose.RECEPTION), since, policy)
