"""What is said of targets that do not go together. Plain Python."""

from motcua.kernel.texts.mark import mark

SAME_RATIO = mark(
    "«{first}» ({one}) và «{second}» ({other}) đặt hai mức cho cùng một chỉ tiêu, cùng năm {year}. Hãy "
    "giữ một mức, hoặc ghi rõ phạm vi khác nhau."
)
DISJOINT = mark("«{first}» ({one}) và «{second}» ({other}) không thể cùng đạt trong năm {year}. Hãy sửa một trong hai.")
OVER_WHOLE = mark(
    "«{first}» ({one}) và «{second}» ({other}) là hai phần tách rời nhưng cộng lại vượt 100 %. Hãy ghi rõ"
    " phần trước đã gồm phần sau, ví dụ «đúng hạn, kể cả trước hạn»."
)
PART_ABOVE = mark(
    "«{first}» ({one}) chỉ là một phần của «{second}» ({other}) mà mức lại cao hơn. Hãy xác định hai mẫu số khác nhau."
)
HALVES_TURNED = mark("Chỉ tiêu «{first}»: mức phấn đấu không được thấp hơn mức tối thiểu ({one}). Hãy sửa lại hai mức.")
UNDEFINED = mark(
    "Chỉ tiêu «{first}» tính theo tỷ lệ nhưng chưa nói rõ mẫu số là những gì. Hãy ghi mẫu số, hoặc gắn "
    "với số liệu của hệ thống."
)
UNDEFINED_ELIGIBLE = mark(
    "Chỉ tiêu «{first}» chỉ tính phần «đủ điều kiện» nhưng chưa định nghĩa thế nào là đủ điều kiện. Hãy ghi ở mẫu số."
)
PARTS_OFF = mark("Các phần của «{first}» cộng lại là {sum}, không phải {one}. Hãy sửa mức của phần hoặc của tổng.")
STATED_OFF = mark("«{first}» ghi các phần cộng lại là {sum}, không phải {one}. Hãy đối chiếu lại số liệu.")
NO_MEASURE = mark("Chỉ tiêu «{first}» chưa gắn cách đo, cuối năm sẽ không có kết quả. Hãy chọn cách đo.")
NO_BASE = mark("Chỉ tiêu «{first}» so với năm gốc nhưng chưa ghi năm gốc. Hãy ghi năm gốc và số của năm ấy.")
BELOW_PARENT = mark(
    "Chỉ tiêu «{first}» ({one}) thấp hơn mức của chỉ tiêu cấp trên «{second}» ({other}). Hãy nâng mức hoặc nêu lý do."
)
MISSES_PARENT = mark(
    "Kế hoạch chưa có chỉ tiêu nào thực hiện «{second}» ({other}) của {plan}. Hãy thêm chỉ tiêu hoặc nêu lý do."
)
MISSES_SOME = mark(
    "Kế hoạch chưa có chỉ tiêu nào thực hiện {count} chỉ tiêu của {plan}: {names}. Hãy thêm chỉ tiêu hoặc nêu lý do."
)
MISSES_MANY = mark(
    "Kế hoạch chưa có chỉ tiêu nào thực hiện {count} chỉ tiêu của {plan}, trong đó {names}. "
    "Hãy thêm chỉ tiêu hoặc nêu lý do."
)
