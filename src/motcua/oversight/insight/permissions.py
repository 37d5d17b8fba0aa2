"""What one may be granted about figures."""

from motcua.kernel.access.declare import permission
from motcua.kernel.texts.mark import mark

SEE = permission("insight:see", mark("Xem số liệu, báo cáo giải quyết thủ tục hành chính"))
