"""What a form brings is measured before it is kept."""

import pytest
from django.http import QueryDict

from motcua.kernel.errors import InvalidInput
from motcua.kernel.ui.typed import line_of, numbers_of


def test_a_line_is_composed_and_measured_so():
    posted = QueryDict(mutable=True)
    posted["name"] = " e\u0302\u0301 "
    assert line_of(posted, "name", longest=1) == "ế"
    assert line_of(posted, "other", longest=1) == ""


def test_a_line_too_long_is_refused_at_its_box():
    with pytest.raises(InvalidInput) as refused:
        line_of(QueryDict("name=mai"), "name", longest=2)
    assert "2 ký tự" in str(refused.value)
    assert list(refused.value.fields) == ["name"]


def test_only_numbers_that_a_page_of_ours_writes_are_read():
    posted = QueryDict(mutable=True)
    posted.setlist("paper", ["1", "02", "", "²", "٣", "-4", "9" * 5000, "x"])
    assert numbers_of(posted, "paper") == [1, 2]
