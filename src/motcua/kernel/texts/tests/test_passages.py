"""Long texts in passages: steps, lists, short paragraphs; no word lost."""

from motcua.kernel.texts.passages import passages


def kinds(text):
    return [(passage.kind, len(passage.texts)) for passage in passages(text)]


def words(text):
    return [word for passage in passages(text) for said in passage.texts for word in said.split()]


def test_lines_are_paragraphs_and_marks_make_lists():
    assert kinds("Một.\nHai.\n- Ba\n+ Bốn\nNăm") == [("text", 2), ("list", 2), ("text", 1)]


def test_steps_are_headings_even_within_a_line():
    assert kinds("- Bước 1: Nộp đơn. Bước 2. Nhận thẻ.") == [("step", 1), ("text", 1), ("step", 1), ("text", 1)]


def test_a_long_paragraph_is_cut_between_sentences():
    text = "Người dân nộp đơn tại xã. " * 60
    cut = passages(text)
    assert len(cut[0].texts) > 3
    assert all(len(part) <= 420 for part in cut[0].texts)
    assert words(text) == text.split()


def test_a_long_line_with_inner_marks_becomes_a_list():
    text = "Hồ sơ gồm: " + " ".join(
        f"- Giấy tờ thứ {number} theo mẫu của cơ quan có thẩm quyền;" for number in range(12)
    )
    assert kinds(text) == [("text", 1), ("list", 12)]


def test_nothing_gives_nothing():
    assert passages("") == []
    assert passages(" \n \n") == []
