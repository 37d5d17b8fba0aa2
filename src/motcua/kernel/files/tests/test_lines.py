"""Lines of a file, plain or packed; damage stops nothing that can still be read."""

import gzip
import json

from motcua.kernel.files import lines
from motcua.kernel.files.lines import lines_of


def read(path):
    return [(line.number, line.text, bool(line.fault)) for line in lines_of(path)]


def test_plain_and_packed_files_are_told_apart_by_content(tmp_path):
    plain, packed = tmp_path / "a.gz", tmp_path / "a.txt"
    plain.write_bytes("\ufeffmột\n\nhai".encode())
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert read(plain) == read(packed) == [(1, "một", False), (3, "hai", False)]


def test_a_line_that_is_no_text_is_a_fault_and_the_next_is_read(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"mot\n\xff\xfe\nhai\n")
    assert read(path) == [(1, "mot", False), (2, "", True), (3, "hai", False)]


def test_a_packed_file_that_breaks_off_ends_in_a_fault(tmp_path):
    path = tmp_path / "a"
    content = gzip.compress(b"".join(b"%d %d\n" % (number, number**9) for number in range(9000)))
    path.write_bytes(content[: len(content) // 2])
    found = read(path)
    assert found[0] == (1, "0 0", False)
    assert found[-1][2]


def test_a_line_without_end_is_a_fault_and_is_not_kept_in_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(lines, "_MOST_MB", 1)
    path = tmp_path / "a"
    path.write_bytes(b"x" * 3_000_000 + b"\nhai\n")
    assert read(path) == [(1, "", True), (2, "hai", False)]


def test_a_file_that_is_not_there_is_one_fault(tmp_path):
    assert read(tmp_path / "khong-co") == [(0, "", True)]
    assert read(tmp_path) == [(0, "", True)]


def test_the_values_of_an_array_or_of_laid_out_objects_are_lines(tmp_path):
    rows, path = [{"code": "1", "name": "mot, [hai"}, {"code": "2", "name": "ba"}], tmp_path / "a.json"
    for text in (
        json.dumps(rows),
        json.dumps(rows, indent=2),
        json.dumps({"data": rows, "total": 2}, indent=2),
        "\n".join(json.dumps(row, indent=1) for row in rows),
    ):
        path.write_text(text)
        assert [(line.number, json.loads(line.text)) for line in lines_of(path)] == [*enumerate(rows, 1)]


def test_a_broken_value_of_an_array_is_a_fault_and_the_next_is_read(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('[{"code": "1", "name": "mo"t"}, {"code": "2"},\n{"code": "3", ')
    assert [(line.number, line.text, bool(line.fault)) for line in lines_of(path)] == [
        (1, "", True),
        (2, '{"code": "2"}', False),
        (3, "", True),
    ]
