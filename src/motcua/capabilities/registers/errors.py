"""What registers refuse, stated as a fact."""

from collections.abc import Mapping, Sequence

from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark


class ValuesRefused(InvalidInput):
    """Some fields cannot be taken; `faults` has the refusal of each, so that a page can say it in its language."""

    text = mark("Hãy sửa các ô được đánh dấu; những gì đã nhập vẫn còn.")

    def __init__(self, faults: Mapping[str, DomainError]) -> None:
        self.faults = dict(faults)
        super().__init__(fields={name: str(fault) for name, fault in faults.items()})


class DefinitionRefused(InvalidInput):
    """A definition has faults; `faults` are lines of place and text."""

    text = mark("Định nghĩa sổ chưa dùng được: {told}")

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = list(faults)
        super().__init__(told="\n".join(faults))


class RegisterUnknown(InvalidInput):
    """No register with this code is in force."""

    text = mark("Không có sổ mang mã «{code}» đang có hiệu lực.")


class MoveNotAllowed(DomainError):
    """The record stands where this move does not begin, or it is not the person's."""

    text = mark("Bản ghi đang ở trạng thái «{state}», bạn không thể «{move}».")


class MoveNotYet(DomainError):
    """What the move asks for does not hold yet."""

    text = mark("Chưa thể «{move}»: {why}")


class FieldsMissing(DomainError):
    """Fields must be filled before the move."""

    text = mark("Chưa thể «{move}»: hãy điền {fields} trước.")


class ReasonMissing(InvalidInput):
    """The move asks why."""

    text = mark("Hãy ghi lý do.")


class ChangedMeanwhile(DomainError):
    """Somebody else wrote the record since the form was opened."""

    text = mark(
        "{who} vừa sửa bản ghi này lúc {when}. Những gì bạn nhập vẫn còn ở dưới; "
        "hãy xem nội dung mới, sửa nếu cần rồi ghi lại."
    )


class RecordTwice(InvalidInput):
    """The same thing is in the register already."""

    text = mark("Sổ đã có bản ghi này: «{title}» ({code}).")


class CodeTaken(InvalidInput):
    """Another record bears the code."""

    text = mark("Mã «{code}» đã có trong sổ.")


class AgencyNotYours(InvalidInput):
    """Records are written for agencies where one may edit."""

    text = mark("Hãy chọn cơ quan mà bạn được ghi sổ.")


class TableUnreadable(InvalidInput):
    """The file is no table that can be read."""

    text = mark("Không đọc được bảng «{name}»: {why}")


class TooEarly(InvalidInput):
    """A version must not begin before the last one."""

    text = mark("Phiên bản trước có hiệu lực từ {day}. Hãy chọn ngày hiệu lực từ ngày đó trở đi.")


class StateStillUsed(InvalidInput):
    """Records stand in a state that the new version does not have."""

    text = mark("Phiên bản mới bỏ trạng thái «{state}» mà {number} bản ghi đang ở đó. Hãy giữ trạng thái này.")


class LineNotUnderstood(InvalidInput):
    """A line of a form of definitions says nothing that can be kept."""

    text = mark("Không hiểu «{line}». Hãy xem các cách viết ở lời chỉ dẫn.")
