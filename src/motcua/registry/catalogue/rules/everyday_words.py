"""What people say and what the law calls it: a small table of ours, used when somebody searches.

Kept by the catalogue's keepers; as of 23/11/2026. The left side is matched without accents, whole words only.
"""

import re

from motcua.kernel.texts.fold import fold

AS_OF = "2026-11-23"

_SAID: tuple[tuple[str, str], ...] = (
    ("mới đẻ | mới sinh | sinh con | đẻ con | sinh em bé | bé sơ sinh | con vừa sinh", "đăng ký khai sinh"),
    ("làm giấy khai sinh | giấy khai sinh | làm khai sinh | con sinh ra", "đăng ký khai sinh"),
    ("trích lục khai sinh | bản sao khai sinh | xin lại giấy khai sinh", "cấp bản sao trích lục hộ tịch khai sinh"),
    ("giấy chứng tử | báo tử | mới mất | vừa mất | qua đời | mới chết | làm giấy chứng tử", "đăng ký khai tử"),
    ("cưới | lấy vợ | lấy chồng | giấy kết hôn | giấy đăng ký kết hôn", "đăng ký kết hôn"),
    ("người hàn | người nhật | người trung | người đài loan | người mỹ | người tây | việt kiều", "yếu tố nước ngoài"),
    ("lấy chồng nước ngoài | lấy vợ nước ngoài | lấy chồng tây", "đăng ký kết hôn yếu tố nước ngoài"),
    ("độc thân | chưa vợ | chưa chồng | giấy xác nhận độc thân", "giấy xác nhận tình trạng hôn nhân"),
    ("nhận con | nhận cha | nhận bố | nhận mẹ", "đăng ký nhận cha mẹ con"),
    ("con nuôi | nhận nuôi", "đăng ký nuôi con nuôi"),
    ("đổi tên | sửa tên | sai tên | sai ngày sinh", "thay đổi cải chính bổ sung thông tin hộ tịch"),
    ("cccd | cmnd | chứng minh nhân dân | chứng minh thư | căn cước công dân | thẻ căn cước", "thẻ căn cước"),
    ("rơi cccd | mất cccd | mất căn cước | làm lại căn cước | làm lại cccd | mất chứng minh", "cấp lại thẻ căn cước"),
    ("đổi căn cước | căn cước hết hạn | cccd hết hạn | căn cước bị gãy", "cấp đổi thẻ căn cước"),
    ("vneid | định danh điện tử | tài khoản định danh", "cấp tài khoản định danh điện tử"),
    ("hộ khẩu | nhập khẩu cho con | nhập hộ khẩu | chuyển khẩu | nhập khẩu về", "đăng ký thường trú"),
    ("cắt khẩu | xóa khẩu | xóa hộ khẩu", "xóa đăng ký thường trú"),
    ("tách khẩu | tách sổ hộ khẩu", "tách hộ"),
    ("ở trọ | thuê trọ | kt3 | phòng trọ", "đăng ký tạm trú"),
    ("khách ở quê | ngủ lại | khách đến ở | cho khách ở", "thông báo lưu trú"),
    ("giấy xác nhận cư trú | ct07 | xác nhận nơi ở", "xác nhận thông tin về cư trú"),
    ("passport | hộ chiếu", "hộ chiếu phổ thông"),
    ("visa | e visa | visa điện tử", "thị thực"),
    ("lý lịch tư pháp | giấy tiền án | xác nhận không tiền án", "cấp phiếu lý lịch tư pháp"),
    ("sổ đỏ | sổ hồng | bìa đỏ | giấy tờ đất", "giấy chứng nhận quyền sử dụng đất tài sản gắn liền với đất"),
    ("làm sổ lần đầu | chưa có sổ | làm sổ đỏ lần đầu", "đăng ký đất đai lần đầu cấp giấy chứng nhận"),
    (
        "sang tên sổ đỏ | sang tên đất | mua bán đất | cho đất | tặng đất",
        "đăng ký biến động chuyển nhượng quyền sử dụng đất",
    ),
    ("mất sổ đỏ | mất sổ | làm lại sổ đỏ", "cấp lại giấy chứng nhận do bị mất quyền sử dụng đất"),
    ("tách thửa | chia đất | cắt đất", "tách thửa hợp thửa đất"),
    ("lên thổ cư | chuyển đất vườn | chuyển đất ruộng | đất thổ cư", "chuyển mục đích sử dụng đất"),
    ("xây nhà | sửa nhà | xây thêm tầng | xin phép xây | xây lên", "cấp giấy phép xây dựng nhà ở riêng lẻ"),
    ("đổ móng | khởi công nhà", "thông báo khởi công xây dựng"),
    ("dính quy hoạch | xem quy hoạch | check quy hoạch", "cung cấp thông tin quy hoạch"),
    ("mở tiệm | mở quán | mở cửa hàng | mở shop | bán hàng | buôn bán nhỏ", "đăng ký thành lập hộ kinh doanh"),
    ("giấy phép kinh doanh | đăng ký kinh doanh | đk kinh doanh", "đăng ký hộ kinh doanh"),
    ("nghỉ bán | tạm nghỉ bán | tạm đóng cửa", "tạm ngừng kinh doanh hộ kinh doanh"),
    ("dẹp tiệm | đóng tiệm | nghỉ luôn | trả giấy phép kinh doanh", "chấm dứt hoạt động hộ kinh doanh"),
    ("chuyển tiệm | đổi địa chỉ tiệm | chuyển quán | dời tiệm", "thay đổi nội dung đăng ký hộ kinh doanh"),
    ("mở công ty | lập công ty | thành lập công ty", "đăng ký thành lập công ty"),
    ("giải thể công ty | đóng công ty", "giải thể doanh nghiệp"),
    ("con dấu | khắc dấu | mẫu dấu", "đăng ký mẫu con dấu"),
    ("biển số | bấm biển | đăng ký xe | làm giấy tờ xe | cà vẹt xe | cavet", "chứng nhận đăng ký xe biển số xe"),
    ("mua xe | xe mới", "đăng ký cấp biển số xe lần đầu"),
    ("sang tên xe | mua xe cũ | bán xe | xe cũ", "thu hồi chứng nhận đăng ký xe sang tên xe"),
    ("bằng lái | bằng lái xe | gplx | đổi bằng", "giấy phép lái xe"),
    ("đăng kiểm xe | đi đăng kiểm", "kiểm định xe cơ giới"),
    ("công chứng giấy tờ | photo công chứng | sao y | sao y bản chính", "chứng thực bản sao từ bản chính"),
    ("công chứng chữ ký | xác nhận chữ ký | giấy ủy quyền", "chứng thực chữ ký"),
    ("công chứng hợp đồng", "chứng thực hợp đồng giao dịch"),
    ("di chúc | thừa kế", "chứng thực di chúc văn bản từ chối nhận di sản"),
    ("sổ hộ nghèo | hộ nghèo", "công nhận hộ nghèo hộ cận nghèo"),
    ("người già | người cao tuổi | không lương hưu", "trợ cấp hưu trí xã hội"),
    ("làm đám | mai táng | tiền đám ma", "hỗ trợ chi phí mai táng"),
    ("khuyết tật | tàn tật", "xác định mức độ khuyết tật"),
    ("liệt sĩ | thờ cúng", "trợ cấp thờ cúng liệt sĩ"),
    ("thương binh | có công | bộ đội | đi bộ đội | chống mỹ", "chế độ trợ cấp người tham gia kháng chiến quân nhân"),
    ("nghĩa vụ quân sự | đi lính | khám nghĩa vụ", "đăng ký nghĩa vụ quân sự"),
    ("thẻ bảo hiểm | thẻ bhyt | bhyt", "thẻ bảo hiểm y tế"),
    ("rút bảo hiểm | rút bhxh | bảo hiểm một lần", "hưởng bảo hiểm xã hội một lần"),
    ("thai sản | nghỉ đẻ", "hưởng chế độ thai sản"),
    ("lương hưu | nghỉ hưu", "hưởng lương hưu"),
    ("thuế đất | thuế nhà đất", "khai thuế sử dụng đất phi nông nghiệp"),
    ("trước bạ", "khai lệ phí trước bạ"),
    ("mã số thuế | mst", "đăng ký thuế lần đầu"),
    ("hoàn thuế", "hoàn thuế"),
    ("kiện | khiếu kiện | khiếu nại", "giải quyết khiếu nại"),
    ("tố giác | tố cáo", "giải quyết tố cáo"),
    ("chuyển trường", "chuyển trường học sinh"),
    ("học bổng", "cấp học bổng chính sách"),
    ("vay vốn | vay ưu đãi", "vay vốn hỗ trợ tạo việc làm"),
    ("súng | pháo hoa", "vũ khí pháo công cụ hỗ trợ"),
)
_IDLE = (
    "a ạ ai anh bác bạn bao biết bị bố bởi các cái cần chị cho chú chưa có con còn của cũng cứ dạ dẫn đâu đang đã để"
    " đến đi điều định đó đòi được em e gì giờ giúp gồm hay hết hỏi hôm hồ sơ k ko không là lại làm lắm lâu lên lệ luôn"
    " mà mang mình một mới muốn nào này nên nếu ngày nhà nhé nhiêu nhờ như những ntn ở phải phí ra rồi sao sau sẽ"
    " tại tao thế theo thì thủ tục tiền tôi trên trước trong từ tục và vào vậy về vì việc với vừa xin xong"
)
IDLE = frozenset(fold(_IDLE).split())
"""Words that say nothing about which procedure is meant."""

OFFICIAL = {fold(said): fold(official) for many, official in _SAID for said in many.split("|")}
_PHRASES = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, OFFICIAL), key=len, reverse=True)) + r")\b")


def in_official_words(folded: str) -> tuple[str, str]:
    """(what was said without the everyday phrases, the official words for them); both folded."""
    found = _PHRASES.findall(folded)
    return _PHRASES.sub(" ", folded), " ".join(dict.fromkeys(OFFICIAL[phrase] for phrase in found))
