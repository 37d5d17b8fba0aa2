"""A leader sees the index as it stands, beside what the portal published, and follows a count to its dossiers."""

import json

from motcua.casework.moving_in.tests.factories import moved_in, write_json
from motcua.kernel import clock
from motcua.oversight.honesty.tests.test_imported_patterns import NOW, Old, deliver, honest
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.service_index.actions.importing import import_published

QUARTER = "?tu=01/01/2026&den=31/03/2026"


def test_the_index_stands_beside_what_was_published(cast, visitor, screen, tmp_path):
    load_definitions()
    old = Old()
    honest(old)
    moved_in(write_json(tmp_path / "old.jsonl", *old.lines), at=NOW)
    deliver()
    metrics = [{"code": "DOSSIER_PROGRESS", "numerator": 22, "denominator": 24, "score": 18.33}]
    told = {"period": {"timeType": "quarter", "year": 2026, "quarter": 1},
            "units": [{"departmentCode": "H14.31", "departmentName": "Xã Lý Quốc", "metrics": metrics}]}  # fmt: skip
    import_published(json.dumps(told).encode(), actor="test", at=clock.now())
    leader = visitor(screen)
    leader.sign_in(cast.leader.username)
    leader.open(f"/so-lieu/bo-chi-so-766/{QUARTER}")
    leader.sees("chưa có dữ liệu")
    leader.looks_right("index-766")
    leader.open(f"/so-lieu/bo-chi-so-766/{QUARTER}&co-quan=H14.31")
    leader.sees("Cổng đã công bố")
    leader.sees("−1,67")
    leader.looks_right("index-766-published")
    leader.page.get_by_role("link", name="24 / 24").first.click()
    leader.sees(old.lines[-1]["code"])
