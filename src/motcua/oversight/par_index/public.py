"""The door of the reform index: where units stand, and what they have not won."""

from motcua.oversight.par_index.actions.loading import load_sets
from motcua.oversight.par_index.queries.published import Published, home_province, published_for
from motcua.oversight.par_index.queries.standings import AreaPoints, Gap, Standing, gap_of, index_standing

__all__ = [
    "AreaPoints",
    "Gap",
    "Published",
    "Standing",
    "gap_of",
    "home_province",
    "index_standing",
    "load_sets",
    "published_for",
]
