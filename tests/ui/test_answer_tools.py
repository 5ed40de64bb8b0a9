"""What a visitor can do with an answer, in a real Chromium; nothing of it stays behind."""

import json
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from assistant.texts import texts
from tests.ui.conftest import ask, axe, serving
from ui.api.app import create_api
from ui.api.feedback import FeedbackFileError

pytestmark = pytest.mark.browser

QUESTION = "Wat doet de politie in 2026?"
F, X = texts("nl", "feedback"), texts("nl", "export")


def saved(page, format_):
    with page.expect_download() as download:
        page.get_by_role("button", name=X[format_]).press("Enter")
    return Path(download.value.path()).read_bytes(), download.value.suggested_filename


def kept(page):
    return page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, document.cookie,
            (await indexedDB.databases()).length, (await caches.keys()).length]"""
    )


def test_why_an_answer_was_given_opens_by_keyboard_in_both_languages(page, address):
    for language, box in (("nl", "Uw vraag"), ("en", "Your question")):
        page.goto(f"{address}/?taal={language}")
        w = texts(language, "explain")
        page.get_by_label(box).fill("what do wouten do in 2026?" if language == "en" else QUESTION)
        page.keyboard.press("Enter")
        page.get_by_text(w["why"], exact=True).press("Enter")
        expect(page.get_by_text(w["sentence"]).first).to_be_visible()
        expect(page.locator(".bw-why")).to_contain_text("%")
        assert axe(page) == []
    expect(page.locator(".bw-why")).to_contain_text("nationale politie")


def test_a_judgement_stays_in_the_page_and_goes_into_the_file(page):
    ask(page, QUESTION)
    expect(page.get_by_label(F["remark"])).to_be_hidden()
    page.get_by_role("radio", name=F["bad"]).press("Space")
    page.get_by_role("radio", name=F["reason_incomplete"]).press("Space")
    page.get_by_label(F["remark"]).fill("Ik mis <b>Zwanenburgwal</b>")
    expect(page.get_by_text(F["stays"])).to_be_visible()
    expect(page.get_by_role("button", name=F["send"])).to_have_count(0)
    assert axe(page) == []
    ask(page, "En wat doet het COA?")
    expect(page.get_by_role("radio", name=F["bad"])).not_to_be_checked()
    page.get_by_role("radio", name=F["good"]).check()
    page.get_by_text(X["save"]).click()
    first, second = json.loads(saved(page, "json")[0])["exchanges"]
    judged = {"verdict": "bad", "reason": "incomplete", "remark": "Ik mis <b>Zwanenburgwal</b>"}
    assert first["feedback"] == judged
    assert second["feedback"] == {"verdict": "good", "reason": None, "remark": ""}
    assert kept(page) == [0, 0, "", 0, 0]
    assert "wanenburgwal" not in "".join(page.requested)


def test_an_owner_may_keep_judgements_but_never_questions(page, web_assistant, tmp_path):
    assistant, settings = web_assistant
    file = tmp_path / "oordelen.jsonl"
    with serving(assistant, settings.model_copy(update={"feedback": file})) as address:
        page.goto(address)
        ask(page, QUESTION)
        page.get_by_role("radio", name=F["bad"]).check()
        page.get_by_role("radio", name=F["reason_unclear"]).check()
        page.get_by_label(F["remark"]).fill("Te\nlang")
        expect(page.get_by_text(F["goes"])).to_be_visible()
        assert file.read_text() == ""
        page.get_by_role("button", name=F["send"]).press("Enter")
        expect(page.get_by_role("status").filter(has_text=F["sent"])).to_be_visible()
        assert axe(page) == []
        (line,) = map(json.loads, file.read_text("utf-8").splitlines())
        assert line.pop("date")
        assert line == {
            "index": assistant.engine.index,
            "status": "answered",
            "anchors": [c.anchor for c in assistant.ask(QUESTION).citations],
            "verdict": "bad",
            "reason": "unclear",
            "remark": "Te\nlang",
        }
        given = {"status": "answered", "feedback": {"verdict": "good"}}
        for anchor in (QUESTION, f"kst-30420-437#{QUESTION}"):
            sent = httpx.post(f"{address}/api/v1/feedback", json={**given, "anchors": [anchor]})
            assert sent.status_code == 422
            assert QUESTION not in sent.text
        assert len(file.read_text("utf-8").splitlines()) == 1


def test_a_place_that_cannot_be_written_is_a_clear_error(web_assistant, tmp_path):
    assistant, settings = web_assistant
    with pytest.raises(FeedbackFileError, match="BELEIDSWIJZER_FEEDBACK"):
        create_api(assistant, settings.model_copy(update={"feedback": tmp_path}))


def test_who_waits_is_told_and_the_answer_is_announced_once(page):
    ask(page, "Wat doet het COA?")
    page.evaluate(
        """() => {
            window.changed = 0;
            window.region = document.getElementById("antwoord");
            const live = region.closest("[aria-live]");
            new MutationObserver(() => changed++)
                .observe(live, {childList: true, characterData: true, subtree: true});
        }"""
    )
    late = []
    page.route("**/queue/join*", lambda route: late.append(route))
    page.get_by_label("Uw vraag").fill(QUESTION)
    page.keyboard.press("Enter")
    result = page.locator(".bw-result")
    expect(result).to_have_attribute("aria-busy", "true")
    page.wait_for_timeout(600)
    shown = "e => getComputedStyle(e, '::before').visibility"
    assert result.evaluate(shown) == "visible"
    assert page.evaluate("changed") == 0
    late[0].continue_()
    expect(page.locator(".bw-asked q")).to_have_text(QUESTION)
    expect(result).not_to_have_attribute("aria-busy", "true")
    page.get_by_role("radio", name=F["bad"]).check()
    page.get_by_text(X["save"]).click()
    assert page.evaluate("[changed, region.isConnected]") == [1, True]
    page.unroute("**/queue/join*")
    for _ in range(2):  # the same page twice: there is nothing to draw
        page.get_by_label("Uw vraag").fill("???")
        with page.expect_response("**/queue/join*"):
            page.get_by_label("Uw vraag").press("Enter")
        expect(page.locator(".bw-status-invalid")).to_be_visible()
        expect(result).not_to_have_attribute("aria-busy", "true")
    page.route("**/queue/join*", lambda route: route.fulfill(status=429, json={"detail": "Wacht"}))
    page.get_by_label("Uw vraag").press("Enter")
    toast = page.locator(".toast-wrap").get_by_text("Wacht")
    expect(toast).to_be_visible()
    bar = page.locator(".bw-bar").bounding_box()
    assert page.locator(".toast-body").bounding_box()["y"] >= bar["y"] + bar["height"]
    expect(result).not_to_have_attribute("aria-busy", "true")


def test_a_conversation_is_saved_from_the_page_alone(page, address):
    ask(page, "Wat doet het COA voor lhbtiq+ bewoners?")
    ask(page, "En wie helpt hen daar?")
    page.get_by_text(X["save"]).press("Enter")
    assert axe(page) == []
    content, name = saved(page, "json")
    exchanges = json.loads(content)["exchanges"]
    asked = ["Wat doet het COA voor lhbtiq+ bewoners?", "En wie helpt hen daar?"]
    assert [e["answer"]["question"] for e in exchanges] == asked
    assert name.startswith("beleidswijzer-20")
    expect(page.get_by_role("status").filter(has_text=X["saved"])).to_be_visible()
    assert saved(page, "docx")[0].startswith(b"PK")
    page.route("**/api/v1/export", lambda route: route.fulfill(status=500))
    page.get_by_role("button", name=X["markdown"]).click()
    expect(page.get_by_role("status").filter(has_text=X["save_failed"])).to_be_visible()
    page.unroute("**/api/v1/export")
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(page.locator(".bw-exchange")).to_have_count(0)
    ask(page, "Wat zegt voetnoot 15?")
    page.get_by_text(X["save"]).click()
    content, _ = saved(page, "markdown")
    assert "voetnoot 15" in content.decode()
    assert "COA" not in content.decode(), "a new conversation"
    assert kept(page) == [0, 0, "", 0, 0]
    assert [u for u in page.requested if not u.startswith((address, "data:", "blob:"))] == []
    assert "COA" not in "".join(page.requested)
