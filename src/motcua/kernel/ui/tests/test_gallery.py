import re

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def page(client, language="vi", **cookies):
    for name, value in cookies.items():
        client.cookies[name] = value
    client.cookies["django_language"] = language
    return client.get(reverse("ui:gallery")).content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_gallery_is_drawn_in_both_languages(client, language):
    html = page(client, language)
    assert f'lang="{language}"' in html
    for part in (
        "field",
        "badge",
        "alert",
        "timeline",
        "stepper",
        "summary",
        "tasks",
        "tabs",
        "table",
        "pager",
        "empty",
    ):
        assert f'class="{part}' in html


def test_the_gallery_has_no_inline_script_or_style(client):
    html = page(client)
    assert not re.search(r"\sstyle=|\son\w+=|<style", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


def test_no_identifier_stands_twice(client):
    found = re.findall(r'\sid="([^"]+)"', page(client))
    assert sorted({name for name in found if found.count(name) > 1}) == []


def test_every_label_leads_to_a_field(client):
    html = page(client)
    assert {name for name in re.findall(r'<label[^>]* for="([^"]+)"', html) if f'id="{name}"' not in html} == set()


@pytest.mark.parametrize(("theme", "attribute"), [("dark", 'data-theme="dark"'), ("light", 'data-theme="light"')])
def test_the_chosen_theme_is_on_the_page_from_the_first_byte(client, theme, attribute):
    response = client.post(reverse("ui:set-theme"), {"theme": theme, "next": "/thu-vien-giao-dien/"})
    assert response["Location"] == "/thu-vien-giao-dien/"
    assert attribute in page(client)


def test_a_theme_of_nobodys_making_is_ignored(client):
    assert "data-theme" not in page(client, theme='x" onload="alert(1)').split(">", 2)[1]


def test_a_switch_leads_only_to_our_own_pages(client):
    assert client.post(reverse("ui:set-theme"), {"next": "https://evil.example/"})["Location"] == "/"


def test_the_language_is_switched_and_kept(client):
    client.post(reverse("ui:set-language"), {"language": "en", "next": "/thu-vien-giao-dien/"})
    assert '<html lang="en"' in client.get(reverse("ui:gallery")).content.decode()


def test_the_question_is_a_page_without_javascript_and_a_part_with_it(client):
    address = reverse("ui:gallery-question")
    assert b"<html" in client.get(address).content
    assert client.get(address, headers={"HX-Request": "true"}).content.strip().startswith(b'<form class="question"')


@pytest.mark.parametrize("cookie", ["", "vi", "xx", "../en"])
def test_a_page_is_vietnamese_until_another_language_is_chosen(client, cookie):
    client.cookies["django_language"] = cookie
    answer = client.get(reverse("ui:gallery"), headers={"Accept-Language": "en-US,en;q=0.9"})
    assert 'lang="vi"' in answer.content.decode()
