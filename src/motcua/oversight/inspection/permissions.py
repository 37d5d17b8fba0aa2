"""What one may be granted about inspections."""

from motcua.kernel.access.declare import permission
from motcua.kernel.texts.mark import mark

SEE = permission("inspection:see", mark("Xem kế hoạch, kết quả kiểm tra cải cách hành chính"))
PLAN = permission("inspection:plan", mark("Lập kế hoạch, mở và kết luận cuộc kiểm tra"))
ANSWER = permission("inspection:answer", mark("Trả lời kiến nghị của đoàn kiểm tra"))
DISCIPLINE = permission("inspection:discipline", mark("Xem và ghi nhận xét kỷ luật, kỷ cương"))
