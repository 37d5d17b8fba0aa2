"""What of a procedure is read, why a text of it can be a doubt, and the ledger that counts both."""

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark
from motcua.kernel.texts.reading import Reading, State, Value


class Part(Labelled):
    """The parts of a procedure that are counted and doubted apart."""

    TIME = "time", mark("Thời hạn")
    FEE = "fee", mark("Phí, lệ phí")
    PAPERS = "papers", mark("Thành phần hồ sơ")
    STEPS = "steps", mark("Trình tự thực hiện")
    LEGAL = "legal", mark("Căn cứ pháp lý")
    RESULTS = "results", mark("Kết quả")
    AGENCIES = "agencies", mark("Cơ quan thực hiện")


class Reason(Labelled):
    """Why a text is a doubt."""

    NO_UNIT = "no_unit", mark("Có số nhưng không có đơn vị")
    ZERO = "zero", mark("Bằng không")
    FREE_TEXT = "free_text", mark("Viết thành câu, chưa rút ra được giá trị")
    GLUED = "glued", mark("Nhiều ô bị dính vào nhau")
    UNIT_DIFFERS = "unit_differs", mark("Đơn vị trong ô khác với lời văn")
    NUMBER_DIFFERS = "number_differs", mark("Con số trong ô khác với lời văn")
    DEPENDS = "depends", mark("Có nhiều mức tuỳ trường hợp")
    UNKNOWN_CHANNEL = "unknown_channel", mark("Không rõ hình thức nộp")
    WRONG_TYPE = "wrong_type", mark("Dữ liệu sai kiểu")
    LOST_THOUSANDS = "lost_thousands", mark("Số tiền quá nhỏ, có thể mất phần nghìn")
    FOREIGN_CURRENCY = "foreign_currency", mark("Không phải tiền Việt Nam")
    FREE_BUT_FEE = "free_but_fee", mark("Ghi miễn phí nhưng lời văn có mức thu")
    PER_ITEM = "per_item", mark("Thu theo từng đơn vị, không theo hồ sơ")
    DATED = "dated", mark("Mức thu chỉ áp dụng trong một khoảng thời gian")
    NO_INFORMATION = "no_information", mark("Không nêu có thu phí hay không")
    NO_AMOUNT = "no_amount", mark("Không nêu mức thu")
    REFERENCE = "reference", mark("Chỉ dẫn chiếu văn bản khác")
    COUNCIL = "council", mark("Mức thu do Hội đồng nhân dân hoặc Ủy ban nhân dân quyết định")
    SHARE = "share", mark("Mức thu tính theo tỷ lệ hoặc tăng, giảm so với mức khác")
    RANGE = "range", mark("Mức thu là một khoảng")
    LIMIT = "limit", mark("Con số là mức trần, mức sàn hoặc một phần của tổng")
    FORMULA = "formula", mark("Mức thu là một phép tính")
    BAD_NUMBER = "bad_number", mark("Con số viết sai nhóm")
    WORDS_DIFFER = "words_differ", mark("Số tiền bằng chữ khác bằng số")
    WRONG_SIZE = "wrong_size", mark("Số tiền lớn bất thường")
    OTHER_FEE = "other_fee", mark("Còn khoản thu khác không nêu mức")
    TOO_LONG = "too_long", mark("Văn bản quá dài cho một ô phí")
    CUT = "cut", mark("Văn bản bị cắt cụt")
    NO_NAME = "no_name", mark("Không có tên")
    NO_QUANTITY = "no_quantity", mark("Không rõ số bản chính, bản sao")
    QUANTITY_DIFFERS = "quantity_differs", mark("Số bản trong ô khác với tên giấy tờ")
    FORM_GLUED = "form_glued", mark("Tên giấy tờ dính tên tệp biểu mẫu")
    NOT_A_PAPER = "not_a_paper", mark("Đoạn văn, có thể không phải một giấy tờ")
    NO_CODE = "no_code", mark("Không tách được số, ký hiệu văn bản")
    STALE_AGENCY = "stale_agency", mark("Tên cơ quan đã cũ")
    ONE_PLACE = "one_place", mark("Tên cơ quan của riêng một địa phương")
    UNKNOWN_LEVEL = "unknown_level", mark("Không rõ cấp thực hiện")
    SOURCE_FLAG = "source_flag", mark("Nguồn đánh dấu là chưa chắc chắn")


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubt: which part, where, the source's text, why, what stands beside it, what it might mean."""

    part: Part
    field: str
    text: str
    reason: Labelled
    evidence: str = ""
    proposal: str = ""

    @property
    def key(self) -> str:
        """The same doubt of the same text keeps its key from import to import; so do its settlements."""
        return sha256(f"{self.part}\x1f{self.reason}\x1f{self.text}\x1f{self.evidence}".encode()).hexdigest()[:16]


@dataclass
class Ledger:
    """Counts what was read of one procedure and collects its doubts."""

    counts: Counter[tuple[Part, State]] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def note(self, part: Part, where: str, text: str, reading: Reading[Value], *, proposal: str = "") -> str:
        """Count one reading; the key of its doubt, or ''."""
        self.counts[part, reading.state] += 1
        if reading.state is not State.DOUBT:
            return ""
        reason = reading.reason or Reason.FREE_TEXT
        finding = Finding(part, where, text, reason, reading.evidence, proposal)
        self.findings.append(finding)
        return finding.key
