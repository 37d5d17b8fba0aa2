"""The door of figures: definitions, counts, dossiers."""  # house: door-size - definitions, periods, counts

from motcua.kernel.rounding import share
from motcua.oversight.insight.queries import outflow, spread
from motcua.oversight.insight.queries.asking import Wanted, wanted
from motcua.oversight.insight.queries.counting import Asked, Key, Window, counted, window_of
from motcua.oversight.insight.queries.definitions import (
    ColumnView,
    PeriodRuleView,
    SheetView,
    indicators_on,
    known_on,
    period_rules_on,
    sheets_on,
)
from motcua.oversight.insight.queries.figures import Figure, figures, figures_by, figures_in, labels_of
from motcua.oversight.insight.queries.finding import dossiers_behind
from motcua.oversight.insight.queries.horizon import counted_to
from motcua.oversight.insight.queries.judging import judged
from motcua.oversight.insight.rules.life import KINDS, Life, lived
from motcua.oversight.insight.rules.periods import Period, Reckoning, Span

__all__ = [
    "KINDS",
    "Asked",
    "ColumnView",
    "Figure",
    "Key",
    "Life",
    "Period",
    "PeriodRuleView",
    "Reckoning",
    "SheetView",
    "Span",
    "Wanted",
    "Window",
    "counted",
    "counted_to",
    "dossiers_behind",
    "figures",
    "figures_by",
    "figures_in",
    "indicators_on",
    "judged",
    "known_on",
    "labels_of",
    "lived",
    "outflow",
    "period_rules_on",
    "share",
    "sheets_on",
    "spread",
    "wanted",
    "window_of",
]
