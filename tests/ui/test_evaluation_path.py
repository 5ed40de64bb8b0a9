"""The evaluator's whole path in a real Chromium, with axe on every state in both languages."""

import csv
import io
import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from assistant.texts import texts
from tests.ui.conftest import watched

pytestmark = pytest.mark.browser

E = texts("nl", "evaluation")
ASKED = [
    ("goed", "Wat doet de politie in 2026?", True, ["toevoegen"]),
    ("mis", "Hoe bak ik een appeltaart?", True, ["discriminatierechercheur toevoegen"]),
    ("weiger", "Wat is de hoofdstad van Peru?", False, []),
]


@pytest.fixture
def page(browser, scoring):
    context = browser.new_context(
        base_url=scoring, viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
    )
    page = watched(context.new_page(), expected="422")
    yield page
    assert [u for u in page.requested if not u.startswith((scoring, "data:", "blob:"))] == []
    assert page.complaints == []
    context.close()


def clean(page, *, other_language=True):
    """No violation on what is shown, nor on the same page in English."""
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}: {found.generate_report()}"
    if other_language:
        here = page.url
        page.get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        clean(page, other_language=False)
        page.goto(here)


def question_set():
    def line(id_, question, answerable, wordings):
        nuggets = [{"vital": True, "any_of": wordings}] if wordings else []
        return json.dumps(
            {"id": id_, "lang": "nl", "persona": "staff", "type": "fact", "question": question}
            | {"answerable": answerable, "nuggets": nuggets}
        )

    return "\n".join(line(*one) for one in ASKED).encode()


def begin(page, name, data):
    page.get_by_label(E["own_set"]).set_input_files(
        {"name": "mijn.jsonl", "mimeType": "application/x-ndjson", "buffer": data}
    )
    page.get_by_label(E["run_name"]).fill(name)
    page.get_by_role("button", name=E["start"]).click()


def test_from_a_question_set_to_a_report(page):
    page.goto("/evaluatie")
    clean(page)
    page.get_by_role("link", name=E["new_run"]).click()
    clean(page)
    begin(page, "pad", question_set() + b"\n{}")
    expect(page.get_by_role("alert")).to_be_focused()
    clean(page, other_language=False)
    begin(page, "pad", question_set())
    expect(page.locator("#stand")).to_have_text(E["state_done"], timeout=30_000)
    expect(page.get_by_label(E["your_name"])).to_be_visible()
    clean(page)

    page.get_by_role("link", name=E["figures"], exact=True).click()
    pictures = page.locator(".bw-plot img")
    pictures.last.scroll_into_view_if_needed()
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        assert picture.get_attribute("alt")
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("e => e.naturalWidth") > 0
    recall = page.get_by_role("row", name="Noodzakelijke feiten genoemd")
    expect(recall.first).to_contain_text("0,50")
    clean(page)

    page.get_by_role("link", name=E["walk"]).click()
    page.get_by_role("link", name=f"{E['kind_missed_nugget']} (1)").click()
    clean(page)
    page.get_by_role("link", name=E["walk_begin"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ASKED[1][1])
    expect(page.get_by_text(E["missed"], exact=True)).to_be_visible()
    clean(page)
    page.goto("/evaluatie/antwoorden/pad/alle/1")
    page.get_by_role("link", name=E["step_next"]).first.click()
    page.get_by_role("link", name=E["step_previous"]).first.click()
    clean(page)
    page.locator("figcaption a[href^='/document/']").first.click()
    expect(page).to_have_url(re.compile(r"/document/kst-30420-437#.+"))

    page.goto("/evaluatie/run/pad")
    page.get_by_label(E["your_name"]).fill("Bo")
    page.get_by_role("button", name=E["begin"]).click()
    clean(page)
    page.get_by_role("link", name=E["begin"], exact=True).click()
    clean(page)
    page.get_by_role("button", name=E["all_good"]).first.click()
    expect(page.locator(".bw-note[role=status]")).to_have_text(E["saved"].format(number=1))

    page.goto("/evaluatie/nieuw")
    begin(page, "pad-twee", question_set().replace(b"appeltaart", b"brood"))
    expect(page.locator("#stand")).to_have_text(E["state_done"], timeout=30_000)
    page.get_by_role("link", name=E["compare"]).click()
    clean(page)
    page.get_by_label(E["compare_first"]).select_option("pad")
    expect(page.get_by_label(E["compare_then"])).to_have_value("pad-twee")
    page.get_by_role("button", name=E["compare_do"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        E["compared"].format(before="pad", after="pad-twee")
    )
    clean(page)

    page.goto("/evaluatie/export/pad")
    clean(page)
    saved = {}
    for form in ("html", "md", "xlsx", "csv", "jsonl"):
        with page.expect_download() as download:
            page.get_by_role("link", name=E[f"export_{form}"], exact=True).click()
        assert download.value.suggested_filename == f"pad.{form}"
        saved[form] = download.value.path().read_bytes()
    rows = list(csv.DictReader(io.StringIO(saved["csv"].decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [id_ for id_, *_ in ASKED]
    assert rows[1]["vital_recall"] == "0.0"
    assert len(saved["jsonl"].splitlines()) == 3
    assert b"appeltaart" in saved["md"]
    assert b"appeltaart" in saved["html"]
    assert saved["xlsx"].startswith(b"PK")
