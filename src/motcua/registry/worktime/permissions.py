"""What may be done to calendars."""

from motcua.kernel.access.declare import permission
from motcua.kernel.texts.mark import mark

MANAGE = permission("worktime:manage", mark("Quản lý lịch làm việc"))
POLICY = permission("worktime:policy", mark("Khai báo quy định tính thời hạn"))
TRY = permission("worktime:try", mark("Tính thử thời hạn"))
