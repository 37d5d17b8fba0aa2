"""What organisation refuses, in words."""

from collections.abc import Sequence
from typing import Any

from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark


class AgencyNotFound(DomainError):
    """No agency has this code on the day."""

    text = mark("Không có cơ quan nào mang mã «{code}» vào ngày {day}. Hãy kiểm tra lại mã và ngày.")
    status = 404


class UnitNotFound(DomainError):
    """The agency has no such unit on the day."""

    text = mark("Cơ quan «{agency}» không có phòng, ban mang mã «{code}» vào ngày {day}.")
    status = 404


class PostingNotFound(DomainError):
    """No such posting."""

    text = mark("Không tìm thấy phân công này. Có thể nó đã bị thay bằng phân công khác.")
    status = 404


class OfficerNotFound(DomainError):
    """No officer signs in with this name."""

    text = mark("Không có cán bộ nào mang tên đăng nhập «{username}». Hãy mở tài khoản cán bộ trước khi phân công.")
    status = 404


class PeriodTaken(DomainError):
    """Another row of the same code holds on one of these days."""

    text = mark(
        "«{what}» đã có hiệu lực trong khoảng thời gian này. Hãy chọn ngày bắt đầu sau ngày kết thúc của bản đang có."
    )


class EndsBeforeItBegins(DomainError):
    """The last day lies before the first."""

    text = mark("Ngày kết thúc {valid_to} sớm hơn ngày bắt đầu {valid_from}.")


class AlreadyEnded(DomainError):
    """What is to be ended has its end already."""

    text = mark("«{what}» đã kết thúc từ ngày {day}, không thể kết thúc lần nữa.")


class LastAdministrator(DomainError):
    """Nobody else would administer the agency."""

    text = mark(
        "Từ ngày {day} sẽ không còn ai quản trị «{agency}». "
        "Hãy phân công trước một người quản trị khác, không có ngày kết thúc và còn đăng nhập được."
    )


class ChangeComing(DomainError):
    """Another change of the same row is coming already."""

    text = mark("«{what}» đã có thay đổi từ ngày {day}. Hãy chọn ngày từ đó trở đi.")


class AgenciesBelow(DomainError):
    """An agency that others stand under cannot end before them."""

    text = mark(
        "Dưới «{agency}» còn cơ quan đang hoạt động: {names}. Hãy sáp nhập, chuyển hoặc kết thúc các cơ quan ấy trước."
    )


class WorkRemains(DomainError):
    """Open work and nobody named to go on with it."""

    text = mark("«{agency}» còn việc đang mở: {what}. Hãy chọn cơ quan kế tục để việc ấy có người làm tiếp.")


class OwnSuccessor(DomainError):
    """An agency cannot succeed itself."""

    text = mark("Cơ quan không thể kế tục chính nó. Hãy chọn cơ quan khác.")


class UnderItself(DomainError):
    """An agency cannot be put under itself."""

    text = mark("Không thể chuyển «{agency}» vào dưới chính nó. Hãy chọn cơ quan cấp trên khác.")


class NothingChanged(InvalidInput):
    """The form says what is so already."""

    text = mark("Chưa có gì thay đổi so với bản đang có.")


class TableRefused(InvalidInput):
    """A table has faulty lines; `faults` names them all. Nothing of it was written."""

    text = mark("{count} dòng chưa đúng nên chưa ghi gì. Hãy sửa các dòng dưới đây rồi nhập lại cả bảng.")

    def __init__(self, *, count: int, faults: Sequence[Any]) -> None:
        self.faults = list(faults)
        super().__init__(count=count)
