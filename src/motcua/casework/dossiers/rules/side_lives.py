"""The three short lives beside the business one: the fee, the result's delivery, the copy at the national portal."""

from enum import StrEnum

from motcua.casework.dossiers.errors import DeliveryNotAllowed, MoveNotAllowed
from motcua.kernel.texts.mark import mark


class Fee(StrEnum):
    """Whether money is owed."""

    NONE = "none"
    DUE = "due"
    PAID = "paid"
    REFUNDED = "refunded"


class FeeMove(StrEnum):
    """What happens to it."""

    CHARGE = "charge"
    PAY = "pay"
    REFUND = "refund"


FEE_LABELS = {
    Fee.NONE: mark("Không phải nộp"),
    Fee.DUE: mark("Chưa nộp"),
    Fee.PAID: mark("Đã nộp"),
    Fee.REFUNDED: mark("Đã hoàn"),
}
_FEE_MOVE_LABELS = {FeeMove.CHARGE: mark("thu"), FeeMove.PAY: mark("nộp"), FeeMove.REFUND: mark("hoàn")}
FEE_LIFE = {
    (Fee.NONE, FeeMove.CHARGE): Fee.DUE,
    (Fee.PAID, FeeMove.CHARGE): Fee.DUE,
    (Fee.DUE, FeeMove.CHARGE): Fee.DUE,
    (Fee.DUE, FeeMove.PAY): Fee.PAID,
    (Fee.PAID, FeeMove.REFUND): Fee.REFUNDED,
}


class Delivery(StrEnum):
    """Where the result is on its way to the person."""

    NOT_READY = "not_ready"
    READY = "ready"
    POSTED = "posted"
    DELIVERED = "delivered"


class DeliveryMove(StrEnum):
    """What happens to it."""

    MAKE_READY = "make_ready"
    POST = "post"
    HAND_OVER = "hand_over"
    TAKE_BACK = "take_back"


DELIVERY_LABELS = {
    Delivery.NOT_READY: mark("Chưa có kết quả"),
    Delivery.READY: mark("Chờ nhận"),
    Delivery.POSTED: mark("Đang gửi bưu chính"),
    Delivery.DELIVERED: mark("Đã nhận"),
}
_DELIVERY_MOVE_LABELS = {
    DeliveryMove.MAKE_READY: mark("báo có kết quả"),
    DeliveryMove.POST: mark("gửi bưu chính"),
    DeliveryMove.HAND_OVER: mark("trao kết quả"),
    DeliveryMove.TAKE_BACK: mark("thu hồi kết quả"),
}
DELIVERY_LIFE = {
    (Delivery.NOT_READY, DeliveryMove.MAKE_READY): Delivery.READY,
    (Delivery.READY, DeliveryMove.POST): Delivery.POSTED,
    (Delivery.READY, DeliveryMove.HAND_OVER): Delivery.DELIVERED,
    (Delivery.POSTED, DeliveryMove.HAND_OVER): Delivery.DELIVERED,
    (Delivery.READY, DeliveryMove.TAKE_BACK): Delivery.NOT_READY,
}


class Sync(StrEnum):
    """Whether the national portal has the newest state."""

    WAITING = "waiting"
    SENT = "sent"
    CONFIRMED = "confirmed"
    FAILED = "failed"


class SyncMove(StrEnum):
    """What happens to the copy."""

    CHANGE = "change"
    SEND = "send"
    CONFIRM = "confirm"
    FAIL = "fail"


SYNC_LABELS = {
    Sync.WAITING: mark("Chờ đồng bộ"),
    Sync.SENT: mark("Đã gửi"),
    Sync.CONFIRMED: mark("Đã đồng bộ"),
    Sync.FAILED: mark("Đồng bộ lỗi"),
}
_SYNC_MOVE_LABELS = {move: mark("đồng bộ") for move in SyncMove}
SYNC_LIFE = {
    **{(state, SyncMove.CHANGE): Sync.WAITING for state in Sync},
    (Sync.WAITING, SyncMove.SEND): Sync.SENT,
    (Sync.FAILED, SyncMove.SEND): Sync.SENT,
    (Sync.SENT, SyncMove.CONFIRM): Sync.CONFIRMED,
    (Sync.SENT, SyncMove.FAIL): Sync.FAILED,
}


class DeliveryMethod(StrEnum):
    """How the person wants the result."""

    COUNTER = "counter"
    POST = "post"
    ONLINE = "online"


METHOD_LABELS = {
    DeliveryMethod.COUNTER: mark("Nhận tại quầy"),
    DeliveryMethod.POST: mark("Gửi qua bưu chính công ích"),
    DeliveryMethod.ONLINE: mark("Nhận bản điện tử"),
}


class Channel(StrEnum):
    """How the dossier came in; the national codes are 2, 1 and 3."""

    ONLINE = "online"
    COUNTER = "counter"
    POST = "post"


CHANNEL_CODE = {Channel.COUNTER: 1, Channel.ONLINE: 2, Channel.POST: 3}
CHANNEL_LABELS = {
    Channel.ONLINE: mark("Trực tuyến"),
    Channel.COUNTER: mark("Trực tiếp"),
    Channel.POST: mark("Bưu chính công ích"),
}


def fee_after(state: Fee, move: FeeMove) -> Fee:
    """The fee's state after the move, or `MoveNotAllowed`."""
    try:
        return FEE_LIFE[state, move]
    except KeyError:
        raise MoveNotAllowed(state=FEE_LABELS[state], move=_FEE_MOVE_LABELS[move]) from None


def delivery_after(state: Delivery, move: DeliveryMove) -> Delivery:
    """The delivery's state after the move, or `DeliveryNotAllowed`."""
    try:
        return DELIVERY_LIFE[state, move]
    except KeyError:
        raise DeliveryNotAllowed(state=DELIVERY_LABELS[state], move=_DELIVERY_MOVE_LABELS[move]) from None


def sync_after(state: Sync, move: SyncMove) -> Sync:
    """The copy's state after the move, or `MoveNotAllowed`."""
    try:
        return SYNC_LIFE[state, move]
    except KeyError:
        raise MoveNotAllowed(state=SYNC_LABELS[state], move=_SYNC_MOVE_LABELS[move]) from None
