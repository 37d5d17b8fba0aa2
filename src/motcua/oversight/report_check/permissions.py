"""What one may be granted of the report checker."""

from motcua.kernel.access.declare import permission
from motcua.kernel.texts.mark import mark

CHECK = permission("report_check:check", mark("Kiểm tra số liệu của báo cáo"))
