"""The door of the simulator: load the province, and who may sign in to it."""

from motcua.simulator.actions.fill import Progress
from motcua.simulator.actions.sample import load_sample
from motcua.simulator.queries.cast import PASSWORD, cast, sign_ins
from motcua.simulator.queries.content import valid_from

__all__ = ["PASSWORD", "Progress", "cast", "load_sample", "sign_ins", "valid_from"]
