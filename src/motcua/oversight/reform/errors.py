"""What can be refused about programmes, plans and figures, stated as a fact."""

from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark


class TargetFaulty(InvalidInput):
    """A target as it was typed cannot be kept."""

    text = mark("Chỉ tiêu chưa đủ hoặc chưa đúng. Hãy xem từng ô được báo lỗi.")


class PlanFaulty(InvalidInput):
    """A plan as it was typed cannot be kept."""

    text = mark("Kế hoạch chưa đủ hoặc chưa đúng. Hãy xem từng ô được báo lỗi.")


class PlanNotDraft(DomainError):
    """What was issued is never edited."""

    text = mark("Ấn bản này đã ban hành nên không sửa được. Hãy lập quyết định sửa đổi để có ấn bản mới.")


class PlanHasDraft(DomainError):
    """One draft at a time."""

    text = mark("Kế hoạch này đang có một dự thảo sửa đổi. Hãy hoàn thành hoặc bỏ dự thảo ấy trước.")


class PlanEmpty(DomainError):
    """Nothing is promised."""

    text = mark("Dự thảo chưa có chỉ tiêu nào. Hãy thêm chỉ tiêu rồi ban hành.")


class ObjectionsStand(DomainError):
    """Something must be mended first."""

    text = mark("Còn {count} chỗ phải sửa trước khi ban hành. Hãy xem mục «Phải sửa».")


class ReasonMissing(InvalidInput):
    """A warning was not answered."""

    text = mark("Còn {count} điều cần giải trình chưa có lý do. Hãy ghi lý do ở từng điều, hoặc một lý do chung.")


class DecisionMissing(InvalidInput):
    """A paper has a number and a day."""

    text = mark("Hãy ghi số, ký hiệu và ngày của văn bản ban hành.")


class DecisionTooEarly(InvalidInput):
    """Editions follow each other."""

    text = mark("Ngày ban hành không thể trước ngày của ấn bản liền trước ({day}).")


class ChangesMissing(InvalidInput):
    """An amendment says what it changes."""

    text = mark("Hãy ghi nội dung sửa đổi, bổ sung của quyết định.")


class FigureFaulty(InvalidInput):
    """A figure as it was typed cannot be kept."""

    text = mark("Số liệu chưa đủ hoặc chưa đúng. Hãy xem từng ô được báo lỗi.")


class EvidenceMissing(InvalidInput):
    """No typed-in figure without evidence."""

    text = mark("Số liệu nhập tay phải có tệp minh chứng. Hãy đính kèm rồi gửi duyệt.")


class SelfApproval(DomainError):
    """Four eyes."""

    text = mark("Bạn đã nhập số liệu này nên không tự duyệt được. Hãy nhờ người khác có quyền duyệt.")
    status = 403


class FigureMoveNotAllowed(DomainError):
    """The life of a figure has no such move."""

    text = mark("Số liệu đang ở trạng thái «{state}» nên không thể {move}.")


class FigureMeanwhile(DomainError):
    """Another figure of the same target and year counts already."""

    text = mark("Chỉ tiêu này đã có số liệu được duyệt cho năm {year}. Hãy hiệu chỉnh số liệu ấy.")


class ProgrammeUnreadable(InvalidInput):
    """The file is no list of targets."""

    text = mark("Không đọc được tệp «{name}»: {why}.")
