"""The words of fees, by what they do in a sentence. Written with marks; a text without marks matches all the same."""

from collections.abc import Mapping, Sequence
from enum import Enum, auto

from motcua.kernel.texts.fold import fold
from motcua.registry.descriptions.rules.fee_words.tokens import Token


class Role(Enum):
    """What a phrase does."""

    FREE = auto()
    NO_INFORMATION = auto()
    NOTHING = auto()
    COUNCIL = auto()
    REFERENCE = auto()
    CHANGE = auto()
    VARIES = auto()


class Words:
    """A set of phrases, written «one | another one», that finds the longest one at a place of a token list."""

    def __init__(self, phrases: str) -> None:
        self._by_first: dict[str, list[list[tuple[str, str]]]] = {}
        for phrase in sorted(phrases.split(" | "), key=lambda phrase: -len(phrase.split())):
            words = [(word, fold(word)) for word in phrase.split()]
            self._by_first.setdefault(words[0][1], []).append(words)

    @property
    def firsts(self) -> frozenset[str]:
        """The first words, without marks."""
        return frozenset(self._by_first)

    def at(self, tokens: Sequence[Token], place: int) -> int:
        """How many tokens the longest phrase here has; 0 if none begins here."""
        if not 0 <= place < len(tokens):
            return 0
        for words in self._by_first.get(tokens[place].bare, ()):
            here = tokens[place : place + len(words)]
            if len(here) == len(words) and all(_is_word(*pair) for pair in zip(here, words, strict=True)):
                return len(words)
        return 0

    def before(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether one of the phrases ends just before this place."""
        return any(self.at(tokens, place - length) == length for length in range(1, min(place, 5) + 1))

    def among(self, tokens: Sequence[Token]) -> bool:
        """Whether one of the phrases stands anywhere in the tokens."""
        return any(self.at(tokens, place) for place in range(len(tokens)))


def _is_word(token: Token, word: tuple[str, str]) -> bool:
    marked, bare = word
    return token.key == marked or (token.is_loose and token.key == token.bare == bare)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NAMES = {
    "VND": "đồng việt nam | việt nam đồng | vn đồng | đồng | đông | đ | vnđ | vnd | ₫",
    "USD": "đô la mỹ | đô - la mỹ | đô la | đô - la | đôla mỹ | đôla | usd | us $ | $",
    "EUR": "eur | euro | ơ rô | €",
    "JPY": "jpy | yên nhật | yên | ¥",
    "GBP": "gbp | bảng anh",
    "CNY": "cny | nhân dân tệ",
    "KRW": "krw | won",
    "AUD": "aud",
    "CAD": "cad",
    "SGD": "sgd",
    "CHF": "chf",
    "THB": "thb",
    "LAK": "lak | kíp",
}
CURRENCIES: Mapping[str, str] = {name: code for code, names in _NAMES.items() for name in names.split(" | ")}
CURRENCY_CODES = {fold(words) or words: code for words, code in CURRENCIES.items()}
CODES_BEFORE = _set("usd eur euro jpy vnd gbp cny krw aud cad sgd chf")
CURRENCY_WORDS = Words(" | ".join(CURRENCIES))
BEFORE_DONG_NOT_MONEY = _set("hop hoi cong")
AFTER_DONG_NOT_MONEY = Words("thời | sở hữu | chủ | tác giả | bộ | ý | tiền | nai | tháp | nghiệp | loạt")

FREE = Words(
    "miễn phí | miễnphí | miễn lệ phí | miễnlệphí | "
    "miễn phí và lệ phí | miễn phí , lệ phí | miễn các khoản phí , lệ phí | "
    "miễn thu phí | miễn thu lệ phí | miễn thu phí , lệ phí | miễn nộp phí | miễn nộp lệ phí | "
    "miễn toàn bộ phí | miễn toàn bộ lệ phí | miễn | không thu phí | không thu lệ phí | "
    "không thu phí , lệ phí | không thu | không mất phí | không mất lệ phí | không tính phí | "
    "không đóng phí | không phải nộp phí | không phải nộp lệ phí | không phải nộp phí , lệ phí | "
    "không phải nộp | không phải trả phí | không lệ phí | không có phí | không có lệ phí | "
    "không có phí , lệ phí"
)
NOTHING = Words("không có | không | không đồng | không có mức thu")
NO_INFORMATION = Words(
    "không có thông tin | không quy định | chưa quy định | chưa có quy định | không nêu mức | chưa có thông tin"
)
NOT_YET = Words("chưa")
COUNCIL = Words("hội đồng nhân dân | hđnd")
COMMITTEE = Words("ubnd | ủy ban nhân dân | uỷ ban nhân dân")
DECIDES = Words("quyết định | quy định | ban hành")
REFERENCE = Words(
    "theo quy định | theo qui định | quy định tại | quy định của | quy định cụ thể | "
    "do bộ tài chính quy định | thực hiện theo | theo hướng dẫn | theo thỏa thuận | theo thoả thuận | "
    "theo thực tế | theo mức | biểu phí | biểu mức thu | biểu khung giá | biểu giá | theo luật | "
    "theo thông tư | theo nghị định | theo nghị quyết | theo quyết định | theo biểu | theo hợp đồng | "
    "giá dịch vụ | chi phí khác | phụ lục"
)
VARIES = Words("tùy | tuỳ | tùy theo | tuỳ theo")
CHANGE = Words("giảm | miễn giảm | miễn , giảm | tăng | phụ thu | thu thêm | cộng thêm | nhân với")
SUM = Words("gồm | bao gồm | gồm có | tổng cộng")
PARTS = Words("gồm | bao gồm | gồm có")
FEE_NAME = Words(
    "phí | lệ phí | phí , lệ phí | phí dịch vụ | mức phí | mức lệ phí | mức thu phí | mức thu lệ phí | "
    "mức thu | giá | chi phí | mức giá | mức | tiền | số tiền"
)
_LEAD = "áp dụng | thu | là | cụ thể | như sau | với | và | hoặc | còn | thì | được"
LEAD = Words(f"{_LEAD} | thực hiện | quy định | bằng chữ | viết bằng chữ")
TRAIL = Words(
    f"{_LEAD} | nộp | trả | đóng | phải | phí | lệ phí | mức | mức thu | mức phí | giá | tiền | số tiền | "
    "từ | kể từ | hết"
)
MARKER = Words(
    "đối với | trường hợp | trong trường hợp | nếu | khi | cho | dành cho | riêng | trừ | ngoại trừ | "
    "áp dụng | do | tại | qua | từ | dưới | trên | loại | người | cá nhân | tổ chức | với | không bao gồm | "
    "nộp | bằng | để | hạng | cấp | ngoài"
)
CONDITION = Words("đối với | trường hợp | nếu | khi | dành cho | riêng đối với | trừ | ngoại trừ | dưới | cho")
FOR_WHOM = Words("đối với | áp dụng đối với | dành cho")
CONSEQUENCE = Words("thì | sẽ | phải | được | có trách nhiệm")
APPLIED = Words("áp dụng | thực hiện | thu theo")
FOR = Words("cho | khi | với | theo | toàn bộ")
CASE = Words("đối với | trường hợp | nếu | áp dụng")
AFTER_PER = Words(
    "đối với | trường hợp | nếu | khi | kể từ | từ | áp dụng | theo | riêng | trừ | cho | để | bao gồm | "
    "chưa | gồm | thu | với | và | hoặc | dưới | phục vụ | nộp | tại | do | có"
)
CAP = Words("tối đa | tối đa là | không quá | không vượt quá | không cao hơn | nhiều nhất | mức trần")
FLOOR = Words("tối thiểu | tối thiểu là | không dưới | không thấp hơn | ít nhất | mức sàn")
_FLOORS = {"toi thieu", "toi thieu la", "khong duoi", "khong thap hon", "it nhat", "muc san"}
LIMIT = Words(
    "tối đa | tối thiểu | không quá | không vượt quá | không dưới | không thấp hơn | không cao hơn | "
    "ít nhất | nhiều nhất | khoảng | tối đa là | tối thiểu là | mức trần | mức sàn | tương đương"
)
BOUND = Words("dưới | trên | từ | đến | đến dưới | quá | hơn | tới | cho đến | lớn hơn | nhỏ hơn | từ trên | đến hết")
AT_LEAST = Words("trở lên | trở xuống | trở đi")
VALUE = Words(
    "vốn | giá trị | trị giá | tổng mức | mức đầu tư | đầu tư | doanh thu | tài sản | thu nhập | dư nợ | hạn mức"
)
IS_EXEMPT = Words("thuộc diện | diện | trừ | quy định | không được | không | chưa")
UNTIL = Words("đến hết ngày | đến hết | đến ngày | hết ngày | đến")
BEFORE_DAY = Words("trước ngày | trước")
SINCE = Words("kể từ ngày | từ ngày | kể từ | từ | sau ngày | bắt đầu từ ngày | từ sau ngày")
LAW = Words(
    "thông tư | thông tư liên tịch | nghị định | nghị quyết | quyết định | luật | pháp lệnh | văn bản | "
    "công văn | tt | nđ | qđ"
)
ARTICLE = Words("điều | khoản | điểm | mục | phụ lục | chương | mẫu | mẫu số | biểu | quyển | phần | bước")
NAME_VERBS = Words("đăng ký | cấp | thẩm định | xác nhận | chứng thực | hộ tịch | môn bài | trước bạ | công bố")
MEASURES = _set(
    "kg g gt m m2 m3 km ha tan cv kw kva kwh lit nguoi xe ngay thang nam tuoi gio phut trang to ban con "
    "cho ghe hang lan luot vien may chiec khau bo ho so"
)
SMALL_PER = _set("trang to mat kg tan m3 m2 m km gt lit kwh tu ky chu ban dong nguoi")
LONE_PER = Words(
    "lần cấp | lần đăng ký | hồ sơ | lần | giấy | bản | thẻ | giấy phép | giấy chứng nhận | lượt | tờ khai"
)
ONE = frozenset({"mỗi", "một", "moi", "mot", "1", "01", "từng"})
ANOTHER = Words("riêng | còn")
WAY = Words(
    "hình thức nộp | thời điểm nộp | phương thức nộp | cách thức nộp | trực tiếp : | trực tuyến : | "
    "file đính kèm | tệp đính kèm"
)
REMARK = Words("nộp vào | liên hệ | chuyển khoản | thanh toán | xem | chi tiết | số tài khoản | tài khoản")
HANDING = Words("nộp hồ sơ | chuyển khoản | nộp trực tiếp")
TITLE = Words("quy định | về | hướng dẫn | sửa đổi")
EACH = Words("cho | trên | đối với | tính cho | tính trên | với")
NOT_ALL = _set("khong chua da")
EXCEPT = Words("trừ | ngoại trừ | trừ trường hợp")
TIMES = Words("x | × | nhân với")
BOUND_NEXT = frozenset({"den", "tro"})
PHONE = Words("điện thoại | số tài khoản | tài khoản | hotline | sđt | stk | fax | tổng đài | mã số | mã")


def is_floor(words: str) -> bool:
    """Whether the words set a lower end: «tối thiểu», «không dưới»."""
    return fold(words) in _FLOORS


def roles_at(tokens: Sequence[Token], place: int) -> tuple[Role, int] | None:
    """The role and length of the longest phrase here that stands for itself, whatever is around it."""
    found = [(words.at(tokens, place), role) for words, role in _BY_ROLE]
    length, role = max(found, key=lambda pair: pair[0])
    return (role, length) if length else None


_BY_ROLE = (
    (NO_INFORMATION, Role.NO_INFORMATION),
    (FREE, Role.FREE),
    (COUNCIL, Role.COUNCIL),
    (REFERENCE, Role.REFERENCE),
    (CHANGE, Role.CHANGE),
    (VARIES, Role.VARIES),
)

BEGINNERS = (
    SINCE,
    UNTIL,
    BEFORE_DAY,
    LAW,
    ARTICLE,
    NOTHING,
    COMMITTEE,
    CURRENCY_WORDS,
    *(words for words, _ in _BY_ROLE),
)
