"""What one may be granted about reform programmes and plans."""

from motcua.kernel.access.declare import permission
from motcua.kernel.texts.mark import mark

SEE = permission("reform:see", mark("Xem chương trình, kế hoạch cải cách hành chính"))
PLAN = permission("reform:plan", mark("Soạn, ban hành, sửa đổi kế hoạch cải cách hành chính"))
ENTER = permission("reform:enter", mark("Nhập số liệu của chỉ tiêu cải cách"))
APPROVE = permission("reform:approve", mark("Duyệt số liệu của chỉ tiêu cải cách"))
