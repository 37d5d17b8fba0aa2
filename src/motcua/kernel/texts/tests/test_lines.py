"""No line of a file is lost, whatever is wrong with it, and what is wrong is said."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.texts.lines import text_lines


def read(content):
    said = []
    return list(text_lines(BytesIO(content), said.append)), said


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        (b"\n", [""]),
        (b"a", ["a"]),
        (b"a\n\nb\n", ["a", "", "b"]),
        (b"a\r\nb\r\n", ["a", "b"]),
        (b"\xef\xbb\xbfa\nb", ["a", "b"]),
        (b"\xef\xbb\xbf\na", ["", "a"]),
        ("a\u2028b\x0cc".encode(), ["a\u2028b\x0cc"]),
    ],
)
def test_lines_end_at_line_feeds_only(content, lines):
    assert read(content) == (lines, [])


def test_broken_utf8_keeps_its_line_and_is_told_by_number():
    lines, said = read(b"a\n\xff50\nb\0c\n")
    assert lines == ["a", "\ufffd50", "b\0c"]
    assert [text[:7] for text in said] == ["dòng 2:", "dòng 3:"]


def test_a_file_of_another_encoding_is_read_and_told():
    lines, said = read("\ufeffPhí\nLệ phí\n".encode("utf-16-le"))
    assert lines == ["Phí", "Lệ phí"]
    assert len(said) == 1


@given(st.lists(st.binary(max_size=20).filter(lambda line: b"\n" not in line), max_size=8))
def test_one_line_out_per_line_in(raw):
    content = b"".join(line + b"\n" for line in [b"x", *raw])
    assert len(read(content)[0]) == len(raw) + 1
