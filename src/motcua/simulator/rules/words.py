"""What officers and applicants of the sample write, as plain sentences; drawn by the dossier's own chance."""

from random import Random

REFUSED_AT_RECEIPT = (
    "Việc này không thuộc thẩm quyền của cơ quan. Đề nghị nộp tại cơ quan nơi cư trú.",
    "Nội dung đề nghị đã được giải quyết ở hồ sơ trước, không phải làm lại.",
    "Nội dung gửi không phải là thủ tục hành chính; bộ phận tiếp nhận đã hướng dẫn qua điện thoại.",
)
DEFECTS = (
    "Ảnh chụp giấy tờ bị mờ, không đọc được; đề nghị chụp lại rõ bốn góc.",
    "Thiếu chữ ký của người đề nghị.",
    "Thông tin trong tờ khai chưa khớp với giấy tờ kèm theo.",
    "Bản sao chưa được chứng thực.",
    "Giấy tờ đã hết thời hạn sử dụng.",
)
SUPPLEMENT_REASONS = (
    "Hồ sơ chưa đủ căn cứ để giải quyết.",
    "Qua thẩm tra, một số thông tin cần được làm rõ.",
)
WITHDRAWN = (
    "Không còn nhu cầu thực hiện.",
    "Nộp nhầm thủ tục, xin nộp lại.",
    "Muốn bổ sung giấy tờ rồi nộp lại sau.",
)
STOPPED = (
    "Tài sản đang có tranh chấp, Tòa án đã thụ lý.",
    "Người đề nghị đã mất trong thời gian giải quyết.",
    "Quá thời hạn bổ sung mà không nhận được giấy tờ.",
)
TRANSFERRED = ("Người đề nghị cư trú ở xã khác; chuyển đến nơi có thẩm quyền giải quyết.",)
REFUSED_ON_MERITS = (
    "Chưa đủ điều kiện theo quy định của pháp luật chuyên ngành.",
    "Kết quả xác minh không phù hợp với nội dung đề nghị.",
)
REOPENED = ("Kết quả ghi sai chính tả họ tên, cần in và ký lại.",)
APOLOGIES = (
    "Cần thêm thời gian xác minh với cơ quan liên quan.",
    "Mưa lũ làm gián đoạn việc kiểm tra thực địa.",
    "Người thụ lý nghỉ ốm, hồ sơ phải phân công lại.",
)
DUTIES = ("Thực hiện nghĩa vụ tài chính theo thông báo của cơ quan thuế.",)


def one_of(sentences: tuple[str, ...], random: Random) -> str:
    """One of the sentences."""
    return random.choice(sentences)
