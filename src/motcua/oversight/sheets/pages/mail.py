"""Forms by mail: what one gets, one more, one less."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where, needs
from motcua.kernel.errors import DomainError
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.wording import translated
from motcua.oversight.insight.permissions import SEE
from motcua.oversight.insight.public import period_rules_on, sheets_on
from motcua.oversight.sheets.actions.subscribing import subscribe, unsubscribe
from motcua.oversight.sheets.models import Subscription
from motcua.oversight.sheets.queries.frozen import subscriptions_of
from motcua.registry.organisation.public import agency_names, codes_under

TEMPLATE = "sheets/desk/mail.html"


@needs(SEE)
@require_http_methods(["GET", "POST"])
def mail(request: HttpRequest) -> HttpResponse:
    """What one gets, and a form for one more."""
    made, refused = None, None
    if request.method == "POST":
        try:
            made = subscribe(
                request.POST.get("sheet", ""),
                agency_code=request.POST.get("agency", ""),
                period_rule=request.POST.get("rule", ""),
                span=request.POST.get("span", ""),
                email=request.POST.get("email", ""),
                user=request.user,
                at=clock.now(),
            )
        except DomainError as error:
            refused = error
    said = _("Đã đăng ký. Thư đầu tiên đi vào sáng hôm sau ngày cuối kỳ.")
    then = "sheets:mail" if made else None
    return answer(request, TEMPLATE, _page(request), refused=refused, then=then, said=said)


@needs(SEE)
@require_POST
def stop_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One less."""
    found = subscriptions_of(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    unsubscribe(found, officer=request.user.get_username(), at=clock.now())
    return answer(request, TEMPLATE, {}, then="sheets:mail", said=_("Đã thôi gửi."))


def _page(request: HttpRequest) -> dict[str, object]:
    today = clock.today()
    sheets, rules = sheets_on(today), period_rules_on(today)
    granted = codes_under(agencies_where(request.user, SEE))
    rows = list(subscriptions_of(request.user))
    names = agency_names({*granted, *(row.agency_code for row in rows)})
    posted = request.POST
    return {
        "rows": rows,
        "names": names,
        "rules": {code: rule.name for code, rule in rules.items()},
        "sheet_choices": [(code, f"{code} – {sheet.name}") for code, sheet in sheets.items()],
        "rule_choices": [(code, rule.name) for code, rule in rules.items()],
        "span_choices": [(value, translated(label)) for value, label in Subscription.Span.choices],
        "agency_choices": [(code, names.get(code, code)) for code in granted],
        "posted": {
            "sheet": posted.get("sheet") or request.GET.get("bieu", ""),
            "agency": posted.get("agency") or request.GET.get("co-quan", ""),
            "rule": posted.get("rule") or "vpcp",
            "span": posted.get("span") or "month",
            "email": posted.get("email", request.user.email),  # type: ignore[union-attr]
        },
    }
