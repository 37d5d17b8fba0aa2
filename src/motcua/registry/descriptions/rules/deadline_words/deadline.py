"""What a reading of a deadline says: its kind, its stages with the place of each figure, or why it is a doubt."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark

Span = tuple[int, int]
"""Where a figure stands in the source: first sign, and the one behind the last."""


class Kind(StrEnum):
    """One figure for all; several figures; a figure for a case; no period said; not certain."""

    EXACT = "exact"
    STAGED = "staged"
    CONDITIONAL = "conditional"
    NONE = "none"
    DOUBT = "doubt"


class FromEvent(StrEnum):
    """What starts the period. A closed list; docs/reading-deadlines.md has the words behind each."""

    RECEIPT_OF_VALID_DOSSIER = "receipt_of_valid_dossier"
    RECEIPT = "receipt"
    ACCEPTANCE = "acceptance"
    DOCUMENT_RECEIVED = "document_received"
    INSPECTION = "inspection"
    DECISION = "decision"
    OTHER = "other"


class Why(Labelled):
    """Why a deadline is a doubt."""

    NO_UNIT = "no_unit", mark("Có số nhưng không có đơn vị thời gian")
    ZERO = "zero", mark("Thời hạn bằng không")
    TOO_LONG = "too_long", mark("Con số quá lớn, có thể nhiều ô bị dính vào nhau")
    GLUED = "glued", mark("Con số dính vào chữ hoặc số khác")
    UNCERTAIN_NUMBER = "uncertain_number", mark("Con số viết không rõ")
    WORDS_DIFFER = "words_differ", mark("Số bằng chữ khác số bằng chữ số")
    UNCERTAIN_UNIT = "uncertain_unit", mark("Đơn vị thời gian không rõ")
    COMPOUND = "compound", mark("Nhiều đơn vị ghép trong một thời hạn")
    SUM_DIFFERS = "sum_differs", mark("Tổng các bước khác thời hạn chung")
    AT_LEAST = "at_least", mark("Mức tối thiểu, không phải thời hạn tối đa")
    COUNTED_BACK = "counted_back", mark("Tính lùi từ một sự kiện sau đó")
    ELAPSED = "elapsed", mark("Khoảng thời gian phải trôi qua, không phải thời hạn giải quyết")
    EXTRA = "extra", mark("Phần gia hạn, tăng thêm vào một thời hạn khác")
    NOT_COUNTED = "not_counted", mark("Khoảng thời gian không tính vào thời hạn giải quyết")
    VALIDITY = "validity", mark("Thời hạn hiệu lực hoặc lưu giữ, không phải thời hạn giải quyết")
    OF_THE_PERSON = "of_the_person", mark("Thời hạn của người nộp hồ sơ, không phải của cơ quan")
    UNCLEAR_CASE = "unclear_case", mark("Không rõ thời hạn cho mọi hồ sơ hay chỉ cho một trường hợp")
    WHOSE = "whose", mark("Không rõ thời hạn của ai")
    DATE = "date", mark("Hạn là một ngày hoặc một sự kiện, không phải một khoảng thời gian")
    ELSEWHERE = "elsewhere", mark("Thời hạn ghi ở văn bản khác")
    DAYS_OFF = "days_off", mark("Ghi «ngày» nhưng trừ ngày nghỉ")
    SEVERAL = "several", mark("Nhiều con số, không rõ quan hệ với nhau")
    CONTRADICTED = "contradicted", mark("Lời văn đi kèm nói khác")
    TEXT_TOO_LONG = "text_too_long", mark("Văn bản quá dài cho một thời hạn")
    UNREADABLE = "unreadable", mark("Không đọc được văn bản")


@dataclass(frozen=True, slots=True)
class Stage:
    """One period: how much of what unit, counted from what, of which step, in which case."""

    amount: Decimal
    unit: str
    span: Span
    from_event: FromEvent | None = None
    stage: str = ""
    is_conditional: bool = False


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    """`stages` of a doubt are at most a proposal for the person who settles it."""

    kind: Kind
    stages: tuple[Stage, ...] = ()
    why: Why | None = None
    evidence: str = ""

    @property
    def typed(self) -> tuple[Stage, ...]:
        """The stages that may be used as facts."""
        return () if self.kind is Kind.DOUBT else self.stages
