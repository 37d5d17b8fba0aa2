"""What a test with real transactions left behind is gone, and only that."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session

from motcua.kernel.clock import now
from motcua.kernel.files.models import StoredFile
from motcua.kernel.files.store import store_file
from tests.emptying import begin_ids_anew, empty_tables


@pytest.mark.django_db(transaction=True)
def test_tables_with_rows_are_emptied_and_ids_begin_anew_where_asked():
    first = store_file(b"%PDF-1.7 one", name="a.pdf", at=now())
    Session.objects.create(session_key="x", session_data="", expire_date=now())
    known = Permission.objects.count()
    empty_tables()
    assert not StoredFile.objects.exists()
    assert not Session.objects.exists()
    assert Permission.objects.count() == known > 0
    second = store_file(b"%PDF-1.7 two", name="b.pdf", at=now())
    assert second.id > first.id
    empty_tables()
    begin_ids_anew()
    assert store_file(b"%PDF-1.7 three", name="c.pdf", at=now()).id == 1
    empty_tables()
    empty_tables()
