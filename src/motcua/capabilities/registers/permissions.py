"""What registers let people do; which records and which moves, a definition says role by role."""

from motcua.kernel.access.declare import permission
from motcua.kernel.texts.mark import mark

SEE = permission("registers:see", mark("Xem các sổ quản lý mà vai trò được xem"))
DEFINE = permission("registers:define", mark("Định nghĩa sổ quản lý, công bố phiên bản"))
