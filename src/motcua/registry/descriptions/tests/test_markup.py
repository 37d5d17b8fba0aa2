"""What belongs to a page changes no reading: tags, character references, quotes, bullets, numbers, odd spaces."""

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.registry.descriptions.rules.deadline_words.reading import read_words
from motcua.registry.descriptions.rules.fee_words.reader import read_fee
from motcua.registry.descriptions.rules.markup import unmarked, unnumbered

FEES = [
    line.split("\t")[0]
    for line in (Path(__file__).parent / "fee_cases.tsv").read_text(encoding="utf-8").splitlines()
    if "\\n" not in line and not line.startswith("#")
]
DEADLINES = [
    "15 ngày làm việc",
    "0,5 ngày làm việc",
    "Trong thời hạn 05 (năm) ngày làm việc, kể từ ngày nhận đủ hồ sơ hợp lệ, Sở Nội vụ cấp giấy.",
    "Trường hợp cần xác minh, trong 08 ngày làm việc kể từ ngày nhận hồ sơ, Sở trả lời.",
    "10 ngày (trong đó: Ủy ban nhân dân xã 3 ngày, Sở 7 ngày)",
    "Cấp mới: 15 ngày; cấp lại: 5 ngày",
    "7",
    "Không quy định",
]
WRAPPED = {
    "a paragraph": lambda text: f"<p>{text}</p>",
    "a cell in bold": lambda text: f'<td class="a"><b>{text}</b></td>',
    "a wrapped line": lambda text: text.replace(", ", ",<br/> "),
    "non-breaking spaces": lambda text: text.replace(" ", "&nbsp;"),
    "references": lambda text: "".join(f"&#{ord(sign)};" if ord(sign) > 127 else sign for sign in text),
    "quotes": lambda text: f"“{text}”",
    "a bullet": lambda text: f"- {text}",
    "a star": lambda text: f"* {text}",
    "apart": lambda text: normalize("NFD", text),
    "odd spaces": lambda text: text.replace(" ", "\u00a0"),
    "nothing between": lambda text: text.replace(" ", " \u200b"),
    "space around": lambda text: f"\t{text} ",
}


def told(text):
    """What of both readings must not change."""
    fee, time = read_fee(text), read_words(text)
    fees = [(one.amount, one.currency, one.valid_to) for one in fee.fees]
    return fees, bool(fee.doubt), time.kind, [(stage.amount, stage.unit) for stage in time.stages]


@pytest.mark.parametrize("wrap", WRAPPED.values(), ids=WRAPPED)
def test_markup_changes_no_reading(wrap):
    assert [text for text in [*FEES, *DEADLINES] if told(wrap(text)) != told(text)] == []


@pytest.mark.parametrize("number", ["1. ", "a) ", "(2) ", "iv) "])
def test_a_number_in_front_changes_no_fee(number):
    texts = ["Miễn phí (theo quy định)", "Miễn phí (150.000 đồng/giấy)", "Lệ phí: 50.000 đồng/giấy", "Phí: 20 USD"]
    assert [text for text in texts if told(number + text)[:2] != told(text)[:2]] == []


@pytest.mark.parametrize(
    "text", ["100. 000 đồng", "1 00.000 đồng", "1OO.000 đồng", "100.0 00 đồng", "1. 500.000 đồng", "000 đồng"]
)
def test_a_figure_that_a_scan_tore_is_a_doubt(text):
    assert read_fee(text).fees == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>Phí&nbsp;5</p>", "Phí 5"),
        ("<b>100</b>.000 đồng", "100.000 đồng"),
        ("vốn < 5 tỷ và > 1 tỷ", "vốn < 5 tỷ và > 1 tỷ"),
        ("Tàu bay->Dưới 20 tấn", "Tàu bay->Dưới 20 tấn"),
        ("R&D; AT&T", "R&D; AT&T"),
        ("-50.000 đồng", "-50.000 đồng"),
    ],
)
def test_only_markup_is_masked(text, words):
    masked = unmarked(text)
    assert len(masked) == len(text)
    assert " ".join(masked.replace("\u200b", "").split()) == words


def test_a_bullet_before_a_scale_is_no_number():
    assert unnumbered("1. triệu đồng") == "1. triệu đồng"


@given(st.text(alphabet='<>&;#nbsp/ p1"“-*.)(aĐ\n', max_size=40))
def test_every_word_keeps_its_place(text):
    masked = unnumbered(unmarked(text))
    assert len(masked) == len(text)
    assert all(
        one == other or not one.isalpha() or other in " \u200b\n" or "&" in text
        for one, other in zip(text, masked, strict=True)
    )


def test_a_figure_in_markup_is_found_where_its_span_says():
    text = "<td>Cấp mới:&nbsp;<b>100.000 đồng</b>/giấy</td>"
    assert [text[slice(*fee.span)] for fee in read_fee(text).fees] == ["100.000 đồng"]
