"""The words that give a figure its meaning: things counted, categories that exclude each other, hedges, openers."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thing:
    """What is counted; things of one group may be parts of its general word (nghị quyết of văn bản)."""

    group: str
    name: str
    is_general: bool


_THINGS: dict[str, tuple[str, str]] = {
    "procedure": ("tthc|thủ tục hành chính|thủ tục", ""),
    "dossier": ("hồ sơ thủ tục hành chính|hồ sơ tthc|hồ sơ công việc|bộ hồ sơ|hồ sơ", ""),
    "service": ("dịch vụ công trực tuyến|dịch vụ công|dịch vụ|dvctt|dvc", ""),
    "document": (
        "văn bản quy phạm pháp luật|văn bản qui phạm pháp luật|văn bản qppl|văn bản|vbqppl|vb|dự thảo văn bản|dự thảo",
        """nghị quyết|quyết định|chỉ thị|kế hoạch|công văn|báo cáo|thông báo|tờ trình|thông tư|nghị định|hướng dẫn|
        đề án|chương trình|công điện|kết luận|quy chế|luật|giấy mời""",
    ),
    "task": ("nhiệm vụ", ""),
    "target": ("chỉ tiêu|mục tiêu|tiêu chí", ""),
    "unit": (
        """cơ quan, đơn vị|đơn vị, địa phương|đơn vị sự nghiệp công lập|đơn vị sự nghiệp|đơn vị|cơ quan|địa phương|
        tổ chức""",
        """sở|phòng|ban|trung tâm|chi cục|cục|trường|bệnh viện|xã, phường, thị trấn|xã, phường, đặc khu|
        xã, phường|xã|phường|thị trấn|
        đặc khu|huyện, thành phố|huyện|thị xã|thành phố|quận|ubnd cấp huyện|ubnd cấp xã|ubnd xã|ubnd huyện|thôn|
        tổ dân phố|doanh nghiệp|hợp tác xã|trạm|tổ""",
    ),
    "person": (
        """cán bộ, công chức, viên chức|cán bộ, công chức|công chức, viên chức|người|đại biểu|thành viên|biên chế|
        học viên|nhân sự|trường hợp|lượt người""",
        """cán bộ|công chức|viên chức|cbccvc|cbcc|đảng viên|hội viên|tuyên truyền viên|hoà giải viên|hòa giải viên|
        lao động|giáo viên|bác sĩ|nam|nữ|cá nhân|người dân""",
    ),
    "event": (
        "cuộc kiểm tra|cuộc họp|cuộc gọi|cuộc|lượt|hoạt động",
        "hội nghị|lớp tập huấn|lớp|buổi|phiên|hội thảo|đợt|toạ đàm",
    ),
    "opinion": ("phản ánh, kiến nghị|phản ánh kiến nghị|phản ánh|kiến nghị|ý kiến|đơn thư|đơn", "khiếu nại|tố cáo"),
    "ballot": ("phiếu khảo sát|phiếu", ""),
    "initiative": ("sáng kiến, giải pháp|sáng kiến", "mô hình|giải pháp"),
    "system": ("hệ thống thông tin|hệ thống", "cơ sở dữ liệu|csdl|phần mềm|ứng dụng|nền tảng"),
    "device": ("trang thiết bị|thiết bị", "máy tính|máy trạm|máy chủ|máy in|máy quét|máy|camera"),
    "signature": ("chữ ký số|chứng thư số", ""),
    "site": ("điểm cầu", ""),
    "account": ("tài khoản", ""),
    "case": ("vụ việc|vụ", ""),
    "household": ("hộ gia đình|hộ", ""),
    "article": ("tin, bài|tin bài|bài viết|bài|tin", "phóng sự|chuyên mục"),
    "project": ("dự án|công trình|gói thầu", ""),
    "problem": ("tồn tại, hạn chế|tồn tại|hạn chế|vấn đề|khó khăn, vướng mắc|vướng mắc|sai phạm|vi phạm|sai sót", ""),
    "transaction": ("lượt giao dịch|giao dịch|tin nhắn", ""),
    "result": ("kết quả giải quyết|kết quả", ""),
    "head": ("đầu mối", ""),
    "counter": ("quầy|ki-ốt|kiosk", ""),
    "record": ("dữ liệu hộ tịch|dữ liệu|bản ghi", ""),
    "money": ("đồng|đ", ""),
    "score": ("điểm phần trăm|điểm", ""),
    "rank": ("bậc", ""),
    "day": ("ngày làm việc|ngày|giờ|tháng|phút|tuần", ""),
    "year": ("năm", ""),
}
THINGS: dict[str, Thing] = {
    name: Thing(group, name, is_general)
    for group, pair in _THINGS.items()
    for names, is_general in zip(pair, (True, False), strict=True)
    for name in map(str.strip, names.split("|"))
    if name
}
_LONGEST_FIRST = "|".join(map(re.escape, sorted(THINGS, key=len, reverse=True)))
_THING = re.compile(rf"\s*(?:lượt\s+|số\s+|các\s+|cái\s+)?({_LONGEST_FIRST})(?!\w)")
_LAST_THING = re.compile(rf"(?<!\w)({_LONGEST_FIRST})(?!\w)")


def thing_after(low: str, at: int) -> Thing | None:
    """What the number that ends at `at` counts, by the words after it."""
    found = _THING.match(low, at, at + 60)
    return THINGS[found[1]] if found else None


def thing_in(words: str) -> Thing | None:
    """The last thing that the words name: «số hồ sơ đã giải quyết» → hồ sơ."""
    named = _LAST_THING.findall(words[-80:])
    return THINGS[named[-1]] if named else None


def may_be_part(part: Thing | None, whole: Thing | None) -> bool | None:
    """Whether the one may be counted among the other; None when the words do not tell."""
    if part is None or whole is None:
        return None
    if part.group != whole.group:
        return None if "lượt" in {part.name, whole.name} else False
    if part.name in whole.name.split(", "):
        return True
    return part.name == whole.name or whole.is_general or part.is_general


FAMILIES: dict[str, dict[str, str]] = {
    "timing": {
        "early or on time": r"trước(?: hạn)?(?: thời hạn)?\s*(?:,|và|hoặc|/|-|\+)?\s*(?:trước và )?(?:đúng|trong) hạn|"
        r"đúng hạn\s*(?:,|và|hoặc|/)\s*trước hạn|đúng và trước hạn",
        "late": r"(?<!\w)trễ(?: hạn)?(?!\w| hẹn)|quá hạn|chậm hạn|trễ hẹn|chậm muộn|chậm trả|không đúng hạn",
        "early": r"trước hạn|sớm hạn",
        "not due": r"trong hạn|chưa đến hạn|còn hạn",
        "on time": r"đúng hạn|đúng hẹn",
    },
    "level": {
        "province": r"cấp tỉnh|khối (?:sở|tỉnh)|các sở|sở, (?:ban, )?ngành|cấp thành phố",
        "district": r"cấp huyện|các huyện|khối huyện",
        "commune": r"cấp xã|các xã|khối xã|xã, phường",
    },
    "service": {"full": r"toàn trình|mức (?:độ )?4", "partial": r"một phần|mức (?:độ )?3"},
    "progress": {
        "waiting": r"chưa (?:được )?(?:hoàn thành|thực hiện|giải quyết|xử lý|triển khai|trả kết quả|trả lời)",
        "doing": r"đang (?:được |trong quá trình )?(?:giải quyết|xử lý|thực hiện|triển khai|thụ lý|xem xét)|còn tồn|"
        r"chuyển (?:sang )?kỳ sau",
        "done": r"(?:đã|được) (?:được )?(?:trả|giải quyết|xử lý|hoàn thành|thực hiện)|"
        r"hoàn thành|giải quyết xong|trả kết quả",
    },
    "intake": {
        "carried": r"kỳ trước|(?:năm|tháng|quý) trước|chuyển (?:sang|qua|tiếp)|tồn đầu|tồn từ",
        "new": r"trong kỳ|mới tiếp nhận|tiếp nhận mới|phát sinh mới",
    },
    "change": {
        "new": r"(?:ban hành|công bố|bổ sung)? ?mới",
        "amended": r"sửa đổi|bổ sung|thay thế",
        "abolished": r"bãi bỏ|hủy bỏ|huỷ bỏ",
    },
    "payment": {"paid online": r"thanh toán trực tuyến", "cash": r"tiền mặt|thanh toán trực tiếp"},
    "channel": {
        "online": r"trực tuyến|qua mạng|môi trường mạng",
        "post": r"bưu chính",
        "counter": r"trực tiếp|tại bộ phận một cửa",
    },
    "satisfaction": {
        "no": r"không hài lòng|chưa hài lòng",
        "very": r"rất hài lòng",
        "normal": r"bình thường",
        "yes": r"hài lòng",
    },
    "grade": {
        "no": r"không hoàn thành",
        "excellent": r"xuất sắc",
        "good": r"hoàn thành tốt|(?:loại|mức|hạng) tốt|(?<!\w)giỏi",
        "fair": r"(?:loại|mức|hạng) khá|(?<!\w)khá(?!\w)",
        "average": r"trung bình(?! mỗi)",
        "weak": r"(?<!\w)(?:yếu|kém)(?!\w)",
        "done": r"hoàn thành(?= nhiệm vụ|\s*[0-9:]|\s*$)",
    },
    "passing": {"no": r"không đạt|chưa đạt", "yes": r"đạt(?! tỷ lệ| tỉ lệ)"},
    "force": {"whole": r"hết hiệu lực toàn bộ", "part": r"hết hiệu lực một phần"},
    "competence": {"no": r"(?:không|ngoài) (?:thuộc )?thẩm quyền", "yes": r"thuộc thẩm quyền"},
    "budget": {
        "central": r"ngân sách (?:trung ương|nhà nước)",
        "local": r"ngân sách địa phương",
        "province": r"ngân sách (?:cấp )?tỉnh",
        "district": r"ngân sách (?:cấp )?huyện",
        "commune": r"ngân sách (?:cấp )?xã",
    },
    "outcome": {
        "no": r"không thành(?! lập| viên)",
        "open": r"đang hòa giải|đang hoà giải|đang tiến hành",
        "yes": r"(?:hòa giải|hoà giải) thành|(?<!hoàn )(?<!tạo )thành công",
    },
    "leaving": {
        "retired": r"nghỉ hưu",
        "resigned": r"thôi việc",
        "moved": r"chuyển sang (?:làm việc|tổ chức)",
    },
    "degree": {
        "doctor": r"tiến sĩ|tiến sỹ",
        "master": r"thạc sĩ|thạc sỹ|sau đại học",
        "bachelor": r"đại học|cử nhân",
        "college": r"cao đẳng|trung cấp",
        "other": r"trình độ khác|sơ cấp",
    },
    "sex": {"men": r"(?<!\w)nam(?!\w)", "women": r"(?<!\w)nữ(?!\w)"},
}
"""Categories of one family exclude each other; the first that matches is meant."""
_FAMILIES = {
    family: [(label, re.compile(pattern)) for label, pattern in labels.items()] for family, labels in FAMILIES.items()
}
_WHOLE = {
    "level": [{"province", "commune"}],
    "timing": [{"late", "on time"}, {"late", "early or on time"}, {"late", "not due"}],
    "channel": [{"online", "counter"}],
    "service": [{"full", "partial"}],
    "progress": [{"done", "doing"}, {"done", "waiting"}],
    "intake": [{"carried", "new"}],
    "change": [{"new", "amended", "abolished"}],
    "satisfaction": [{"yes", "no"}, {"very", "no"}],
    "passing": [{"yes", "no"}],
    "grade": [{"excellent", "good", "done", "no"}, {"good", "fair", "average"}, {"good", "fair", "weak"}],
    "competence": [{"yes", "no"}],
    "budget": [{"central", "local"}, {"province", "district"}, {"province", "commune"}],
    "sex": [{"men", "women"}],
    "outcome": [{"yes", "no"}],
    "leaving": [{"retired", "resigned"}],
    "payment": [{"paid online", "cash"}],
    "force": [{"whole", "part"}],
}
_LEGAL = {"nghị quyết", "quyết định", "chỉ thị"}


def labels_of(words: str) -> dict[str, str]:
    """The category of each family that the words name."""
    found = {}
    for family, labels in _FAMILIES.items():
        label = next((label for label, pattern in labels if pattern.search(words)), None)
        if label:
            found[family] = label
    if "payment" in found:
        found.pop("channel", None)
    return found


def family_of(parts: list[dict[str, str]]) -> tuple[str, set[str]] | None:
    """The family in which every part has its own category, if there is one."""
    for family in _FAMILIES:
        labels = [part.get(family, "") for part in parts]
        if all(labels) and len(set(labels)) == len(labels) > 1:
            return family, set(labels)
    return None


def is_whole(family: str, labels: set[str]) -> bool:
    """Whether these categories together are all there is."""
    return any(needed <= labels for needed in _WHOLE.get(family, []))


def are_laws(things: list[Thing | None]) -> bool:
    """Whether all are kinds of legal documents of a province, each another."""
    names = [thing.name for thing in things if thing]
    return len(names) == len(things) == len(set(names)) and set(names) <= _LEGAL


_JOINED = re.compile(
    r"trước(?: hạn)?, (?=(?:và )?đúng hạn)|phản ánh, (?=kiến nghị)|cán bộ, (?=công chức)|công chức, (?=viên chức)|"
    r"xã, (?=phường|thị trấn)|phường, (?=thị trấn|đặc khu)|cơ quan, (?=đơn vị)|sở, (?=ban|ngành)|ban, (?=ngành)|"
    r"tin, (?=bài)|huyện, (?=thành phố|thị xã)"
)


def without_inner_commas(masked: str) -> str:
    """The text with the commas inside names of one thing as spaces, of the same length."""
    return _JOINED.sub(lambda found: found[0].replace(",", " "), masked)


GROWTH = re.compile(r"(?<!\w)(?:tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn|so với|cùng kỳ|gấp|vượt|tiết kiệm)(?!\w)")
PLAN = re.compile(r"\s*(?:so với\s+)?(?:kế hoạch|kh(?!\w)|chỉ tiêu|dự toán|mục tiêu|nghị quyết)")
GOAL = re.compile(
    r"(?<!\w)(?:phấn đấu|mục tiêu|chỉ tiêu|tối thiểu|ít nhất|đề ra|giao|yêu cầu|định hướng|đến năm|trở lên|dự kiến|"
    r"phải đạt)"
)
LINKS = (
    r"(?:đạt|chiếm|bằng|tỷ lệ|tỉ lệ|là|với|tương đương|tương ứng|ứng với|tức|khoảng|gần|trên|hơn|xấp xỉ|dưới|"
    r"hoàn thành|đạt được|mức|ước|chỉ|được|đã|cũng|có|cho|ở|đang|tính ra)"
)
