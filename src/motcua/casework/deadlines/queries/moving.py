"""What a proposed calendar would move among open dossiers."""

from motcua.casework.deadlines.queries.dates import Reach, all_clocks
from motcua.kernel.questions import answers
from motcua.registry.worktime.public import Moved, WhatMoves


@answers(WhatMoves)
def what_moves(asked: WhatMoves) -> Moved:
    """How many stored dates would come later or earlier; nothing is written."""
    later = earlier = 0
    for one in all_clocks(Reach(agency_code=asked.scope, from_on=asked.first_day)):
        due_at = one.derived(asked.calendar_of(one.agency_code))
        if due_at is not None and one.due_at is not None:
            later += due_at > one.due_at
            earlier += due_at < one.due_at
    return Moved(later, earlier)
