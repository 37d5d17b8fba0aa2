"""What one may be granted about assignments."""

from motcua.kernel.access.declare import permission
from motcua.kernel.texts.mark import mark

SEE = permission("assignments:see", mark("Xem nhiệm vụ được giao"))
CARRY_OUT = permission("assignments:carry_out", mark("Tiếp nhận, báo cáo tiến độ, nộp sản phẩm nhiệm vụ"))
ASSIGN = permission("assignments:assign", mark("Giao nhiệm vụ, tạm dừng, điều chỉnh thời hạn"))
APPRAISE = permission("assignments:appraise", mark("Nghiệm thu sản phẩm nhiệm vụ"))
