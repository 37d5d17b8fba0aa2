"""What can be refused about assignments, stated as a fact."""

from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark


class MoveNotAllowed(DomainError):
    """The table of moves knows no such move."""

    text = mark("Nhiệm vụ đang ở trạng thái «{state}», không thể thực hiện «{move}». Hãy xem lại diễn biến.")


class ChangedMeanwhile(DomainError):
    """Somebody else was faster."""

    text = mark("Người khác vừa ghi diễn biến cho nhiệm vụ này. Hãy xem lại rồi làm tiếp nếu vẫn cần.")


class OwnProduct(DomainError):
    """Whoever made it does not judge it."""

    text = mark("Cơ quan chủ trì không tự nghiệm thu sản phẩm của mình. Đơn vị giám sát nghiệm thu nhiệm vụ này.")
    status = 403


class LedAlready(DomainError):
    """One task, one lead."""

    text = mark(
        "Việc này đã giao {lead} chủ trì ({code}): một việc chỉ giao một cơ quan chủ trì. "
        "Nếu mỗi cơ quan làm phần của mình, hãy ghi rõ phần việc trong nội dung."
    )


class NotGivenYet(DomainError):
    """A task of a draft lies on nobody's desk."""

    text = mark("Kế hoạch chưa ban hành nên nhiệm vụ chưa được giao. Hãy ban hành kế hoạch trước.")


class GivenAlready(DomainError):
    """What was given is not rewritten."""

    text = mark("Nhiệm vụ đã được giao nên không sửa nội dung được. Hãy điều chỉnh thời hạn hoặc đổi cơ quan chủ trì.")


class FaultyEntry(InvalidInput):
    """What was entered for a move cannot be taken; the fields say why."""

    text = mark("Chưa ghi được: hãy sửa các ô có lỗi.")


class DocumentKnown(DomainError):
    """The same number of the same day stands in the register."""

    text = mark("Văn bản số {number} ngày {day} đã có trong sổ văn bản chỉ đạo.")


class FileNotUsable(DomainError):
    """Nothing of the file can be taken."""

    text = mark("Không dùng được tệp: {why}")
