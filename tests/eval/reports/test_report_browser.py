"""The report in a real Chromium: without script, at every width, by keyboard, and by axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from eval.reports.html import to_html

pytestmark = pytest.mark.browser


@pytest.fixture
def open_page(browser, tmp_path):
    """Opens a report, and keeps what it asks for and complains of."""
    contexts = []

    def show(results, **options):
        path = tmp_path / "report.html"
        path.write_text(to_html(results), encoding="utf-8")
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.requested, page.complaints = [], []
        page.on("request", lambda request: page.requested.append(request.url))
        page.on("dialog", lambda dialog: page.complaints.append("a dialog") or dialog.dismiss())
        page.on("console", lambda message: page.complaints.append(message.text))
        page.goto(path.as_uri())
        return page

    yield show
    for context in contexts:
        context.close()


def open_all(page):
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


@pytest.mark.parametrize(("scheme", "width"), [("dark", 320), ("light", 1280)])
def test_axe_finds_no_violation(open_page, judged, scheme, width):
    page = open_page(judged, color_scheme=scheme, viewport={"width": width, "height": 900})
    open_all(page)
    violations = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in violations] == []


@pytest.mark.parametrize("width", [320, 360, 640, 992, 1280])
def test_nothing_is_cut_off_at_any_width(open_page, judged, width):
    page = open_page(judged, viewport={"width": width, "height": 900})
    open_all(page)
    cut_off = page.locator("body *:not(.scroll *)").evaluate_all(
        "(all, width) => all.filter(e => e.getBoundingClientRect().right > width + 1)"
        ".map(e => e.outerHTML.slice(0, 80))",
        width,
    )
    assert cut_off == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    left = page.locator(".failure .sides > div").evaluate_all(
        "sides => sides.slice(0, 3).map(s => s.getBoundingClientRect().left)"
    )
    assert (len(set(left)) == 3) == (width == 1280), "beside each other where there is room"


def test_hostile_text_does_nothing_and_nothing_is_asked_for(open_page, hostile):
    page = open_page(hostile)
    open_all(page)
    page.wait_for_timeout(200)
    assert page.requested == [page.url]
    assert page.complaints == []
    assert page.locator("img, script, iframe").count() == 0


def test_failures_are_filtered_without_script(open_page, results):
    page = open_page(results, java_script_enabled=False)
    english, dutch = page.locator("#f1 summary"), page.locator("#f2 summary")
    expect(english).to_be_visible()
    page.get_by_label("Dutch").check()
    expect(english).to_be_hidden()
    expect(page.locator("#type-fact")).to_be_hidden()
    expect(dutch).to_be_visible()


def test_a_failure_opens_and_its_source_is_reached_by_keyboard(open_page, results):
    page = open_page(results, java_script_enabled=False)
    page.locator("#f1 summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#f1 a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("mark#f1-1")).to_be_focused()


def test_all_failures_are_open_on_paper(open_page, results):
    page = open_page(results, java_script_enabled=False)
    answer = page.locator("#f1 .sides")
    expect(answer).to_be_hidden()
    page.emulate_media(media="print")
    expect(answer).to_be_visible()
