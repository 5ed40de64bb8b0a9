"""Runs that evaluators begin over HTTP: what is wrong is told, and all stays where it belongs."""

import io
import json
import threading
import time
import zipfile

import httpx
import pytest

from assistant.texts import texts
from eval.config import describe_run
from eval.questions import Question, load_questions
from eval.store import RunFolder
from eval.template import TEMPLATES
from ui.web.evaluation.runner import BusyError, Runner

E = texts("nl", "evaluation")
NEW = "/evaluatie/nieuw"
FIELDS = {"id": "q1", "lang": "nl", "persona": "staff", "type": "fact", "answerable": False}


def line(**fields):
    return json.dumps(FIELDS | {"question": "Wat doet de politie in 2026?"} | fields) + "\n"


@pytest.fixture
def client(scoring):
    with httpx.Client(base_url=scoring, headers={"sec-fetch-site": "same-origin"}) as client:
        yield client


def begin(client, name, data=b"", file="", **fields):
    return client.post(NEW, data={"name": name, **fields}, files={"file": (file, data)})


def ended(client, where):
    deadline = time.monotonic() + 60
    while 'id="stoppen"' in (page := client.get(where).text):
        assert time.monotonic() < deadline, "the run does not end"
        time.sleep(0.1)
    return page


def test_a_set_of_ones_own_is_asked_and_kept_in_the_results_only(client, results):
    before = {p.name for p in results.iterdir()}
    begun = begin(client, "Eigen Set", line().encode(), "Mijn vragen.jsonl")
    assert (begun.status_code, begun.headers["location"]) == (303, "/evaluatie/run/eigen-set")
    assert E["state_done"] in ended(client, begun.headers["location"])
    assert {p.name for p in results.iterdir()} - before == {"eigen-set"}
    folder = RunFolder(results / "eigen-set")
    assert folder.config().questions_file == "mijn-vragen.jsonl"
    assert folder.report().overall.questions == 1
    taken = begin(client, "eigen set", line().encode(), "a.jsonl")
    assert (taken.status_code, E["error_name_taken"] in taken.text) == (422, True)


def test_a_set_that_ships_can_be_asked_in_part(client, results):
    begun = begin(client, "deel", set="letter-tuning", limit="2")
    ended(client, begun.headers["location"])
    assert RunFolder(results / "deel").config().limit == 2
    assert len(load_questions(results / "deel" / "questions.jsonl")) == 2


def test_every_wrong_row_is_named_and_nothing_begins(client, results):
    before = sorted(results.iterdir())
    header = "id;lang;persona;type;question;answerable\n"
    rows = "a;xx;staff;fact;Wat?;nee\nb;nl;staff;fact;Hoe?;misschien\nc;nl;staff;fact;<b>;nee\n"
    page = begin(client, "fout", (header + rows).encode(), "set.csv")
    assert page.status_code == 422
    assert E["file_wrong"].format(file="set.csv", count=2) in page.text
    for row, column in ((2, "lang"), (3, "answerable")):
        assert f'</span>{row}</td><td><span class="bw-inline">{E["column"]} </span>{column}' in (
            page.text
        )
    assert 'value="fout"' in page.text  # what was filled in stays
    assert sorted(results.iterdir()) == before


def bomb():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 20_000_000)
    return data.getvalue()


@pytest.mark.parametrize(
    ("status", "key", "form"),
    [
        (422, "error_no_set", {}),
        (422, "error_no_set", {"set": "../../pyproject"}),
        (422, "error_limit", {"set": "letter-tuning", "limit": "0"}),
        (422, "error_limit", {"set": "letter-tuning", "limit": "²"}),
        (422, "error_run_name", {"set": "letter-tuning", "name": "../.."}),
        (422, "file_wrong_then", {"data": b"\xff\xfe", "file": "x.csv"}),
        (422, "file_wrong_then", {"data": b"x", "file": "x.xlsx"}),
        (422, "file_wrong_then", {"data": b"", "file": "x.jsonl"}),
        (422, "file_wrong_then", {"data": b"x", "file": "../../etc/passwd"}),
        (422, "file_wrong_then", {"data": bomb(), "file": "x.xlsx"}),
        (413, "error_file_too_large", {"data": b"x" * 1_100_000, "file": "x.jsonl"}),
    ],
)
def test_what_cannot_be_is_told(client, results, status, key, form):
    before = sorted(results.iterdir())
    page = begin(client, **{"name": "niet-kan"} | form)
    assert (page.status_code, E[key] in page.text) == (status, True)
    assert "/tmp" not in page.text
    assert sorted(results.iterdir()) == before


def test_a_form_of_another_site_begins_nothing(scoring, results):
    before = sorted(results.iterdir())
    for path in (NEW, "/evaluatie/stoppen/x", "/evaluatie/verder/x"):
        page = httpx.post(scoring + path, data={"a": "b"}, headers={"sec-fetch-site": "cross-site"})
        assert page.status_code == 403
    assert sorted(results.iterdir()) == before


@pytest.mark.parametrize("suffix", TEMPLATES)
def test_the_template_is_a_set_that_can_be_filled_in(client, tmp_path, suffix):
    page = client.get(f"/evaluatie/sjabloon{suffix}")
    (path := tmp_path / f"x{suffix}").write_bytes(page.content)
    assert len(load_questions(path)) == 2
    assert "attachment" in page.headers["content-disposition"]


class Slow:
    """An assistant that answers when it may."""

    def __init__(self, assistant):
        self.may, self._assistant = threading.Semaphore(0), assistant

    def ask(self, question, history=()):
        self.may.acquire()
        return self._assistant.ask(question, history=history)

    def __getattr__(self, name):
        return getattr(self._assistant, name)


def test_one_run_at_a_time_is_stopped_and_goes_on(web_assistant, tmp_path):
    def waits_for(condition):
        deadline = time.monotonic() + 30
        while not condition():
            assert time.monotonic() < deadline
            time.sleep(0.01)

    slow = Slow(web_assistant[0])
    runner = Runner(slow)
    asked = [
        Question(**FIELDS | {"id": f"q{n}", "question": "Wat doet de politie?"}) for n in "abc"
    ]
    (tmp_path / "set.jsonl").write_text("x", encoding="utf-8")
    config = describe_run(tmp_path / "set.jsonl", None, slow.engine, None)
    folder = RunFolder.start(tmp_path / "run", config, asked)
    runner.start(folder, asked)
    with pytest.raises(BusyError):
        runner.start(folder, asked)
    slow.may.release()
    waits_for(lambda: runner.progress("run").done == 1)
    assert runner.progress("other") is None
    runner.stop("run")
    slow.may.release()
    waits_for(lambda: not runner.progress("run").going_on)
    assert (runner.progress("run").state, runner.progress("run").done) == ("stopped", 2)
    slow.may.release(3)
    runner.start(RunFolder.start(tmp_path / "run", config, asked), asked)
    waits_for(lambda: not runner.progress("run").going_on)
    assert runner.progress("run").state == "done"
    assert [o.question.id for o in folder.outcomes()] == ["qa", "qb", "qc"]


def test_a_run_that_fails_says_why(web_assistant, tmp_path):
    runner = Runner(web_assistant[0])
    runner.start(RunFolder(tmp_path), [])
    deadline = time.monotonic() + 30
    while runner.progress().going_on:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert runner.progress().state == "failed"
    assert "holds no finished run" in runner.progress().problem
