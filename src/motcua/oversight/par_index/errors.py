"""What can be refused about the reform index, stated as a fact."""

from motcua.kernel.errors import DomainError, InvalidInput, NotAllowed
from motcua.kernel.texts.mark import mark


class SetFaulty(InvalidInput):
    """A definition file that cannot be taken."""

    text = mark("{place}: {reason}.")


class SetPublished(DomainError):
    """A set that is loaded is never edited."""

    text = mark(
        "{place}: bộ tiêu chí «{code}» đã nạp với nội dung khác. Bộ đã nạp không sửa được; hãy đặt mã mới rồi nạp lại."
    )


class RoundThere(DomainError):
    """One open round a set."""

    text = mark("Bộ tiêu chí «{code}» đang có đợt chấm điểm chưa chốt. Hãy chốt đợt đó trước khi mở đợt mới.")


class NobodyToScore(InvalidInput):
    """A round without units."""

    text = mark("Chưa chọn đơn vị nào để chấm điểm. Hãy chọn ít nhất một đơn vị.")


class RoundClosed(DomainError):
    """Nothing moves any more."""

    text = mark("Đợt chấm điểm đã chốt nên điểm không sửa được nữa.")


class SheetsUnfinished(DomainError):
    """A round is closed when all is concluded."""

    text = mark("Còn {count} phiếu chưa kết luận ({names}). Hãy kết luận mọi phiếu rồi chốt đợt.")


class MoveNotAllowed(DomainError):
    """The sheet stands elsewhere."""

    text = mark("Phiếu đang ở bước «{state}» nên không thể {move}.")


class ReasonMissing(InvalidInput):
    """Every difference has its reason."""

    text = mark("Tiêu chí {number}: điểm khác với điểm trước thì phải ghi lý do.")


class StepReasonMissing(InvalidInput):
    """Sending back and taking up again are told why."""

    text = mark("Hãy ghi lý do để đơn vị biết phải làm gì.")


class InputFaulty(InvalidInput):
    """A cell of the scoring sheet that cannot be taken."""

    text = mark("Tiêu chí {number}: {reason}.")


class TakenLive(InvalidInput):
    """Nobody types what the system counts."""

    text = mark("Tiêu chí {number} lấy số trực tiếp từ hệ thống nên không nhập tay.")


class OwnScore(NotAllowed):
    """Who scores does not appraise."""

    text = mark("Bạn đã tự chấm phiếu này nên không thể thẩm định. Việc thẩm định do người khác làm.")


class OwnAgency(NotAllowed):
    """A unit is appraised from above."""

    text = mark("Phiếu của đơn vị do cơ quan cấp trên thẩm định; quyền của bạn chỉ ở chính đơn vị này.")


class Unscored(DomainError):
    """Nothing may be left out."""

    text = mark("Còn {count} tiêu chí chưa chấm ({numbers}). Không đạt thì chấm 0; hãy chấm đủ rồi gửi.")


class FileFaulty(InvalidInput):
    """A CSV of an index or a survey with faults, line by line."""

    text = mark("{file}: {reasons}")


class IndexUnknown(InvalidInput):
    """No such index."""

    text = mark("Không có chỉ số «{name}». Các chỉ số nhập được: {known}.")


class EffortFaulty(InvalidInput):
    """Effort is 1 to 5."""

    text = mark("Tiêu chí {number}: công sức là số từ 1 (dễ) đến 5 (khó).")


class RoundFaulty(InvalidInput):
    """A round without a name or a day."""

    text = mark("Đợt chấm điểm phải có tên và hạn tự chấm.")


class FileMissing(InvalidInput):
    """Nothing was chosen, or too much."""

    text = mark("Hãy chọn một tệp CSV, nhiều nhất {most} MB.")


class EvidenceMissing(InvalidInput):
    """No file was chosen."""

    text = mark("Chưa chọn tệp nào. Hãy chọn tài liệu kiểm chứng rồi thêm.")
