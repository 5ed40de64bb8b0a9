"""Choosing in which documents is searched: offered where there is a choice, told where it is on."""

import pytest
from playwright.sync_api import expect

from assistant.assistant import Assistant
from assistant.scope import EVERYTHING, Scope
from assistant.texts import texts
from tests.ui.conftest import ask, axe, serving
from ui.scopes import scope_in_words
from ui.web.filters import filters_html, read_scope

OLD, NEW = "kst-30420-437", "kst-30420-440"
QUESTION = "Wat doet de politie in 2026?"
F = texts("nl", "filters")


@pytest.fixture(scope="module")
def address(two_documents):
    settings = two_documents.model_copy(update={"port": 0, "rate_per_minute": 0})
    with serving(Assistant.open(settings), settings) as found:
        yield found


def test_with_one_document_there_is_nothing_to_choose(letter):
    assert filters_html({OLD: letter}, "nl") == ""


def test_only_what_differs_can_be_chosen(letter):
    annex = letter.model_copy(update={"id": "x", "kind": "bijlage", "title": "<b>Bijlage</b>"})
    html = filters_html({OLD: letter, "x": annex}, "en")
    assert texts("en", "filters")["kinds"] in html
    assert "Letter to parliament" in html
    assert "&lt;b&gt;Bijlage" in html
    assert texts("en", "filters")["dossiers"] not in html
    assert 'type="date"' not in html
    undated = annex.model_copy(update={"date": "2026-01-02", "dossier": "29 614"})
    html = filters_html({OLD: letter, "x": undated}, "nl")
    assert 'min="2025-12-10" max="2026-01-02"' in html
    assert "30 420</span>" in html


@pytest.mark.parametrize(
    "sent", [None, [], "x", {"documents": "x"}, {"since": "gisteren"}, {"geheim": 1}, {}]
)
def test_what_is_no_choice_is_none(sent):
    assert read_scope(sent) == EVERYTHING


def test_a_choice_is_told_in_words(letter):
    scope = Scope(documents=(OLD, "weg"), kinds=("kamerbrief",), dossiers=("30420",))
    scope = scope.model_copy(update={"since": "2025-01-01", "until": "2026-02-01"})
    assert scope_in_words(scope, {OLD: letter}, "nl") == (
        f"{letter.title}; weg; Kamerbrief; dossier 30 420; vanaf 1 januari 2025; "
        "tot en met 1 februari 2026"
    )
    assert scope_in_words(EVERYTHING, {}, "nl") == ""


@pytest.mark.browser
def test_a_choice_holds_from_the_next_question_by_keyboard(page, address):
    ask(page, QUESTION)
    expect(page.locator(".bw-source").get_by_text("nr. 440")).not_to_have_count(0)
    folded = page.locator(".bw-narrow summary")
    expect(page.get_by_role("group", name=F["documents"])).to_be_hidden()
    folded.press("Enter")
    page.get_by_role("checkbox", name="nr. 437").press("Space")
    assert axe(page) == []
    ask(page, "Wat doet de politie aan voorlichting?")
    only = page.locator("#antwoord").get_by_text(F["only"])
    expect(only).to_be_visible()
    expect(page.locator(".bw-source").get_by_text("nr. 440")).to_have_count(0)
    folded.press("Enter")
    expect(page.get_by_text(F["active"])).to_be_visible()
    folded.press("Enter")
    page.get_by_role("button", name=F["reset"]).press("Enter")
    page.get_by_label(F["since"]).fill("2026-01-01")
    page.get_by_label(F["since"]).press("Enter")
    page.get_by_role("button", name=QUESTION).click()  # an example keeps to it too
    expect(only.locator("..")).to_have_text(f"{F['only']} vanaf 1 januari 2026")
    expect(page.locator(".bw-source").get_by_text("nr. 437")).to_have_count(0)
    page.goto(f"{address}/?taal=en")
    page.get_by_text(texts("en", "filters")["summary"]).click()
    expect(page.get_by_label(texts("en", "filters")["until"])).to_be_visible()
    assert axe(page) == []
    assert page.complaints == []
    assert "2026-01-01" not in "".join(page.requested)
