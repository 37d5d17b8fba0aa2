"""The door of figures: what is defined, what it comes to, and which dossiers stand behind it."""

from motcua.oversight.insight.queries.asking import Wanted, wanted
from motcua.oversight.insight.queries.counting import Asked, Window, counted, dossiers_behind, window_of
from motcua.oversight.insight.queries.definitions import (
    ColumnView,
    IndicatorView,
    PeriodRuleView,
    SheetView,
    indicators_on,
    period_rules_on,
    sheets_on,
)
from motcua.oversight.insight.queries.figures import (
    Figure,
    SheetFigures,
    SheetRow,
    figures,
    figures_by,
    labels_of,
    sheet_figures,
)
from motcua.oversight.insight.rules.periods import Period, Reckoning, Span

__all__ = [
    "Asked",
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
    "indicators_on",
    "labels_of",
    "period_rules_on",
    "sheet_figures",
    "sheets_on",
    "wanted",
    "window_of",
]
