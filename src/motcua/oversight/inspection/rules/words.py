"""Closed lists of an inspection. Plain Python."""

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark


class Mode(Labelled):
    """How it is done; only from system data counts as done digitally."""

    REMOTE = "remote", mark("Qua môi trường số")
    ON_SITE = "on_site", mark("Trực tiếp tại đơn vị")
    BOTH = "both", mark("Kết hợp số và trực tiếp")


class Severity(Labelled):
    """How grave a finding is."""

    MINOR = "minor", mark("Nhẹ")
    MAJOR = "major", mark("Đáng kể")
    GRAVE = "grave", mark("Nghiêm trọng")


class Verdict(Labelled):
    """What is said of a sampled dossier under an item."""

    MET = "met", mark("Đạt")
    NOT_MET = "not_met", mark("Không đạt")
    NOT_APPLICABLE = "none", mark("Không áp dụng")


class Strata(Labelled):
    """What the sample is spread over."""

    NONE = "none", mark("Không phân lớp")
    STANDING = "standing", mark("Đúng hạn, trễ hạn, đang giải quyết")
    PROCEDURE = "procedure", mark("Thủ tục")


class Standing(Labelled):
    """How a dossier stands to its date, as strata."""

    ON_TIME = "on_time", mark("Xong đúng hạn")
    LATE = "late", mark("Xong trễ hạn")
    OPEN = "open", mark("Đang giải quyết, còn hạn")
    OVERDUE = "overdue", mark("Đang giải quyết, quá hạn")


AREAS = {
    "0": mark("Chỉ đạo điều hành"),
    "1": mark("Cải cách thể chế"),
    "2": mark("Cải cách thủ tục hành chính"),
    "3": mark("Cải cách tổ chức bộ máy"),
    "4": mark("Cải cách chế độ công vụ"),
    "5": mark("Cải cách tài chính công"),
    "6": mark("Xây dựng chính quyền số"),
}
"""The six areas of Resolution 76/NQ-CP, and direction."""
