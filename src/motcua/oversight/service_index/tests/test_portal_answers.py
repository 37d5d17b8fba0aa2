"""Answers of the portal are read as they are; the command prints tables or JSON and says by its exit what it found."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from motcua.oversight.service_index.public import score_content
from motcua.oversight.service_index.tests.files import TODAY, content

PROVINCE = {"departmentId": "p", "departmentName": "UBND tỉnh A"}
COMMUNE = {"departmentId": "c", "departmentCode": "H44.100", "departmentName": "UBND phường B"}


def metric(code, above, below, ratio, score):
    return {"code": code, "numerator": above, "denominator": below, "ratio": ratio, "score": score}


TRANSPARENCY = {
    "code": "OK",
    "data": {
        "overview": {
            **PROVINCE,
            "totalScore": 7.96,
            "metrics": [
                metric("PUBLISH_ON_TIME", 0, 89, 0, 0),
                metric("PUBLIC_UPDATE_ON_TIME", 0, 70, 0, 0),
                metric("PUBLIC_CONTENT_FULL", 87, 89, 97.75, 1.96),
                metric("DOSSIER_SYNC", 475053, 475053, 100, 6),
            ],
        },
        "monthlyChart": [],
        "evaluation": [{**COMMUNE, "totalScore": 2, "metrics": [metric("PUBLIC_CONTENT_FULL", 87, 89, 97.75, 1.96)]}],
    },
}
PROGRESS = {
    "code": "OK",
    "data": {
        "parent": {**PROVINCE, "totalReceived": 597918, "totalOnTime": 528684, "ratio": 88.42, "totalScore": 17.68},
        "children": [{**COMMUNE, "totalReceived": 8253, "totalOnTime": 7368, "ratio": 89.28, "score": 17.86}],
    },
}
ONLINE = {
    "code": "OK",
    "data": {
        "parent": {**PROVINCE, "onlineServiceTotal": 1884, "onlineDossierCount": 516, "totalScore": 8.56},
        "children": [{**COMMUNE, "totalScore": 6.57, "totalMaxScore": 12}],
    },
}


def run(tmp_path, document, *options):
    file, out = tmp_path / "so-lieu.json", io.StringIO()
    file.write_bytes(document if isinstance(document, bytes) else content(document))
    try:
        call_command("qd766_score", str(file), *options, stdout=out)
    except CommandError as error:
        return error.returncode, out.getvalue(), str(error)
    return 0, out.getvalue(), ""


def test_answers_of_several_groups_are_put_together_by_department():
    province, commune = score_content(content([TRANSPARENCY, PROGRESS, ONLINE]), today=TODAY).units
    assert (province.name, commune.code) == ("UBND tỉnh A", "H44.100")
    assert [(item.code, item.status.value) for item in commune.items] == [
        ("PUBLIC_CONTENT_FULL", "scored"),
        ("DOSSIER_PROGRESS", "scored"),
        ("PROVIDE_ONLINE", "unknown"),
    ]
    assert all(item.agrees is not False for unit in (province, commune) for item in unit.items)


def test_a_published_total_is_compared_with_the_sum_of_its_items():
    province, commune = score_content(content(TRANSPARENCY), today=TODAY).units
    assert province.totals[0].difference == 0
    assert str(commune.totals[0].difference) == "0.04"


def test_a_total_over_an_item_that_could_not_be_scored_is_not_compared():
    document = {"units": [{**COMMUNE, "totalScore": 9, "metrics": [{"code": "3", "score": 5}]}]}
    total = score_content(content(document), today=TODAY).units[0].totals[0]
    assert (total.points, total.difference) == (None, None)


def test_the_command_exits_with_what_it_found(tmp_path):
    good = {"units": [{**COMMUNE, "metrics": [metric("PUBLIC_CONTENT_FULL", 87, 89, 97.75, 1.96)]}]}
    differing = {"units": [{**COMMUNE, "metrics": [metric("PUBLIC_CONTENT_FULL", 87, 89, 97.75, 1.95)]}]}
    faulty = {"units": [{**COMMUNE, "metrics": [metric("PUBLIC_CONTENT_FULL", 90, 89, None, 1.95)]}]}
    assert run(tmp_path, good)[0] == 0
    assert run(tmp_path, differing)[::2] == (4, "1 điểm công bố khác điểm tính lại.")
    assert run(tmp_path, faulty)[0] == 3
    code, out, error = run(tmp_path, b"{")
    assert (code, out) == (1, "")
    assert "không phải JSON" in error


def test_a_missing_file_is_said_in_words(tmp_path):
    with pytest.raises(CommandError, match="không đọc được tệp"):
        call_command("qd766_score", str(tmp_path / "khong-co.json"))


def test_the_table_prints_unknown_and_the_difference(tmp_path):
    document = [TRANSPARENCY, ONLINE]
    _code, out, _error = run(tmp_path, document)
    online = next(line for line in out.splitlines() if "PROVIDE_ONLINE" in line)
    assert "unknown" in online
    assert "chênh +0,04" in out
    assert out.splitlines()[-1] == "chấm 5, unknown 2, không chấm 0, lỗi 0, khớp 5, khác 1"


def test_json_says_the_same_to_a_program(tmp_path):
    code, out, _error = run(tmp_path, [TRANSPARENCY, ONLINE], "--format", "json")
    told = json.loads(out)
    items = {item["code"]: item for item in told["units"][0]["items"]}
    assert code == 4
    assert items["PROVIDE_ONLINE"]["points"] == "unknown"
    assert (items["PUBLIC_CONTENT_FULL"]["points"], items["PUBLIC_CONTENT_FULL"]["difference"]) == (1.96, 0)
    assert told["summary"] == {
        "scored": 5, "unknown": 2, "empty": 0, "fault": 0, "faults": 0, "agreeing": 5, "differing": 1,
    }  # fmt: skip
