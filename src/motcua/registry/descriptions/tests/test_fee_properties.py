"""What holds of every text about fees, ours or not: places, forms of writing, and reading back what was written."""

from datetime import date
from unicodedata import normalize

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.money import in_words
from motcua.kernel.texts.fold import fold
from motcua.registry.descriptions.rules.fee_words.reader import read_fee

WORDS = """phí|lệ phí|miễn|miễn phí|không thu|không|đồng|VNĐ|đ|USD|triệu|nghìn|tỷ|100.000|50,000|1.5|1200|0|15.000.0000
%|50%|/|/hồ sơ|mỗi|một|bản|trang|đối với|trường hợp|cấp mới|cấp lại|từ|đến|đến hết ngày 31/12/2026|kể từ ngày 01/7/2025
31/02/2026|hết tháng 13/2026|hết năm 99999|theo Thông tư số 10/2031/TT-BTC|theo quy định|HĐND|giảm|tối đa|(|)|;|.|:|—|-
+|,|hai|trăm|nghìn đồng|$|€|x|trở lên|dưới|10 tỷ đồng|được|trừ|riêng|áp dụng|mức thu|Không có thông tin"""
PIECES = [*WORDS.replace("\n", "|").split("|"), "\n", "\u00a0", "\u200b", "\0"]
messy = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
tight = st.lists(st.sampled_from(PIECES), max_size=10).map("".join)
texts = st.one_of(st.text(max_size=80), messy, tight)

amounts = st.integers(min_value=5, max_value=90_000).map(lambda thousands: thousands * 1000)
units = st.sampled_from([None, "hồ sơ", "bản", "giấy phép", "lần cấp", "tờ khai"])
cases = st.lists(
    st.sampled_from(["cấp mới", "cấp lại", "gia hạn", "nộp trực tuyến", "đối với tổ chức", "xe ô tô", "trẻ em"]),
    min_size=1,
    max_size=4,
    unique=True,
)
days = st.dates(date(2025, 1, 1), date(2035, 12, 31))


@st.composite
def figures(draw):
    """An amount and one of the ways to write it."""
    amount = draw(amounts)
    ways = [f"{amount:,} đồng".replace(",", "."), f"{amount:,}đ", f"{amount:,} VNĐ", f"{amount // 1000} nghìn đồng"]
    ways += [in_words(amount), f"{amount:,}".replace(",", " ") + " đồng"]
    if amount % 100_000 == 0:
        ways.append(f"{amount / 1_000_000:.1f} triệu đồng".replace(".", ","))
    return amount, draw(st.sampled_from(ways))


def parts(reading):
    """What a reading says, without the form in which the text was written."""
    fees = [
        (fee.amount, fee.currency, fold(fee.per or ""), fold(fee.condition or ""), fee.valid_to) for fee in reading.fees
    ]
    return reading.doubt, fees


@given(texts)
@settings(max_examples=400)
def test_any_text_is_read_or_doubted_and_every_place_lies_in_it(text):
    reading = read_fee(text)
    assert reading.plain()["text"] == text
    assert not (reading.doubt and reading.fees)
    for fee in reading.found:
        start, end = fee.span
        assert 0 <= start < end <= len(text)
        assert fee.amount >= 0


@given(messy)
@settings(max_examples=300)
def test_the_form_of_writing_does_not_matter(text):
    """NFC or NFD, capitals or not, one space or many, ordinary or not: the same fees, the same doubt."""
    told = parts(read_fee(text))
    assert parts(read_fee(normalize("NFD", text))) == told
    assert parts(read_fee(normalize("NFC", text).upper())) == told
    assert parts(read_fee(text.replace(" ", "  "))) == told
    assert parts(read_fee(text.replace(" ", "\u00a0"))) == told
    assert parts(read_fee(f" {text} ")) == told


@given(figures(), units)
def test_a_fee_as_people_write_it_is_read_back(figure, unit):
    amount, words = figure
    reading = read_fee(words + (f"/{unit}" if unit else ""))
    assert reading.doubt_text is None
    assert [(fee.amount, fee.currency, fee.per, fee.condition) for fee in reading.fees] == [(amount, "VND", unit, None)]


@given(st.data(), cases, units)
def test_fees_by_case_are_read_back_case_by_case(data, names, unit):
    drawn = [data.draw(figures()) for _ in names]
    text = "; ".join(
        f"{name}: {words}" + (f"/{unit}" if unit else "") for name, (_, words) in zip(names, drawn, strict=True)
    )
    reading = read_fee(text)
    assert reading.doubt_text is None
    wanted = [(amount, unit, name) for name, (amount, _) in zip(names, drawn, strict=True)]
    assert [(fee.amount, fee.per, fee.condition) for fee in reading.fees] == wanted


@given(figures(), units, days)
def test_a_waiver_until_a_day_stands_beside_the_fee(figure, unit, day):
    amount, words = figure
    per = f"/{unit}" if unit else ""
    reading = read_fee(f"Lệ phí: {words}{per}. Miễn lệ phí đến hết ngày {day:%d/%m/%Y}.")
    assert reading.doubt_text is None
    assert [(fee.amount, fee.valid_to) for fee in reading.fees] == [(amount, None), (0, day)]


@given(figures(), figures())
def test_a_cell_with_another_amount_in_its_note_is_never_read(cell, note):
    reading = read_fee(f"{cell[1]} ({note[1]}/hồ sơ)")
    assert (reading.doubt is None) == (cell[0] == note[0])


@given(figures(), st.integers(min_value=1, max_value=99))
def test_a_share_is_never_read_as_an_amount(figure, share):
    assert read_fee(f"{share}% của {figure[1]}").doubt is not None
    assert read_fee(f"{figure[1]}, giảm {share}% khi nộp trực tuyến").doubt is not None
