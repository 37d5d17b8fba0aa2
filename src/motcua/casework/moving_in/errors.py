"""Refusals of moving in."""

from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark


class MomentNotReadable(InvalidInput):
    """A text is no moment; its text says why."""


class FileNotUsable(InvalidInput):
    """Nothing of the file can be taken; its text says why."""


class DatabaseGone(DomainError):
    """It is no fault of the lines: they are not refused, and the same file goes on where it stood."""

    text = mark(
        "Cơ sở dữ liệu ngừng trả lời khi nhập từ dòng {line}. Những hồ sơ đã ghi trước đó còn nguyên; "
        "chạy lại lệnh với cùng tệp để đi tiếp."
    )
    status = 503
