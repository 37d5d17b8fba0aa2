"""What the checker says: kinds of problems and of claims, and the sentences that explain a problem."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark


class Kind(Labelled):
    """The kinds of problems, as the command writes them."""

    RATIO = "ratio", mark("Tỷ lệ sai")
    SUM = "sum", mark("Tổng sai")
    DATE = "date", mark("Ngày sai")
    UNDEFINED_DENOMINATOR = "undefined_denominator", mark("Mẫu số chưa rõ")
    CONFLICT = "conflict", mark("Số liệu mâu thuẫn")
    PRECISION = "precision", mark("Làm tròn sai")


CERTAIN = frozenset({Kind.RATIO, Kind.SUM, Kind.DATE})
"""What cannot be right however it is read; the other kinds ask the author for a word more."""


class ClaimKind(StrEnum):
    """The kinds of claims that are read out of a text."""

    FIGURE = "figure"
    PERCENTAGE = "percentage"
    RATIO = "ratio"
    SUM = "sum"
    CHANGE = "change"
    TARGET = "target"
    DATE = "date"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that the text says, with its place in the flat text."""

    kind: ClaimKind
    start: int
    end: int
    stated: str
    computed: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not follow. `reason` is a marked sentence with named `parameters`; places are of the flat text."""

    kind: Kind
    start: int
    end: int
    stated: str
    computed: str
    reason: str
    parameters: Mapping[str, object] = field(default_factory=dict)


WRONG_RATIO = mark("Ghi {stated}, nhưng {numerator} ÷ {denominator} = {computed}.")
CUT_OFF = mark("Ghi {stated}, nhưng {numerator} ÷ {denominator} = {exact}, làm tròn là {computed}.")
ABOVE_WHOLE = mark("Ghi {stated}: tỷ lệ của một phần không thể quá 100%.")
WRONG_SUM = mark("Ghi {stated}, nhưng các phần cộng lại {sum} = {computed}, lệch {difference}.")
PARTS_ABOVE_WHOLE = mark("Các phần không trùng nhau cộng lại {sum} = {computed}, lớn hơn tổng {stated}.")
SHARES_NOT_WHOLE = mark("Các tỷ lệ của cùng một tổng cộng lại {sum} = {computed}, không phải 100%.")
SHARES_ROUNDED = mark("Các tỷ lệ cộng lại {sum} = {computed}; có tỷ lệ làm tròn chưa đúng.")
WRONG_COLUMN = mark("Hàng tổng ghi {stated}, nhưng các hàng cộng lại là {computed}, lệch {difference}.")
WRONG_ROW = mark("Hàng này ghi {stated}, nhưng {sum} = {computed} như ở các hàng khác.")
WRONG_CHANGE = mark("Ghi {stated}, nhưng từ {before} đến {after} là {computed}.")
NO_SUCH_DAY = mark("Không có ngày {stated}: {why}.")
MONTH_DAYS = mark("tháng {month}/{year} chỉ có {days} ngày")
MONTH_HAS_DAYS = mark("tháng {month} chỉ có {days} ngày")
NO_MONTH = mark("một năm chỉ có 12 tháng")
NO_DAY = mark("không tháng nào có ngày {day}")
NO_MONTH_AT_ALL = mark("Không có tháng {stated}: một năm chỉ có 12 tháng.")
NO_QUARTER = mark("Không có quý {stated}: một năm chỉ có bốn quý.")
FAR_YEAR = mark("Năm {year} không thể là năm của việc này; có lẽ là {computed}.")
OTHER_YEAR = mark("Văn bản số {number} là của năm {year}, nhưng ghi ngày {stated}.")
NOT_YET = mark("Ngày {stated} chưa đến, văn bản không thể đã ban hành hoặc số liệu không thể đã có.")
ENDS_BEFORE = mark("Thời kỳ kết thúc ({end}) trước khi bắt đầu ({start}).")
ELIGIBLE = mark(
    "«{stated} … đủ điều kiện» nhưng bài không nói bao nhiêu mục đủ điều kiện và theo danh mục nào, nên "
    "không tính lại được."
)
ELIGIBLE_OF = mark(
    "«{stated} … đủ điều kiện» nhưng {sum} trên {denominator} chỉ là {computed}; số mục đủ điều kiện không được nêu."
)
LISTED_SHARE = mark("Ghi {stated} rồi kể {count} mục, nhưng không nói tổng số là bao nhiêu.")
UNCLEAR_PART = mark(
    "Không rõ {stated} có nằm trong {whole} hay không: các mục khác trong danh sách đếm theo đơn vị khác."
)
NO_PERIOD = mark("Bài có số liệu kết quả nhưng không ghi ngày, tháng, quý hay năm của số liệu.")
SAID_TWICE = mark("Cùng một số liệu, chỗ này ghi {stated}, chỗ khác ghi {computed}.")
TWO_TOTALS = mark("Tổng ghi {computed}, nhưng phép chia ở đây lấy mẫu số {stated}.")
TWO_DAYS = mark("Văn bản số {number} được ghi hai ngày: {stated} và {computed}.")
LIVE_DIFFERS = mark(
    "Ghi {stated}, nhưng hệ thống của cơ quan bạn ghi nhận {numerator} ÷ {denominator} = {computed} "
    "từ {first} đến {last}."
)
MISSED_TARGET = mark("Ghi là đạt chỉ tiêu {target}, nhưng kết quả {stated} chưa tới.")
MET_TARGET = mark("Ghi là chưa đạt chỉ tiêu {target}, nhưng kết quả {stated} đã tới.")
OVERLAP = mark(
    "{stated} đúng hạn và {computed} trước hạn cộng lại quá 100%: chỉ cùng đúng nếu «đúng hạn» gồm cả "
    "«trước hạn»; cần nói rõ."
)
NARROWER_LARGER = mark(
    "{computed} là tỷ lệ trực tuyến toàn bộ quá trình, không thể cao hơn {stated} là tỷ lệ trực tuyến "
    "nói chung, trừ khi khác mẫu số."
)
TWO_MEASURES = mark(
    "Cùng {stated}, nhưng chỗ này tính toàn trình hoặc một phần, chỗ khác chỉ tính toàn trình: là hai "
    "chỉ tiêu khác nhau."
)


def said(amount: Decimal | Fraction | int, places: int = 0) -> str:
    """A number as Vietnamese papers print it: 1.315 · 99,37."""
    exact = Fraction(amount)
    unit = Decimal(1).scaleb(-places)
    rounded = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(unit, ROUND_HALF_UP)
    plain = f"{rounded:,f}".replace(",", " ").replace(".", ",")
    return plain.replace(" ", ".")


def plain(amount: Decimal) -> str:
    """A number with as many decimals as it has."""
    normal = amount.normalize()
    return said(normal, max(0, -int(normal.as_tuple().exponent)))


def percent(share: Fraction, places: int) -> str:
    """A share as a percentage: 0.5034 → «50,34%»."""
    return f"{said(share * 100, places)}%"
