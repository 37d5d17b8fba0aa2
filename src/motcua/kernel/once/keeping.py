"""Steps of an action that makes something: is this the first time, and what came of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from motcua.kernel import clock
from motcua.kernel.errors import DomainError, NotInTransaction
from motcua.kernel.once.models import Sent
from motcua.kernel.texts.mark import mark

LONGEST_KEY = 100


@dataclass(frozen=True)
class Once:
    """Who sends, under which key, and the digest of all he sends."""

    username: str
    key: str
    digest: str


class SentOtherwise(DomainError):
    """A key belongs to one content: a repeat must never turn into something else, nor be taken for done."""

    text = mark(
        "Biểu mẫu này đã được gửi và đã ghi lúc {when}. Lần này nội dung khác, nên chưa ghi gì thêm. "
        "Muốn sửa, hãy mở mục đã ghi. Muốn ghi thêm một mục mới, hãy bấm nút gửi lần nữa."
    )

    def __init__(self, *, outcome: str, at: datetime) -> None:
        self.outcome = outcome
        super().__init__(when=f"{clock.local(at):%H:%M, %d/%m/%Y}")


def outcome_of(once: Once | None, *, at: datetime) -> str:
    """What the same sending made before; empty the first time. Raises `SentOtherwise`.

    The first step of its action: of two that come at once the second waits here until the first is committed or undone.
    A refusal undoes the row, so that the same form may be mended and sent again.
    """
    if once is None:
        return ""
    _require_transaction()
    row, is_first = Sent.objects.get_or_create(
        username=once.username, key=once.key, defaults={"digest": once.digest, "at": at}
    )
    if row.digest != once.digest:
        raise SentOtherwise(outcome=row.outcome, at=row.at)
    return "" if is_first else row.outcome


def keep_outcome(once: Once | None, outcome: object) -> None:
    """Remember, in the transaction that makes it, what a repeat is to be answered with."""
    if once is not None:
        _require_transaction()
        Sent.objects.filter(username=once.username, key=once.key).update(outcome=str(outcome))


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise NotInTransaction("a sending is claimed by the action that carries it out")
