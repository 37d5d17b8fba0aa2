"""What forms refuse."""

from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark


class FormNotUsable(InvalidInput):
    """A schema that cannot be drawn or checked; the text lists every fault with its place."""

    text = mark("Biểu mẫu «{code}» chưa dùng được: {faults}")


class VersionTooEarly(DomainError):
    """A version cannot take effect before the one it follows."""

    text = mark("Biểu mẫu «{code}» đã có phiên bản hiệu lực từ {valid_from}; phiên bản mới không được sớm hơn.")


class FormUnknown(DomainError):
    """No version of the form is in force on that day."""

    text = mark("Không có biểu mẫu «{code}» nào có hiệu lực ngày {day}.")
    status = 404


class AnswersUnreadable(InvalidInput):
    """What came is no set of answers at all."""

    text = mark("Tờ khai gửi lên không đọc được: phải là các câu trả lời theo tên mục.")


class AnswerRefused(InvalidInput):
    """One answer cannot be taken; its text names the question."""
