"""The door of the service index: published figures scored by a dated sheet."""

from motcua.oversight.service_index.queries.scores import Scores, UnitScores, score_content
from motcua.oversight.service_index.queries.sheets import sheets
from motcua.oversight.service_index.rules.scoring import PartScore, Scored, Status, Total
from motcua.oversight.service_index.rules.sheet import Item, Sheet

__all__ = ["Item", "PartScore", "Scored", "Scores", "Sheet", "Status", "Total", "UnitScores", "score_content", "sheets"]
