"""The door of figures: what is defined, what it comes to, and which dossiers stand behind it."""

from motcua.oversight.insight.queries import spread
from motcua.oversight.insight.queries.asking import Wanted, wanted
from motcua.oversight.insight.queries.counting import Asked, Window, counted, dossiers_behind, window_of
from motcua.oversight.insight.queries.definitions import (
    ColumnView,
    IndicatorView,
    PeriodRuleView,
    SheetView,
    indicators_on,
    known_on,
    period_rules_on,
    sheets_on,
)
from motcua.oversight.insight.queries.figures import (
    Cell,
    Figure,
    SheetFigures,
    SheetRow,
    figures,
    figures_by,
    figures_in,
    labels_of,
    sheet_figures,
)
from motcua.oversight.insight.rules.periods import Period, Reckoning, Span
from motcua.oversight.insight.rules.rounding import share

__all__ = [
    "Asked",
    "Cell",
    "ColumnView",
    "Figure",
    "IndicatorView",
    "Period",
    "PeriodRuleView",
    "Reckoning",
    "SheetFigures",
    "SheetRow",
    "SheetView",
    "Span",
    "Wanted",
    "Window",
    "counted",
    "dossiers_behind",
    "figures",
    "figures_by",
    "figures_in",
    "indicators_on",
    "known_on",
    "labels_of",
    "period_rules_on",
    "share",
    "sheet_figures",
    "sheets_on",
    "spread",
    "wanted",
    "window_of",
]
