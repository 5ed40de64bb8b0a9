"""The plain pages and the quick exit in a real Chromium: for every reader, and leaving no trace."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from assistant.texts import texts
from tests.ui.conftest import watched

pytestmark = pytest.mark.browser

S = texts("nl", "site")
LETTER = "/document/kst-30420-437"
PATHS = [
    "/",
    "/documenten",
    LETTER,
    f"{LETTER}?zoek=politie",
    "/document/kst-30420-392",
    "/document/niets",
    "/nergens",
    "/over",
    "/hulp",
]
AWAY = "https://www.buienradar.nl/"
KEPT = """async () => [localStorage.length, sessionStorage.length,
    (await indexedDB.databases()).length, (await caches.keys()).length, document.cookie]"""
HIDDEN = "[...document.body.children].filter(e => e.checkVisibility()).map(e => e.className)"


@pytest.fixture
def open_page(browser, address):
    """Opens pages that may ask nothing of anyone else; the way out is followed up to its edge."""
    contexts = []

    def leave(route):
        assert route.fetch(max_redirects=0).headers["location"] == AWAY
        route.fulfill(body="<title>Weer</title>", content_type="text/html")

    def show(path="/over", **options):
        still = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
        contexts.append(browser.new_context(base_url=address, **still | options))
        page = watched(contexts[-1].new_page(), expected="404")
        page.route("**/weg", leave)
        visit(page, path)
        return page

    yield show
    for context in contexts:
        for page in context.pages:
            outside = [u for u in page.requested if not u.startswith((address, "data:"))]
            assert (outside, page.complaints) == ([], [])
        assert context.cookies() == []
        context.close()


def visit(page, path, language="nl"):
    path, hash_, place = path.partition("#")
    if language != "nl":
        path += ("&" if "?" in path else "?") + f"taal={language}"
    page.goto(path + hash_ + place)
    if path.partition("?")[0] == "/":
        expect(page.locator("textarea").first).to_be_visible()
        expect(page.get_by_text("Loading...")).to_have_count(0)


def tab_to(page, target, most=60):
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.locator(":focus").count() and target.evaluate("e => e === document.activeElement"):
            break
    expect(target).to_be_focused()


def shift(page, times=3):
    for _ in range(times):
        page.keyboard.press("Shift")


# For every reader


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("nl", "dark", 320), ("en", "light", 1280)],
)
def test_axe_finds_nothing_nothing_is_cut_off_and_nothing_stays_in_the_browser(
    open_page, language, scheme, width
):
    page = open_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    for path in [*PATHS, f"{LETTER}#4.politie.p3", f"{LETTER}#n6", f"{LETTER}#4"]:
        visit(page, path, language)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        violations = Axe().run(page).response["violations"]
        assert [(path, v["id"], [n["html"] for n in v["nodes"]]) for v in violations] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert page.evaluate(KEPT) == [0, 0, 0, 0, ""]
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") == (scheme == "light")


def test_nothing_is_cut_off_at_any_width_or_at_twice_the_size(open_page):
    page = open_page()
    for path in PATHS:
        visit(page, path)
        for width in (768, 640, 360):
            page.set_viewport_size({"width": width, "height": 450})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_an_address_with_an_anchor_arrives_below_the_bar_and_is_highlighted(open_page):
    page = open_page(f"{LETTER}#4.politie.p3")
    place = page.locator("[id='4.politie.p3']")
    expect(place).to_be_in_viewport(ratio=1)
    assert place.bounding_box()["y"] >= page.locator(".bw-bar").bounding_box()["height"]
    colour = "e => getComputedStyle(e).backgroundColor"
    assert place.evaluate(colour) != page.locator("[id='4.politie.p4']").evaluate(colour)
    visit(page, f"{LETTER}#4.politie")
    expect(page.get_by_role("heading", name="Politie", exact=True)).to_be_in_viewport()


def test_contents_notes_and_back_go_by_keyboard(open_page):
    page = open_page(LETTER, java_script_enabled=False)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=S["skip_link"])).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Versterkte aanpak", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Versterkte aanpak", exact=True)).to_be_in_viewport()
    mark = page.get_by_role("link", name="Voetnoot 10").first
    tab_to(page, mark)
    assert mark.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#n10")).to_be_in_viewport()
    tab_to(page, page.locator("#n10 .bw-back"), most=3)
    page.keyboard.press("Enter")
    expect(mark).to_be_in_viewport()


def test_a_search_goes_by_keyboard_and_leads_to_the_hit(open_page):
    page = open_page(f"{LETTER}?taal=en")
    tab_to(page, page.get_by_role("searchbox"))
    page.keyboard.type("coordinat")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".bw-found a").first.click()
    expect(page.locator("mark[id=bw_gevonden-1]")).to_be_in_viewport()
    expect(page.locator("mark[id=bw_gevonden-1]")).to_have_text(re.compile("coördinat"))


def test_the_graph_scrolls_by_keyboard_within_its_region(open_page):
    page = open_page("/documenten", viewport={"width": 360, "height": 740})
    region = page.get_by_role("region", name=S["graph_region"])
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.bw-scroll').scrollLeft > 0")


def test_a_long_document_jumps_and_does_not_glide(open_page):
    page = open_page(LETTER, reduced_motion="no-preference")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


# Leaving


@pytest.mark.parametrize("path", ["/", "/hulp"])
def test_a_click_blanks_the_page_at_once_and_leaves(open_page, path):
    page = open_page("/over")
    visit(page, path)
    took, visible, title = page.evaluate(
        f"""() => {{
            const start = performance.now();
            document.querySelector(".bw-exit").click();
            const visible = {HIDDEN};
            return [performance.now() - start, visible, document.title];
        }}"""
    )
    assert took < 100
    assert visible == ["bw-cover"]
    assert title == S["exit_wait"]
    expect(page).to_have_title("Weer")
    page.go_back()
    assert page.url.endswith("/over"), "the page that was left stands in the history"


@pytest.mark.parametrize("path", ["/", LETTER])
def test_shift_three_times_leaves_also_while_typing(open_page, path):
    page = open_page(path)
    page.locator("textarea, input[type=search]").first.focus()
    page.keyboard.type("Wat Doet De POLITIE")
    shift(page, 2)
    expect(page.locator("p[role=status].bw-hidden")).to_have_text(S["exit_one"])
    page.keyboard.press("Shift")
    expect(page).to_have_title("Weer")


def test_shift_that_takes_too_long_or_makes_capitals_does_not_leave(open_page):
    page = open_page("/over")
    page.clock.install()
    visit(page, "/over")
    shift(page, 2)
    page.clock.fast_forward(5001)
    expect(page.locator("p[role=status].bw-hidden")).to_have_text(S["exit_over"])
    page.keyboard.press("Shift")
    for _ in range(4):
        page.keyboard.press("Shift+A")
    assert page.evaluate(HIDDEN) != ["bw-cover"]


def test_who_comes_back_sees_the_page_again(open_page):
    page = open_page("/over")
    page.route("**/weg", lambda route: route.fulfill(status=204))  # the browser stays where it is
    page.locator(".bw-exit").click()
    assert page.evaluate(HIDDEN) == ["bw-cover"]
    expect(page.get_by_role("alert")).to_have_text(S["exit_wait"])
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.title().startswith(S["nav_about"])


def test_without_script_the_way_out_is_a_link(open_page):
    page = open_page("/hulp", java_script_enabled=False)
    page.get_by_role("link", name=S["exit"]).click()
    expect(page).to_have_title("Weer")
