"""The life of a scoring sheet: scored by the unit, appraised from above, concluded. Plain Python."""

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark
from motcua.oversight.par_index.errors import MoveNotAllowed


class State(Labelled):
    """Where a sheet stands."""

    SELF = "self", mark("Đang tự chấm")
    SUBMITTED = "submitted", mark("Chờ thẩm định")
    APPRAISED = "appraised", mark("Đã thẩm định")
    FINAL = "final", mark("Đã kết luận")


class Move(Labelled):
    """What is done with a sheet."""

    SCORE = "score", mark("tự chấm")
    SUBMIT = "submit", mark("gửi thẩm định")
    APPRAISE = "appraise", mark("thẩm định")
    SEND_BACK = "send_back", mark("trả lại đơn vị")
    FINISH_APPRAISAL = "finish_appraisal", mark("kết thúc thẩm định")
    CONCLUDE = "conclude", mark("sửa điểm kết luận")
    FINISH = "finish", mark("kết luận")
    TAKE_UP = "take_up", mark("mở lại để thẩm định")


class Stage(Labelled):
    """Whose points they are."""

    SELF = "self", mark("Tự chấm")
    APPRAISAL = "appraisal", mark("Thẩm định")
    FINAL = "final", mark("Kết luận")


_AFTER: dict[tuple[State, Move], State] = {
    (State.SELF, Move.SCORE): State.SELF,
    (State.SELF, Move.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Move.APPRAISE): State.SUBMITTED,
    (State.SUBMITTED, Move.SEND_BACK): State.SELF,
    (State.SUBMITTED, Move.FINISH_APPRAISAL): State.APPRAISED,
    (State.APPRAISED, Move.CONCLUDE): State.APPRAISED,
    (State.APPRAISED, Move.FINISH): State.FINAL,
    (State.APPRAISED, Move.TAKE_UP): State.SUBMITTED,
    (State.FINAL, Move.TAKE_UP): State.SUBMITTED,
}
STAGE_OF = {Move.SCORE: Stage.SELF, Move.APPRAISE: Stage.APPRAISAL, Move.CONCLUDE: Stage.FINAL}
WITH_REASON = frozenset({Move.SEND_BACK, Move.TAKE_UP})
APPRAISERS = frozenset({Move.APPRAISE, Move.SEND_BACK, Move.FINISH_APPRAISAL})
CONCLUDERS = frozenset({Move.CONCLUDE, Move.FINISH, Move.TAKE_UP})


def after(state: State, move: Move) -> State:
    """The state after the move; raises `MoveNotAllowed`."""
    found = _AFTER.get((state, move))
    if found is None:
        raise MoveNotAllowed(state=state.label, move=move.label)
    return found


def allowed_moves(state: State) -> list[Move]:
    """What may be done now."""
    return [move for (at, move) in _AFTER if at is state]
