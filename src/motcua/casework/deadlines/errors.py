"""What deadlines refuse."""

from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark


class PlanNotUsable(InvalidInput):
    """A plan of legs that cannot be declared; `place` says where in it."""

    text = mark("Kế hoạch các chặng không khai báo được – {place}: {reason}")


class LegAlreadyFinished(DomainError):
    """Recorded once already."""

    text = mark("Chặng {number} đã được ghi là xong lúc {at}.")


class LegNotBegun(DomainError):
    """A leg before it is unfinished, or its dossier has ended."""

    text = mark("Chưa ghi được «xong chặng {number}»: {reason}")
