"""The charts of the boards: each mark leads where its number in the table leads."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.kernel.ui.charts import Chart, Series, mark
from motcua.oversight.boards.queries.overview import Month, Trend
from motcua.oversight.insight.public import Wanted

_WHOLE = ((0, "0"), (50, "50"), (100, "100"))


def trend_charts(trend: Trend | None, asked: Wanted | None = None) -> list[Chart]:
    """Received and finished beside each other, and the share in time; with links for who may ask further."""
    if trend is None:
        return []
    months, labels = trend.months, tuple(one.label for one in trend.months)
    received = tuple(mark(one.received, _leads("received", one, asked)) for one in months)
    finished = tuple(mark(one.finished, _leads("finished", one, asked)) for one in months)
    on_time = tuple(mark(one.on_time.value, _leads("on_time_rate", one, asked)) for one in months)
    counts = (Series(_("Tiếp nhận"), received), Series(_("Đã giải quyết"), finished))
    share = _("Tỷ lệ trước hạn và đúng hạn mỗi tháng, %")
    return [
        Chart("trend", _("Hồ sơ tiếp nhận và đã giải quyết mỗi tháng"), labels, counts),
        Chart("on-time", share, labels, (Series("", on_time),), span=(0, 100), heights=_WHOLE, height=190),
    ]


def own_chart(days: Sequence[tuple[date, int]]) -> Chart:
    """Steps done, day by day."""
    steps = Series("", tuple(mark(times) for _day, times in days))
    return Chart("own", _("Bước đã làm mỗi ngày, hai tuần qua"), tuple(f"{on:%d/%m}" for on, _times in days), (steps,))


def _leads(code: str, month: Month, asked: Wanted | None) -> str:
    if asked is None:
        return ""
    agency = f"&{urlencode({'co-quan': asked.agency})}" if asked.agency else ""
    return f"{reverse('insight:indicator', args=[code])}?{month.query}{agency}"
