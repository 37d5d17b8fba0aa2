"""What the REST door refuses, stated as a fact."""

from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark


class KeyReused(DomainError):
    """A key belongs to one content, even if that was refused: a repeat must never turn into something else."""

    text = mark(
        "Khoá gửi «{key}» đã dùng cho một nội dung khác. "
        "Hãy gửi lại đúng nội dung cũ, hoặc dùng khoá mới cho nội dung mới."
    )


class ProcedureUnknown(InvalidInput):
    """No procedure of this code is in force."""

    text = mark("Không có thủ tục mang mã «{code}» đang có hiệu lực. Hãy tra mã trong danh mục thủ tục.")


class CaseUnknown(InvalidInput):
    """The procedure has cases to choose from, and none of them was."""

    text = mark("Thủ tục này có các trường hợp phải chọn: {cases}. Hãy ghi số của một trường hợp.")


class PaperNotAsked(InvalidInput):
    """A paper is named that the procedure does not ask for in this case, or twice."""

    text = mark("Giấy tờ số {papers} không có trong thành phần hồ sơ hoặc được ghi hai lần. Thành phần hồ sơ: {known}.")


class FilesUnknown(InvalidInput):
    """Files are named that this partner did not bring, or brought too long ago."""

    text = mark("Tệp số {files} không do đối tác này gửi lên, hoặc đã quá {days} ngày. Hãy gửi lại tệp.")


class FilesMissing(InvalidInput):
    """Numbers of paper sheets mean nothing where nobody hands over paper."""

    text = mark("Hồ sơ trực tuyến nhận giấy tờ bằng tệp, không nhận bản giấy. Hãy gửi tệp rồi ghi số của tệp.")


class FormMissing(InvalidInput):
    """Answers came for a procedure without an e-form."""

    text = mark("Thủ tục này không có tờ khai điện tử. Hãy bỏ phần trả lời và gửi tờ khai như một giấy tờ.")


class PersonTwice(InvalidInput):
    """A role is filled twice, or nobody is the owner."""

    text = mark("Hồ sơ phải có đúng một chủ hồ sơ, nhiều nhất một người nộp và một người nhận kết quả.")


class PersonWrong(InvalidInput):
    """Details of a person cannot be true; `fields` says which."""

    text = mark("Thông tin người liên quan còn chỗ chưa đúng. Hãy xem các trường được nêu.")
