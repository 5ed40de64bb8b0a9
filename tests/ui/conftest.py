"""The real front end on a free loopback port, over the real assistant and a fresh index."""

import os
import shutil
import threading
import time
from contextlib import contextmanager

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from eval.outcome import Outcome
from eval.questions import Question
from ui.web.app import open_server

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def web_assistant(settings, assistant):
    return assistant, settings.model_copy(update={"port": 0, "rate_per_minute": 0})


@pytest.fixture(scope="session")
def address(web_assistant):
    """The address of a running front end."""
    with serving(*web_assistant) as found:
        yield found


@pytest.fixture(scope="session")
def site(address):
    """Asks the running front end for pages."""
    with httpx.Client(base_url=address) as client:
        yield client


@pytest.fixture(scope="session")
def letter(web_assistant):
    """The bundled letter."""
    return web_assistant[0].documents["kst-30420-437"]


@contextmanager
def serving(assistant, settings, results=None):
    """A front end that runs in a thread of its own; gives its address."""
    server, listener = open_server(assistant, settings, results)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started:
        assert thread.is_alive(), "the server ended at once"
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def results(tmp_path_factory):
    """A folder for runs; what is in it, each test makes."""
    return tmp_path_factory.mktemp("results")


@pytest.fixture(scope="session")
def scoring(web_assistant, results):
    """The address of a front end on which runs are scored."""
    with serving(*web_assistant, results) as found:
        yield found


@pytest.fixture
def make_run(web_assistant, results, write_run):
    """Makes a run of questions that the real assistant answered; gives its folder."""

    def make(name, *questions):
        def answered(number, question):
            fields = {
                "id": f"q{number}",
                "lang": "nl",
                "persona": "staff",
                "type": "fact",
                "question": question,
                "answerable": False,
            }
            answer = web_assistant[0].ask(question).model_copy(update={"id": fields["id"]})
            return Outcome(question=Question(**fields), answer=answer, passages=())

        outcomes = [answered(i, question) for i, question in enumerate(questions, 1)]
        return write_run(results / name, outcomes)

    return make


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        assert "BELEIDSWIJZER_REQUIRE_BROWSER" not in os.environ, "CI must have a Chromium"
        pytest.skip("no Chromium found (chromium, chromium-browser or google-chrome)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def watched(page, expected=None):
    """The page with all that it asks for and complains of, but for errors of that status."""

    def note(message):
        if message.type == "error" and not (expected and expected in message.text):
            page.complaints.append(message.text)

    page.requested, page.complaints = [], []
    page.on("request", lambda request: page.requested.append(request.url))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", note)
    return page


@pytest.fixture
def page(browser, address):
    """A fresh page of an English-speaking browser, with all that it asks for and complains of."""
    context = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 900})
    page = watched(context.new_page())
    page.on("dialog", lambda dialog: page.complaints.append("a dialog") or dialog.dismiss())
    page.goto(address)
    expect(page.get_by_label("Uw vraag")).to_be_visible()
    yield page
    context.close()


def ask(page, question):
    """Asks on the question page, and waits for the answer."""
    page.get_by_label("Uw vraag").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".bw-asked q")).to_have_text(question)


def axe(page):
    """What axe finds wrong with a page."""
    found = Axe().run(page).response["violations"]
    return [(v["id"], [n["html"] for n in v["nodes"]]) for v in found]
