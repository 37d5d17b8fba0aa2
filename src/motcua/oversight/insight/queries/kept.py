"""What is counted of the dossiers of a range, as plain rows: millions of them, for proving."""

from collections import defaultdict
from datetime import datetime

from django.db import connection

from motcua.kernel.events.store import SubjectRange
from motcua.oversight.insight.queries.cuts import places_of
from motcua.oversight.insight.rules.life import Place

KeptRows = dict[tuple[int, datetime, int, Place], int]
"""By position, moment, measure and place: the amount."""
_KEPT = """
SELECT t.subject, t.position, e.position, e.at, e.measure_id, e.cut_id, e.amount
FROM insight_tally t LEFT JOIN insight_entry e ON e.tally_id = t.id
WHERE t.subject >= %s AND (%s OR t.subject < %s)
"""


def kept_rows(within: SubjectRange) -> dict[str, tuple[int, KeptRows]]:
    """By dossier: up to which position it is counted, and its rows."""
    counted_to, rows = dict[str, int](), defaultdict[str, KeptRows](dict)
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, [within.first, within.before is None, within.before or ""])
        found = cursor.fetchall()
    places = places_of({row[5] for row in found if row[5] is not None})
    for subject, upto, position, at, measure, cut, amount in found:
        counted_to[subject] = upto
        if cut is not None:
            key = position, at, measure, places[cut]
            rows[subject][key] = rows[subject].get(key, 0) + amount
    return {subject: (upto, rows[subject]) for subject, upto in counted_to.items()}
