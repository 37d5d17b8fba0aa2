"""What can be refused about honest figures, stated as a fact."""

from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark


class PatternFaulty(InvalidInput):
    """A definition of a pattern that cannot be taken, with the place where it is wrong."""

    text = mark("{place}: {reason}")


class PatternPublished(DomainError):
    """Thresholds that are in force are never edited: new ones have a later first day."""

    text = mark("{place}: ngưỡng có hiệu lực từ {day} đã công bố và không sửa được; hãy đặt ngày hiệu lực mới.")
