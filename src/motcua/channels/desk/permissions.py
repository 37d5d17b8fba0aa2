"""What one may be granted at the desk itself."""

from motcua.kernel.access.declare import permission
from motcua.kernel.texts.mark import mark

OPERATIONS = permission("desk:operations", mark("Vận hành: xem và gửi lại việc giao tin bị lỗi"))
