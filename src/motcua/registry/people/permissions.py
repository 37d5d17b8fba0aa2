"""What people lets officers do."""

from motcua.kernel.access.declare import permission
from motcua.kernel.texts.mark import mark

MANAGE = permission("people:manage", mark("Quản lý tài khoản cán bộ, công dân và tổ chức"))
