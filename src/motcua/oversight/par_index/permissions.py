"""What one may be granted about the reform index."""

from motcua.kernel.access.declare import permission
from motcua.kernel.texts.mark import mark

SEE = permission("par_index:see", mark("Xem điểm chỉ số cải cách hành chính"))
SCORE = permission("par_index:score", mark("Tự chấm điểm chỉ số cải cách hành chính"))
APPRAISE = permission("par_index:appraise", mark("Thẩm định điểm tự chấm"))
MANAGE = permission("par_index:manage", mark("Mở, chốt đợt chấm điểm, nhập điều tra và chỉ số công bố"))
