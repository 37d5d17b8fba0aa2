"""What one may be granted about scorecards."""

from motcua.kernel.access.declare import permission
from motcua.kernel.texts.mark import mark

SEE = permission("scorecards:see", mark("Xem thẻ điểm cải cách hành chính"))
