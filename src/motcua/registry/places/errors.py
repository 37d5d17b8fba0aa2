"""What places refuses, in words."""

from collections.abc import Sequence

from motcua.kernel.errors import DomainError
from motcua.kernel.texts.mark import mark


class DecreeRefused(DomainError):
    """A file of changes that cannot be true; `faults` are its lines with what is wrong."""

    text = mark("Tệp có {count} chỗ sai, chưa thay đổi gì:\n{faults}")
    status = 422

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(count=len(faults), faults="\n".join(faults))


class TableMissing(DomainError):
    """The folder holds no table of places."""

    text = mark("Không có tệp «{file}». Hãy cài đặt lại phần mềm, hoặc chạy lệnh make-places.")
