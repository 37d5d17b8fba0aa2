"""What organisation lets people do."""

from motcua.kernel.access.declare import permission
from motcua.kernel.texts.mark import mark

MANAGE = permission("organisation:manage", mark("Quản lý cơ quan, phòng ban và phân công cán bộ"))
