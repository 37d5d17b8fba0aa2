"""What organisation refuses, in words."""

from motcua.kernel.errors import DomainError
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
