"""Rows whose sections are markdown are read as the others are."""

from datetime import date
from decimal import Decimal

from motcua.registry.descriptions.public import read_row

ROW = {
    "code": "9.000005",
    "name": "Cấp thẻ đọc sách",
    "steps_raw": "Nộp đơn tại bộ phận một cửa của xã rồi nhận thẻ.",
    "methods_md": "| Hình thức nộp | Thời hạn |\n|---|---|\n| Qua bưu điện | 7 ngày làm việc |\n| Trực tiếp | 7 |",
    "fees_md": "- Lệ phí: Miễn phí",
    "documents_md": (
        "| Tên giấy tờ | Bản chính | Bản sao | Mẫu đơn |\n|---|---|---|---|\n| Đơn đề nghị | 1 | 0 | don.docx |\n\n"
        "**Trường hợp làm lại:**\n\n| Tên giấy tờ | Bản chính | Bản sao |\n|---|---|---|\n| Thẻ cũ | 0 | 1 |  |"
    ),
    "legal_md": "- Luật Thư viện mẫu (Mã: 46/2019/QH14)\n- Nghị định không có mã",
    "results_md": "- Thẻ đọc sách. (Mã: KQ.G99.000001)",
    "addresses_md": None,
    "field": None,
}


def draft(**changes):
    return read_row(ROW | changes, valid_from=date(2026, 1, 1)).draft


def test_tables_and_lists_become_the_same_parts():
    read = draft()
    assert [(channel.kind, channel.allowance) for channel in read.channels] == [
        ("post", (Decimal(7), "working_day")),
        ("counter", None),
    ]
    assert [fee.amount for channel in read.channels for fee in channel.fees] == [0, 0]
    assert [(case.name, [paper.name for paper in case.papers]) for case in read.cases] == [
        ("", ["Đơn đề nghị"]),
        ("Trường hợp làm lại:", ["Thẻ cũ"]),
    ]
    assert (read.cases[0].papers[0].form_file, read.cases[1].papers[0].copies) == ("don.docx", 1)
    assert [(law.code, law.title) for law in read.legal_bases] == [
        ("46/2019/QH14", "Luật Thư viện mẫu"),
        ("", "Nghị định không có mã"),
    ]
    assert (read.results[0].name, read.results[0].code) == ("Thẻ đọc sách.", "KQ.G99.000001")


def test_a_fee_with_a_note_is_read_with_it():
    fees = draft(fees_md="- Phí dịch vụ: 250.000 đồng — 250.000 đồng/lần\n- Phí: 10 USD").channels[0].fees
    assert [fee.amount for fee in fees] == [None, None], "two fees in one cell: which one depends on the case"
    assert draft(fees_md="- Phí dịch vụ: 250.000 đồng — 250.000 đồng/lần").channels[0].fees[0].amount == 250_000


def test_markdown_of_any_type_is_no_trouble():
    for value in (None, 7, [], {}, "| lệch", "|---|", "- ", "**chỉ tên**"):
        draft(methods_md=value, fees_md=value, documents_md=value, legal_md=value, results_md=value, addresses_md=value)
