"""The page in a real Chromium: it answers, proves, and keeps and sends nothing."""

import gc

import pytest
from playwright.sync_api import expect

from tests.ui.conftest import ask

pytestmark = pytest.mark.browser

QUESTION = "Wat doet de politie in 2026?"


def test_a_question_gets_numbered_quotes_that_stand_in_the_letter(page, web_assistant):
    ask(page, QUESTION)
    number = page.locator("#antwoord a.bw-cite").first
    expect(number).to_have_text("[1]")
    (letter,) = web_assistant[0].documents.values()
    marks = page.locator("mark").all_text_contents()
    assert len(marks) >= 3
    assert all(mark in letter.text for mark in marks)
    number.click()
    expect(page.locator("#bron-1")).to_be_in_viewport()
    assert page.complaints == []


def test_an_example_fills_the_box_and_answers(page):
    page.get_by_role("button", name="Wat zegt voetnoot 15?").click()
    expect(page.get_by_label("Uw vraag")).to_have_value("Wat zegt voetnoot 15?")
    expect(page.locator("#antwoord blockquote")).to_contain_text("BLC")


def test_the_button_asks_too(page):
    page.get_by_label("Uw vraag").fill(QUESTION)
    page.get_by_role("button", name="Vraag", exact=True).click()
    expect(page.locator("mark").first).to_be_visible()


def test_the_page_is_dutch_whatever_the_browser_speaks(page):
    ask(page, QUESTION)
    assert page.evaluate("document.documentElement.lang") == "nl"
    expect(page.get_by_role("heading", level=1)).to_have_text("Beleidswijzer")
    ask(page, "What will the police do in 2026?")
    expect(page.locator("#antwoord")).to_have_attribute("lang", "en")
    expect(page.locator("#antwoord blockquote").first).to_have_attribute("lang", "nl")
    assert page.evaluate("document.documentElement.lang") == "nl"


def test_the_page_speaks_english_where_its_address_says_so(page, address):
    page.goto(f"{address}/?taal=en")
    expect(page.get_by_label("Your question")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("button", name="What will the police do in 2026?").click()
    expect(page.locator("#antwoord")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Start anew").click()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    expect(page.locator("#antwoord")).to_have_attribute("lang", "en")
    assert page.complaints == []


def test_nothing_is_asked_of_another_host(page, address):
    ask(page, QUESTION)
    page.wait_for_load_state("networkidle")
    assert page.requested
    assert [u for u in page.requested if not u.startswith((address, "data:", "blob:"))] == []


def test_nothing_of_the_question_stays_in_the_browser_or_in_an_address(page):
    ask(page, "Wat doet de politie tegen Zwanenburgwal?")
    page.locator(".bw-cite").first.click() if page.locator(".bw-cite").count() else None
    kept = page.evaluate(
        """async () => JSON.stringify([
            {...localStorage}, {...sessionStorage}, await indexedDB.databases(),
            document.cookie, location.href, history.state, await caches.keys()])"""
    )
    assert "wanenburgwal" not in kept + "".join(page.requested)
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0


def test_the_server_forgets_the_question_at_the_next(page, address):
    """The words are put together in the browser: in this process only the server can hold them."""
    parts = ["Wat doet de politie tegen Zwanen", "burgwal?"]
    page.get_by_label("Uw vraag").focus()
    page.evaluate("parts => document.execCommand('insertText', false, parts.join(''))", parts)
    page.keyboard.press("Enter")
    expect(page.locator(".bw-asked q")).not_to_be_empty()
    page.goto(address)
    ask(page, QUESTION)
    gc.collect()
    strings = (
        value
        for holder in gc.get_objects()
        if type(holder) in (dict, list, tuple, set)
        for value in (holder.values() if type(holder) is dict else holder)
        if type(value) is str
    )
    assert [s for s in strings if "tegen Zwanenb" in s] == []


def test_a_conversation_lives_in_the_page_alone(page):
    ask(page, "Wat doet het COA voor lhbtiq+ bewoners?")
    ask(page, "En wie helpt hen daar?")
    expect(page.locator(".bw-earlier q")).to_have_text("Wat doet het COA voor lhbtiq+ bewoners?")
    expect(page.locator("#antwoord .bw-place").first).to_contain_text("COA")
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(page.locator(".bw-asked")).to_have_count(0)
    ask(page, QUESTION)
    expect(page.locator(".bw-earlier")).to_have_count(0)
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_a_quote_is_copied_with_its_source(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, "Wat zegt voetnoot 15?")
    page.get_by_role("button", name="Kopieer met bron").first.click()
    expect(page.get_by_role("status").filter(has_text="Gekopieerd")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Kamerstuk 30 420, nr. 437, 10 december 2025, Voetnoot 15" in copied


def test_a_hostile_question_does_nothing(page):
    question = (
        "<img src=x onerror=\"document.title='gehackt'\"><script>alert(1)</script>${alert(2)}"
    )
    ask(page, question)
    assert page.locator("#antwoord img, #antwoord script").count() == 0
    assert page.title() == "Beleidswijzer"
    assert page.complaints == []


def test_danger_is_announced_first(page):
    ask(page, "Ik word nu bedreigd door mijn buurman")
    alert = page.get_by_role("alert").filter(has_text="112")
    expect(alert).to_be_visible()
    expect(alert.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    assert alert.bounding_box()["y"] < page.locator("#antwoord").bounding_box()["y"]


def test_nothing_is_cut_off_at_any_width(page):
    ask(page, QUESTION)
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        answer, sources = (page.locator(s).bounding_box() for s in ("#antwoord", ".bw-sources"))
        beside = sources["x"] > answer["x"]
        assert beside == (width == 1280), "beside when wide, below when narrow"


def test_the_whole_path_goes_by_keyboard(page):
    page.get_by_label("Uw vraag").focus()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Vraag", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#antwoord a.bw-cite").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#bron-1")).to_be_focused()
