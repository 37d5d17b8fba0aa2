"""The papers of a new dossier with their files: one statement, as every submission pays for it."""

from datetime import datetime
from typing import Any

from django.db import connection

from motcua.casework.dossiers.events import Papers
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.rules.application import Application

_WRITE = """
WITH paper AS (
    INSERT INTO dossiers_paper (dossier_id, number, code, name, originals, copies, is_required)
    SELECT %(dossier)s, *
    FROM unnest(%(number)s::smallint[], %(code)s::text[], %(name)s::text[],
                %(originals)s::smallint[], %(copies)s::smallint[], %(is_required)s::boolean[])
    RETURNING id, number
), given AS (
    INSERT INTO dossiers_paperfile (paper_id, file_id, added_at, added_by)
    SELECT paper.id, file.id, %(at)s, %(actor)s
    FROM unnest(%(paper_of_file)s::smallint[], %(file)s::bigint[]) WITH ORDINALITY AS file (number, id, place)
    JOIN paper USING (number) ORDER BY place
)
SELECT id, sha256 FROM files_storedfile WHERE id = ANY(%(file)s::bigint[])
"""


def write_papers(dossier: Dossier, application: Application, *, actor: str, at: datetime) -> Papers:
    """Write papers and files in the order given; answers what the event says of them."""
    papers = list(enumerate(application.papers, start=1))
    values: dict[str, Any] = {
        "dossier": dossier.pk,
        "number": [number for number, _ in papers],
        **{
            name: [getattr(paper, name) for _, paper in papers]
            for name in ("code", "name", "originals", "copies", "is_required")
        },
        "paper_of_file": [number for number, paper in papers for _ in paper.files],
        "file": [file for _, paper in papers for file in paper.files],
        "at": at,
        "actor": actor,
    }
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, values)
        digests = dict(cursor.fetchall())
    return tuple(
        {
            "number": number,
            "code": paper.code,
            "originals": paper.originals,
            "copies": paper.copies,
            "files": [digests[file] for file in paper.files],
        }
        for number, paper in papers
    )
