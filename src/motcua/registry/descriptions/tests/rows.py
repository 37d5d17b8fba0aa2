"""Rows in our own words, shaped as the national portal's exports are."""


def a_row(**changes):
    """A procedure without trouble; `changes` replace its keys, a key given as ... is left out."""
    row = {
        "code": "9.000001",
        "name": "Cấp thẻ đọc sách lưu động",
        "decision_no": "12/QĐ-UBND",
        "level_raw": "Cấp xã",
        "levels": ["xa"],
        "type": "Loại khác",
        "field": "Thư viện",
        "subjects": ["Công dân Việt Nam"],
        "issuing_agency": "Bộ Thư viện",
        "executing_agencies": ["Ủy ban nhân dân cấp xã"],
        "executing_agency_raw": "Ủy ban nhân dân cấp xã",
        "competent_agency_raw": "",
        "coordinating_agency_raw": "",
        "receiving_address_raw": "",
        "steps_raw": "Bước 1: Nộp đơn tại bộ phận một cửa.\nBước 2: Nhận thẻ đọc sách.",
        "methods": [a_method("Trực tuyến"), a_method("Trực tiếp")],
        "methods_raw": "bảng",
        "documents": [
            {
                "case": None,
                "items": [
                    {"name": "b) Ảnh chân dung cỡ 3x4", "originals": 2, "copies": 0},
                    {"name": "a) Đơn đề nghị cấp thẻ", "originals": 1, "copies": 0},
                ],
            }
        ],
        "documents_raw": "bảng",
        "legal_raw": "Luật Thư viện mẫu46/2019/QH14Quy định chi tiết Luật Thư viện mẫu93/2020/NĐ-CP",
        "legal_codes": [],
        "requirements_raw": "Không có",
        "results": [{"name": "Thẻ đọc sách", "code": "KQ.G99.000001"}],
        "source_url": "https://example.org/1",
        "source": {"commit": "1"},
        "split": "open",
    }
    row |= changes
    return {key: value for key, value in row.items() if value is not ...}


def a_method(channel, time="3 Ngày làm việc", fee="Miễn phí", note="", **more):
    """One line of the table of ways to hand in."""
    return {"channel": channel, "time_raw": time, "fees": [{"amount_raw": fee}], "fee_raw": fee, "note": note, **more}
