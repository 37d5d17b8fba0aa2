"""Whether a record may go a way: where it stands, what is filled, what must hold."""

from datetime import date

from motcua.capabilities.registers.errors import FieldsMissing, MoveNotAllowed, MoveNotYet, ReasonMissing
from motcua.capabilities.registers.rules.conditions import all_hold
from motcua.capabilities.registers.rules.definition import Definition, Move, Values


def state_after(
    definition: Definition, code: str, *, state: str, values: Values, agency_code: str, reason: str, day: date
) -> str:
    """The state that the move leads to. Raises what keeps it from being gone."""
    move = definition.move_of(code)
    if move is None or state not in move.origins:
        here = definition.state_of.get(state)
        raise MoveNotAllowed(state=here.name if here else state, move=move.name if move else code)
    if move.asks_reason and not reason:
        raise ReasonMissing(fields={"reason": ReasonMissing.text})
    require_ready(definition, move, values=values, state=state, agency_code=agency_code, day=day)
    return move.to


def require_ready(
    definition: Definition, move: Move, *, values: Values, state: str, agency_code: str, day: date
) -> None:
    """Raise `FieldsMissing` or `MoveNotYet` unless what the move asks for is there."""
    empty = [definition.by_code[code].label for code in move.needs if values.get(code) is None]
    if empty:
        raise FieldsMissing(move=move.name, fields=", ".join(f"«{label}»" for label in empty))
    if not all_hold(move.when, values, state=state, agency_code=agency_code, day=day):
        raise MoveNotYet(move=move.name, why=move.refusal)


def may_stand(definition: Definition, state: str, *, values: Values, agency_code: str, day: date) -> bool:
    """Whether a record brought in from elsewhere may stand there: some way that leads there was open to it."""
    if state == definition.first_state:
        return True
    ways = [move for move in definition.moves if move.to == state]
    return any(_is_open(definition, move, values=values, agency_code=agency_code, day=day) for move in ways)


def _is_open(definition: Definition, move: Move, *, values: Values, agency_code: str, day: date) -> bool:
    try:
        require_ready(definition, move, values=values, state=move.origins[0], agency_code=agency_code, day=day)
    except (FieldsMissing, MoveNotYet):
        return False
    return True
