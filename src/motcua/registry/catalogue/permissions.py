"""What may be done to the catalogue."""

from motcua.kernel.access.declare import permission
from motcua.kernel.texts.mark import mark

SETTLE = permission("catalogue:settle", mark("Xử lý chất lượng danh mục thủ tục"))
