"""Scoring in a real Chromium, by keyboard alone, without script, at every width."""

import pytest
from playwright.sync_api import expect

from assistant.texts import texts
from eval.rating.store import load_ratings
from tests.ui.conftest import watched

pytestmark = pytest.mark.browser

E = texts("nl", "evaluation")
QUESTIONS = ["Wat doet de politie in 2026?", "Hoe bak ik een appeltaart?"]


@pytest.fixture
def page(browser, scoring):
    """A page without JavaScript, with all that it asks for and complains of."""
    context = browser.new_context(
        base_url=scoring,
        java_script_enabled=False,
        locale="en-US",
        viewport={"width": 1280, "height": 900},
    )
    page = watched(context.new_page())
    yield page
    context.close()


def tab_to(page, target, most=60):
    """Press Tab until the target has the focus, which can be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.locator(":focus").count() and target.evaluate("e => e === document.activeElement"):
            break
    expect(target).to_be_focused()


def field(page, name, value=None):
    return page.locator(f'[name="{name}"]' + (f'[value="{value}"]' if value else ""))


def test_the_whole_path_goes_by_keyboard(page, make_run, scoring):
    run = make_run("toetsenbord", *QUESTIONS)
    page.goto("/evaluatie")
    tab_to(page, page.get_by_role("link", name="toetsenbord"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label(E["your_name"]))
    page.keyboard.type("Bo")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{scoring}/evaluatie/run/toetsenbord/bo")
    tab_to(page, page.get_by_role("link", name=E["begin"], exact=True))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTIONS[0])
    tab_to(page, field(page, "statement-1", "good"))
    page.keyboard.press("ArrowRight")
    expect(field(page, "statement-1", "needs_improvement")).to_be_checked()
    tab_to(page, field(page, "statement-1-harmful"))
    page.keyboard.press("Space")
    tab_to(page, field(page, "statement-1-comment"))
    page.keyboard.type("te kort")
    tab_to(page, field(page, "citation-1", "good"))
    page.keyboard.press("Space")
    page.keyboard.press("Enter")  # saves, for a form is sent from any of its fields

    summary = page.get_by_role("alert")
    expect(summary).to_contain_text(E["not_saved"])
    expect(summary).to_be_focused()
    expect(field(page, "statement-1-comment")).to_have_value("te kort")
    assert load_ratings(run, "bo") == {}
    tab_to(page, summary.get_by_role("link").first)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    names = {e.get_attribute("name") for e in page.locator("[type=radio]").all()}
    for name in sorted(names - {"statement-1", "citation-1"}):
        field(page, name, "good").focus()
        page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name=E["save"]))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTIONS[1])
    expect(page.get_by_role("status")).to_have_text(E["saved"].format(number=1))
    rating = load_ratings(run, "bo")["q1"]
    first = rating.statements[0]
    assert (first.grade, first.harmful, first.comment) == ("needs_improvement", True, "te kort")
    assert {c.grade for c in rating.citations} == {"good"}

    tab_to(page, page.get_by_role("button", name=E["all_good_whole"], exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(E["all_done"])
    assert load_ratings(run, "bo")["q2"].total == 100.0
    assert [url for url in page.requested if not url.startswith(scoring)] == []
    assert [c for c in page.complaints if "422" not in c] == []


def test_the_quote_leads_to_its_mark_in_the_source_and_back(page, make_run):
    make_run("bronnen", *QUESTIONS)
    page.goto("/evaluatie/run/bronnen/bo/1")
    page.locator("#zin-1 a.bw-cite").click()
    expect(page.locator("#bron-1")).to_be_in_viewport()
    assert page.locator("mark#bron-1").count() == 1
    page.locator("article a.bw-cite").first.click()
    expect(page.locator("#zin-1")).to_be_in_viewport()


def test_a_better_quote_is_copied_from_the_document(page, make_run):
    run = make_run("beter", *QUESTIONS)
    page.goto("/evaluatie/run/beter/bo/1")
    page.get_by_text(E["better"]).first.click()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Het hele document").first.click()
    words = "binnen de huidige capaciteit"
    expect(opened.value.get_by_text(words)).to_be_visible()
    page.get_by_label(E["better_label"].format(number=1)).fill(words)
    page.get_by_role("button", name=E["all_good"]).last.click()
    expect(page.get_by_role("status")).to_be_visible()
    assert load_ratings(run, "bo")["q1"].citations[0].better.quote == words


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off_and_the_source_stands_beside_where_there_is_room(
    browser, scoring, make_run, scheme
):
    make_run("breed", QUESTIONS[0], "Wat?" + "x" * 300)
    context = browser.new_context(base_url=scoring, color_scheme=scheme)
    page = context.new_page()
    widths = (320, 360, 768, 1280)
    for path in ("", "/run/breed", "/run/breed/bo", "/run/breed/bo/2", "/run/breed/bo/1"):
        page.goto(f"/evaluatie{path}")
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        quote, source, judge = (
            page.locator(s).first.bounding_box() for s in (".bw-quote", ".bw-proofs", ".bw-judge")
        )
        beside = width == 1280
        assert (source["x"] > quote["x"]) == beside
        assert (source["y"] < judge["y"]) or beside
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") == (scheme == "light")
    context.close()
