"""What an officer may be granted about dossiers."""

from motcua.kernel.access.declare import permission
from motcua.kernel.texts.mark import mark

SEE = permission("dossiers:see", mark("Xem hồ sơ"))
RECEIVE = permission("dossiers:receive", mark("Tiếp nhận hồ sơ"))
ASSIGN = permission("dossiers:assign", mark("Phân công thụ lý"))
PROCESS = permission("dossiers:process", mark("Thụ lý hồ sơ"))
APPRAISE = permission("dossiers:appraise", mark("Thẩm định hồ sơ"))
SIGN = permission("dossiers:sign", mark("Ký kết quả"))
RETURN = permission("dossiers:return", mark("Trả kết quả"))
STOP = permission("dossiers:stop", mark("Dừng giải quyết hồ sơ"))
APPROVE_SECOND_SUPPLEMENT = permission("dossiers:approve_second_supplement", mark("Đồng ý yêu cầu bổ sung lần thứ hai"))
