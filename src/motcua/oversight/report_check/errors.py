"""Why a report cannot be read."""

from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.mark import mark


class ReportUnreadable(InvalidInput):
    """The file is no report that can be read; each text says what to do."""


UNKNOWN_KIND = mark(
    "Chỉ đọc được báo cáo dạng văn bản (.txt, .md), Word (.docx) và PDF. Hãy lưu «{name}» thành một trong các dạng đó."
)
OLD_WORD = mark(
    "«{name}» là tệp Word đời cũ hoặc có đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu và lưu thành .docx hoặc PDF."
)
BROKEN = mark("Tệp «{name}» bị hỏng nên không đọc được. Hãy mở lại, lưu một bản mới rồi thử lại.")
BOMB = mark("Tệp «{name}» nén bất thường nên không đọc. Hãy lưu lại thành PDF hoặc dán nội dung.")
ENCRYPTED = mark("Tệp PDF «{name}» có đặt mật khẩu. Hãy bỏ mật khẩu rồi thử lại.")
NO_TEXT = mark("Tệp «{name}» không có chữ, có lẽ là bản chụp. Hãy dùng bản có chữ hoặc dán nội dung.")
NOT_UTF8 = mark("Tệp «{name}» không phải văn bản UTF-8. Hãy lưu lại với bảng mã UTF-8 (Unicode).")
TOO_LARGE = mark("Tệp «{name}» lớn hơn {most} MB. Hãy tách nhỏ hoặc dán phần cần kiểm tra.")
TOO_LONG = mark("Báo cáo dài hơn {most} triệu ký tự. Hãy tách nhỏ rồi kiểm tra từng phần.")
EMPTY = mark("Chưa có nội dung để kiểm tra. Hãy dán báo cáo hoặc chọn một tệp.")
TOO_MANY_FIGURES = mark("Báo cáo có hơn {most} con số. Hãy tách nhỏ rồi kiểm tra từng phần.")
