"""What one may be granted about report forms."""

from motcua.kernel.access.declare import permission
from motcua.kernel.texts.mark import mark

SUBMIT = permission("sheets:submit", mark("Chốt biểu số liệu để gửi báo cáo"))
