"""What is counted of the dossiers of a range, as plain rows: millions of them, for proving."""

from collections import defaultdict
from datetime import datetime

from django.db import connection

from motcua.kernel.events.store import SubjectRange

KeptRows = dict[tuple[int, datetime, int, int], int]
"""By position, moment, measure and cut: the amount."""
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
        for subject, upto, *key, amount in cursor:
            counted_to[subject] = upto
            if amount is not None:
                place = tuple(key)
                rows[subject][place] = rows[subject].get(place, 0) + amount
    return {subject: (upto, rows[subject]) for subject, upto in counted_to.items()}
