"""Deadlines in our own words, with traps: what an expert reads, and what an expert would ask back."""

from decimal import Decimal
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.registry.worktime.public import Unit, read_allowance

WD, D, H, WH, HD, M = "working_day", "day", "hour", "working_hour", "half_day", "month"
EXACT = {
    "5 ngày LV": (5, WD),
    "Trong 9 ngày kể từ ngày nhận được ý kiến của các cơ quan, tổ chức liên quan, Sở Tư pháp trả lời": (9, D),
    "Trong 9 ngày kể từ ngày nhận văn bản của chủ đầu tư, nhà thầu thi công, Chủ tịch xã kiểm tra và cấp giấy": (9, D),
    "Thời hạn Sở Tư pháp cấp thẻ: 9 ngày kể từ ngày nhận được kết quả": (9, D),
    "Trong 9 ngày kể từ ngày Sở có văn bản đề nghị, các bộ liên quan trả lời": (9, D),
    # cells
    "15 Ngày làm việc": (15, WD),
    "  07 ngày ": (7, D),
    "8 giờ làm việc": (8, WH),
    "08 giờ hành chính": (8, WH),
    "24 giờ": (24, H),
    "24h": (24, H),
    "0.5 Giờ": (0.5, H),
    "1,5 ngày": (1.5, D),
    "0,5 ngày làm việc": (0.5, WD),
    "½ ngày": (0.5, D),
    "1/2 ngày làm việc": (0.5, WD),
    "không quá 1/2 ngày": (0.5, D),
    "nửa ngày": (1, HD),
    "nửa ngày làm việc": (1, HD),
    "01 buổi": (1, HD),
    "một buổi làm việc": (1, HD),
    "02 tuần": (14, D),
    "1 tháng": (1, M),
    "06 tháng": (6, M),
    "1 năm": (12, M),
    "30 phút": (0.5, H),
    "7Ngày": (7, D),
    "7Ngày làm việc": (7, WD),
    "05 ngàylàm việc": (5, WD),
    "3 NGÀY LÀM VIỆC": (3, WD),
    "3 ngay lam viec": (3, WD),
    "12 ngày (làm việc)": (12, WD),
    "10\u00a0ngày\u200b làm việc": (10, WD),
    # numbers in words
    "05 (năm) ngày làm việc": (5, WD),
    "ba (03) ngày": (3, D),
    "hai mươi lăm ngày làm việc": (25, WD),
    "một trăm linh năm (105) ngày": (105, D),
    "mười bốn ngày": (14, D),
    "15(mười lăm)ngày làm việc": (15, WD),
    "21 (hai mươi mốt) ngày": (21, D),
    # bounds and ranges
    "không quá 20 ngày": (20, D),
    "Tối đa 45 ngày": (45, D),
    "từ 3 đến 5 ngày": (5, D),
    "3-5 ngày làm việc": (5, WD),
    "từ 3 ngày đến 5 ngày": (5, D),
    "từ 03 (ba) đến 05 (năm) ngày": (5, D),
    # same day
    "Trong ngày làm việc": (1, WD),
    "ngay trong ngày": (1, WD),
    "Ngay trong ngày tiếp nhận hồ sơ": (1, WD),
    # sentences of an office
    "Trong thời hạn 4 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ": (4, WD),
    "Trong vòng sáu ngày làm việc, tính từ ngày tiếp nhận hồ sơ, Phòng Văn hoá cấp giấy phép.": (6, WD),
    "Thời hạn giải quyết: 9 ngày kể từ ngày thụ lý": (9, D),
    "Bước 2: Trong 3 ngày làm việc kể từ ngày nhận đơn, Ủy ban nhân dân xã niêm yết tại trụ sở.": (3, WD),
    "UBND xã: không quá 4 ngày làm việc": (4, WD),
    "Sở Tài chính xem xét, trả lời trong thời hạn 11 ngày kể từ ngày nhận được văn bản đề nghị.": (11, D),
    "Trong thời hạn 6 ngày kể từ ngày nhận đủ hồ sơ, Sở cấp giấy; trường hợp không cấp phải trả lời rõ lý do.": (6, D),
    "Cấp bản sao: 2 ngày làm việc, kể từ ngày có kết quả kiểm tra thực địa": (2, WD),
    "14 ngày làm việc, kể từ ngày nhận đủ hồ sơ (không tính thời gian chủ hồ sơ bổ sung giấy tờ)": (14, WD),
    "Trong 5 ngày làm việc kể từ ngày nhận ý kiến của Sở Y tế, Chủ tịch Ủy ban nhân dân tỉnh quyết định": (5, WD),
    # figures that are no deadline beside one that is
    "8 ngày kể từ ngày nhận đủ hồ sơ theo khoản 2 Điều 11 Nghị định số 45/2024/NĐ-CP ngày 15/4/2024": (8, D),
    "8 ngày làm việc, theo Thông tư ngày 15 tháng 4 năm 2024": (8, WD),
    "Cấp thẻ cho người đủ 14 tuổi: 7 ngày làm việc": (7, WD),
    "Nộp 02 bộ hồ sơ, trả trong thời hạn 5 ngày làm việc kể từ khi nhận hồ sơ": (5, WD),
    "Mức 2: 10 ngày làm việc": (10, WD),
    # «thi» is no «thì», «thường trú» no «trừ»
    "Căn cứ kết quả kỳ thi, trong thời hạn 6 ngày làm việc, Sở cấp chứng chỉ.": (6, WD),
    "Theo văn bản hướng dẫn thi hành, Sở trả lời trong thời hạn 6 ngày kể từ ngày nhận đủ hồ sơ.": (6, D),
    "Sở cấp thẻ trong thời hạn 4 ngày kể từ ngày nhận đủ hồ sơ, trường hợp từ chối phải nêu rõ lý do": (4, D),
    "9 ngày (nếu có), kể từ ngày nhận đủ hồ sơ": (9, D),
    "Trong 9 ngày kể từ ngày nhận đủ hồ sơ, Sở xem xét và kiểm tra tại chỗ nếu cần thiết": (9, D),
    "Trong 8 ngày kể từ ngày nhận đủ hồ sơ, Sở thẩm định, nếu đủ điều kiện thì cấp phép.": (8, D),
}
CONDITIONAL = {
    "Cấp mới: 15 ngày; cấp lại: 5 ngày": [(15, D), (5, D)],
    "15 ngày (cấp mới); 5 ngày (gia hạn)": [(15, D), (5, D)],
    "Cấp giấy phép: 10 ngày; điều chỉnh giấy phép: 4 ngày": [(10, D), (4, D)],
    "Trường hợp phải đi xác minh: không quá 12 ngày làm việc": [(12, WD)],
    "Đối với hồ sơ nộp qua bưu chính: 3 ngày": [(3, D)],
    "5 ngày làm việc; trường hợp cần xác minh thì không quá 8 ngày làm việc": [(5, WD), (8, WD)],
    "9 ngày kể từ ngày nhận đủ hồ sơ (đối với trường hợp cấp lại)": [(9, D)],
    "Thời hạn cấp thẻ (đối với người nước ngoài): 9 ngày": [(9, D)],
    "Đăng ký thường trú đối với trẻ em: 9 ngày đối với trường hợp phải xác minh": [(9, D)],
    "\uf0fc Nếu hồ sơ sai mẫu, Sở trả lại hồ sơ trong thời hạn 1 ngày kể từ ngày nhận hồ sơ": [(1, D)],
    "◆ Trường hợp hồ sơ sai mẫu, Sở trả lại trong thời hạn 1 ngày kể từ ngày nhận hồ sơ": [(1, D)],
    "Nếu hồ sơ còn thiếu, trong thời hạn 2 ngày làm việc, cơ quan tiếp nhận thông báo bổ sung.": [(2, WD)],
    "10 ngày đối với nhà ở, 20 ngày đối với công trình khác": [(10, D), (20, D)],
    "7 ngày hoặc 14 ngày (trong trường hợp phải lấy ý kiến)": [(7, D), (14, D)],
    "Ở vùng cao đi lại khó khăn thì không quá 40 ngày, kể từ ngày thụ lý": [(40, D)],
    "Giải quyết ngay trong ngày; hồ sơ nhận sau 15 giờ thì trả trong ngày làm việc tiếp theo": [(1, WD)],
    "Ngay sau khi nhận đủ giấy tờ; nhận sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo": [(1, WD)],
    "vụ việc phức tạp thì có thể kéo dài nhưng không quá 50 ngày, kể từ ngày thụ lý": [(50, D)],
}
STAGED = {
    "10 ngày (trong đó: UBND xã 3 ngày, Sở 7 ngày)": [(10, D), (3, D), (7, D)],
    "20 ngày làm việc, trong đó: xã 5 ngày làm việc; tỉnh 15 ngày làm việc": [(20, WD), (5, WD), (15, WD)],
    "Xã: 5 ngày làm việc; tỉnh: 10 ngày làm việc; tổng: 15 ngày làm việc": [(15, WD), (5, WD), (10, WD)],
    "Xã kiểm tra: 3 ngày làm việc. Sở thẩm định: 9 ngày làm việc.": [(3, WD), (9, WD)],
    "Kiểm tra hồ sơ: 2 ngày làm việc; cấp phép: 15 ngày": [(2, WD), (15, D)],
}
NOTHING = [
    "",
    "   ",
    "—",
    "-",
    "Không",
    "Không quy định",
    "không quy định cụ thể",
    "Không có thông tin",
    "Chưa quy định thời gian giải quyết",
    "Nộp hồ sơ trực tiếp tại Bộ phận Một cửa",
    "Người đủ 18 tuổi",
    "Lệ phí 20.000 đồng theo Thông tư số 12/2023/TT-BTC ngày 01/3/2023",
]
DOUBTS = {
    "Giấy đăng ký bị hư hỏng: Trong 3 ngày kể từ ngày nhận đủ hồ sơ, Sở cấp lại": "unclear_case",
    "Trong 9 ngày kể từ ngày Điều lệ được thông qua, Hội đồng lập hồ sơ, nộp trực tuyến về Bộ": "whose",
    "Trong 1 ngày kể từ ngày nhận đủ hồ sơ, Sở đăng tin trên trang của Bộ để lấy ý kiến trong 9 ngày": "whose",
    "Trong 2 ngày kể từ ngày nhận hồ sơ, Sở kiểm tra; trường hợp đủ điều kiện, trong không quá 3 ngày cấp": "several",
    "7": "no_unit",
    "07": "no_unit",
    "0,5": "no_unit",
    "5 ng": "no_unit",
    "0 Giờ": "zero",
    "00 ngày": "zero",
    "9999 ngày": "too_long",
    "1.000 ngày": "uncertain_number",
    "05 (sáu) ngày": "words_differ",
    "7 ngày12": "glued",
    "2 tháng 15 ngày": "compound",
    "một ngày rưỡi": "uncertain_number",
    "5-3 ngày": "uncertain_number",
    "07 ngày làm": "uncertain_unit",
    "ngày làm việc": "uncertain_number",
    "20 phút": "uncertain_unit",
    "nửa buổi": "uncertain_unit",
    "10 ngày (trong đó: UBND xã 3 ngày, Sở 8 ngày)": "sum_differs",
    "10 ngày, trong đó Sở 15 ngày": "sum_differs",
    "15 Ngày làm việc. Trong thời hạn 20 ngày làm việc kể từ ngày nhận đủ hồ sơ, Sở cấp giấy.": "sum_differs",
    "Trước 30 ngày": "counted_back",
    "Chậm nhất 5 ngày trước khi khai giảng": "counted_back",
    "Chậm nhất 02 giờ, trước khi tàu chạy": "counted_back",
    "ít nhất 10 ngày": "at_least",
    "tạm nghỉ từ 5 ngày trở lên": "at_least",
    "Quá thời hạn 30 ngày mà không nộp thì hồ sơ bị trả lại": "elapsed",
    "Sau 10 ngày, Sở công bố": "elapsed",
    "Nếu trong thời hạn 7 ngày không có ý kiến khác thì coi là đồng ý": "elapsed",
    "Được gia hạn một lần nhưng không quá 15 ngày": "extra",
    "8 ngày (hồ sơ phức tạp được tăng thêm 4 ngày)": "extra",
    "Giấy phép có giá trị 5 năm": "validity",
    "Giấy chứng nhận có hiệu lực trong thời hạn 36 tháng kể từ ngày cấp": "validity",
    "Trong thời hạn 10 ngày kể từ ngày ký hợp đồng, doanh nghiệp gửi hồ sơ đến Sở": "of_the_person",
    "Người nộp hồ sơ bổ sung trong thời hạn 30 ngày": "of_the_person",
    "Thời hạn bổ sung hồ sơ: 20 ngày": "of_the_person",
    "Trong thời hạn 9 ngày, ai đó làm gì đó": "whose",
    "Thời hạn hiệu lực của chứng chỉ hành nghề do Sở cấp là 60 tháng": "validity",
    "Nộp kèm ảnh chụp trong vòng 6 tháng": "validity",
    "Thời điểm nộp hồ sơ: trong vòng 20 ngày": "of_the_person",
    "Trong thời hạn 30 ngày kể từ ngày có thông báo, nếu người nộp không bổ sung thì Sở trả hồ sơ": "elapsed",
    "Trong 9 ngày kể từ ngày nhận đủ hồ sơ, Sở thẩm định và cấp phép nếu đạt yêu cầu": "unclear_case",
    "ngày làm việc kể từ khi nhận đơn; trong thời hạn 7 ngày kể từ ngày nhận hồ sơ, xã trả lời": "uncertain_number",
    "Trường hợp cấp lại do hỏng; trong thời hạn 5 ngày kể từ ngày nhận đủ hồ sơ, Sở cấp thẻ": "unclear_case",
    "5 ngày làm việc đối với Ủy ban nhân dân xã": "unclear_case",
    "Trong thời hạn 15 ngày (riêng đối với xi măng": "unclear_case",
    "Trong 7 ngày kể từ ngày nhận đủ hồ sơ, nếu đủ điều kiện, Sở cấp thẻ": "unclear_case",
    "Sở kiểm tra trong thời hạn 5 ngày, kể từ ngày nhận hồ sơ, thông báo cho chủ hồ sơ nếu có sai sót": "unclear_case",
    "Trong 5 ngày kể từ ngày nhận đủ hồ sơ, Sở yêu cầu bổ sung nếu giấy tờ còn thiếu, sai mẫu": "unclear_case",
    "Trong 5 ngày kể từ ngày nhận đủ hồ sơ, Sở xác minh trong các trường hợp sau:": "unclear_case",
    "Trong 5 ngày kể từ ngày nhận hồ sơ, Sở báo lại đối với những trường hợp còn thiếu.": "unclear_case",
    "Trong 5 ngày kể từ ngày nhận đủ hồ sơ, Sở gửi hồ sơ cho xã (đối với rừng của xã)": "unclear_case",
    "Trả lời ngay đối với hồ sơ nộp trực tiếp, trong 1 ngày kể từ ngày nhận hồ sơ nộp qua bưu chính": "unclear_case",
    "Trong 5 ngày kể từ ngày nhận bổ sung hồ sơ nhưng chưa đạt, Sở thông báo": "unclear_case",
    "Bến không đón tàu khách: trong thời hạn 5 ngày kể từ ngày nhận đủ hồ sơ, Sở công bố": "unclear_case",
    "Hồ sơ sai thủ tục: trong thời hạn 5 ngày kể từ ngày nhận hồ sơ, Sở thông báo": "unclear_case",
    "Trường hợp còn lại: 30 ngày (trong đó thẩm định lại 10 ngày)": "several",
    "Xác minh trong 30 ngày kể từ ngày nhận đủ hồ sơ; sau đó, nếu đủ điều kiện thì cấp trong 2 ngày": "several",
    "Trường hợp phải xác minh, Sở gửi hồ sơ trong 2 ngày làm việc, Ủy ban xã trả lời trong 5 ngày làm việc": "several",
    "Trong thời hạn 50 ngày, trong đó:": "several",
    "Sở đăng ký (trong thời hạn 9 ngày), cấp thẻ (trong thời hạn 4 ngày)": "several",
    "Trong 1 ngày kể từ ngày nhận hồ sơ, Sở cấp lại trong 1 ngày kể từ ngày nhận đơn": "several",
    "Sở xác minh, thời gian xác minh tối đa 9 ngày và không tính vào thời hạn giải quyết": "not_counted",
    "Thời gian xác minh tối đa 9 ngày; thời gian xác minh thực địa không tính vào thời hạn giải quyết": "not_counted",
    "Trong 9 ngày kể từ ngày lập biên bản mà có người đổi ý thì Chủ tịch xã họp lại": "elapsed",
    "Chậm nhất 12 giờ kể từ khi tàu dự kiến đến phao số 0": "counted_back",
    "Trong 9 ngày kể từ ngày trả hết nợ của công ty, công ty gửi hồ sơ giải thể": "of_the_person",
    "Tổ chức hợp nhất phải đăng ký lại trong thời hạn 9 ngày kể từ ngày có giấy phép": "of_the_person",
    "Trong đó, bao gồm thời gian những người liên quan đổi ý: 9 ngày kể từ ngày được hỏi": "of_the_person",
    "Thông báo nêu rõ trong thời hạn 9 ngày kể từ ngày nhận thông báo, khách hàng được hủy hợp đồng": "of_the_person",
    "Sở gửi văn bản yêu cầu giải trình nhưng không quá 9 ngày đối với doanh nghiệp nước ngoài": "of_the_person",
    "Bước 1: Trong thời hạn 9 ngày kể từ ngày nhận được văn bản chấp thuận nguyên tắc:": "whose",
    "5 ngày (không tính thứ bảy, chủ nhật, ngày lễ)": "days_off",
    "Thời gian 9 tháng không tính vào thời hạn giải quyết": "not_counted",
    "Theo quy định": "elsewhere",
    "Thời hạn giải quyết: theo quy định của pháp luật": "elsewhere",
    "Trước khi tàu rời bến": "date",
    "Chậm nhất ngày 31 tháng 3 hằng năm": "date",
    "Trả ngay": "date",
    "15 \ufffdgày": "unreadable",
}
EVENTS = {
    "5 ngày kể từ ngày nhận đủ hồ sơ hợp lệ": "receipt_of_valid_dossier",
    "5 ngày, tính từ khi tiếp nhận hồ sơ": "receipt",
    "5 ngày kể từ ngày nhận được tờ khai": "receipt",
    "45 ngày kể từ ngày thụ lý": "acceptance",
    "Thời hạn ký: 5 ngày kể từ ngày nhận được kết quả thẩm định": "document_received",
    "Thời hạn cấp: 5 ngày kể từ ngày kết thúc kiểm tra": "inspection",
    "Thời hạn trả: 5 ngày kể từ ngày có quyết định": "decision",
    "5 ngày kể từ ngày người có công qua đời": "other",
    "5 ngày": None,
}


def found(text, **beside):
    reading = read_allowance(text, **beside)
    return reading.kind.value, [(float(stage.allowance.amount), stage.allowance.unit.value) for stage in reading.typed]


@pytest.mark.parametrize(("text", "figure"), EXACT.items())
def test_one_period_is_read(text, figure):
    assert found(text) == ("exact", [figure])


@pytest.mark.parametrize(("text", "figures"), CONDITIONAL.items())
def test_a_period_of_a_case_is_conditional(text, figures):
    assert found(text) == ("conditional", figures)


@pytest.mark.parametrize(("text", "figures"), STAGED.items())
def test_stages_are_read_the_whole_first(text, figures):
    assert found(text) == ("staged", figures)


@pytest.mark.parametrize("text", NOTHING)
def test_what_says_no_period_has_none(text):
    assert found(text) == ("none", [])


@pytest.mark.parametrize(("text", "why"), DOUBTS.items())
def test_what_is_not_certain_is_a_doubt_with_its_reason(text, why):
    reading = read_allowance(text)
    assert (reading.kind.value, reading.why.value, reading.typed) == ("doubt", why, ())


@pytest.mark.parametrize(("text", "event"), EVENTS.items())
def test_what_starts_the_period_is_named(text, event):
    assert [stage.from_event for stage in read_allowance(text).typed] == [event]


def test_stages_carry_the_names_the_source_gives_them():
    stages = read_allowance("12 ngày (trong đó: UBND xã: 5 ngày, Sở Nội vụ: 7 ngày)").typed
    assert [stage.stage for stage in stages] == ["", "UBND xã", "Sở Nội vụ"]


def test_cases_in_brackets_name_the_figure_before_them():
    stages = read_allowance("15 ngày (đối với trường hợp cấp mới), 20 ngày (đối với trường hợp cấp lại)").typed
    assert [stage.stage for stage in stages] == ["đối với trường hợp cấp mới", "đối với trường hợp cấp lại"]


def test_a_note_that_contradicts_makes_a_doubt_with_the_passage():
    reading = read_allowance("10 ngày", beside="Giải quyết trong 10 ngày làm việc kể từ khi nhận đơn.")
    assert (reading.kind.value, reading.why.value) == ("doubt", "contradicted")
    assert "10 ngày làm việc" in reading.evidence
    assert found("10 ngày", beside="Trong 10 ngày kể từ khi nhận đơn, xã trả lời.") == ("exact", [(10, D)])


def test_a_text_of_a_megabyte_is_a_doubt_at_once():
    assert read_allowance("5 ngày, " * 130_000).why.value == "text_too_long"


def test_the_figures_of_a_doubt_are_kept_as_a_proposal_only():
    reading = read_allowance("Giấy phép có giá trị 5 năm")
    assert (reading.stages[0].allowance.amount, reading.stages[0].allowance.unit) == (Decimal(60), Unit.MONTH)
    assert reading.typed == ()


UNIT_WORDS = {
    "ngày làm việc": Unit.WORKING_DAY,
    "ngày": Unit.DAY,
    "giờ làm việc": Unit.WORKING_HOUR,
    "giờ": Unit.HOUR,
    "tháng": Unit.MONTH,
    "buổi": Unit.HALF_DAY,
}
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
AMOUNTS = st.integers(1, 400)
FRAMES = st.sampled_from(
    ["{}", "Không quá {}", "Trong thời hạn {} kể từ ngày nhận đủ hồ sơ", "Thời hạn giải quyết: {}.", "UBND xã: {}"]
)
_PIECES = "5 07 ( ) , . ; : / - ngày giờ làm việc tháng năm nửa ½ từ đến trường hợp kể không quá"
PIECES = _PIECES.split()
ODD_TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(PIECES),
        max_size=40,
    ).map(" ".join),
)


@CALM
@given(amount=AMOUNTS, unit=st.sampled_from(sorted(UNIT_WORDS)), frame=FRAMES)
def test_figures_that_are_written_are_read_back(amount, unit, frame):
    stages = read_allowance(frame.format(f"{amount} {unit}")).typed
    assert [(stage.allowance.amount, stage.allowance.unit) for stage in stages] == [(amount, UNIT_WORDS[unit])]


@CALM
@given(tenths=st.integers(1, 99), unit=st.sampled_from(sorted(UNIT_WORDS)), sign=st.sampled_from(",."))
def test_decimals_keep_their_unit(tenths, unit, sign):
    stages = read_allowance(f"{tenths // 10}{sign}{tenths % 10} {unit}").typed
    assert [(stage.allowance.amount, stage.allowance.unit) for stage in stages] == [
        (Decimal(tenths) / 10, UNIT_WORDS[unit])
    ]


@CALM
@given(parts=st.lists(st.integers(1, 60), min_size=2, max_size=5), more=st.integers(0, 3))
def test_a_whole_that_is_not_the_sum_of_its_stages_is_a_doubt(parts, more):
    named = ", ".join(f"Phòng số {'ABCDE'[number]} {part} ngày" for number, part in enumerate(parts))
    kind, figures = found(f"{sum(parts) + more} ngày (trong đó: {named})")
    assert (kind, len(figures)) == (("doubt", 0) if more else ("staged", len(parts) + 1))


@CALM
@given(text=ODD_TEXTS)
def test_any_text_is_read_and_every_figure_lies_in_it(text):
    reading = read_allowance(text)
    assert reading.text == text
    for stage in reading.stages:
        start, end = stage.span
        assert 0 <= start < end <= len(text)
    assert (reading.why is None) == (reading.kind != "doubt")


@pytest.mark.parametrize("text", [*EXACT, *CONDITIONAL, *STAGED])
def test_unicode_form_and_spaces_change_nothing(text):
    assert found(normalize("NFD", text)) == found(text)
    assert found(text.replace(" ", "\u00a0  ")) == found(text)
    assert found(f"\ufeff\t{text} ") == found(text)


@pytest.mark.parametrize("text", [text for text in EXACT if "kể từ" not in text and "," not in text])
def test_capitals_change_nothing_in_a_cell(text):
    assert found(text.upper()) == found(text.lower()) == found(text)


@pytest.mark.parametrize(("text", "figure"), EXACT.items())
def test_the_span_is_where_the_figure_stands(text, figure):
    (stage,) = read_allowance(text).typed
    cut = text[slice(*stage.span)]
    assert found(cut.removeprefix("từ "))[1] == [figure] or "đến" in text
