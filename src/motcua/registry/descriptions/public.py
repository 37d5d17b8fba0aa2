"""The door of descriptions; plain Python, so that rules may enter."""

from motcua.registry.descriptions.rules.deadline_words.deadline import DeadlineReading, Kind, Stage
from motcua.registry.descriptions.rules.fee_words.reader import read_fee
from motcua.registry.descriptions.rules.ledger import Finding, Part, Reason
from motcua.registry.descriptions.rules.paper_reader import code_of_paper, is_optional
from motcua.registry.descriptions.rules.parts import (
    PLAIN,
    Allowance,
    CaseView,
    ChannelKind,
    ChannelView,
    FeeView,
    LegalBasisView,
    Level,
    PaperView,
    ProcedureDraft,
    ProcedureView,
    ResultView,
    TimeUnit,
)
from motcua.registry.descriptions.rules.row_reader import Entry, Unreadable, read_line, read_row
from motcua.registry.descriptions.rules.time_reader import (
    allowance_of,
    allowance_text,
    read_deadline,
    read_time,
)

__all__ = [
    "PLAIN",
    "Allowance",
    "CaseView",
    "ChannelKind",
    "ChannelView",
    "DeadlineReading",
    "Entry",
    "FeeView",
    "Finding",
    "Kind",
    "LegalBasisView",
    "Level",
    "PaperView",
    "Part",
    "ProcedureDraft",
    "ProcedureView",
    "Reason",
    "ResultView",
    "Stage",
    "TimeUnit",
    "Unreadable",
    "allowance_of",
    "allowance_text",
    "code_of_paper",
    "is_optional",
    "read_deadline",
    "read_fee",
    "read_line",
    "read_row",
    "read_time",
]
