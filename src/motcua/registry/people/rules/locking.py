"""When a sign-in is locked, and what a password must be. Plain Python."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.kernel.texts.fold import fold
from motcua.kernel.texts.mark import mark

PASSWORD_TEXTS = {
    "password_too_long": mark("Mật khẩu dài quá 512 ký tự."),
    "password_too_short": mark("Mật khẩu phải có ít nhất 10 ký tự."),
    "password_too_common": mark("Mật khẩu này quá phổ biến, dễ bị đoán. Hãy chọn mật khẩu khác."),
    "password_too_similar": mark("Mật khẩu quá giống tên, số định danh, thư điện tử hoặc số điện thoại của bạn."),
    "password_entirely_numeric": mark("Mật khẩu không được chỉ gồm chữ số. Hãy thêm chữ cái hoặc ký hiệu."),
}
"""What to say, the first that applies."""
PASSWORD_OTHER = mark("Mật khẩu chưa đủ mạnh. Hãy chọn mật khẩu dài hơn, có chữ cái, chữ số và ký hiệu.")
OLD_PASSWORD_WRONG = mark("Mật khẩu hiện tại không đúng.")
SAME_PASSWORD = mark("Mật khẩu mới phải khác mật khẩu hiện tại.")
SIGN_IN_FIRST = mark("Hãy đăng nhập trước khi đổi mật khẩu.")
POLICY_POSITIVE = mark("Số lần sai và số phút phải từ 1 trở lên.")
POLICY_TOO_EARLY = mark("Quy định đang có bắt đầu từ ngày {day}. Hãy chọn ngày bắt đầu không sớm hơn.")
LONGEST_PASSWORD = 512
_COMMON_HERE = ("matkhau", "anhyeuem", "emyeuanh", "yeuemnhieu", "vietnam", "xinchao", "hanoi", "saigon", "khongbiet")
_FILLER = "0123456789!@#$%^&*._- "


@dataclass(frozen=True)
class Policy:
    """So many wrong passwords within `window` lock the name, or the address, for `lock`."""

    failures_per_account: int = 5
    failures_per_address: int = 20
    window: timedelta = timedelta(minutes=15)
    lock: timedelta = timedelta(minutes=15)

    @classmethod
    def of_minutes(cls, per_account: int, per_address: int, window: int, lock: int) -> "Policy":
        """A policy as a decision writes it, in minutes."""
        return cls(per_account, per_address, timedelta(minutes=window), timedelta(minutes=lock))

    def most(self, scope: str) -> int:
        """How many failures lock this scope: a whole office may sit behind one address, so it has more."""
        return self.failures_per_account if scope == "account" else self.failures_per_address


@dataclass(frozen=True)
class Tries:
    """Wrong passwords since a moment; locked until one."""

    failures: int
    since_at: datetime
    locked_until_at: datetime | None = None

    def is_locked(self, at: datetime) -> bool:
        """Whether no try is allowed now."""
        return self.locked_until_at is not None and at < self.locked_until_at

    def minutes_left(self, at: datetime) -> int:
        """Minutes until the next try is allowed, rounded up."""
        left = self.locked_until_at - at if self.locked_until_at else timedelta()
        return max(0, -(-int(left.total_seconds()) // 60))

    def after_failure(self, at: datetime, *, most: int, policy: Policy) -> "Tries":
        """One more failure; the window starts anew when it, or a lock, has run out."""
        is_over = at - self.since_at >= policy.window or self.locked_until_at is not None
        failures, since_at = (1, at) if is_over else (self.failures + 1, self.since_at)
        return Tries(failures, since_at, at + policy.lock if failures >= most else None)


def is_common_here(password: str) -> bool:
    """Whether it is a word that Vietnamese people choose, with figures or signs about it: «Matkhau@123»."""
    return fold(password).replace(" ", "").strip(_FILLER) in _COMMON_HERE
