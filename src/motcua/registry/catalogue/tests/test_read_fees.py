"""The command that reads fees from a file: one JSON object a line, whatever the line."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel.errors import DomainError
from motcua.registry.catalogue.public import read_fee

FREE = {"amount": 0, "currency": "VND", "per": None, "condition": None, "valid_to": None}


def run(file):
    out, err = StringIO(), StringIO()
    call_command("read_fees", str(file), stdout=out, stderr=err)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


def test_each_line_is_answered_in_the_agreed_form(tmp_path):
    file = tmp_path / "fees.txt"
    file.write_text("Miễn phí\n\n25,5 USD/bản đến hết ngày 31/12/2026\nTheo quy định\n", encoding="utf-8")
    answers, said = run(file)
    assert answers[0] == {"text": "Miễn phí", "fees": [FREE], "doubt": None}
    assert answers[1] == {"text": "", "fees": [], "doubt": None}
    dated = {"amount": 25.5, "currency": "USD", "per": "bản", "condition": None, "valid_to": "2026-12-31"}
    assert answers[2]["fees"] == [dated]
    assert answers[3] == {"text": "Theo quy định", "fees": [], "doubt": "Chỉ dẫn chiếu văn bản khác"}
    assert said == ""


def test_what_is_wrong_with_a_line_is_told_and_the_line_is_answered(tmp_path):
    file = tmp_path / "fees.txt"
    file.write_bytes(b"\xef\xbb\xbf0 \xc4\x91\r\n\xff\xfe 50\n\0\n" + b"9" * 200_000 + "đ\nMiễn phí".encode())
    answers, said = run(file)
    assert [len(answers), answers[0]["fees"], answers[-1]["fees"]] == [5, [FREE], [FREE]]
    assert answers[3]["doubt"].startswith("Văn bản quá dài")
    assert "dòng 2: không phải UTF-8" in said
    assert "dòng 3: có ký tự NUL" in said


@pytest.mark.parametrize(("name", "why"), [("no.txt", "không có tệp này"), (".", "thư mục"), ("a\0b", "không hợp lệ")])
def test_a_file_that_cannot_be_opened_is_told_in_vietnamese(tmp_path, name, why):
    with pytest.raises(DomainError, match=why):
        run(f"{tmp_path}/{name}")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=40).map(lambda text: text.replace("\n", " ").replace("\r", " ")), max_size=6))
def test_one_line_out_per_line_in(tmp_path_factory, texts):
    file = tmp_path_factory.mktemp("fees") / "fees.txt"
    file.write_text("".join(f"{text}\n" for text in ["Miễn phí", *texts]), encoding="utf-8")
    answers, _ = run(file)
    assert [answer["text"] for answer in answers] == ["Miễn phí", *texts]
    assert answers == [read_fee(answer["text"]).plain() for answer in answers]
