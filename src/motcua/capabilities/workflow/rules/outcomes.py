"""The ways of completing a step: the flows out of the choice that follows it."""

from motcua.capabilities.workflow.rules.expressions import holds, names_in, outcomes_in
from motcua.capabilities.workflow.rules.model import DONE, DONE_LABEL, OUTCOME, Flow, Kind, Outcome, Process


def outcomes_of(process: Process, step: str) -> tuple[Outcome, ...]:
    """What may be chosen when completing the step, in the order of the file."""
    first = process.leaving(step)[0]
    choice = choice_after(process, step)
    if choice is None:
        codes = first.outcome or (DONE,)
        return tuple(Outcome(code, first.name or DONE_LABEL) for code in codes)
    return tuple(Outcome(code, _label(process, choice, code)) for code in codes_at(process, choice))


def choice_after(process: Process, step: str) -> str | None:
    """The choice by outcome that follows the step directly or behind gateways that only merge."""
    place = process.leaving(step)[0].target
    seen = {step}
    while process.nodes[place].kind == Kind.CHOICE and place not in seen:
        seen.add(place)
        if len(process.leaving(place)) > 1:
            return place if reads_outcome(process, place) else None
        place = process.leaving(place)[0].target
    return None


def reads_outcome(process: Process, choice: str) -> bool:
    """Whether a condition out of the choice asks how the step was completed."""
    return any(OUTCOME in names_in(flow.condition) for flow in process.leaving(choice) if flow.condition)


def codes_at(process: Process, choice: str) -> list[str]:
    """The outcome codes a choice tells apart, in the order of its flows; a default without a code has its id."""
    codes: dict[str, None] = {}
    for flow in process.leaving(choice):
        in_condition = outcomes_in(flow.condition) if flow.condition else ()
        own = flow.outcome or (() if flow.condition else (flow.id,))
        codes.update(dict.fromkeys((*in_condition, *own)))
    return list(codes)


def flow_taken(process: Process, choice: str, code: str) -> Flow | None:
    """Where an outcome leads; a condition that also reads other data counts when it mentions the code."""
    default = process.nodes[choice].default
    for flow in process.leaving(choice):
        if flow.id != default and _may_take(flow, code):
            return flow
    return process.flows.get(default)


def _may_take(flow: Flow, code: str) -> bool:
    if names_in(flow.condition) <= {OUTCOME}:
        return holds(flow.condition, {OUTCOME: code})
    return code in outcomes_in(flow.condition)


def _label(process: Process, choice: str, code: str) -> str:
    flow = flow_taken(process, choice, code)
    return (flow and flow.name) or code
