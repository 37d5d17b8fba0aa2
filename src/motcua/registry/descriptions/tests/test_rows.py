"""One row of an export: read whole, or refused with the reason; trouble in a part stays in that part."""

import json
from datetime import date
from decimal import Decimal
from unicodedata import normalize

import pytest

from motcua.kernel.texts.reading import State
from motcua.registry.descriptions.public import Part, Reason, Unreadable, read_line, read_row
from motcua.registry.descriptions.tests.rows import a_method, a_row

DAY = date(2026, 1, 1)


def read(**changes):
    return read_row(a_row(**changes), valid_from=DAY)


def reasons(entry, part):
    return [finding.reason for finding in entry.ledger.findings if finding.part is part]


def test_a_row_without_trouble_has_no_doubt():
    entry = read()
    assert entry.ledger.findings == []
    draft = entry.draft
    assert (draft.code, draft.name, draft.levels) == ("9.000001", "Cấp thẻ đọc sách lưu động", ("commune",))
    assert draft.allowance_for("online") == (Decimal(3), "working_day")
    assert [fee.amount for fee in draft.channels[0].fees] == [0]
    assert [law.code for law in draft.legal_bases] == ["46/2019/QH14", "93/2020/NĐ-CP"]
    assert draft.requirements == "", "«Không có» is no requirement"


def test_papers_come_in_the_order_of_their_own_letters():
    assert [paper.name[:2] for paper in read().draft.cases[0].papers] == ["a)", "b)"]


@pytest.mark.parametrize(
    "line",
    ["", "{", "[1, 2]", '"text"', "null", "{}", '{"code": null, "name": "A"}', '{"code": 1.5, "name": "A"}',
     '{"code": "1.5"}', '{"code": "1.5", "name": 7}', '{"code": "1.5", "name": "  "}', '{"code": "mã ô", "name": "A"}',
     '{"code": "%s", "name": "A"}' % ("1" * 60), "[" * 100_000],
)  # fmt: skip
def test_a_row_that_names_no_procedure_is_refused_with_the_reason(line):
    with pytest.raises(Unreadable) as refusal:
        read_line(line, valid_from=DAY)
    assert str(refusal.value)


@pytest.mark.parametrize("key", [key for key in a_row() if key not in {"code", "name"}])
@pytest.mark.parametrize("value", [..., None, 7, 1.5, True, "lời văn", [], {}, [None], [7], ["x"], [[]], {"a": {}}])
def test_any_other_key_may_be_missing_or_of_any_type(key, value):
    entry = read(**{key: value})
    assert entry.draft.code == "9.000001"
    json.dumps([finding.text for finding in entry.ledger.findings])


def test_subjects_and_agencies_cut_at_their_commas_are_joined_again():
    entry = read(
        subjects=["Cán bộ", "công chức", "viên chức", "Tổ chức (không bao gồm doanh nghiệp", "HTX)", "Cán bộ"],
        executing_agencies=["Cơ quan", "đơn vị trực thuộc"],
    )
    assert entry.draft.subjects[:2] == ("Cán bộ, công chức, viên chức", "Tổ chức (không bao gồm doanh nghiệp, HTX)")
    assert entry.draft.executing_agency == "Cơ quan, đơn vị trực thuộc"


def test_control_signs_bullets_of_symbol_fonts_and_loose_surrogates_are_cleaned():
    entry = read(
        name="Cấp\u0000 thẻ\ud800 \u00addo\u0323c", steps_raw="\uf0fc Nộp đơn tại bộ phận một cửa.\r\nNhận thẻ."
    )
    assert entry.draft.name == "Cấp thẻ dọc"
    assert entry.draft.steps_text == "- Nộp đơn tại bộ phận một cửa.\nNhận thẻ."


def test_glued_cells_are_doubts_for_time_and_fee():
    glued = {"channel": "Trực tuyến", "time_raw": None, "fees": [], "fee_raw": "1200 VNĐ", "note": ""}
    entry = read(methods=[glued])
    assert reasons(entry, Part.TIME) == reasons(entry, Part.FEE) == [Reason.GLUED]
    assert entry.draft.channels[0].time_text == "1200 VNĐ"
    assert entry.draft.channels[0].allowance is None


def test_cells_glued_behind_a_unit_can_be_told_apart():
    glued = {
        "channel": "Trực tuyến",
        "time_raw": None,
        "fees": [],
        "fee_raw": "1.5 Ngày làm việc40,000 VNĐ",
        "note": "",
    }
    channel = read(methods=[glued]).draft.channels[0]
    assert channel.allowance == (Decimal("1.5"), "working_day")
    assert channel.fees[0].amount == 40_000


def test_a_row_that_was_never_cut_is_one_doubt_and_its_text_is_kept():
    entry = read(methods=[{"raw": "Trực tuyếnKhông quy địnhMiễn phí"}])
    assert reasons(entry, Part.TIME) == [Reason.GLUED]
    assert entry.draft.channels[0].kind == "other"


def test_an_unknown_way_to_hand_in_is_a_doubt():
    entry = read(methods=[a_method("Qua chim bồ câu")])
    assert reasons(entry, Part.TIME) == [Reason.UNKNOWN_CHANNEL]
    assert (entry.draft.channels[0].kind, entry.draft.channels[0].label) == ("other", "Qua chim bồ câu")


def test_other_names_of_the_known_ways_are_known():
    kinds = [
        read(methods=[a_method(name)]).draft.channels[0].kind for name in ("Bưu điện", "Nộp trực tiếp", "TRỰC TUYẾN")
    ]
    assert kinds == ["post", "counter", "online"]


def test_several_times_for_one_way_depend_on_the_case_and_none_is_taken():
    entry = read(methods=[a_method("Trực tiếp", "10 Ngày"), a_method("Trực tiếp", "40 Ngày"), a_method("Trực tuyến")])
    assert reasons(entry, Part.TIME) == [Reason.DEPENDS, Reason.DEPENDS]
    assert entry.draft.allowance_for("counter") is None
    assert entry.draft.allowance_for("online") == (Decimal(3), "working_day")


def test_several_fees_in_one_cell_depend_on_the_case():
    cell = {"channel": "Trực tiếp", "time_raw": "3 Ngày", "fees": [], "note": "",
            "fee_raw": "Phí : 20.000 Đồng (Thẻ thường)\nPhí : 50.000 Đồng (Thẻ nhanh)"}  # fmt: skip
    entry = read(methods=[cell])
    assert len(entry.draft.channels[0].fees) == 2
    assert all(fee.amount is None and fee.doubt for fee in entry.draft.channels[0].fees)


def test_what_the_source_flags_is_not_believed():
    entry = read(methods=[a_method("Trực tiếp", quality=["time_odd", "unbalanced_parens"])])
    assert reasons(entry, Part.TIME) == reasons(entry, Part.FEE) == [Reason.SOURCE_FLAG]


def test_a_form_glued_to_the_name_is_cut_off_only_where_the_border_is_certain():
    items = [
        {"name": "Đơn đề nghị cấp thẻ theo mẫu;Mẫu số 01.docx", "originals": 1, "copies": 0, "has_form_file": True},
        {"name": "Tờ khai kèm theo mẫu quy địnhmẫu đơn mới.docx", "originals": 1, "copies": 0, "has_form_file": True},
    ]
    entry = read(documents=[{"case": None, "items": items}])
    sure, unsure = entry.draft.cases[0].papers
    assert (sure.name, sure.form_file, sure.doubt) == ("Đơn đề nghị cấp thẻ theo mẫu;", "Mẫu số 01.docx", "")
    assert unsure.doubt
    assert reasons(entry, Part.PAPERS) == [Reason.FORM_GLUED]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ({"name": "...", "originals": 1, "copies": 0}, Reason.NO_NAME),
        ({"name": "Ảnh chân dung", "originals": 0, "copies": 0}, Reason.NO_QUANTITY),
        ({"name": "Ảnh chân dung", "originals": "hai", "copies": 0}, Reason.NO_QUANTITY),
        ({"name": "- Bản sao hộ chiếu", "originals": 1, "copies": 0}, Reason.QUANTITY_DIFFERS),
        ({"name": "Giấy phép: 01 bản chụp;", "originals": 1, "copies": 0}, Reason.QUANTITY_DIFFERS),
        ({"name": "Tờ khai: nộp 02 bản chính", "originals": 1, "copies": 0}, Reason.QUANTITY_DIFFERS),
        ({"name": "Bản khai theo mẫu BM.20.", "originals": 31, "copies": 0}, Reason.GLUED),
        ({"ten": "Đơn", "so_luong": 1}, Reason.WRONG_TYPE),
        ({"name": "Một đoạn rất dài. " * 80, "originals": 1, "copies": 0}, Reason.NOT_A_PAPER),
    ],
)
def test_a_paper_that_is_unclear_is_a_doubt_and_binds_nobody(item, reason):
    entry = read(documents=[{"case": None, "items": [item]}])
    assert reasons(entry, Part.PAPERS) == [reason]
    assert not entry.draft.cases[0].papers[0].is_required


@pytest.mark.parametrize(("originals", "copies"), [(1, 0), (0, 1), (1, 1)])
def test_either_of_two_quantities_will_do(originals, copies):
    item = {"name": "Giấy phép (01 bản chính hoặc 01 bản sao)", "originals": originals, "copies": copies}
    assert not reasons(read(documents=[{"case": None, "items": [item]}]), Part.PAPERS)


def test_results_are_cut_behind_their_codes():
    results = read(
        results=[{"name": "Công văn báoMã: 000.00.KQ-167Công văn từ chốiMã: KQ-189", "code": None}]
    ).draft.results
    assert [(result.name, result.code) for result in results] == [
        ("Công văn báo", "000.00.KQ-167"),
        ("Công văn từ chối", "KQ-189"),
    ]


@pytest.mark.parametrize(
    ("part", "changes"),
    [
        (Part.PAPERS, {"documents": [{"case": "A", "giay_to": [{"name": "Đơn"}]}]}),
        (Part.PAPERS, {"documents": {"a": {"b": 1}}}),
        (Part.TIME, {"methods": [{"channel": "Trực tiếp", "thoi_han": "5 ngày"}]}),
        (Part.FEE, {"methods": [a_method("Trực tiếp") | {"fees": [{"muc": 50000}]}]}),
        (Part.RESULTS, {"results": [{"ten": "Thẻ"}]}),
        (Part.AGENCIES, {"executing_agencies": {"ten": "Sở Mẫu"}}),
        (Part.LEGAL, {"legal_raw": {"a": "Luật 1/2020/QH14"}}),
    ],
)
def test_what_stands_under_another_key_or_type_is_a_doubt_with_its_text(part, changes):
    findings = [finding for finding in read(**changes).ledger.findings if finding.part is part]
    assert [finding.reason for finding in findings] == [Reason.WRONG_TYPE]
    assert findings[0].text.startswith("{")


def test_tags_of_web_pages_are_no_text():
    row = read(name="<p>Cấp <b>thẻ</b>&nbsp;đọc</p>", methods=[a_method("Trực tiếp", "<span>15 Ngày</span>")])
    assert row.draft.name == "Cấp thẻ đọc"
    assert row.draft.allowance_for("counter") == (Decimal(15), "day")


def test_the_same_letters_written_otherwise_have_the_same_digest():
    decomposed = json.loads(normalize("NFD", json.dumps(a_row(), ensure_ascii=False)))
    assert read_row(decomposed, valid_from=DAY).digest == read().digest


def test_groups_say_whether_everybody_brings_them_and_notes_are_no_papers():
    paper = {"name": "Giấy giới thiệu", "originals": 1, "copies": 0}
    groups = ["* Giấy tờ phải nộp:", "- Trường hợp làm lại thẻ:", "* Lưu ý:", "Thẻ nhóm"]
    entry = read(documents=[{"case": name, "items": [paper]} for name in groups])
    assert [case.is_condition for case in entry.draft.cases] == [False, True, True]
    assert entry.draft.paper_notes == "- Giấy giới thiệu"


def test_texts_between_the_papers_are_doubts_of_their_own():
    entry = read(documents=[{"case": None, "items": [], "raw": "Xem mục 3", "trailing_text": "và các giấy khác"}])
    assert reasons(entry, Part.PAPERS) == [Reason.GLUED, Reason.GLUED]


def test_laws_are_cut_after_their_numbers_and_nowhere_else():
    text = (
        "Sửa đổi Nghị định số 1/2020/NĐ-CP ngày 3/4/2020 về thẻ5/2024/NĐ-CPThông tư số 6/2025/TT-BTCN"
        "ghị quyết 66.7/2025/NQ-CP66.7/2025/NQ-CP"
    )
    codes = [law.code for law in read(legal_raw=text).draft.legal_bases]
    assert codes == ["5/2024/NĐ-CP", "6/2025/TT-BTC", "66.7/2025/NQ-CP"]


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        (
            "Thông tư sửa đổi Nghị định số 2/2012/NĐ-CP được sửa bởi Nghị định số 3/2025/NĐ-CP4/2025/TT-BTC",
            [("4/2025/TT-BTC", "Thông tư sửa đổi Nghị định số 2/2012/NĐ-CP được sửa bởi Nghị định số 3/2025/NĐ-CP")],
        ),
        (
            "Luật Thư viện mẫuLuật số 46/2019/QH145/2025/TT-BTCsố 5/2025/TT-BTC",
            [("46/2019/QH14", "Luật Thư viện mẫu"), ("5/2025/TT-BTC", "5/2025/TT-BTC")],
        ),
        (
            "Luật Mẫu số 14/2025/QH15 ngày 1/2/2025;14/2025/QH15 Thông tư số 5/2026/TT-BTC ngày 1/5/2026.5/2026/TT-BTC",
            [
                ("14/2025/QH15", "Luật Mẫu số 14/2025/QH15 ngày 1/2/2025;"),
                ("5/2026/TT-BTC", "Thông tư số 5/2026/TT-BTC ngày 1/5/2026."),
            ],
        ),
        ("Quy định về thẻsố 7/2026/TT-BTC", [("7/2026/TT-BTC", "Quy định về thẻ")]),
    ],
)
def test_a_law_spoken_of_in_a_title_is_not_the_title_s_own(text, laws):
    entry = read(legal_raw=text)
    assert [(law.code, law.title) for law in entry.draft.legal_bases] == laws
    assert not reasons(entry, Part.LEGAL)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Nghị định số 73/NĐ-CP về ưu đãi53/2013/QĐ-TTg", Reason.GLUED),
        ("Thông tư số 9/2026/TT-BTC ngày 29 tháng 1 năm 2025.09/2026/TT-BTC", Reason.GLUED),
        ("54 | Luật Hải quan 2014", Reason.NO_CODE),
    ],
)
def test_a_number_that_is_not_the_title_s_is_a_doubt(text, reason):
    assert reasons(read(legal_raw=text), Part.LEGAL) == [reason]


def test_a_law_without_a_readable_number_is_a_doubt():
    assert reasons(read(legal_raw="Quy định về thẻ đọc sách"), Part.LEGAL) == [Reason.NO_CODE]
    assert reasons(read(legal_raw=": theo Thông tư"), Part.LEGAL) == [Reason.CUT]


def test_laws_listed_line_by_line_keep_their_titles():
    laws = read(legal_raw="9/2024/TT-BQP | Quy định\nvề xe\nLuật số 46/2019/QH14 | Luật Thư viện").draft.legal_bases
    assert [(law.code, law.title) for law in laws] == [
        ("9/2024/TT-BQP", "Quy định về xe"),
        ("46/2019/QH14", "Luật Thư viện"),
    ]


@pytest.mark.parametrize(
    ("agency", "reason"),
    [
        ("Ủy ban nhân dân cấp huyện", Reason.STALE_AGENCY),
        ("Sở Giao thông vận tải", Reason.STALE_AGENCY),
        ("Sở Tư pháp Thành phố Mẫu", Reason.ONE_PLACE),
    ],
)
def test_agencies_that_are_gone_or_of_one_place_are_doubts(agency, reason):
    assert reasons(read(executing_agencies=[agency]), Part.AGENCIES) == [reason]


def test_an_unknown_level_is_a_doubt_and_the_known_ones_are_kept():
    entry = read(levels=["xa", "lien-xa"])
    assert entry.draft.levels == ("commune",)
    assert reasons(entry, Part.AGENCIES) == [Reason.UNKNOWN_LEVEL]


def test_the_level_is_read_from_its_words_where_the_list_is_missing():
    assert read(levels=[], level_raw="Cấp Bộ, Cấp Tỉnh").draft.levels == ("ministry", "province")


def test_steps_that_break_off_are_a_doubt():
    assert reasons(read(steps_raw="Bước 1. Lập hồ sơ theo quy định tại mục 5.3 ("), Part.STEPS) == [Reason.CUT]


def test_every_reading_is_counted_once():
    counts = read().ledger.counts
    assert counts[Part.TIME, State.TYPED] == counts[Part.FEE, State.TYPED] == 2
    assert counts[Part.PAPERS, State.TYPED] == counts[Part.LEGAL, State.TYPED] == 2
    assert (
        counts[Part.STEPS, State.TYPED] == counts[Part.RESULTS, State.TYPED] == counts[Part.AGENCIES, State.TYPED] == 1
    )


def test_the_digest_is_of_the_content_whatever_its_order_and_origin():
    row = a_row()
    items = row["documents"][0]["items"]
    shuffled = a_row(
        methods=row["methods"][::-1],
        documents=[{"case": None, "items": items[::-1]}],
        source={"commit": "2"},
        split="x",
    )
    assert read_row(row, valid_from=DAY).digest == read_row(shuffled, valid_from=date(2026, 5, 5)).digest
    assert read_row(row, valid_from=DAY).digest != read(field="Sách").digest


def test_the_same_doubt_keeps_its_key():
    one, other = read(methods=[a_method("Trực tiếp", "7")]), read(methods=[a_method("Trực tuyến", "7")], field="Khác")
    assert one.ledger.findings[0].key == other.ledger.findings[0].key
