"""A leader sees both rates, follows the difference to an alert, its reason and its dossiers."""

from motcua.casework.moving_in.tests.factories import moved_in, write_json
from motcua.oversight.honesty.actions.loading import load_patterns
from motcua.oversight.honesty.actions.looking import look_through
from motcua.oversight.honesty.tests.test_imported_patterns import (
    NOW,
    Old,
    deliver,
    honest,
    sent_again,
    stopped_near_due,
)
from motcua.oversight.insight.actions.loading import load_definitions

MARCH = "?tu=01/03/2026&den=31/03/2026"


def test_the_honest_rate_leads_to_alerts_and_dossiers(cast, visitor, screen, tmp_path):
    load_definitions()
    load_patterns()
    old = Old()
    honest(old)
    codes = stopped_near_due(old)
    sent_again(old)
    moved_in(write_json(tmp_path / "old.jsonl", *old.lines), at=NOW)
    deliver()
    look_through(at=NOW)
    leader = visitor(screen)
    leader.sign_in(cast.leader.username)
    leader.open(f"/so-lieu/trung-thuc/{MARCH}")
    leader.sees("Đúng hạn, trung thực")
    leader.looks_right("honest-board")
    leader.page.get_by_role("link", name="Dừng đồng hồ sát hạn").first.click()
    leader.sees("không dừng thì đã quá hạn")
    leader.sees(codes[0])
    leader.looks_right("honest-alert")
    leader.open(f"/so-lieu/trung-thuc/ho-so/{MARCH}")
    leader.sees("Kết thúc sát hạn rồi nộp lại")
    leader.looks_right("honest-dossiers")
