import random

import pytest
from django.apps.registry import Apps
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import connection, models

from motcua.kernel.search.match import CANDIDATES, matching
from motcua.kernel.texts.fold import fold

pytestmark = pytest.mark.django_db
NAMES = [
    "Đăng ký khai sinh",
    "Đăng ký khai sinh có yếu tố nước ngoài",
    "Đăng ký khai tử",
    "Đăng ký lại kết hôn",
    "Cấp giấy phép xây dựng nhà ở riêng lẻ",
    "Cấp bản sao trích lục hộ tịch",
    "Sang tên xe máy 100% điện",
]


class Sought(models.Model):
    """A table for these tests only."""

    search_key = models.TextField()

    class Meta:
        apps = Apps()
        app_label = "search"
        indexes = [GinIndex(OpClass("search_key", name="gin_trgm_ops"), name="sought_search")]

    def __str__(self):
        return self.search_key


@pytest.fixture(autouse=True)
def _table(db):
    with connection.schema_editor() as editor:
        editor.create_model(Sought)


@pytest.fixture
def _names(_table):
    Sought.objects.bulk_create(Sought(search_key=fold(name)) for name in NAMES)


def found(text, **options):
    return [row.search_key for row in matching(Sought.objects.all(), text, **options)]


@pytest.mark.usefixtures("_names")
class TestNames:
    @pytest.mark.parametrize("limit", [None, 5])
    @pytest.mark.parametrize("text", ["khai sinh", "KHAI SINH", "Khai  Sính", "sinh khai", "kha sin"])
    def test_rows_with_every_word_are_found_however_it_is_accented_and_ordered_shortest_first(self, text, limit):
        assert found(text, limit=limit) == ["dang ky khai sinh", "dang ky khai sinh co yeu to nuoc ngoai"]

    @pytest.mark.parametrize("limit", [None, 5])
    @pytest.mark.parametrize("text", ["khia sinh", "khai sihn", "khaisinh", "kahi sinh", "dang ki khai snh"])
    def test_a_slip_of_the_finger_still_finds_the_row_first(self, text, limit):
        assert found(text, limit=limit)[0] == "dang ky khai sinh"

    @pytest.mark.parametrize("text", ["xây dụgn", "xay dungg", "giấy phép xay dung nha o rieg le"])
    def test_typos_in_longer_questions_are_forgiven(self, text):
        assert found(text, limit=3)[0] == fold("Cấp giấy phép xây dựng nhà ở riêng lẻ")

    def test_near_rows_are_not_mixed_among_true_ones(self):
        assert found("khai tử") == ["dang ky khai tu"]

    def test_a_blank_text_asks_for_everything(self):
        assert len(found("  ")) == len(NAMES)
        assert len(found("", limit=2)) == 2

    def test_what_nothing_resembles_finds_nothing(self):
        assert found("qwxz pfft") == []
        assert found("qwxz pfft", limit=5) == []

    @pytest.mark.parametrize("text", ["100%", "%", "_", "\\", "'", "\x00", "ho_tich"])
    def test_signs_that_mean_something_to_the_database_are_plain_text(self, text):
        assert all(fold(text) in key for key in found(text, limit=len(NAMES)))

    def test_a_short_word_must_begin_a_word(self):
        assert found("tị") == ["cap ban sao trich luc ho tich"]

    def test_the_question_may_be_as_long_as_a_page(self):
        assert found("khai sinh " * 500) == found("khai sinh")

    def test_the_rows_can_be_narrowed_before_and_joined_after(self):
        some = Sought.objects.exclude(search_key__contains="nuoc ngoai")
        assert [row.pk for row in matching(some, "khai sinh", limit=3).only("pk")] == [
            some.get(search_key="dang ky khai sinh").pk
        ]


def test_words_with_figures_must_be_right():
    Sought.objects.bulk_create(Sought(search_key=key) for key in ("h14.05-261122-0001", "h14.05-261122-0002"))
    assert found("H14.05-261122-0002", limit=5) == ["h14.05-261122-0002"]
    assert found("H14.05-261122-0003", limit=5) == []


@pytest.mark.usefixtures("_names")
def test_a_search_with_a_limit_takes_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        found("khai sinh", limit=5)
    with django_assert_max_num_queries(4):
        found("kha sihn", limit=5)


@pytest.mark.usefixtures("_names")
def test_a_rare_row_among_many_is_found_even_with_a_typo_and_the_work_is_bounded():
    words, chance = ["nguyen", "van", "an", "thi", "hoa", "minh", "tran", "le"], random.Random(7)
    Sought.objects.bulk_create(
        Sought(search_key=f"{' '.join(chance.choices(words, k=4))} {number}") for number in range(20_000)
    )
    assert found("khia sinh nuoc ngoai", limit=3)[0] == "dang ky khai sinh co yeu to nuoc ngoai"
    assert len(found("nguyen van", limit=CANDIDATES * 2)) == CANDIDATES


@pytest.mark.usefixtures("_names")
@pytest.mark.parametrize("text", ["khai sinh", "khai sinhh", "co yeuu to nuocc ngoai"])
def test_true_and_near_rows_can_be_read_from_the_trigram_index(text):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = matching(Sought.objects.all(), text).explain()
    assert "sought_search" in plan
    assert "Seq Scan" not in plan
