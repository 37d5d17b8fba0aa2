"""Refusals of the catalogue."""

from motcua.kernel.errors import DomainError
from motcua.kernel.texts.mark import mark


class NoSuchProcedure(DomainError):
    """No procedure has this code."""

    status = 404
    text = mark("Không có thủ tục mang mã «{code}». Hãy tìm lại theo tên thủ tục.")


class NoSuchVersion(DomainError):
    """No version has this id."""

    status = 404
    text = mark("Không có phiên bản thủ tục số {version_id}.")


class TooEarly(DomainError):
    """A version would begin before the last one."""

    status = 409
    text = mark("Phiên bản mới của thủ tục «{code}» không thể có hiệu lực trước phiên bản hiện có (từ {day}).")


class AlreadyOffered(DomainError):
    """The agency already handles it in that time."""

    status = 409
    text = mark("Cơ quan {agency} đã được giao giải quyết thủ tục «{code}» trong thời gian này.")


class NotOffered(DomainError):
    """The agency does not handle it on that day."""

    status = 409
    text = mark("Cơ quan {agency} không giải quyết thủ tục «{code}» vào ngày {day}.")


class AlreadySettled(DomainError):
    """The doubt is settled or gone."""

    status = 409
    text = mark("Chỗ này đã được xử lý hoặc không còn trong văn bản nguồn.")


class NoSuchDoubt(DomainError):
    """No doubt has this number."""

    status = 404
    text = mark("Không tìm thấy chỗ cần xử lý này.")
