"""Publishing: a new version of a set where its content has changed; earlier ones stay."""

import hashlib
from datetime import datetime

from django.db import transaction

from motcua.kernel.texts.sheet import csv_text
from motcua.kernel.turns import take_turn_at
from motcua.oversight.open_data.models import Release
from motcua.oversight.open_data.queries.counts import rows_of_all
from motcua.oversight.open_data.rules.sets import SETS, DataSet, Row


@transaction.atomic(durable=True)
def publish_sets(*, at: datetime) -> list[Release]:
    """The new versions; none where nothing has changed. Two publishers at once wait for each other."""
    take_turn_at(Release)
    found = rows_of_all(at)
    made = [_publish(SETS[code], rows, at) for code, rows in found.items() if rows]
    return [one for one in made if one is not None]


def _publish(dataset: DataSet, rows: list[Row], at: datetime) -> Release | None:
    content = csv_text([column.name for column in dataset.columns], rows)
    digest = hashlib.sha256(content.encode()).hexdigest()
    last = Release.objects.filter(set_code=dataset.code).first()
    if last is not None and last.digest == digest:
        return None
    months = [str(row[0]) for row in rows]
    return Release.objects.create(
        set_code=dataset.code,
        number=last.number + 1 if last else 1,
        first_month=min(months),
        last_month=max(months),
        published_at=at,
        digest=digest,
        rows=len(rows),
        content=content,
    )
