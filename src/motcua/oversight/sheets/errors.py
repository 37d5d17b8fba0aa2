"""What can be refused about report forms, stated as a fact."""

from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark


class AgencyMissing(InvalidInput):
    """A form is sent in by one agency."""

    text = mark("Biểu gửi đi là của một cơ quan. Hãy chọn cơ quan rồi chốt lại.")


class PeriodNotBegun(InvalidInput):
    """Nothing has happened yet."""

    text = mark("Kỳ báo cáo bắt đầu từ {first_on} nên chưa có gì để chốt. Hãy chọn kỳ khác.")


class FrozenMeanwhile(DomainError):
    """Somebody else froze the same form in the same second."""

    text = mark("Người khác vừa chốt chính biểu này. Hãy mở danh sách biểu đã chốt, xem rồi chốt lại nếu cần.")


class SubscriptionFaulty(InvalidInput):
    """A subscription that cannot be served."""

    text = mark("Hãy chọn biểu, kỳ, cơ quan và ghi địa chỉ thư.")


class AlreadySubscribed(InvalidInput):
    """The same form for the same agency, period and address."""

    text = mark("Địa chỉ này đã nhận biểu đó theo kỳ đó rồi.")
