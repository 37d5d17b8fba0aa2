"""What the clock refuses."""

from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark


class BeyondCalendar(DomainError):
    """Asked about a moment that no calendar covers."""

    text = mark("Lịch làm việc chỉ có từ {first} đến {last}, không tính được thời điểm ngoài khoảng này.")


class NeverOpen(DomainError):
    """The calendar has no working hours after the moment asked about."""

    text = mark("Lịch làm việc không còn giờ làm việc nào sau {moment}. Hãy khai báo giờ làm việc của cơ quan.")


class AllowanceNotUsable(DomainError):
    """A deadline cannot be counted from this amount."""

    text = mark("Thời hạn «{amount}» không dùng được: phải là một số không âm, không quá {greatest}.")


class StopNotUsable(DomainError):
    """A stop that ends before it begins."""

    text = mark("Lần tạm dừng kết thúc ({to_at}) trước khi bắt đầu ({from_at}).")


class HoursNotUsable(InvalidInput):
    """Working hours that overlap, run backwards or leave the day."""

    text = mark("Giờ làm việc không hợp lệ: mỗi ca phải mở trước khi đóng, trong một ngày, và các ca không chồng nhau.")


class DayChangeNotUsable(InvalidInput):
    """A change of a day that contradicts itself."""

    text = mark("Ngày {day} không khai báo được: {reason}")


class PolicyNotUsable(InvalidInput):
    """A way of counting periods that contradicts itself or names no ground."""

    text = mark("Quy định tính thời hạn không khai báo được: {reason}")


class LegsNotUsable(DomainError):
    """Legs of a linked procedure that do not make a flow."""

    text = mark("Quy trình liên thông không tính được thời hạn: {reason}")
