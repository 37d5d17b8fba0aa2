"""An index of names in memory."""

from motcua.kernel.search.words import Text, WordIndex

NAMES = ["dang ky khai sinh", "dang ky lai khai sinh", "dang ky ket hon", "khai bao hoa chat", "cap giay phep xay dung"]


def found(text, **more):
    index = WordIndex([Text(name, "ho tich" if place < 3 else "") for place, name in enumerate(NAMES)], **more)
    return [NAMES[place] for place in index.search(text)]


def test_rare_words_and_neighbours_count_most():
    assert found("giấy khai sinh")[0] == "dang ky khai sinh"
    assert found("đăng ký lại")[0] == "dang ky lai khai sinh"


def test_a_slip_of_the_finger_is_forgiven():
    assert found("dang ki khia sinh")[0] == "dang ky khai sinh"
    assert found("xay duung") == ["cap giay phep xay dung"]
    assert found("hoa chaat") == ["khai bao hoa chat"]


def test_the_last_word_may_be_unfinished():
    assert found("hoa ch") == ["khai bao hoa chat"]


def test_words_of_the_field_help():
    assert set(found("ho tich")) == set(NAMES[:3])


def test_idle_words_say_nothing_and_everyday_words_are_reworded():
    assert found("phep ket", idle=["phep"])[0] == "dang ky ket hon"
    assert found("cuoi", reword=lambda folded: (folded.replace("cuoi", ""), "ket hon")) == ["dang ky ket hon"]


def test_only_some_may_be_found_and_no_more_than_wanted():
    index = WordIndex(Text(name) for name in NAMES)
    assert index.search("dang ky", among={1, 2}, limit=1) == [2]
    assert index.search("khong co") == []
    assert WordIndex([]).search("khai sinh") == []
