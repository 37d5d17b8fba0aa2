"""Up to when a card is told: the year as it stands, or the end of a part of it. Plain Python."""

from datetime import date

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark


class Cut(Labelled):
    """The parts of a year that reports are of."""

    NOW = "", mark("Đến nay")
    QUARTER = "quy-1", mark("Hết quý I")
    HALF = "sau-thang", mark("Hết 6 tháng")
    NINE = "chin-thang", mark("Hết 9 tháng")
    YEAR = "ca-nam", mark("Cả năm")


_FIRST_AFTER = {Cut.QUARTER: 4, Cut.HALF: 7, Cut.NINE: 10}


def ends_before(cut: Cut, year: int) -> date:
    """The first day that no longer belongs to it."""
    return date(year, _FIRST_AFTER[cut], 1) if cut in _FIRST_AFTER else date(year + 1, 1, 1)
