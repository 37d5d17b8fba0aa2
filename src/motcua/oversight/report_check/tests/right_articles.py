# ruff: noqa: E501 - one paragraph, one line
"""Paragraphs as reports write them, in our own words, in which every sum, ratio and date is right."""

RIGHT = {
    "pair and percentage": "Trong quý I/2025, Sở Nội vụ tiếp nhận và trả đúng hạn 1.182/1.200 hồ sơ, đạt 98,5%.",
    "percentage in words": "Tỷ lệ hồ sơ nộp qua mạng là 98,5 phần trăm (197/200 hồ sơ).",
    "taking a share": "Số hồ sơ quá hạn là 18/1.200 hồ sơ, chiếm tỷ lệ 1,5%.",
    "equals sign": "Toàn huyện hoàn thành 45/60 nhiệm vụ = 75%; còn 15/60 nhiệm vụ = 25% đang làm.",
    "decimal point": "Toàn tỉnh đạt 98.5% (197/200 hồ sơ), tăng 2.5% so với cùng kỳ.",
    "thousands by spaces": "Cả năm giải quyết 12 345 hồ sơ, gồm 10 000 hồ sơ trực tuyến và 2 345 hồ sơ trực tiếp.",
    "thousands by no break spaces": "Tổng số 26\u00a0814 hồ sơ, trong đó đúng hạn 25\u00a0628 hồ sơ, chiếm 95,58%.",
    "english thousands": "The centre took 1,829 hồ sơ, đúng hạn 1,225/1,829 hồ sơ, đạt 66.98%.",
    "whole by parts in brackets": "Tỉnh đã ban hành 24 văn bản quy phạm pháp luật (01 nghị quyết, 23 quyết định).",
    "made of three": "Hệ thống hoá được 693 văn bản, gồm 218 nghị quyết, 456 quyết định và 19 chỉ thị còn hiệu lực.",
    "of which by level": "Toàn tỉnh có 1.825 thủ tục hành chính, trong đó: cấp tỉnh 1.370, cấp huyện 286, cấp xã 169 thủ tục.",
    "open list": "Trong kỳ tiếp nhận 500 hồ sơ, trong đó có 120 hồ sơ đất đai, 90 hồ sơ hộ tịch.",
    "overlapping parts": "Có 1.000 hồ sơ, trong đó 900 hồ sơ nộp trực tuyến, 850 hồ sơ thanh toán trực tuyến, 990 hồ sơ đúng hạn.",
    "overlap in brackets": "Đơn vị tiếp nhận 300 hồ sơ (280 hồ sơ trực tuyến, 295 hồ sơ đúng hạn).",
    "other things counted": "Chủ tịch tỉnh ký 12 quyết định, trong đó công bố mới 30 thủ tục, bãi bỏ 14 thủ tục.",
    "one by one": "Số thủ tục của cấp tỉnh, cấp huyện, cấp xã lần lượt là 1.370, 286 và 169, tổng cộng 1.825 thủ tục.",
    "bullets": "Tổng số hồ sơ đã giải quyết: 1.250 hồ sơ, trong đó:\n- Trước hạn: 800 hồ sơ;\n- Đúng hạn: 430 hồ sơ;\n- Quá hạn: 20 hồ sơ.\n",
    "bullets with shares": (
        "Kết quả khảo sát 400 phiếu, cụ thể:\n+ Rất hài lòng: 260 phiếu (65%)\n+ Hài lòng: 120 phiếu (30%)\n"
        "+ Không hài lòng: 20 phiếu (5%)\n"
    ),
    "table": (
        "| TT | Đơn vị | Tiếp nhận | Đúng hạn | Tỷ lệ |\n|---|---|---|---|---|\n| 1 | Sở Xây dựng | 1.200 | 1.180 | 98,33% |\n"
        "| 2 | Sở Y tế | 640 | 640 | 100% |\n| 3 | Sở Công Thương | 310 | 301 | 97,1% |\n| | Tổng cộng | 2.150 | 2.121 | 98,65% |\n"
    ),
    "table of whole shares": (
        "| Đơn vị | Tiếp nhận | Đúng hạn | Tỷ lệ |\n|---|---|---|---|\n| Sở A | 100 | 100 | 100,00% |\n"
        "| Sở B | 130 | 130 | 100,0% |\n| Xã C | 458 | 342 | 74,7% |\n| Tổng cộng | 688 | 572 | |\n"
    ),
    "table with tabs": "Đơn vị\tGiao\tXong\nPhường An Cựu\t25\t20\nXã Phú Lộc\t30\t27\nTổng\t55\t47\n",
    "table of means": "Đơn vị | Điểm | Hạng\nSở A | 85,2 | 2\nSở B | 90,4 | 1\nTổng điểm bình quân | 87,8 | 1\n",
    "target range": "Đến năm 2030, từ 25 - 35% lãnh đạo cấp sở đủ khả năng làm việc trong môi trường quốc tế.",
    "minimum and strive": "Tối thiểu 80% và phấn đấu 90% hồ sơ được số hoá; ít nhất 60% hồ sơ thanh toán trực tuyến.",
    "over": "Hơn 12.000 lượt người dự, tỷ lệ đúng hạn đạt trên 95% (1.180/1.200 hồ sơ).",
    "nearly": "Gần 2.000 hồ sơ được nộp, khoảng 75% (1.512/2.000 hồ sơ) qua mạng.",
    "growth by percent": "Số hồ sơ tăng từ 1.200 hồ sơ lên 1.500 hồ sơ, tăng 25% so với năm 2023.",
    "growth by count": "Toàn tỉnh có 1.500 hồ sơ, tăng 300 hồ sơ (25%) so với cùng kỳ năm 2023 (1.200 hồ sơ).",
    "growth in points": "Tỷ lệ hồ sơ trực tuyến tăng từ 61,5% lên 70%, tăng 8,5 điểm phần trăm.",
    "growth by a factor": "Số tài khoản tăng từ 2.000 tài khoản lên 5.000 tài khoản, gấp 2,5 lần.",
    "growth without base": "Đã xử lý 860 kiến nghị, tăng 12% so với năm trước; giảm 5 cuộc kiểm tra.",
    "plan": "Trồng được 525 ha rừng, đạt 105% kế hoạch; cấp 1.050 tài khoản, đạt 105% kế hoạch năm.",
    "plan given": "Kế hoạch giao 1.000 hồ sơ, thực hiện 1.050 hồ sơ, đạt 105% kế hoạch.",
    "rank beside score": "Chỉ số cải cách hành chính đạt 87,24%, xếp thứ 12/63 tỉnh, thành phố, tăng 5 bậc so với năm 2022.",
    "rank first": "Tỉnh xếp hạng 12/63, đạt 87,24%.",
    "score": "Sở Tài chính đạt 85,6/100 điểm, mức độ hài lòng 91,2%.",
    "round the clock": "Đường dây nóng trực 24/7, tiếp nhận 98% cuộc gọi; số điện thoại 0234 3822 123.",
    "document numbers": (
        "Thực hiện Quyết định số 766/QĐ-TTg ngày 23/6/2022 và Kế hoạch số 15/KH-UBND ngày 12/01/2024, Nghị quyết 76/NQ-CP, "
        "Thông tư 01/2023/TT-VPCP, Chương trình hành động số 09 của Tỉnh ủy, có 5/8 nhiệm vụ hoàn thành, đạt 62,5%."
    ),
    "articles of a law": "Theo Điều 5, khoản 2 và Điều 12 Nghị định 61/2018/NĐ-CP, 3 cơ quan gồm 12 phòng đã thực hiện.",
    "money": "Tổng kinh phí 12,5 tỷ đồng, gồm: ngân sách tỉnh 8 tỷ đồng, ngân sách xã 4,5 tỷ đồng.",
    "money in other units": "Bố trí 1,2 tỷ đồng, trong đó 850 triệu đồng mua máy tính, 350 triệu đồng đào tạo.",
    "years": "Giai đoạn 2021 - 2025 có 5 năm; nhiệm kỳ 2020 - 2025; từ năm 2006 đến năm 2021 số hoá 40.000 hồ sơ.",
    "period": "Từ ngày 15/12/2023-10/6/2024 và từ 15/12 đến ngày 14/6/2024; trước ngày 31/12/2030 phải xong.",
    "leap day": "Ngày 29/02/2024, Sở ban hành Kế hoạch; ngày 29 tháng 02 năm 2020 cũng vậy.",
    "clock": "Lúc 07:30 ngày 02/01/2025, 161/161 xã đã kết nối; 03:06, 15/06/2022.",
    "complement": "Tỷ lệ đúng hạn đạt 98,4%, quá hạn 1,6%.",
    "three shares rounded": "Rất hài lòng 33,3%, hài lòng 33,3%, không hài lòng 33,3%.",
    "another subject": "Đã trả 1.180/1.200 hồ sơ, mức độ hài lòng của người dân đạt 92%.",
    "semicolon between": "Có 11/11 huyện, 159/159 xã dùng hệ thống họp; 75% xã có phòng họp trực tuyến.",
    "nested list": (
        "Tổng số hồ sơ tiếp nhận 12.345 hồ sơ (trực tuyến 10.000 hồ sơ, trực tiếp 2.345 hồ sơ); đã giải quyết 12.000 hồ sơ "
        "(trước hạn 11.000, đúng hạn 900, quá hạn 100); đang giải quyết 345 hồ sơ (trong hạn 340, quá hạn 5)."
    ),
    "early within on time": "Đã giải quyết 1.000 hồ sơ, trong đó đúng hạn 990 hồ sơ (trước hạn 700 hồ sơ), quá hạn 10 hồ sơ.",
    "early counted twice": "Đã giải quyết 1.000 hồ sơ, trong đó trước hạn 700 hồ sơ, đúng hạn 990 hồ sơ, quá hạn 10 hồ sơ.",
    "number words": "Có bốn mươi hai văn bản, gồm chín nghị quyết và ba mươi ba quyết định; hai nghìn không trăm linh năm hồ sơ.",
    "two wholes": "Sở có 12 phòng, 3 trung tâm. Huyện có 15 phòng, trong đó 2 phòng mới.",
    "next sentence": "Trong kỳ tiếp nhận 12.450 hồ sơ. Đã giải quyết 12.100 hồ sơ, đạt 97,19%. Tỷ lệ hài lòng 99%.",
    "of which in a new sentence": "Tổng số thủ tục là 1.825 thủ tục. Trong đó, 1.553 thủ tục được cung cấp trực tuyến, đạt 85,1%.",
    "percent of another whole": "Toàn tỉnh có 10.000 hồ sơ, trong đó Sở Y tế 1.000 hồ sơ, đúng hạn đạt 99%.",
    "share of the country": "Tỉnh có 500 hợp tác xã, chiếm 2% tổng số hợp tác xã của cả nước.",
    "including": "Có 1.825 thủ tục (bao gồm cả thủ tục của cơ quan ngành dọc), trong đó cấp tỉnh 1.656 thủ tục, cấp xã 169 thủ tục.",
    "staff": "Bộ phận có 12 công chức, trong đó 3 nữ, 5 đảng viên, 8 người có trình độ đại học.",
    "men and women": "Lớp tập huấn có 120 học viên, trong đó nam 50 học viên, nữ 70 học viên.",
    "machines of a centre": "Trung tâm có 1 phòng máy, gồm 3 máy chủ, 25 máy trạm; 4 đường truyền.",
    "enumerated": "Hoàn thành 3 việc: (1) rà soát 120 thủ tục; (2) số hoá 3.400 hồ sơ; (3) lắp 12 máy quét.",
    "total last": "Tỉnh ban hành 01 nghị quyết và 23 quyết định, tổng cộng 24 văn bản.",
    "in total of": "Trong tổng số 26.814 hồ sơ có 25.628 hồ sơ đúng hạn (95,58%) và 1.186 hồ sơ quá hạn (4,42%).",
    "pair with nouns": "Đã số hoá 120 hồ sơ/125 hồ sơ, đạt 96%; kết nối 56 xã trên tổng số 56 xã, đạt 100%.",
    "defined eligible": "Có 1.225 thủ tục đủ điều kiện; 100% thủ tục đủ điều kiện (1.225/1.225) đã cung cấp trực tuyến.",
    "quarter": "Quý IV năm 2024 và quý 1/2025, tháng 12/2024, tháng 3 năm 2025 đều có báo cáo.",
    "cumulative": "Năm 2024 cấp 681 chữ ký số, lũy kế 4.928 chữ ký số, đạt 71,6% kế hoạch.",
    "target met": "Tỷ lệ số hoá đạt 92,5%, vượt chỉ tiêu 90% đề ra; thanh toán trực tuyến đạt 40%, chưa đạt chỉ tiêu 45%.",
    "half up": "Đã xong 1/8 việc, đạt 12,5%; 1/3 việc, đạt 33,33%; 2/3 việc, đạt 66,67%; 1/6 việc, đạt 17%.",
    "versions": "Kiến trúc phiên bản 2.0 và 3.1; mô hình 4 lớp; dịch vụ công mức độ 3, 4; Đề án 06; 5G; QR 2.",
    "address": "Xem tại https://cong.example.vn/tin/2024/31-02-2024/55-100.html hoặc gửi hop.thu+50%@example.vn.",
    "average": "Bình quân mỗi xã 25 hồ sơ, trung bình 3,5 ngày/hồ sơ, sớm 1,5/5 ngày.",
    "half a year of tasks": "Kế hoạch năm có 73 nhiệm vụ; các đơn vị có 1.315 nhiệm vụ, đã hoàn thành 662/1.315 nhiệm vụ, đạt 50,34%.",
    "shares of three levels": "Tỷ lệ đúng hạn của 3 cấp: cấp tỉnh 95,58%, cấp huyện 99,37%, cấp xã 99,88%.",
    "shares of two levels": "Cấp huyện: đúng hạn 98%, cấp xã: quá hạn 1%.",
    "shares about two things": "Hài lòng về cơ sở vật chất 92%, không hài lòng về phí 3%.",
    "a better rank": "Tăng 5 bậc, từ 28 lên 23; điểm tăng 2,15 điểm, từ 84,82 lên 86,97 điểm.",
    "three kinds of units": "Có 18/20 sở (90%), 9/10 huyện và 150/160 xã đạt chuẩn, lần lượt 90%, 90% và 93,75%.",
    "staff and machines": "Bộ phận gồm 12 công chức, 3 viên chức và 2 máy quét.",
    "days to come": "Đến ngày 31/12/2030, phấn đấu 100% hồ sơ. Quyết định có hiệu lực từ ngày 01/01/2027.",
}
