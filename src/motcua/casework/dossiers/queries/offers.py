"""What an officer may do with a dossier now: the table of moves, his rights, and the steps on his desk."""

from dataclasses import dataclass
from typing import Any

from motcua.capabilities.workflow.public import Outcome, TaskView, open_tasks
from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries.timeline import moves_of
from motcua.casework.dossiers.rules.life import MOVE_LABELS, Move
from motcua.kernel.access.declare import Permission
from motcua.kernel.access.rights import may_at
from motcua.kernel.ui.wording import translated
from motcua.registry.organisation.public import Role
from motcua.registry.people.public import officer_names

MOVE_NEEDS: dict[Move, Permission] = {
    Move.ACCEPT: permissions.RECEIVE,
    Move.REFUSE_RECEIPT: permissions.RECEIVE,
    Move.REQUEST_SUPPLEMENT: permissions.PROCESS,
    Move.COMPLETE_PAPERS: permissions.RECEIVE,
    Move.PROVIDE_SUPPLEMENT: permissions.RECEIVE,
    Move.FORWARD: permissions.RECEIVE,
    Move.TRANSFER: permissions.ASSIGN,
    Move.DEMAND_FEE: permissions.PROCESS,
    Move.CONFIRM_FEE: permissions.RECEIVE,
    Move.PAUSE: permissions.PROCESS,
    Move.RESUME: permissions.PROCESS,
    Move.EXTEND: permissions.SIGN,
    Move.CORRECT: permissions.RECEIVE,
    Move.WITHDRAW: permissions.RECEIVE,
    Move.STOP: permissions.STOP,
    Move.RESOLVE: permissions.SIGN,
    Move.REOPEN: permissions.SIGN,
    Move.RETURN_RESULT: permissions.RETURN,
}
ROLE_NEEDS: dict[str, Permission] = {
    "receiver": permissions.RECEIVE,
    "specialist": permissions.PROCESS,
    "head": permissions.ASSIGN,
    "leader": permissions.SIGN,
}


PROPOSE, ASSIGN, REDO = "propose", "assign", "redo"
"""Names that the dossier's pages know in any process: see docs/how-to/write-a-process.md."""


@dataclass(frozen=True)
class MoveOffer:
    """A legal move as a button."""

    move: Move
    label: str


@dataclass(frozen=True)
class StepOffer:
    """A step on the officer's desk as buttons."""

    task: TaskView

    @property
    def needs_result(self) -> bool:
        """The specialist prepares the result here."""
        return any(outcome.code == PROPOSE for outcome in self.task.outcomes)

    @property
    def needs_person(self) -> bool:
        """The head gives the dossier to somebody here."""
        return self.task.key == ASSIGN

    @property
    def back(self) -> list[Outcome]:
        """Ways that send back, beside the legal move that this step waits for."""
        return [outcome for outcome in self.task.outcomes if outcome.code == REDO]


def needed_for(dossier: Dossier, move: Move) -> Permission:
    """The right a move needs; before acceptance the counter itself asks for what is missing."""
    if move is Move.REQUEST_SUPPLEMENT and not dossier.is_accepted:
        return permissions.RECEIVE
    return MOVE_NEEDS[move]


def may_do(user: Any, dossier: Dossier, may: Permission) -> bool:
    """Whether the officer has the right where the dossier lies or where it was taken in."""
    return any(may_at(user, may, code) for code in {dossier.agency_code, dossier.receiving_agency_code})


def moves_for(user: Any, dossier: Dossier, steps: list[TaskView]) -> list[MoveOffer]:
    """Moves that the table allows and the officer may make. Signing and returning wait for their step."""
    awaited = {move for step in steps for move in step.moves}
    waits = {Move.RESOLVE, Move.RETURN_RESULT}
    return [
        MoveOffer(move, MOVE_LABELS[move])
        for move in moves_of(dossier)
        if may_do(user, dossier, needed_for(dossier, move)) and (move not in waits or move in awaited)
    ]


def may_take_back(user: Any, dossier: Dossier, steps: list[TaskView], *, is_drafted: bool) -> bool:
    """Whether the signer may end the open `steps` and sign the draft himself: none of them waits for his signature."""
    is_turn = any(Move.RESOLVE in step.moves for step in steps)
    may_sign = is_drafted and bool(steps) and not is_turn and may_do(user, dossier, permissions.SIGN)
    return may_sign and Move.RESOLVE in moves_of(dossier)


def step_in_the_way(code: str) -> TaskView | None:
    """The open step to be finished before it is the signer's turn; None if it is his turn or none is open."""
    steps = open_tasks(code)
    return None if any(Move.RESOLVE in step.moves for step in steps) else next(iter(steps), None)


def holder_of(step: TaskView) -> str:
    """Who has the step, in words: the officer, or the role while nobody has taken it."""
    if step.username:
        return officer_names([step.username]).get(step.username, step.username)
    known = next((role for role in Role if role == step.role), None)
    return translated(known.label) if known else step.role


def steps_for(user: Any, dossier: Dossier) -> tuple[list[TaskView], list[TaskView]]:
    """Open steps: those on this officer's desk, and those that wait for others."""
    mine: list[TaskView] = []
    others: list[TaskView] = []
    for task in open_tasks(dossier.code):
        (mine if may_take(user, task) else others).append(task)
    return mine, others


def may_take(user: Any, task: TaskView) -> bool:
    """A step given to a person is his alone; one given to a role is anybody's who holds it at that agency."""
    if task.username:
        return bool(task.username == user.get_username())
    needed = ROLE_NEEDS.get(task.role)
    return needed is not None and may_at(user, needed, task.agency_code)
