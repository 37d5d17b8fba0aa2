"""What can be refused about inspections, stated as a fact."""

from motcua.kernel.errors import DomainError, InvalidInput, NotAllowed
from motcua.kernel.texts.mark import mark


class MoveNotAllowed(DomainError):
    """The state does not know this move."""

    text = mark("Không thể «{move}» khi đang «{state}». Có thể người khác vừa làm xong: hãy tải lại trang.")


class AnotherYear(InvalidInput):
    """A plan is of one year."""

    text = mark("Ngày {day} không thuộc năm {year}.")


class NumberTaken(InvalidInput):
    """A document has one number."""

    text = mark("Cơ quan đã có kế hoạch số {number} của năm {year}.")


class FieldsMissing(InvalidInput):
    """Something that must be said was not."""

    text = mark("Còn thiếu: {what}.")


class UnitsMissing(InvalidInput):
    """A plan names who is inspected."""

    text = mark("Hãy chọn ít nhất một đơn vị được kiểm tra.")


class NotBelow(InvalidInput):
    """An agency inspects those below it."""

    text = mark("{agency} không thuộc phạm vi kiểm tra của cơ quan lập kế hoạch.")


class TeamFaulty(InvalidInput):
    """A team has one head and knows whom it consists of."""

    text = mark("Đoàn kiểm tra cần một trưởng đoàn và các thành viên là cán bộ có thật: {who}.")


class OwnAgency(InvalidInput):
    """Nobody inspects himself."""

    text = mark("{name} đang công tác tại đơn vị được kiểm tra nên không được tham gia đoàn.")


class NotOfTheTeam(NotAllowed):
    """Work of the team is done by the team."""

    text = mark("Chỉ thành viên đoàn kiểm tra được làm việc này.")


class NotTheHead(NotAllowed):
    """What binds the team is done by its head."""

    text = mark("Chỉ trưởng đoàn kiểm tra được làm việc này.")


class DossiersNotSeen(NotAllowed):
    """Dossiers are sampled by who may see them."""

    text = mark("Bạn không có quyền xem hồ sơ của {agency} nên không rút mẫu được. Hãy đề nghị cấp quyền xem hồ sơ.")


class NothingToSample(InvalidInput):
    """The frame is empty."""

    text = mark("{agency} không tiếp nhận hồ sơ nào từ {first_on} đến {last_on}. Hãy chọn khoảng ngày khác.")


class PeriodFaulty(InvalidInput):
    """Days in the wrong order."""

    text = mark("Ngày đầu phải không muộn hơn ngày cuối.")


class SizeFaulty(InvalidInput):
    """A sample of nothing, or too large to be judged by people."""

    text = mark("Cỡ mẫu từ 1 đến {most} hồ sơ.")


class FrameFaulty(InvalidInput):
    """A frame file that cannot be read."""

    text = mark("Khung mẫu sai ở dòng {line}: {reason}")


class NotJudged(DomainError):
    """Minutes are written of what was looked at."""

    text = mark("Còn {count} hồ sơ trong mẫu chưa đánh giá xong. Hãy đánh giá hết rồi lập biên bản.")


class NoSample(DomainError):
    """A remote inspection looks at dossiers."""

    text = mark("Kiểm tra qua môi trường số phải dựa trên mẫu hồ sơ. Hãy rút mẫu rồi lập biên bản.")


class RemediesOpen(DomainError):
    """An inspection is closed when all is put right."""

    text = mark("Còn {count} kiến nghị chưa được công nhận khắc phục xong.")


class FindingWithoutRemedy(DomainError):
    """What is wrong must be put right."""

    text = mark("Phát hiện số {number} chưa có kiến nghị khắc phục.")


class DueTooEarly(InvalidInput):
    """A deadline lies ahead."""

    text = mark("Hạn khắc phục phải sau ngày hôm nay.")


class EvidenceMissing(InvalidInput):
    """An answer shows what was done."""

    text = mark("Hãy kèm tệp minh chứng.")


class ChecklistFaulty(InvalidInput):
    """A definition of a checklist that cannot be taken."""

    text = mark("{place}: {reason}")


class ChecklistPublished(DomainError):
    """A checklist in force is not edited."""

    text = mark("{place}: bộ câu hỏi có hiệu lực từ {day} đã công bố và không sửa được; hãy đặt ngày hiệu lực mới.")
