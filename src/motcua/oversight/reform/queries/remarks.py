"""Reform's own remarks on a draft: its rules over the draft's targets and those of the plan it implements."""

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from motcua.kernel import clock
from motcua.kernel.questions import answers, ask
from motcua.oversight.reform.models import Edition, Plan
from motcua.oversight.reform.queries.objecting import Objection, Objections
from motcua.oversight.reform.queries.plans import plans_of
from motcua.oversight.reform.queries.targets import PROMISES, targets_in, targets_of
from motcua.oversight.reform.queries.views import TargetView
from motcua.oversight.reform.rules.conflicts import Clash, Told, clashes
from motcua.oversight.reform.rules.words import PlanState, Weight
from motcua.registry.organisation.public import Hanging, WhatHangsOn


@answers(Objections)
def own_objections(asked: Objections) -> list[Objection]:
    """What speaks against the draft by the rules of targets."""
    draft = Edition.objects.filter(plan__code=asked.plan_code, issued_at=None).select_related("plan").first()
    if draft is None:
        return []
    parent = draft.plan.parent_code
    found = clashes(
        [told_by(view) for view in targets_in(draft)],
        [told_by(view) for view in targets_of(plans=[parent])] if parent else [],
        parent_plan=_title(parent),
    )
    return [_objection(clash, draft.plan) for clash in found]


@answers(WhatHangsOn)
def plans_that_run(asked: WhatHangsOn) -> Hanging:
    """Issued plans of an agency whose years are not over: they are told, and stay as they are."""
    running = Plan.objects.filter(agency_code=asked.agency_code, state=PlanState.ISSUED)
    count = running.filter(year_to__gte=clock.today().year).count()
    words = ngettext("{n} kế hoạch cải cách đang thực hiện", "{n} kế hoạch cải cách đang thực hiện", count)
    return Hanging(words.format(n=count), count, reverse("reform:plans"), is_open=False)


def objections_to(plan_code: str) -> list[Objection]:
    """Those of all modules, what stops first."""
    told = [one for answer in ask(Objections(plan_code)) for one in answer]
    return sorted(told, key=lambda one: one.weight is not Weight.STOPS)


def told_by(view: TargetView) -> Told:
    """A target as the rules want it."""
    return Told(
        code=view.code,
        name=view.name,
        unit=view.unit,
        limits=view.limits,
        year=view.year,
        level=view.level,
        agency=view.agency_code,
        scope=view.scope,
        denominator=view.measure.denominator,
        measure=view.measure.kind,
        measure_code=view.measure.code,
        whole_code=view.whole_code,
        parent_code=view.parent_code,
        pair=view.pair,
        components=view.components,
        base_year=view.base_year,
        base_words=view.base_words,
        is_promise=view.kind in PROMISES,
    )


def _title(code: str) -> str:
    found = plans_of([code]) if code else []
    return found[0].title if found else ""


def _objection(clash: Clash, plan: Plan) -> Objection:
    own = [code for code in clash.codes if code.startswith(f"{plan.code}.")]
    url = (
        reverse("reform:draft-target", args=[plan.code, own[0]])
        if own
        else reverse("reform:draft-parent", args=[plan.code])
    )
    said = {name: str(value).replace(" %", "\u00a0%") for name, value in clash.parameters.items()}
    return Objection(clash.kind, clash.weight, clash.codes, gettext(clash.text).format(**said), url)
