# ruff: noqa: E501 - one paragraph, one line
"""Paragraphs and reports written after the grammar, not for it: each with what may be changed in it and what must be said then."""

PARAGRAPHS = [
    (
        "Tính đến hết tháng 9/2025, toàn tỉnh đã tiếp nhận 356.412 hồ sơ, trong đó tiếp nhận trực tuyến 301.245 hồ sơ, đạt tỷ lệ 84,52%; tiếp nhận trực tiếp 55.167 hồ sơ.",
        [("ratio", "84,52", "84,25"), ("sum", "55.167", "55.617"), ("sum", "356.412", "356.421")],
    ),
    (
        "Số hồ sơ đã giải quyết là 340.118 hồ sơ (trong đó: trước hạn 290.560 hồ sơ, đúng hạn 47.210 hồ sơ, quá hạn 2.348 hồ sơ, chiếm 0,69%).",
        [("sum", "47.210", "42.710"), ("ratio", "0,69", "0,96")],
    ),
    (
        "Năm 2024, HĐND tỉnh ban hành 35 nghị quyết quy phạm pháp luật; UBND tỉnh ban hành 62 quyết định quy phạm pháp luật, nâng tổng số văn bản ban hành trong năm lên 97 văn bản.",
        [],
    ),
    (
        "Sở Tư pháp thẩm định 118/118 dự thảo văn bản, đạt 100%; kiểm tra 97 văn bản, phát hiện 3 văn bản sai thể thức, chiếm 3,09%.",
        [("ratio", "118/118", "112/118"), ("ratio", "3,09", "3,90")],
    ),
    (
        "Toàn tỉnh giảm 14 đơn vị sự nghiệp công lập, từ 620 đơn vị xuống còn 606 đơn vị, giảm 2,26%.",
        [("ratio", "2,26", "2,62"), ("sum", "giảm 14", "giảm 16")],
    ),
    (
        "Tổng biên chế công chức được giao năm 2025 là 1.950 biên chế, gồm: khối sở, ngành 1.210 biên chế; khối huyện, thành phố 740 biên chế.",
        [("sum", "740", "470")],
    ),
    (
        "Kết quả: 12/15 chỉ tiêu đạt và vượt kế hoạch (đạt 80%), 3/15 chỉ tiêu chưa đạt (chiếm 20%).",
        [("ratio", "80%", "85%"), ("ratio", "20%", "25%")],
    ),
    (
        "Trong số 9.876 phiếu khảo sát thu về, có 9.235 phiếu đánh giá hài lòng và rất hài lòng, chiếm 93,51%.",
        [("ratio", "93,51", "95,31"), ("ratio", "9.235", "9.325")],
    ),
    (
        "Tỷ lệ hài lòng chung đạt 93,51% (9.235/9.876 phiếu), tăng 1,2 điểm phần trăm so với năm 2023.",
        [("ratio", "93,51", "91,53")],
    ),
    (
        "Đã cắt giảm thời gian giải quyết của 215 thủ tục, trong đó cấp tỉnh 160 thủ tục, cấp huyện 35 thủ tục và cấp xã 20 thủ tục.",
        [("sum", "215", "251"), ("sum", "160", "150")],
    ),
    (
        "Kế hoạch số 45/KH-UBND ngày 30/01/2024 giao 96 nhiệm vụ. Đến nay đã hoàn thành 58 nhiệm vụ (60,42%), đang thực hiện 35 nhiệm vụ (36,46%), chậm tiến độ 3 nhiệm vụ (3,13%).",
        [("date", "30/01/2024", "30/02/2024"), ("ratio", "60,42", "64,02"), ("ratio", "36,46", "34,66")],
    ),
    (
        "Đến ngày 15/11/2024, đã có 128/141 xã, phường, thị trấn (90,78%) hoàn thành số hoá sổ hộ tịch.",
        [("ratio", "90,78", "97,08"), ("date", "15/11/2024", "15/13/2024")],
    ),
    (
        "Công an tỉnh cấp 412.300 thẻ căn cước, kích hoạt 385.120 tài khoản định danh điện tử, đạt 93,41% so với số thẻ đã cấp.",
        [],
    ),
    (
        "Bộ phận Một cửa các cấp có 1.024 công chức, viên chức làm việc, trong đó: cấp tỉnh 86 người, cấp huyện 198 người, cấp xã 740 người.",
        [("sum", "740", "704")],
    ),
    (
        "Trung tâm Phục vụ hành chính công tỉnh tiếp nhận 48.216 hồ sơ; trong đó hồ sơ trực tuyến là 39.537 (chiếm 82%), hồ sơ trực tiếp là 8.679 (chiếm 18%).",
        [("sum", "8.679", "8.697"), ("ratio", "chiếm 82%", "chiếm 80%")],
    ),
    (
        "Về chữ ký số: đã cấp 2.140 chứng thư số, gồm 310 chứng thư cho tổ chức và 1.830 chứng thư cho cá nhân.",
        [("sum", "310", "301")],
    ),
    (
        "Tổ chức 24 lớp tập huấn cho 1.850 lượt người, trong đó 10 lớp cho cán bộ cấp xã, 14 lớp cho công chức sở, ngành.",
        [("sum", "14 lớp", "12 lớp")],
    ),
    ("Qua kiểm tra 18 cơ quan, đơn vị (6 sở, 4 huyện, 8 xã), đoàn đã chỉ ra 45 hạn chế.", [("sum", "18 cơ", "19 cơ")]),
    ("Chỉ số PAR INDEX 2023 đạt 86,97 điểm, xếp hạng 28/63; SIPAS đạt 82,15%, hạng 31/63; PAPI đạt 42,3/80 điểm.", []),
    (
        "Thu ngân sách đạt 5.430 tỷ đồng, bằng 108,6% dự toán (5.000 tỷ đồng), tăng 12% so với cùng kỳ.",
        [("ratio", "108,6", "106,8")],
    ),
    ("Giải ngân vốn đầu tư công đạt 2.150/4.300 tỷ đồng, bằng 50% kế hoạch.", [("ratio", "50%", "55%")]),
    (
        "Trong 6 tháng đầu năm 2025 có 3.912 hồ sơ trễ hạn, giảm 1.088 hồ sơ (21,76%) so với cùng kỳ năm 2024 (5.000 hồ sơ).",
        [("ratio", "21,76", "27,16"), ("sum", "1.088", "1.808")],
    ),
    (
        "Cổng Dịch vụ công tỉnh cung cấp 1.420 dịch vụ công trực tuyến: 980 dịch vụ toàn trình và 440 dịch vụ một phần.",
        [("sum", "980", "890")],
    ),
    (
        "Có 1.420 dịch vụ công trực tuyến (toàn trình 980, một phần 440), trong đó tích hợp lên Cổng quốc gia 1.278 dịch vụ, đạt tỷ lệ 90%.",
        [("sum", "440", "404"), ("ratio", "90%", "95%")],
    ),
    (
        "- Cấp tỉnh: 25.628/26.814 hồ sơ đúng hạn (95,58%).\n- Cấp huyện: 5.659/5.695 hồ sơ đúng hạn (99,37%).\n- Cấp xã: 53.106/53.172 hồ sơ đúng hạn (99,88%).",
        [("ratio", "99,37", "99,73"), ("ratio", "(95,58", "(98,55")],
    ),
    (
        "Tổng số hồ sơ quá hạn là 1.288 hồ sơ, cụ thể: các sở, ngành 1.186 hồ sơ, cấp huyện 36 hồ sơ, cấp xã 66 hồ sơ.",
        [("sum", "1.288", "1.828")],
    ),
    (
        "Thực hiện Chỉ thị số 08-CT/TU ngày 14/8/2023 của Ban Thường vụ Tỉnh ủy và Quyết định số 468/QĐ-TTg ngày 27/3/2021, tỉnh đã kiện toàn 1.234 tổ công nghệ số cộng đồng với 8.760 thành viên.",
        [("date", "14/8/2023", "14/8/2203"), ("date", "27/3/2021", "31/4/2021")],
    ),
    (
        "Giai đoạn 2021-2025, tỉnh phấn đấu 100% thủ tục đủ điều kiện thực hiện trực tuyến toàn trình.",
        [("date", "2021-2025", "2025-2021")],
    ),
    (
        "Số liệu từ ngày 15/12/2023 đến ngày 14/12/2024: tiếp nhận 120.000 hồ sơ.",
        [("date", "14/12/2024", "14/12/2022"), ("date", "15/12/2023 đến", "15/12/2053 đến")],
    ),
    (
        "Trong đó, lĩnh vực đất đai 1.200 hồ sơ, lĩnh vực hộ tịch 3.400 hồ sơ, lĩnh vực xây dựng 250 hồ sơ. Tổng cộng 4.850 hồ sơ.",
        [("sum", "4.850", "4.580")],
    ),
    (
        "Ba lĩnh vực có nhiều hồ sơ nhất gồm: đất đai 1.200 hồ sơ, hộ tịch 3.400 hồ sơ, xây dựng 250 hồ sơ, cộng 4.850 hồ sơ.",
        [("sum", "4.850", "4.580")],
    ),
    (
        "Tỉnh có 10 huyện, thành phố với 161 xã, phường, thị trấn (139 xã, 8 phường, 14 thị trấn).",
        [("sum", "139", "193")],
    ),
    (
        "Đã xử lý 245/250 phản ánh, kiến nghị (đạt 98%), còn 05 phản ánh đang xử lý trong hạn.",
        [("ratio", "98%", "89%")],
    ),
    ("Mức độ hoàn thành: 662 nhiệm vụ trên tổng số 1.315 nhiệm vụ (50,34%).", [("ratio", "50,34", "53,04")]),
    (
        "UBND các huyện ban hành 120 kế hoạch, 85 công văn, 15 quyết định; tổng số 220 văn bản chỉ đạo.",
        [("sum", "220", "202")],
    ),
    (
        "Tỉnh đã công khai 1.825 thủ tục hành chính (1.370 cấp tỉnh, 286 cấp huyện, 169 cấp xã) trên Cơ sở dữ liệu quốc gia.",
        [("sum", "286", "268")],
    ),
    ("Đạt 100% chỉ tiêu: 56/56 xã có tổ công nghệ số; 1.120/1.145 thôn có tổ (97,82%).", [("ratio", "97,82", "98,72")]),
    ("Số lượng hồ sơ phát sinh giảm từ 4.500 xuống 3.600 hồ sơ (giảm 20%).", [("ratio", "20%", "25%")]),
    ("Năm 2023: 72,5%; năm 2024: 81,3%, tăng 8,8%.", []),
    (
        "Kinh phí thực hiện 3.450 triệu đồng (ngân sách tỉnh 2.000 triệu đồng; ngân sách huyện 1.200 triệu đồng; nguồn khác 250 triệu đồng).",
        [("sum", "1.200", "1.020")],
    ),
    ("Sở Y tế và Sở Giáo dục và Đào tạo có tỷ lệ trực tuyến lần lượt là 95,2% và 97,1%.", []),
    ("Tỷ lệ thanh toán trực tuyến của toàn tỉnh đạt 61,25%. Sở Công Thương đạt 98%, Sở Xây dựng đạt 75,5%.", []),
    (
        "Có 4/5 nhóm chỉ số vượt mục tiêu; tổng điểm 82,5/100; xếp loại Tốt; riêng nhóm số hoá đạt 15,4/22 điểm (70%).",
        [],
    ),
    ("Hội nghị có 215 đại biểu tham dự tại 57 điểm cầu, trong đó điểm cầu tỉnh 65 đại biểu.", []),
    (
        "Theo Nghị định 118/2025/NĐ-CP, từ 01/7/2025 tỉnh có 65 xã, phường sau sắp xếp (54 xã và 11 phường).",
        [("sum", "54 xã", "45 xã")],
    ),
    (
        "Tiếp nhận 4.120 hồ sơ; đã giải quyết 3.890 hồ sơ, đạt tỷ lệ 94,42%; đang giải quyết 230 hồ sơ, chiếm 5,58%.",
        [("ratio", "94,42", "92,44"), ("ratio", "5,58", "8,55")],
    ),
    (
        "Trong tháng 10, tiếp nhận 4.120 hồ sơ, gồm 230 hồ sơ kỳ trước chuyển sang và 3.890 hồ sơ tiếp nhận mới.",
        [("sum", "230", "320")],
    ),
    ("Đã số hóa 18.450 hồ sơ, đạt 92,25% tổng số hồ sơ tiếp nhận (20.000 hồ sơ).", [("ratio", "92,25", "95,22")]),
    ("Rà soát 150 thủ tục nội bộ, kiến nghị đơn giản hóa 45 thủ tục (đạt 30%).", [("ratio", "30%", "35%")]),
    (
        "Bảng tổng hợp:\nSở Tài chính 120 118 98,33%\nSở Nội vụ 80 80 100%\nSở Y tế 200 190 95%\nTổng 400 388 97%\n",
        [("ratio", "98,33", "93,88"), ("sum", "400", "430")],
    ),
    (
        "STT\tĐơn vị\tTổng số\tĐúng hạn\tQuá hạn\n1\tSở A\t120\t118\t2\n2\tSở B\t85\t80\t5\n3\tSở C\t200\t190\t10\n4\tSở D\t60\t60\t0\nTổng cộng\t\t465\t448\t17\n",
        [("sum", "190", "180"), ("sum", "465", "456")],
    ),
    ("Cả tỉnh có ba nghị quyết và mười hai quyết định, tổng cộng mười lăm văn bản.", [("sum", "mười lăm", "mười sáu")]),
    (
        "Quý III/2024, toàn ngành thực hiện 35 cuộc thanh tra, gồm 20 cuộc theo kế hoạch và 15 cuộc đột xuất.",
        [("sum", "15 cuộc", "25 cuộc"), ("date", "Quý III", "Quý VII")],
    ),
    (
        "Ngày 22 tháng 02 năm 2024, Hội đồng ban hành Kế hoạch 228/KH-HĐPH.",
        [("date", "22 tháng 02", "30 tháng 02"), ("date", "năm 2024", "năm 2204")],
    ),
    (
        "Kết quả khảo sát 1.200 người dân cho thấy 1.098 người hài lòng (91,5%), 78 người bình thường (6,5%) và 24 người không hài lòng (2%).",
        [("ratio", "91,5", "95,1"), ("ratio", "6,5%", "5,6%"), ("sum", "1.098", "1.089")],
    ),
    (
        "Toàn tỉnh hiện có 1.370 TTHC cấp tỉnh, 286 TTHC cấp huyện và 169 TTHC cấp xã, tổng cộng 1.825 TTHC.",
        [("sum", "286", "268")],
    ),
    (
        "Trong tổng số 1.825 TTHC có 1.168 TTHC cung cấp toàn trình (64%), 385 TTHC cung cấp một phần (21,1%).",
        [("ratio", "64%", "46%"), ("ratio", "21,1%", "12,1%")],
    ),
    ("Số văn bản đi là 12.560 văn bản, trong đó 12.309 văn bản được ký số (98%).", [("ratio", "98%", "89%")]),
    (
        "Đến 30/6/2024, đã giải ngân 1.250,5 tỷ đồng, đạt 41,68% kế hoạch vốn (3.000 tỷ đồng).",
        [("ratio", "41,68", "46,18"), ("date", "30/6/2024", "31/6/2024")],
    ),
    (
        "Đã thực hiện sắp xếp 15 đơn vị (gồm 9 đơn vị sự nghiệp và 6 phòng thuộc sở), giảm 15 đầu mối.",
        [("sum", "15 đơn vị", "16 đơn vị")],
    ),
    (
        "Có 27/30 cơ quan nộp báo cáo đúng hạn, đạt tỷ lệ 90%; 03 cơ quan nộp chậm, chiếm 10%.",
        [("ratio", "90%", "95%"), ("ratio", "27/30", "28/30")],
    ),
    (
        "Ban Chỉ đạo họp 4 phiên, ban hành 4 thông báo kết luận, giao 36 nhiệm vụ; 33/36 nhiệm vụ hoàn thành (91,67%).",
        [("ratio", "91,67", "96,17"), ("conflict", "giao 36 nhiệm", "giao 63 nhiệm")],
    ),
    ("Số hồ sơ trực tuyến tăng 35% so với năm 2023 (từ 200.000 hồ sơ lên 270.000 hồ sơ).", [("ratio", "35%", "53%")]),
    ("Tỷ lệ số hoá hồ sơ đạt 68,89%, chưa đạt mục tiêu 80% theo Kế hoạch.", []),
    (
        "Tổng số 85.681 hồ sơ đã giải quyết, trong đó các sở, ngành 26.814 hồ sơ (31,3%), cấp huyện 5.695 hồ sơ (6,65%), cấp xã 53.172 hồ sơ (62,06%).",
        [("sum", "85.681", "86.581"), ("ratio", "31,3%", "33,1%"), ("ratio", "62,06", "60,62")],
    ),
    (
        "Tổng kinh phí 4,2 tỷ đồng; trong đó ngân sách trung ương 1,5 tỷ đồng, ngân sách địa phương 2,7 tỷ đồng.",
        [("sum", "2,7", "2,3")],
    ),
    (
        "Tiếp nhận 560 phản ánh, kiến nghị, trong đó 520 thuộc thẩm quyền, 40 không thuộc thẩm quyền; đã trả lời 515/520 phản ánh, đạt 99,04%.",
        [("ratio", "99,04", "94,09"), ("sum", "40 không", "60 không")],
    ),
    ("Năm 2022 có 45 sáng kiến, năm 2023 có 54 sáng kiến, tăng 20%.", [("ratio", "20%", "25%")]),
    (
        "Số thủ tục giảm từ 1.902 thủ tục năm 2023 xuống 1.825 thủ tục năm 2024, giảm 77 thủ tục (4,05%).",
        [("sum", "77", "97"), ("ratio", "4,05", "5,04")],
    ),
    (
        "Đại hội có 350 đại biểu, gồm 300 đại biểu bầu, 45 đại biểu đương nhiên và 5 đại biểu chỉ định.",
        [("sum", "45 đại", "54 đại")],
    ),
    (
        "Tỉnh có 12 đơn vị cấp huyện (10 huyện, 1 thị xã, 1 thành phố) và 184 đơn vị cấp xã (160 xã, 14 phường, 10 thị trấn).",
        [("sum", "160 xã", "106 xã"), ("sum", "10 huyện", "11 huyện")],
    ),
    (
        "Về thẩm định: tiếp nhận 120 dự thảo; đã thẩm định 118 dự thảo, đạt 98,33%; còn 2 dự thảo đang thẩm định trong hạn.",
        [("ratio", "98,33", "93,88")],
    ),
    ("Toàn ngành cắt giảm 25% thời gian giải quyết đối với 320 thủ tục; rút ngắn từ 20 ngày xuống 15 ngày.", []),
    (
        "Đã triển khai 25/25 dịch vụ công thiết yếu theo Đề án 06 (11 dịch vụ của ngành Công an và 14 dịch vụ của các sở, ngành).",
        [("sum", "14 dịch", "16 dịch")],
    ),
    (
        "Điểm số: công khai, minh bạch 17,5/18 điểm; tiến độ giải quyết 19,2/20 điểm; số hoá 20,1/22 điểm; tổng 82,36/100 điểm.",
        [],
    ),
    ("Kế hoạch giao 120%, thực hiện đạt 135%, vượt 15%.", []),
    ("Trả lời 1.250 lượt công dân qua tổng đài 1022, 98% cuộc gọi được kết nối.", []),
    (
        "Trong 10 tháng, 100% hồ sơ (1.205/1.205) được trả đúng hạn tại xã A; xã B đạt 99,2% (992/1.000).",
        [("ratio", "99,2%", "92,9%")],
    ),
    (
        "Nghị quyết số 15-NQ/TU ngày 20/10/2021; Kế hoạch 88/KH-UBND ngày 15/02/2022; Công văn số 1234/UBND-NC ngày 09/9/2023.",
        [
            ("date", "15/02/2022", "30/02/2022"),
            ("date", "09/9/2023", "09/19/2023"),
            ("date", "20/10/2021", "20/10/2201"),
        ],
    ),
    (
        "Giai đoạn 2016-2020 giảm 150 biên chế; giai đoạn 2021-2025 giảm 120 biên chế.",
        [("date", "2016-2020", "2020-2016")],
    ),
    (
        "Tổng số cán bộ, công chức, viên chức là 18.500 người, gồm 2.150 công chức, 15.100 viên chức, 1.250 cán bộ cấp xã.",
        [("sum", "2.150", "2.510")],
    ),
    (
        "Khối sở, ngành có 1.150 hồ sơ quá hạn; khối huyện 36 hồ sơ; khối xã 66 hồ sơ; tổng số hồ sơ quá hạn toàn tỉnh là 1.252 hồ sơ.",
        [("sum", "1.252", "1.522")],
    ),
]

HALF_YEAR = """Cải cách hành chính ở tỉnh Hà Sơn: nhiều chuyển biến rõ nét

Ngày đăng: 12/07/2024 08:15

Sáu tháng đầu năm 2024, công tác CCHC trên địa bàn tỉnh tiếp tục đạt kết quả tích cực; tỷ lệ hồ sơ giải quyết đúng và trước hạn đạt 98,1%.

Về cải cách thể chế, UBND tỉnh đã trình HĐND tỉnh thông qua 12 nghị quyết, ban hành 31 quyết định quy phạm pháp luật. Sở Tư pháp thẩm định 43/43 dự thảo, đạt 100%. Đã rà soát 210 văn bản (84 nghị quyết, 126 quyết định), kiến nghị xử lý 25 văn bản, chiếm 11,9%.

Về thủ tục hành chính, toàn tỉnh có 1.902 TTHC, trong đó cấp tỉnh 1.455 TTHC, cấp huyện 268 TTHC, cấp xã 179 TTHC. Đã cung cấp 1.612 dịch vụ công trực tuyến (gồm 1.204 dịch vụ toàn trình và 408 dịch vụ một phần), đạt 84,75% tổng số TTHC.

Kết quả giải quyết: tổng số hồ sơ tiếp nhận là 152.430 hồ sơ, trong đó số mới tiếp nhận trong kỳ 149.871 hồ sơ, số từ kỳ trước chuyển qua 2.559 hồ sơ. Số đã giải quyết 148.902 hồ sơ (trước hạn 120.345 hồ sơ, đúng hạn 25.728 hồ sơ, quá hạn 2.829 hồ sơ); tỷ lệ giải quyết trước và đúng hạn đạt 98,1%. Số đang giải quyết 3.528 hồ sơ, gồm 3.490 hồ sơ trong hạn và 38 hồ sơ quá hạn.

Tỷ lệ hồ sơ nộp trực tuyến đạt 76,4% (114.501/149.871 hồ sơ), tăng 14,2 điểm phần trăm so với cùng kỳ năm 2023 (62,2%). Thanh toán trực tuyến đạt 58,35%, vượt chỉ tiêu 45% Chính phủ giao.

Về tổ chức bộ máy, tỉnh giảm 6 phòng chuyên môn, còn 112 phòng. Tinh giản 215 biên chế, trong đó 48 công chức, 167 viên chức.

Về chuyển đổi số, đã cấp 5.214 chứng thư số; 100% xã (141/141 xã) có tổ công nghệ số cộng đồng với hơn 9.000 thành viên. Kế hoạch số 57/KH-UBND ngày 28/02/2024 đề ra 48 nhiệm vụ, đã hoàn thành 26 nhiệm vụ (54,17%).

Chỉ số PAR INDEX năm 2023 của tỉnh đạt 88,12%, xếp thứ 21/63 tỉnh, thành phố, tăng 4 bậc; SIPAS đạt 83,6%, xếp thứ 18/63.
"""
HALF_YEAR_CHANGES = [
    ("sum", "84 nghị quyết", "48 nghị quyết"),
    ("ratio", "11,9%", "19,1%"),
    ("sum", "268 TTHC", "286 TTHC"),
    ("sum", "1.204 dịch vụ", "1.240 dịch vụ"),
    ("ratio", "84,75%", "87,45%"),
    ("sum", "2.559", "2.595"),
    ("sum", "25.728", "25.782"),
    ("ratio", "đúng hạn đạt 98,1%. Số", "đúng hạn đạt 99,1%. Số"),
    ("sum", "3.490", "3.409"),
    ("ratio", "76,4% (114", "74,6% (114"),
    ("sum", "14,2 điểm", "12,4 điểm"),
    ("conflict", "vượt chỉ tiêu 45%", "vượt chỉ tiêu 65%"),
    ("sum", "167 viên chức", "176 viên chức"),
    ("ratio", "141/141", "139/141"),
    ("date", "28/02/2024", "30/02/2024"),
    ("date", "28/02/2024", "28/02/2042"),
    ("ratio", "54,17", "51,47"),
    ("date", "12/07/2024", "12/17/2024"),
    ("conflict", "trước hạn đạt 98,1%", "trước hạn đạt 96,1%"),
    ("ratio", "43/43", "34/43"),
    ("precision", "54,17", "54,16"),
    ("precision", "84,75", "84,76"),
]
YEAR = """BÁO CÁO
Kết quả công tác cải cách hành chính năm 2025

1. Công tác chỉ đạo, điều hành
Trong năm, tỉnh ban hành 86 văn bản chỉ đạo (gồm 05 quyết định, 18 kế hoạch, 63 công văn). Tổ chức kiểm tra tại 24 cơ quan, đơn vị (10 sở, ngành; 14 xã, phường), đạt 32% số cơ quan thuộc đối tượng kiểm tra (75 cơ quan).
2. Cải cách thủ tục hành chính
- Tổng số hồ sơ tiếp nhận: 402.118 hồ sơ, trong đó:
+ Trực tuyến: 351.207 hồ sơ, chiếm 87,34%;
+ Trực tiếp, qua bưu chính: 50.911 hồ sơ, chiếm 12,66%.
- Kết quả giải quyết: 395.640 hồ sơ, cụ thể:
+ Trước hạn: 310.025 hồ sơ;
+ Đúng hạn: 83.412 hồ sơ;
+ Quá hạn: 2.203 hồ sơ, chiếm 0,56%.
3. Cải cách tổ chức bộ máy
Sau sắp xếp, toàn tỉnh còn 65 đơn vị hành chính cấp xã (54 xã, 11 phường), giảm 76 đơn vị (giảm 53,9%) so với trước (141 đơn vị).
Số đơn vị sự nghiệp công lập giảm từ 620 xuống 558 đơn vị, giảm 10%.
4. Tài chính công
Tổng số đơn vị sự nghiệp công lập là 558 đơn vị; trong đó tự bảo đảm chi thường xuyên và chi đầu tư 12 đơn vị, tự bảo đảm chi thường xuyên 45 đơn vị, tự bảo đảm một phần 168 đơn vị, do ngân sách bảo đảm 333 đơn vị.
5. Đánh giá chung
Điểm tự đánh giá đạt 89,25/100 điểm. Mức độ hài lòng đạt 91,4%, cao hơn mục tiêu đề ra (90%). Giai đoạn 2021-2025, tỉnh hoàn thành 38/42 chỉ tiêu (90,5%).
Đến nay, 100% TTHC đủ điều kiện đã cung cấp dịch vụ công trực tuyến toàn trình.
"""
YEAR_CHANGES = [
    ("sum", "63 công văn", "36 công văn"),
    ("ratio", "đạt 32%", "đạt 23%"),
    ("sum", "10 sở, ngành", "12 sở, ngành"),
    ("sum", "351.207", "351.270"),
    ("ratio", "87,34", "83,74"),
    ("ratio", "12,66", "16,26"),
    ("sum", "83.412", "83.421"),
    ("ratio", "0,56", "0,65"),
    ("sum", "54 xã", "45 xã"),
    ("ratio", "53,9", "59,3"),
    ("ratio", "giảm 10%", "giảm 15%"),
    ("sum", "333 đơn vị", "303 đơn vị"),
    ("ratio", "90,5%)", "95,0%)"),
    ("date", "2021-2025", "2025-2021"),
    ("conflict", "Mức độ hài lòng đạt 91,4", "Mức độ hài lòng đạt 89,4"),
    ("undefined_denominator", "100% TTHC đủ", "100% TTHC đủ"),
    ("sum", "giảm 76", "giảm 67"),
    ("precision", "90,5%)", "90,4%)"),
]

ARTICLES = [*PARAGRAPHS, (HALF_YEAR, HALF_YEAR_CHANGES), (YEAR, YEAR_CHANGES)]
