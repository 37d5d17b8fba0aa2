"""Texts are found where Django looks them up: the same keys, plurals and contexts."""

from babel.messages.catalog import Catalog

from tools import messages


def texts(source):
    return [(text, context) for _, text, context in messages.texts_of_template(source)]


def test_a_translated_constant_is_found_with_its_context():
    source = """{% translate "Hồ sơ" %}\n{% translate 'Mở' context "nút" as open %}"""
    assert texts(source) == [("Hồ sơ", None), ("Mở", "nút")]


def test_a_block_keeps_its_variables_and_its_plural():
    source = (
        "{% blocktranslate trimmed count number=papers|length %}\n  Thiếu {{ number }} giấy tờ\n"
        "{% plural %}\n  Thiếu {{ number }} giấy tờ.\n{% endblocktranslate %}"
    )
    assert texts(source) == [(("Thiếu %(number)s giấy tờ", "Thiếu %(number)s giấy tờ."), None)]


def test_a_constant_in_another_tag_is_found():
    assert texts("""{% badge label=_("Đúng hạn") %}{{ _("Quá hạn 50%")|lower }}""") == [
        ("Đúng hạn", None),
        ("Quá hạn 50%%", None),
    ]


def test_a_comment_is_not_a_text():
    assert texts("""{# {% translate "Ghi chú" %} #}""") == []


def test_texts_of_a_tree_come_from_python_and_templates_but_not_from_tests(tmp_path):
    (tmp_path / "tests").mkdir()
    (tmp_path / "rules.py").write_text('TEXT = mark("Hồ sơ {code} đã đóng")\n')
    (tmp_path / "page.html").write_text('{% translate "Nộp hồ sơ" %}')
    (tmp_path / "tests" / "test_x.py").write_text('mark("Thử")\n')
    found = {message.id for message in messages.extracted(tmp_path) if message.id}
    assert found == {
        "Hồ sơ {code} đã đóng",
        "Nộp hồ sơ",
    }


def test_a_plural_with_one_form_missing_counts_as_missing():
    catalogue = Catalog()
    catalogue.add("Nộp", "Submit")
    catalogue.add(("Một tệp", "Nhiều tệp"), ("One file", ""))
    assert messages.missing(catalogue) == ["('Một tệp', 'Nhiều tệp')"]


def test_a_word_said_after_a_number_has_a_plural(tmp_path):
    (tmp_path / "rules.py").write_text('DAY = mark_counted("ngày")\n')
    assert [message.id for message in messages.extracted(tmp_path) if message.id] == [("ngày", "ngày")]


def test_steps_and_answers_of_our_own_drawings_are_texts_but_not_those_of_the_sample(tmp_path):
    drawn = """<bpmn:userTask id="a" name="Thẩm định" role="head" /><sequenceFlow id="b" name="Ký &amp; trả" />"""
    for folder in ("processes", "simulator"):
        (tmp_path / folder).mkdir()
    (tmp_path / "processes" / "default.bpmn").write_text(drawn + '<lane name="Văn thư" />')
    (tmp_path / "simulator" / "sample.bpmn").write_text('<userTask id="a" name="Đo đạc" />')
    assert {message.id for message in messages.extracted(tmp_path) if message.id} == {"Thẩm định", "Ký & trả"}


def test_the_english_of_a_singular_is_missing_once_its_text_has_a_plural():
    catalogue = Catalog()
    catalogue.add(("ngày", "ngày"), ("day", "days"), flags=["fuzzy"])
    assert messages.missing(catalogue) == ["('ngày', 'ngày')"]
