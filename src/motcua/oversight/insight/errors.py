"""What can be refused about figures, stated as a fact."""

from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark


class DefinitionFaulty(InvalidInput):
    """A definition that cannot be taken, with the place where it is wrong."""

    text = mark("{place}: {reason}")


class DefinitionPublished(DomainError):
    """A definition that is in force is never edited: the new one has a later first day."""

    text = mark("{place}: định nghĩa có hiệu lực từ {day} đã công bố và không sửa được; hãy đặt ngày hiệu lực mới.")


class DefinitionUnreadable(DefinitionFaulty):
    """A file that is not there, or is no TOML."""

    text = mark("{place}: không đọc được ({why})")


class DefinitionKindUnknown(DefinitionFaulty):
    """A file that defines something else."""

    text = mark("{place}: không có loại định nghĩa «{kind}»; chỉ có indicator, sheet, period.")


class DefinitionOutdated(DefinitionFaulty):
    """A definition that would begin before one that is there."""

    text = mark("{place}, valid_from: đã có định nghĩa mới hơn.")


class PeriodBackward(InvalidInput):
    """A period that ends before it begins."""

    text = mark("Kỳ báo cáo phải kết thúc sau khi bắt đầu. Hãy chọn lại ngày đầu hoặc ngày cuối.")
