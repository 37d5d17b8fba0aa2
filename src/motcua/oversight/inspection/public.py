"""The door of inspections: counts for scorecards, each with the address of what it is made of."""

from motcua.oversight.inspection.queries.measures import measured_by_inspections, measures_of_inspections
from motcua.oversight.inspection.queries.ratios import digital_share, remedies_open
from motcua.oversight.inspection.rules.counting import OpenRemedies, Ratio

__all__ = ["OpenRemedies", "Ratio", "digital_share", "measured_by_inspections", "measures_of_inspections",
           "remedies_open"]  # fmt: skip
