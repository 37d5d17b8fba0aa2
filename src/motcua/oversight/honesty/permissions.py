"""What one may be granted about honest figures."""

from motcua.kernel.access.declare import permission
from motcua.kernel.texts.mark import mark

SEE = permission("honesty:see", mark("Xem tỷ lệ trung thực và cảnh báo làm đẹp số liệu"))
