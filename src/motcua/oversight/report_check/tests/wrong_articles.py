# ruff: noqa: E501, ISC004 - one paragraph, one line
"""Paragraphs with one planted error each: the kind, the text that must be in the quoted place, the paragraph."""

WRONG = {
    "percentage off by a point": ("ratio", "97,5%", "Quý I/2025, Sở Nội vụ trả đúng hạn 1.182/1.200 hồ sơ, đạt 97,5%."),
    "percentage before the pair": ("ratio", "89,5 phần trăm", "Tỷ lệ hồ sơ nộp qua mạng là 89,5 phần trăm (197/200 hồ sơ)."),
    "share of the late": ("ratio", "2,5%", "Số hồ sơ quá hạn là 18/1.200 hồ sơ, chiếm tỷ lệ 2,5%."),
    "equals sign": ("ratio", "57%", "Toàn huyện hoàn thành 45/60 nhiệm vụ = 57%; còn 15/60 nhiệm vụ = 25% đang làm."),
    "decimal point": ("ratio", "95.8%", "Toàn tỉnh đạt 95.8% (197/200 hồ sơ), tăng 2.5% so với cùng kỳ."),
    "one in the last place": ("ratio", "99,38%", "Cấp huyện trả đúng hạn 5.659/5.695 hồ sơ, đạt tỷ lệ 99,38%."),
    "cut off": ("precision", "99,36%", "Cấp huyện trả đúng hạn 5.659/5.695 hồ sơ, đạt tỷ lệ 99,36%."),
    "thousands by spaces": ("sum", "12 345", "Cả năm giải quyết 12 345 hồ sơ, gồm 10 000 hồ sơ trực tuyến và 2 435 hồ sơ trực tiếp."),
    "share in a list": ("ratio", "59,58%", "Tổng số 26.814 hồ sơ, trong đó đúng hạn 25.628 hồ sơ, chiếm 59,58%."),
    "parts in brackets": ("sum", "42", "Công bố 42 văn bản hết hiệu lực toàn bộ (09 nghị quyết, 35 quyết định)."),
    "made of three": ("sum", "693", "Hệ thống hoá được 693 văn bản, gồm 218 nghị quyết, 465 quyết định và 19 chỉ thị."),
    "of which by level": (
        "sum", "1.825", "Toàn tỉnh có 1.825 thủ tục hành chính, trong đó: cấp tỉnh 1.370, cấp huyện 268, cấp xã 169 thủ tục."
    ),
    "one by one": (
        "sum", "1.852", "Toàn tỉnh có 1.852 thủ tục; cấp tỉnh, cấp huyện, cấp xã lần lượt là 1.370, 286 và 169, tổng cộng 1.852 thủ tục."
    ),
    "bullets": (
        "sum", "1.250",
        "Tổng số hồ sơ đã giải quyết: 1.250 hồ sơ, trong đó:\n- Trước hạn: 800 hồ sơ;\n- Đúng hạn: 403 hồ sơ;\n- Quá hạn: 20 hồ sơ.\n",
    ),
    "share in bullets": (
        "ratio", "35%", "Khảo sát 400 phiếu, cụ thể:\n+ Rất hài lòng: 260 phiếu (65%)\n+ Hài lòng: 120 phiếu (35%)\n+ Không hài lòng: 20 phiếu (5%)\n"
    ),
    "total of a table": (
        "sum", "2.510",
        "| Đơn vị | Tiếp nhận | Đúng hạn |\n|---|---|---|\n| Sở Xây dựng | 1.200 | 1.180 |\n| Sở Y tế | 640 | 640 |\n"
        "| Sở Công Thương | 310 | 301 |\n| Tổng cộng | 2.510 | 2.121 |\n",
    ),
    "percentage in a table": (
        "ratio", "89,33%",
        "Đơn vị | Tiếp nhận | Đúng hạn | Tỷ lệ\nSở Xây dựng | 1.200 | 1.180 | 89,33%\nSở Y tế | 640 | 640 | 100%\n"
        "Sở Công Thương | 310 | 301 | 97,1%\nTổng cộng | 2.150 | 2.121 | 98,65%\n",
    ),
    "less than over": ("ratio", "95%", "Tỷ lệ đúng hạn đạt trên 95% (1.108/1.200 hồ sơ)."),
    "far from nearly": ("ratio", "85%", "Khoảng 85% (1.512/2.000 hồ sơ) được nộp qua mạng."),
    "growth by percent": ("ratio", "35%", "Số hồ sơ tăng từ 1.200 hồ sơ lên 1.500 hồ sơ, tăng 35% so với năm 2023."),
    "growth by count": ("sum", "200", "Có 1.500 hồ sơ, tăng 200 hồ sơ so với cùng kỳ năm 2023 (1.200 hồ sơ)."),
    "growth by a factor": ("ratio", "3,5 lần", "Số tài khoản tăng từ 2.000 tài khoản lên 5.000 tài khoản, gấp 3,5 lần."),
    "points": ("sum", "9,5", "Tỷ lệ hồ sơ trực tuyến tăng từ 61,5% lên 70%, tăng 9,5 điểm phần trăm."),
    "money": ("sum", "12,5", "Tổng kinh phí 12,5 tỷ đồng, gồm: ngân sách tỉnh 8 tỷ đồng, ngân sách xã 5,4 tỷ đồng."),
    "year of a document": ("date", "22/02/2204", "Kế hoạch số 28/KH-UBND ngày 22/02/2204 về truyền thông."),
    "day that is not": ("date", "31/06/2024", "Số liệu tính đến ngày 31/06/2024."),
    "thirtieth of February": ("date", "30/02", "Từ ngày 30/02 đến ngày 15/6/2024 có 12 cuộc kiểm tra."),
    "no leap day": ("date", "29/02/2023", "Ngày 29/02/2023, Sở ban hành Kế hoạch."),
    "thirteenth month": ("date", "13/2024", "Báo cáo tháng 13/2024 đã gửi."),
    "month and day changed": ("date", "06/15/2024", "Tính đến 06/15/2024, có 3 xã hoàn thành."),
    "fifth quarter": ("date", "quý V", "Trong quý V năm 2024 đã kiểm tra 4 xã."),
    "period backwards": ("date", "10/6/2023", "Kết quả từ ngày 15/12/2023-10/6/2023 rất tốt."),
    "years backwards": ("date", "2021", "Chương trình giai đoạn 2025 - 2021 của tỉnh."),
    "date in words": ("date", "ngày 31 tháng 4 năm 2024", "Ký ngày 31 tháng 4 năm 2024."),
    "document of the future": ("date", "15/3/2052", "Theo Quyết định số 12/QĐ-UBND ngày 15/3/2052 của tỉnh."),
    "eligible": ("undefined_denominator", "100%", "Đến nay 100% thủ tục hành chính đủ điều kiện được cung cấp trực tuyến."),
    "eligible before": ("undefined_denominator", "100%", "Tỷ lệ thủ tục đủ điều kiện được cung cấp trực tuyến đạt 100%."),
    "eligible with counts": (
        "undefined_denominator", "100%",
        "Cung cấp toàn trình 851/1.829 thủ tục, một phần 374/1.829 thủ tục, đạt tỷ lệ 100% thủ tục có đủ điều kiện.",
    ),
    "share of a list": ("undefined_denominator", "50%", "Đạt 50% cơ sở dữ liệu nền tảng, gồm: doanh nghiệp, bảo hiểm, tài chính."),
    "said twice": (
        "conflict", "97,2%",
        "Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,5%. Nhiều xã làm tốt.\nTỷ lệ hồ sơ giải quyết đúng hạn đạt 97,2%, cần cố gắng.",
    ),
    "count said twice": (
        "conflict", "1.852",
        "Tổng số thủ tục thuộc thẩm quyền giải quyết là 1.825 thủ tục.\nTổng số thủ tục thuộc thẩm quyền giải quyết là 1.852 thủ tục.",
    ),
    "target missed": ("conflict", "88%", "Tỷ lệ số hoá đạt 88%, vượt chỉ tiêu 90% đề ra."),
    "target met": ("conflict", "47%", "Thanh toán trực tuyến đạt 47%, chưa đạt chỉ tiêu 45%."),
    "another total": ("conflict", "1.351", "Các đơn vị có 1.315 nhiệm vụ, đã hoàn thành 662/1.351 nhiệm vụ, đạt 49%."),
    "two days of one document": (
        "conflict", "22/12/2022", "Kế hoạch số 204/KH-UBND ngày 23/12/2022. Theo Kế hoạch số 204/KH-UBND ngày 22/12/2022."
    ),
    "complement": ("sum", "2,6%", "Tỷ lệ đúng hạn đạt 98,4%, quá hạn 2,6%."),
    "complement in the last place": ("precision", "1,7%", "Tỷ lệ đúng hạn đạt 98,4%, quá hạn 1,7%."),
    "nested list": (
        "sum", "12.000", "Đã giải quyết 12.000 hồ sơ (trước hạn 11.000, đúng hạn 800, quá hạn 100); đang giải quyết 345 hồ sơ."
    ),
    "number words": ("sum", "bốn mươi hai", "Có bốn mươi hai văn bản, gồm chín nghị quyết và ba mươi lăm quyết định."),
    "next sentence": ("ratio", "79,19%", "Trong kỳ tiếp nhận 12.450 hồ sơ. Đã giải quyết 12.100 hồ sơ, đạt 79,19%."),
    "of which in a new sentence": ("ratio", "58,1%", "Tổng số là 1.825 thủ tục. Trong đó, 1.553 thủ tục được cung cấp trực tuyến, đạt 58,1%."),
    "men and women": ("sum", "120", "Lớp tập huấn có 120 học viên, trong đó nam 50 học viên, nữ 80 học viên."),
    "total last": ("sum", "25", "Tỉnh ban hành 01 nghị quyết và 23 quyết định, tổng cộng 25 văn bản."),
    "in total of": ("ratio", "95,85%", "Trong tổng số 26.814 hồ sơ có 25.628 hồ sơ đúng hạn (95,85%) và 1.186 hồ sơ quá hạn (4,42%)."),
    "pair with nouns": ("ratio", "69%", "Đã số hoá 120 hồ sơ/125 hồ sơ, đạt 69%."),
    "out of": ("ratio", "98%", "Kết nối 50 xã trên tổng số 56 xã, đạt 98%."),
    "above a hundred": ("ratio", "120%", "Hồ sơ trực tuyến chiếm 120%."),
    "same subject again": ("ratio", "93,83%", "Trả đúng hạn 1.180/1.200 hồ sơ, tỷ lệ đúng hạn đạt 93,83%."),
    "services": ("sum", "1.553", "Cung cấp 1.553 dịch vụ công trực tuyến (trong đó: 358 một phần; 1.168 toàn trình)."),
    "new and carried": ("sum", "900", "Tiếp nhận 900 hồ sơ, trong đó kỳ trước chuyển sang 50 hồ sơ, tiếp nhận mới 750 hồ sơ."),
    "by channel": ("sum", "2.000", "Tiếp nhận 2.000 hồ sơ (trực tuyến: 1.500; trực tiếp: 400; bưu chính: 10)."),
    "satisfied": ("sum", "500", "Có 500 phiếu, trong đó 450 phiếu hài lòng, 40 phiếu không hài lòng."),
    "opening percentage": (
        "ratio", "93,38%",
        "Tỷ lệ giải quyết đúng hạn của cấp xã đạt 93,38% (tổng số 5.695 hồ sơ, đúng hạn 5.659/5.695 hồ sơ, quá hạn 36/5.695 hồ sơ).",
    ),
}  # fmt: skip
