"""The closing line counts every suite, whatever it was."""

from tools.suites import Outcome, Suite, closing_line


def outcome(output, code=0):
    return Outcome(Suite("x", []), code, output, 1.0)


def test_results_of_all_suites_are_added():
    ended = [
        outcome("...\n3 passed, 1 skipped in 2.00s\n"),
        outcome("2 failed, 5 passed, 1 error in 0.10s\n", code=1),
        outcome("Success: no issues found in 3 source files\n"),
    ]
    assert closing_line(ended, 7) == "2 failed, 1 error, 9 passed, 1 skipped in 7.00s"


def test_a_suite_that_breaks_off_without_a_closing_line_counts_as_failed():
    assert closing_line([outcome("Killed\n", code=137)], 1) == "1 failed in 1.00s"


def test_a_suite_that_ends_badly_after_its_tests_passed_counts_as_failed():
    assert closing_line([outcome("4 passed in 1.00s\n", code=1)], 1) == "1 failed, 4 passed in 1.00s"
