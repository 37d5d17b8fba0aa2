"""What people refuses, in words."""

from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark


class SignInFailed(DomainError):
    """Unknown name, wrong password or closed account: the text never says which."""

    text = mark("Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra phím Caps Lock, bộ gõ tiếng Việt rồi thử lại.")
    status = 422


class AccountLocked(DomainError):
    """Too many wrong passwords for this name or from this address; true of names that do not exist as well."""

    text = mark(
        "Đã nhập sai quá nhiều lần nên việc đăng nhập tạm khoá {minutes} phút để bảo vệ tài khoản. "
        "Hãy thử lại sau, hoặc đến Bộ phận Một cửa nếu bạn quên mật khẩu."
    )
    status = 429


class AccountExists(DomainError):
    """Somebody has this user name already."""

    text = mark("Đã có tài khoản mang tên «{username}». Hãy đăng nhập; nếu quên mật khẩu, hãy đến Bộ phận Một cửa.")


class OwnAccount(DomainError):
    """Nobody locks himself out, nor gives himself a password without knowing the old one."""

    text = mark("Đây là tài khoản của chính bạn. Việc này phải do một người quản trị khác làm.")


class OfficerUnknown(DomainError):
    """No officer has this user name."""

    text = mark("Không có cán bộ nào mang tên đăng nhập «{username}».")
    status = 404


class UsernameTaken(DomainError):
    """An officer was to get a user name that somebody has."""

    text = mark("Tên đăng nhập «{username}» đã có người dùng. Hãy chọn tên khác, ví dụ thêm số.")


class ProfileDiffers(DomainError):
    """What was typed is not what we know of this number; which part differs is not said."""

    text = mark(
        "Thông tin bạn nhập chưa khớp với thông tin đã có của số định danh này. "
        "Hãy kiểm tra họ tên và ngày sinh, hoặc mang giấy tờ đến Bộ phận Một cửa để được hỗ trợ."
    )


class PasswordRefused(InvalidInput):
    """The password breaks a rule; `fields` says which."""


class NumberRefused(InvalidInput):
    """An identity number, tax code or phone number cannot be right."""
