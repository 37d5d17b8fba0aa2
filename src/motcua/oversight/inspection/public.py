"""The door of inspections: counts for scorecards, each with the address of what it is made of."""

from motcua.oversight.inspection.queries.ratios import digital_share, remedies_open
from motcua.oversight.inspection.rules.counting import OpenRemedies, Ratio

__all__ = ["OpenRemedies", "Ratio", "digital_share", "remedies_open"]
