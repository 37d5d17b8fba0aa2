"""The door of reform: programmes, plans, targets and what came of them."""

from motcua.oversight.reform.queries.measuring import Brought, MeasureOf, MeasuresOffered
from motcua.oversight.reform.queries.objecting import Objection, Objections, Serving
from motcua.oversight.reform.queries.plans import plan_for, plans_of, plans_visible_to
from motcua.oversight.reform.queries.results import outcome_of, results_of
from motcua.oversight.reform.queries.targets import target_for, targets_of
from motcua.oversight.reform.queries.views import MeasureView, PlanView, ResultView, TargetView
from motcua.oversight.reform.rules.judging import Limit
from motcua.oversight.reform.rules.words import (
    Area,
    Comparator,
    Half,
    MeasureKind,
    Outcome,
    PlanKind,
    PlanState,
    TargetKind,
    Weight,
)

__all__ = [
    "Area",
    "Brought",
    "Comparator",
    "Half",
    "Limit",
    "MeasureKind",
    "MeasureOf",
    "MeasureView",
    "MeasuresOffered",
    "Objection",
    "Objections",
    "Outcome",
    "PlanKind",
    "PlanState",
    "PlanView",
    "ResultView",
    "Serving",
    "TargetKind",
    "TargetView",
    "Weight",
    "outcome_of",
    "plan_for",
    "plans_of",
    "plans_visible_to",
    "results_of",
    "target_for",
    "targets_of",
]
