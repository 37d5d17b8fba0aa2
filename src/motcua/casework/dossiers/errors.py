"""What can be refused about a dossier, stated as a fact."""

from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark


class MoveNotAllowed(DomainError):
    """The table of moves has no such move from this state."""

    text = mark(
        "Hồ sơ đang ở trạng thái «{state}», không thể thực hiện «{move}». Hãy tải lại trang để xem việc tiếp theo."
    )


class ChangedMeanwhile(DomainError):
    """Somebody else moved the dossier between the click and its turn."""

    text = mark("Hồ sơ vừa được người khác xử lý trong lúc bạn thao tác. Hãy tải lại trang để xem việc tiếp theo.")


class ReasonMissing(InvalidInput):
    """The law wants a reason in writing."""

    text = mark("Bạn chưa ghi lý do. Người nộp hồ sơ cần biết vì sao, kèm căn cứ pháp lý.")


class DefectsMissing(InvalidInput):
    """A request for supplement lists nothing."""

    text = mark("Bạn chưa nêu giấy tờ hoặc nội dung nào phải bổ sung. Hãy liệt kê đầy đủ trong một lần.")


class AnswerDayPassed(InvalidInput):
    """The day by which to answer lies behind."""

    text = mark("Hạn bổ sung {day} đã qua. Hãy chọn một ngày từ hôm nay trở đi.")


class SecondSupplement(DomainError):
    """Only the first request is free; the second needs the head's consent and counts as late."""

    status = 403
    text = mark(
        "Hồ sơ đã được yêu cầu bổ sung một lần. "
        "Lần thứ hai phải do lãnh đạo cơ quan yêu cầu và hồ sơ bị tính là quá hạn."
    )


class AlreadyExtended(DomainError):
    """One new appointment at most."""

    text = mark("Hồ sơ đã được gia hạn một lần. Không thể hẹn lại lần nữa.")


class ExtensionTooLate(DomainError):
    """The letter must go at least one working day before the appointment."""

    text = mark("Văn bản xin lỗi phải gửi trước ngày hẹn ít nhất một ngày làm việc. Hạn này đã qua.")


class PauseGroundMissing(InvalidInput):
    """The clock may stand only on a ground that the law knows."""

    text = mark("Hãy chọn căn cứ tạm dừng: chờ cơ quan khác, hoặc căn cứ khác theo quy định.")


class LegalBasisMissing(InvalidInput):
    """A pause without the rule that allows it."""

    text = mark("Bạn chưa ghi căn cứ pháp lý. Chỉ được tạm dừng khi một điều luật cho phép, ví dụ «Điều 9 Luật …».")


class ResultFileMissing(InvalidInput):
    """A result without its file."""

    text = mark("Bạn chưa đính kèm tệp kết quả đã ký.")


class PapersMissing(InvalidInput):
    """Required papers were not given."""

    text = mark("Hồ sơ còn thiếu: {papers}. Hãy đính kèm đủ rồi nộp lại.")


class PaperUnknown(InvalidInput):
    """A paper is named by a number that the dossier does not have."""

    text = mark("Hồ sơ không có giấy tờ số {numbers}. Hãy chọn trong danh sách giấy tờ của hồ sơ.")


class NotOffered(DomainError):
    """The agency does not receive this procedure."""

    status = 404
    text = mark("Cơ quan này không tiếp nhận thủ tục «{procedure}». Hãy chọn cơ quan khác.")


class ProcessMissing(DomainError):
    """The steps of the procedure are not published."""

    text = mark("Quy trình «{code}» chưa được công bố nên chưa nhận được hồ sơ. Hãy báo người quản trị.")


class CodeNotKnown(InvalidInput):
    """A dossier code in no accepted form."""

    text = mark("Mã hồ sơ «{code}» không đúng dạng. Mã có dạng H14.05-261122-0001, in ở đầu giấy tiếp nhận.")


class CodeTaken(DomainError):
    """The code the national portal gave is another dossier's already."""

    text = mark("Mã hồ sơ «{code}» đã có. Không nhận hai hồ sơ cùng một mã.")


class AlreadySubmitted(DomainError):
    """The same request came twice; the first one stands."""

    text = mark("Hồ sơ này đã được nhận ở lần gửi trước. Hãy xem trong danh sách hồ sơ.")


class DraftIncomplete(InvalidInput):
    """A draft cannot be sent yet; `fields` says what is missing by the step it belongs to."""

    text = mark("Hồ sơ chưa nộp được. Hãy sửa các chỗ được nêu rồi nộp lại.")


class DraftGone(DomainError):
    """The draft was sent already or dropped."""

    text = mark("Bản nháp này không còn: hồ sơ đã được nộp hoặc bản nháp đã bị xoá. Hãy xem mục «Hồ sơ của tôi».")


class NotYourTask(DomainError):
    """The step lies on somebody else's desk."""

    status = 403
    text = mark("Bước «{step}» đang do người khác xử lý. Hãy tải lại trang.")


class StepNeedsMove(DomainError):
    """The step ends with a legal move, not by itself."""

    text = mark("Bước «{step}» chỉ hoàn thành bằng việc «{move}». Hãy dùng nút của việc đó.")


class StepStillOpen(InvalidInput):
    """A signature while the dossier still lies on somebody else's desk."""

    status = 409
    text = mark(
        "Chưa ký được: bước «{step}» còn ở {holder}. "
        "Hãy chờ bước này xong; nếu thu hồi để trực tiếp giải quyết thì ghi rõ lý do."
    )


class DeliveryNotAllowed(DomainError):
    """The delivery life has no such move."""

    text = mark("Kết quả đang ở bước «{state}», không thể «{move}».")


class ReceiverMissing(InvalidInput):
    """Who took the result must be said."""

    text = mark("Bạn chưa ghi tên người nhận kết quả.")
