"""Published figures of the national portal give its published points, to the last digit."""

import json
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from motcua.oversight.service_index.public import Status, score_content, sheets
from motcua.oversight.service_index.tests.files import TODAY, content, scored

SHARED = Path(__file__).resolve().parents[6] / "shared" / "data" / "stats" / "qd766_metrics.json"
PUBLISHED = [
    # one province, the year 2026 until 26/9: numerator, denominator, published ratio and points
    ("PUBLISH_ON_TIME", 0, 89, "0", "0"),
    ("PUBLIC_CONTENT_FULL", 87, 89, "97.75", "1.96"),
    ("DOSSIER_SYNC", 475053, 475053, "100", "6"),
    ("DOSSIER_PROGRESS", 528684, 597918, "88.42", "17.68"),
    ("DOSSIER_PROGRESS", 1652, 2270, "72.78", "14.56"),
    ("ORIGINAL_RESULT_AVAILABLE", 433356, 597918, "72.48", "4.35"),
    ("SO_HOA_GIAY_TO_GIAI_QUYET", 145096, 597918, "24.27", "0.97"),
    ("REUSED_DIGITIZED_DATA", 136827, 597918, "22.88", "0.57"),
    ("REUSED_DIGITIZED_DATA", 543, 1939, "28", "0.7"),
    ("SYNCED_WITH_DVCQG_PERSONAL_STORAGE", 0, 597918, "0", "0"),
    ("CITIZEN_DATA_CONNECTED_DOSSIER", 325596, 597918, "54.45", "1.09"),
    ("CITIZEN_DATA_CONNECTED_FORMALITY", 396, 1300, "30.46", "0.61"),
    ("PETITION_PROCESSING_ON_TIME", 296, 570, "51.93", "3.12"),
    ("PETITION_HANDLING_SATISFACTION", 230, 570, "40.35", "2.42"),
    ("DOSSIER_RECEIVING_SATISFACTION", 528464, 597918, "88.38", "5.89"),
    ("DOSSIER_RECEIVING_SATISFACTION", 7362, 8253, "89.2", "5.95"),
    ("DOSSIER_RECEIVING_SATISFACTION", 1689, 1840, "91.79", "6"),
]
PAYMENTS = [
    # paid, with a duty, formalities paid online, formalities with dossiers, formalities with a fee, points
    (309542, 358625, 119, 68, 313, "6.67"),
    (18, 18, 2, 0, 3, "7.67"),
    (118, 118, 12, 0, 13, "8"),
    (0, 0, 0, 0, 1, "0"),
    (4015, 4920, 18, 10, 38, "6.74"),
    (3384, 3804, 15, 5, 40, "6.59"),
    (5623, 5914, 8, 6, 32, "6.8"),
    (1707, 1864, 16, 6, 40, "6.87"),
    (3092, 3471, 17, 8, 39, "6.94"),
    (3043, 3311, 15, 7, 38, "6.96"),
    (5154, 5553, 20, 11, 39, "7.56"),
]


@pytest.mark.parametrize(("code", "above", "below", "ratio", "points"), PUBLISHED)
@pytest.mark.parametrize("sheet", ["2022", "24-row"])
def test_an_items_points_follow_from_its_figures(sheet, code, above, below, ratio, points):
    item = scored(code, sheet=sheet, numerator=above, denominator=below, ratio=Decimal(ratio), score=Decimal(points))
    assert (item.status, item.points, item.agrees) == (Status.SCORED, Decimal(points), True)


@pytest.mark.parametrize(("paid", "owed", "used", "offered", "all_", "points"), PAYMENTS)
def test_the_parts_of_payment_are_rounded_one_by_one(paid, owed, used, offered, all_, points):
    item = scored(
        "ONLINE_PAYMENT",
        totalDossierOnlinePaymentSuccess=paid,
        totalDossierFinancialObligation=owed,
        totalDossierOnlineFormalityPaymentSuccess=used,
        totalFeeDossierFormality=offered,
        totalFeeFormality=all_,
        totalScore=Decimal(points),
    )
    assert (item.points, item.agrees) == (Decimal(points), True)


def test_rounding_only_the_sum_of_payment_would_miss_a_published_figure():
    """6.94742 → 6.95, but 6.94 was published: why the definition rounds the parts."""
    assert round(6 * 3092 / 3471 + 2.5 * 17 / 39 + 2.5 * 8 / 39, 2) == 6.95


@pytest.mark.parametrize(
    ("code", "ratio", "status", "points"),
    [
        ("PETITION_PROCESSING_ON_TIME", 0, Status.SCORED, 6),
        ("PETITION_HANDLING_SATISFACTION", None, Status.SCORED, 6),
        ("DOSSIER_RECEIVING_SATISFACTION", 0, Status.SCORED, 0),
        ("PUBLISH_ON_TIME", 0, Status.SCORED, 0),
        ("SO_HOA_GIAY_TO_GIAI_QUYET", None, Status.EMPTY, None),
        ("DOSSIER_PROGRESS", 0, Status.UNKNOWN, None),
    ],
)
def test_nothing_of_nothing_scores_as_the_portal_scores_it_and_is_not_guessed(code, ratio, status, points):
    item = scored(code, numerator=0, denominator=0, ratio=ratio)
    assert (item.status, item.points) == (status, points)


def test_an_item_of_which_only_a_ratio_is_published_is_scored_by_it_and_by_counts_where_there_is_none():
    assert scored("ELECTRONIC_CERTIFIED_COPY", numerator=None, denominator=None, ratio=100).points == 2
    assert scored("ELECTRONIC_CERTIFIED_COPY", numerator=1, denominator=4).points == Decimal("0.5")
    assert scored("ELECTRONIC_CERTIFIED_COPY").status is Status.FAULT


@pytest.mark.parametrize("code", ["PROVIDE_ONLINE", "3.1", "4.2"])
def test_an_item_without_a_known_formula_is_unknown_whatever_is_published(code):
    item = scored(code, numerator=516, denominator=1884, totalScore=Decimal("8.56"))
    assert (item.status, item.points, item.agrees) == (Status.UNKNOWN, None, None)


def test_difference_is_published_less_computed():
    item = scored("PUBLISH_ON_TIME", numerator=1, denominator=2, score=Decimal("2.5"))
    assert (item.points, item.difference, item.agrees) == (3, Decimal("-0.5"), False)


def test_an_item_is_found_by_its_row_too():
    assert scored("6.1", numerator=296, denominator=570).code == "PETITION_PROCESSING_ON_TIME"
    assert scored("21", sheet="24-row", numerator=296, denominator=570).points == Decimal("3.12")


@pytest.mark.parametrize("sheet", ["2022", "24-row"])
def test_the_row_of_the_portals_own_list_names_the_same_item_on_both_sheets(sheet):
    """The list shows groups without a code under a number; on the sheet of 2022 that number is another row."""
    for stt, code in ((5, "DOSSIER_PROGRESS"), (2, "PUBLIC_UPDATE_ON_TIME"), (24, "ONLINE_PAYMENT")):
        document = {"units": [{"departmentName": "A", "metrics": [{"code": None, "stt": stt, "ratio": 50}]}]}
        assert score_content(content(document), sheet=sheet, today=TODAY).units[0].items[0].code == code


def test_a_group_without_a_code_is_known_by_its_own_fields():
    metric = {"totalReceived": 597918, "totalOnTime": 528684, "score": 17.68}
    document = [{"departmentName": "A", "metrics": [metric]}]
    (item,) = score_content(content(document), today=TODAY).units[0].items
    assert (item.code, item.agrees) == ("DOSSIER_PROGRESS", True)


def test_a_top_score_that_is_not_the_sheets_is_told():
    assert "tối đa 5" in scored("PUBLISH_ON_TIME", numerator=1, denominator=2, maxScore=5).words[0]


def test_points_beyond_the_top_are_told():
    payment = dict.fromkeys(
        (
            "totalDossierOnlinePaymentSuccess",
            "totalDossierFinancialObligation",
            "totalDossierOnlineFormalityPaymentSuccess",
            "totalFeeDossierFormality",
            "totalFeeFormality",
        ),
        7,
    )
    item = scored("ONLINE_PAYMENT", **payment)
    assert (item.points, len(item.words)) == (Decimal("10.5"), 1)


@pytest.mark.parametrize("sheet", sheets(), ids=lambda sheet: sheet.code)
def test_the_items_of_a_sheet_add_up_to_its_top_and_are_named_once(sheet):
    assert sum(item.top or 0 for item in sheet.items if not item.part_of) == sheet.top == 100
    words = [word for item in sheet.items for word in {item.code, item.row, *item.aliases}]
    assert len(words) == len(set(words))
    for item in sheet.items:
        parts = [one.top for one in sheet.items if one.part_of == item.row]
        assert not parts or sum(parts) == item.top


def test_the_sheet_in_force_is_taken_and_a_draft_only_when_asked_for():
    unit = {"units": [{"departmentName": "A", "metrics": []}]}
    assert score_content(content(unit), today=TODAY).sheet.code == "2022"
    assert score_content(content({**unit, "sheet": "24-row"}), today=TODAY).sheet.code == "24-row"
    assert score_content(content(unit), sheet="24-row", today=TODAY).sheet.code == "24-row"


def test_every_indicator_of_the_open_list_is_in_the_24_row_sheet_with_its_top_score(capsys):
    """Agreement by item, printed: our definition against the list that the portal shows."""
    if not SHARED.exists():
        pytest.skip("../shared is not here: no list to compare with")
    sheet = next(sheet for sheet in sheets() if sheet.code == "24-row")
    told = []
    for row in json.loads(SHARED.read_text(encoding="utf-8"))["metrics"]:
        item = sheet.item(str(row["stt"]))
        assert item is not None
        assert row["code"] in {None, item.code}
        assert row["max_score"] == item.top
        assert {"Tỉnh": "province", "xã": "commune"}[row["scope"].split(", ")[-1]] == item.scope[-1]
        told.append(f"{item.row:>2} {item.code}: {'công thức' if item.formula else 'unknown'}")
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(told) + "\n")
    assert len(told) == len(sheet.items)
