"""The closed lists of words that plans and targets are told in. Plain Python."""

from enum import StrEnum

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark


class Area(Labelled):
    """The six areas of Resolution 76/NQ-CP, with what stands beside them in every plan."""

    STEERING = "0", mark("Chỉ đạo điều hành")
    INSTITUTIONS = "1", mark("Cải cách thể chế")
    PROCEDURES = "2", mark("Cải cách thủ tục hành chính")
    APPARATUS = "3", mark("Cải cách tổ chức bộ máy")
    CIVIL_SERVICE = "4", mark("Cải cách chế độ công vụ")
    FINANCE = "5", mark("Cải cách tài chính công")
    DIGITAL = "6", mark("Xây dựng chính quyền điện tử, chính quyền số")
    IMPACT = "7", mark("Chỉ số, tác động")
    OUTSIDE = "8", mark("Ngoài các lĩnh vực")


class PlanKind(Labelled):
    """What kind of paper promises."""

    RESOLUTION = "resolution", mark("Nghị quyết")
    PROGRAMME = "programme", mark("Chương trình")
    PLAN = "plan", mark("Kế hoạch")
    REPORT = "report", mark("Báo cáo, bài viết")


class PlanState(Labelled):
    """Where a plan stands."""

    DRAFT = "draft", mark("Dự thảo")
    ISSUED = "issued", mark("Đã ban hành")
    WITHDRAWN = "withdrawn", mark("Đã bãi bỏ")


class TargetKind(Labelled):
    """What a line of a programme is: a promise, or something it merely states."""

    TARGET = "target", mark("Chỉ tiêu")
    QUALITATIVE = "qualitative", mark("Mục tiêu định tính")
    RESULT = "result", mark("Kết quả được nêu")
    QUANTITY = "quantity", mark("Số lượng được nêu")
    COUNTER = "page_counter", mark("Bộ đếm của trang web")


class Half(Labelled):
    """Which half of a pair a bound is."""

    ONLY = "", mark("Mức phải đạt")
    MINIMUM = "minimum", mark("Tối thiểu")
    STRIVE = "strive", mark("Phấn đấu")


class Comparator(StrEnum):
    """How a result is held against a bound; the value is how files spell it."""

    AT_LEAST = ">="
    ABOVE = ">"
    EXACTLY = "="
    AT_MOST = "<="
    BELOW = "<"
    BETWEEN = "between"
    RANK_AT_MOST = "rank<="
    REDUCE_BY = "reduce>="
    INCREASE_BY = "increase>="
    GAIN_BETWEEN = "gain between"
    ABOVE_BASE = "> baseline"
    BELOW_BASE = "< baseline"
    UNSTATED = ">= unstated"
    YES_NO = "yes/no"
    ROADMAP = "roadmap"
    NONE = ""


class Outcome(Labelled):
    """What came of a target."""

    NOT_MET = "not_met", mark("Chưa đạt")
    MET = "met", mark("Đạt")
    MINIMUM_MET = "minimum_met", mark("Đạt mức tối thiểu")
    STRIVE_MET = "strive_met", mark("Đạt mức phấn đấu")
    NOT_COMPARABLE = "not_comparable", mark("Không so sánh được")
    NO_DATA = "no_data", mark("Chưa có số liệu")

    @property
    def tone(self) -> str:
        """How its badge is coloured, beside its word."""
        return _TONES[self]

    @property
    def is_kept(self) -> bool:
        """Whether the promise is kept, its strive half or not."""
        return self in {Outcome.MET, Outcome.MINIMUM_MET, Outcome.STRIVE_MET}


_TONES = {
    Outcome.NOT_MET: "late",
    Outcome.MET: "done",
    Outcome.MINIMUM_MET: "working",
    Outcome.STRIVE_MET: "done",
    Outcome.NOT_COMPARABLE: "waiting",
    Outcome.NO_DATA: "off",
}


class MeasureKind(Labelled):
    """Where a target's figure comes from."""

    NONE = "", mark("Chưa gắn cách đo")
    INDICATOR = "indicator", mark("Chỉ tiêu tính từ sự kiện")
    REGISTER = "register", mark("Đếm từ sổ quản lý")
    MODULE = "module", mark("Tính từ phân hệ khác")
    IMPORT = "import", mark("Số liệu nạp từ nơi khác")
    TYPED = "typed", mark("Số liệu nhập tay có minh chứng")


class Weight(Labelled):
    """What an objection does to issuing."""

    STOPS = "stops", mark("Phải sửa")
    WARNS = "warns", mark("Cần giải trình")


class FigureState(Labelled):
    """The life of a typed-in figure."""

    DRAFT = "draft", mark("Bản nháp")
    SENT = "sent", mark("Chờ duyệt")
    APPROVED = "approved", mark("Đã duyệt")
    LOCKED = "locked", mark("Đã khoá")
    CORRECTED = "corrected", mark("Đã được hiệu chỉnh")
