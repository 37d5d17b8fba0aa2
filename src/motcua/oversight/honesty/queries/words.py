"""Why, in words: what an alert says, and what it says of each of its dossiers."""

from collections.abc import Callable

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.kernel.ui.wording import moment
from motcua.oversight.honesty.models import AlertDossier
from motcua.oversight.honesty.queries.alerts import AlertView
from motcua.oversight.honesty.rules.patterns import HONESTLY, MEANS, Limits, Pattern

HOUR, DAY = 60, 8 * 60


def title_of(alert: AlertView) -> str:
    """«Dừng đồng hồ sát hạn – UBND xã A – tháng 3/2026»."""
    month = alert.row.month_on
    return _("{pattern} – {agency} – tháng {month}/{year}").format(
        pattern=_(alert.pattern.label), agency=alert.agency_name, month=month.month, year=month.year
    )


def alert_words(alert: AlertView) -> str:
    """What was found, beside what is usual, and how likely chance alone would be."""
    text = {
        Pattern.STOPPED_NEAR_DUE: _(
            "{found} trong {among} hồ sơ có dừng đồng hồ trong tháng ({share} %) bị dừng khi còn không quá {near} % "
            "thời hạn và nhờ thế không quá hạn; bình thường không quá {usual} %."
        ),
        Pattern.SENT_AGAIN: _(
            "{found} trong {among} hồ sơ rút hoặc dừng giải quyết trong tháng ({share} %) kết thúc khi còn không quá "
            "{near} % thời hạn hay đã quá hạn, rồi cùng người đó nộp lại trong {again} ngày; bình thường không quá "
            "{usual} %."
        ),
        Pattern.CLOSED_IN_BULK: _(
            "{found} trong {among} hồ sơ xong trong tháng ({share} %) được kết thúc liền một mạch trong {closing} ngày "
            "làm việc cuối kỳ báo cáo; những ngày khác một mạch nhiều nhất {run} hồ sơ."
        ),
        Pattern.RECEIVED_LATE: _(
            "{found} trong {among} hồ sơ tiếp nhận trong tháng ({share} %) đã chờ hơn {late} từ khi đến; bình thường "
            "không quá {usual} %."
        ),
        Pattern.NEVER_HANDED_OVER: _(
            "{found} trong {among} hồ sơ xong trong tháng ({share} %) sau hơn {after} ngày vẫn chưa trả kết quả; bình "
            "thường không quá {usual} %."
        ),
    }[alert.pattern]
    return text.format(**_numbers(alert)) + " " + chance_words(alert.limits)


def chance_words(limits: Limits) -> str:
    """«Nếu chỉ là tình cờ …»."""
    odds = number_format(limits.whole("odds"), decimal_pos=0, use_l10n=True, force_grouping=True)
    return _("Nếu chỉ là tình cờ thì khả năng chưa đến 1 phần {odds}.").format(odds=odds)


def dossier_words(pattern: Pattern, row: AlertDossier) -> str:
    """What happened to one dossier."""
    return _SAYS[pattern](row)


def meaning_of(pattern: Pattern) -> tuple[str, str]:
    """What the pattern is, and what the honest rate does with it."""
    return _(MEANS[pattern]), _(HONESTLY[pattern])


def worked(minutes: int) -> str:
    """Working time: «2 ngày 3 giờ làm việc», «45 phút làm việc»."""
    days, rest = divmod(abs(minutes), DAY)
    hours, left = divmod(rest, HOUR)
    parts = []
    if days:
        parts.append(ngettext("%(days)s ngày", "%(days)s ngày", days) % {"days": days})
    if hours:
        parts.append(ngettext("%(hours)s giờ", "%(hours)s giờ", hours) % {"hours": hours})
    if (left and not days) or not parts:
        parts.append(ngettext("%(minutes)s phút", "%(minutes)s phút", left) % {"minutes": left})
    return _("{time} làm việc").format(time=" ".join(parts))


def _numbers(alert: AlertView) -> dict[str, object]:
    limits = alert.limits
    known = {
        "found": alert.found,
        "among": alert.row.among,
        "share": number_format(alert.share, decimal_pos=1, use_l10n=True),
        "run": alert.row.usual_run,
        "usual": _plain(limits, "usual_percent"),
        "near": _plain(limits, "near_percent"),
        "again": _plain(limits, "again_days"),
        "closing": _plain(limits, "closing_days"),
        "after": _plain(limits, "after_days"),
    }
    late = worked(limits.whole("late_minutes")) if "late_minutes" in limits.values else ""
    return {**known, "late": late}


def _plain(limits: Limits, name: str) -> str:
    """A threshold without needless noughts."""
    value = limits.values.get(name)
    return "" if value is None else number_format(value.normalize(), use_l10n=True)


def _stopped(row: AlertDossier) -> str:
    told = {"at": moment(row.sign_at), "left": worked(row.minutes), "term": worked(row.of_minutes)}
    if row.ended_at is None:
        return _("Dừng lúc {at}, khi còn {left} trên thời hạn {term}; đồng hồ vẫn đang dừng.").format(**told)
    return _("Dừng lúc {at}, khi còn {left} trên thời hạn {term}; không dừng thì đã quá hạn.").format(**told)


def _sent_again(row: AlertDossier) -> str:
    told = {"other": row.other, "at": moment(row.sign_at), "time": worked(row.minutes)}
    if row.minutes < 0:
        return _("Hồ sơ {other} của cùng người đó kết thúc lúc {at}, đã quá hạn {time}, rồi nộp lại.").format(**told)
    return _("Hồ sơ {other} của cùng người đó kết thúc lúc {at}, khi chỉ còn {time}, rồi nộp lại.").format(**told)


def _closed(row: AlertDossier) -> str:
    told = {"at": moment(row.sign_at), "run": row.minutes}
    if row.is_honest:
        return _("Kết thúc lúc {at} trong một mạch {run} hồ sơ; người dân nhận kết quả trong hạn.").format(**told)
    return _("Kết thúc lúc {at} trong một mạch {run} hồ sơ; đến hạn người dân chưa nhận kết quả.").format(**told)


def _received(row: AlertDossier) -> str:
    told = {"at": moment(row.sign_at), "time": worked(row.minutes), "allowed": worked(row.of_minutes)}
    return _("Tiếp nhận lúc {at}, sau khi đã chờ {time}; cho phép {allowed}.").format(**told)


def _never(row: AlertDossier) -> str:
    told = {"at": moment(row.sign_at), "days": row.minutes}
    return _("Có kết quả lúc {at}, {days} ngày sau vẫn chưa trả.").format(**told)


_SAYS: dict[Pattern, Callable[[AlertDossier], str]] = {
    Pattern.STOPPED_NEAR_DUE: _stopped,
    Pattern.SENT_AGAIN: _sent_again,
    Pattern.CLOSED_IN_BULK: _closed,
    Pattern.RECEIVED_LATE: _received,
    Pattern.NEVER_HANDED_OVER: _never,
}
