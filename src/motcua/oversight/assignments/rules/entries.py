"""What a move must bring along. Plain Python: each check answers fields with their faults."""

from dataclasses import dataclass
from datetime import date

from motcua.kernel.texts.mark import mark
from motcua.oversight.assignments.errors import FaultyEntry
from motcua.oversight.assignments.rules.life import Move

NOTE_MISSING = mark("Hãy ghi việc đã làm được, việc còn lại.")
REASON_MISSING = mark("Hãy ghi lý do.")
PERCENT_WRONG = mark("Tiến độ là số từ 0 đến 100.")
FILE_MISSING = mark("Hãy đính kèm tệp sản phẩm.")
NUMBER_MISSING = mark("Hãy ghi số, ký hiệu quyết định.")
DAY_MISSING = mark("Hãy ghi ngày ký quyết định.")
DAY_AHEAD = mark("Ngày ký không thể sau hôm nay.")
DUE_MISSING = mark("Hãy ghi thời hạn mới.")
DUE_SAME = mark("Thời hạn mới trùng thời hạn đang có.")
DUE_PAST = mark("Thời hạn mới đã qua. Hãy chọn từ hôm nay trở đi.")
LEAD_MISSING = mark("Hãy chọn cơ quan chủ trì mới.")
LEAD_SAME = mark("Cơ quan này đang chủ trì. Hãy chọn cơ quan khác.")
LEAD_JUDGES = mark("Cơ quan này giám sát, nghiệm thu nhiệm vụ nên không thể chủ trì. Hãy chọn cơ quan khác.")
_FULL = 100


@dataclass(frozen=True)
class Said:
    """What was entered for a move; empty where the move asks for nothing of the kind."""

    note: str = ""
    percent: int | None = None
    document_number: str = ""
    document_on: date | None = None
    new_due_on: date | None = None
    has_file: bool = False
    new_lead: str = ""


@dataclass(frozen=True)
class Leads:
    """Who leads and who judges a task, and whom it may be given to."""

    lead: str
    supervisor: str
    known: frozenset[str]


def check_lead(said: Said, leads: Leads) -> None:
    """Raise `FaultyEntry` with what is wrong with another lead, all at once."""
    faults: dict[str, str] = {}
    if said.new_lead not in leads.known:
        faults["new_lead"] = LEAD_MISSING
    elif said.new_lead == leads.lead:
        faults["new_lead"] = LEAD_SAME
    elif said.new_lead == leads.supervisor:
        faults["new_lead"] = LEAD_JUDGES
    if not said.note:
        faults["note"] = REASON_MISSING
    if faults:
        raise FaultyEntry(fields=faults)


def check(move: Move, said: Said, *, due_on: date, today: date) -> None:
    """Raise `FaultyEntry` with all faults at once."""
    faults: dict[str, str] = {}
    if move is Move.REPORT:
        faults |= _report_faults(said)
    if move is Move.SUBMIT and not said.has_file:
        faults["file"] = FILE_MISSING
    if move in {Move.SEND_BACK, Move.SUSPEND, Move.ADJUST} and not said.note:
        faults["note"] = REASON_MISSING
    if move in {Move.SUSPEND, Move.ADJUST}:
        faults |= _decision_faults(said, today)
    if move is Move.ADJUST:
        faults |= _due_faults(said, due_on, today)
    if faults:
        raise FaultyEntry(fields=faults)


def _report_faults(said: Said) -> dict[str, str]:
    faults = {} if said.note else {"note": NOTE_MISSING}
    if said.percent is None or not 0 <= said.percent <= _FULL:
        faults["percent"] = PERCENT_WRONG
    return faults


def _decision_faults(said: Said, today: date) -> dict[str, str]:
    faults = {} if said.document_number else {"document_number": NUMBER_MISSING}
    if said.document_on is None:
        faults["document_on"] = DAY_MISSING
    elif said.document_on > today:
        faults["document_on"] = DAY_AHEAD
    return faults


def _due_faults(said: Said, due_on: date, today: date) -> dict[str, str]:
    if said.new_due_on is None:
        return {"new_due_on": DUE_MISSING}
    if said.new_due_on == due_on:
        return {"new_due_on": DUE_SAME}
    return {"new_due_on": DUE_PAST} if said.new_due_on < today else {}
