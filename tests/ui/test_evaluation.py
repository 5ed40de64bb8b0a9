"""Scoring over HTTP: it is only there when asked for, keeps to its folder, and loses nothing."""

import json
import re
import shutil
from html import unescape
from http.client import HTTPConnection
from urllib.parse import quote

import httpx
import pytest

from assistant.texts import texts
from eval.errors import RunFolderError
from eval.rating.store import load_ratings
from ui.web.evaluation import scoring
from ui.web.evaluation.pages import address
from ui.web.evaluation.runs_pages import runs_page
from ui.web.site.frame import EVALUATION, Frame

E = texts("nl", "evaluation")
POLICE = "Wat doet de politie in 2026?"
COOKING = "Hoe bak ik een appeltaart?"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'`{{7*7}}& Wat doet de politie?"


def path_of(*parts):
    return address("nl", *parts)


@pytest.fixture
def client(scoring):
    """A browser on the page itself."""
    with httpx.Client(base_url=scoring, headers={"sec-fetch-site": "same-origin"}) as client:
        yield client


@pytest.fixture
def run(make_run, request):
    return make_run(re.sub(r"\W", "-", request.node.name)[:60], POLICE, COOKING)


def form_of(client, run, number=1, rater="bo"):
    """The address of a form, and the hidden field that goes back with it."""
    where = path_of("run", run.name, rater, str(number))
    page = client.get(where)
    assert page.status_code == 200, page.text
    return where, {"answer": re.search(r'name="answer" value="(\w+)"', page.text)[1]}


def grades(page, grade="good"):
    names = re.findall(r'type="radio" name="([\w-]+)"', page)
    return dict.fromkeys(names, grade)


def test_without_results_there_is_nothing(address):
    for path in ("/evaluatie", "/evaluatie/run/x/bo/1", "/evaluatie/"):
        assert httpx.get(address + path).status_code == 404
    assert "evaluatie" not in re.sub(r"<style>.*?</style>", "", httpx.get(address).text, flags=re.S)


def test_with_results_the_menu_leads_there(client):
    for path in ("/", "/documenten", "/evaluatie"):
        assert '<a href="/evaluatie"' in client.get(path).text
    assert client.get("/monitoring").status_code == 404


def test_one_scores_from_the_list_of_runs_to_the_end(client, run):
    runs = client.get("/evaluatie")
    assert f'href="/evaluatie/run/{run.name}"' in runs.text
    begun = client.post(f"/evaluatie/run/{run.name}", data={"rater": " Bo "})
    assert (begun.status_code, begun.headers["location"]) == (303, f"/evaluatie/run/{run.name}/bo")
    assert E["progress"].format(done=0, count=2) in client.get(begun.headers["location"]).text

    where, form = form_of(client, run)
    form |= grades(client.get(where).text) | {"statement-1": "incorrect", "missing": "meer"}
    saved = client.post(where, data=form)
    assert saved.status_code == 303
    assert saved.headers["location"] == path_of("run", run.name, "bo", "2") + "?bewaard=1"
    assert E["saved"].format(number=1) in client.get(saved.headers["location"]).text

    where, form = form_of(client, run, 2)
    done = client.post(where, data=form | {"whole": "needs_improvement"})
    assert done.headers["location"].startswith(f"/evaluatie/run/{run.name}/bo?")
    listed = client.get(done.headers["location"]).text
    assert E["all_done"] in listed
    ratings = load_ratings(run, "bo")
    assert ratings["q1"].missing == "meer"
    assert f"{ratings['q1'].total:.1f}".replace(".", ",") in listed
    assert ratings["q2"].total == 80.0


def test_all_good_is_one_button(client, run):
    where, form = form_of(client, run)
    assert client.post(where, data=form | {"all": "good"}).status_code == 303
    assert load_ratings(run, "bo")["q1"].total == 100.0


def test_what_was_scored_stands_in_the_form_and_can_be_changed(client, run):
    where, form = form_of(client, run, 2)
    client.post(where, data=form | {"whole": "incorrect", "whole-comment": "<b>fout</b> & zo"})
    page = client.get(where).text
    assert re.search(r'value="incorrect" checked', page)
    assert "&lt;b&gt;fout&lt;/b&gt; &amp; zo</textarea>" in page
    client.post(where, data=form | {"whole": "good"})
    assert load_ratings(run, "bo")["q2"].total == 100.0
    assert len((run / "ratings-bo.jsonl").read_text("utf-8").splitlines()) == 2


def test_raters_do_not_see_what_others_gave(client, run):
    where, form = form_of(client, run, 2, "anna")
    client.post(where, data=form | {"whole": "incorrect", "whole-comment": "geheim oordeel"})
    assert "geheim oordeel" not in client.get(path_of("run", run.name, "bo", "2")).text
    progress = client.get(f"/evaluatie/run/{run.name}").text
    assert "anna" in progress
    assert E["progress"].format(done=1, count=2) in progress


def test_what_is_wrong_comes_back_with_all_that_was_filled_in(client, run):
    where, form = form_of(client, run)
    form |= {"statement-1-comment": "bewaar mij", "citation-1-better": "staat nergens zo"}
    page = client.post(where, data=form | {"citation-1": "good"})
    assert page.status_code == 422
    assert E["not_saved"] in page.text
    assert page.text.index(f"<title>{E['wrong']}") > 0
    assert 'href="#statement-1-good"' in page.text
    assert 'href="#citation-1-better"' in page.text
    assert 'id="citation-1-better-error"' in page.text
    assert "bewaar mij</textarea>" in page.text
    assert "staat nergens zo</textarea>" in page.text
    assert load_ratings(run, "bo") == {}


def test_a_better_quote_is_kept_as_the_document_has_it(client, run, web_assistant):
    where, form = form_of(client, run)
    form |= grades(client.get(where).text) | {
        "citation-1-better": "DISCRIMINATIERECHERCHEUR \n toevoegen"
    }
    assert client.post(where, data=form).status_code == 303
    better = load_ratings(run, "bo")["q1"].citations[0].better
    text = web_assistant[0].documents[better.document].text
    assert text[better.start : better.end] == better.quote == "discriminatierechercheur toevoegen"


def test_a_form_is_not_saved_for_another_answer(client, run, make_run):
    where, form = form_of(client, run)
    make_run(run.name, "Wat zegt voetnoot 15?", COOKING)
    page = client.post(where, data=form | {"statement-1": "good", "missing": "bewaar mij"})
    assert page.status_code == 409
    assert E["error_changed"] in page.text
    assert "bewaar mij</textarea>" in page.text
    assert load_ratings(run, "bo") == {}


def test_where_the_file_cannot_be_written_the_form_comes_back(client, run, monkeypatch):
    def fail(*_):
        raise RunFolderError("no space left")

    monkeypatch.setattr(scoring, "save_rating", fail)
    where, form = form_of(client, run, 2)
    page = client.post(where, data=form | {"whole": "good", "whole-comment": "bewaar mij"})
    assert page.status_code == 500
    assert E["error_storage"] in page.text
    assert "bewaar mij</textarea>" in page.text


ELSEWHERE = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"},
    {"origin": "https://example.org"},
    {"origin": "null"},
    {"origin": "http://["},
    {"sec-fetch-site": "cross-site", "origin": "{own}"},
    {},
]


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_a_form_of_another_site_is_refused(scoring, client, run, headers):
    where, form = form_of(client, run, 2)
    sent = {name: value.format(own=scoring) for name, value in headers.items()}
    for path, data in ((where, form | {"all": "good"}), (path_of("run", run.name), {"rater": "x"})):
        page = httpx.post(scoring + path, data=data, headers=sent)
        assert page.status_code == 403
        assert E["error_elsewhere"] in page.text
    assert load_ratings(run, "bo") == {}


def test_an_older_browser_says_its_origin(scoring, client, run):
    where, form = form_of(client, run, 2)
    page = httpx.post(scoring + where, data=form | {"all": "good"}, headers={"origin": scoring})
    assert page.status_code == 303


def test_what_is_no_form_or_too_large_is_refused(client, run):
    where, form = form_of(client, run, 2)
    typed = {"content-type": "application/x-www-form-urlencoded"}
    refused = {
        415: client.post(where, json=form | {"all": "good"}),
        413: client.post(where, content=b"missing=" + b"a" * 600_000, headers=typed),
    }
    for status, page in refused.items():
        assert page.status_code == status
        assert "<h1" in page.text
    assert client.post(where, content=b"&".join([b"a=1"] * 2000), headers=typed).status_code == 413
    assert client.post(where, content=b"answer=%ff%00\xff", headers=typed).status_code == 409
    assert load_ratings(run, "bo") == {}


OUTSIDE = [
    "/evaluatie/run/..",
    "/evaluatie/run/%2e%2e",
    "/evaluatie/run/%2e%2e%2fresults",
    "/evaluatie/run/..%5c..",
    "/evaluatie/run/%00",
    "/evaluatie/run/nothing",
    "/evaluatie/run//etc",
    "/evaluatie/document/..%2f..%2fpyproject",
    "/evaluatie/document/nothing",
    "/evaluatie/document/..%2f..%2fapp.py",
    "/evaluatie/../pyproject.toml",
    "/evaluatie/x%0ay",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_outside_the_runs_can_be_named(scoring, run, path):
    connection = HTTPConnection(scoring.removeprefix("http://"))  # sends the path as it is
    connection.request("GET", path)
    page = connection.getresponse()
    assert page.status == 404
    assert b"[project]" not in page.read()
    connection.close()


def test_a_folder_that_is_no_run_is_not_there(client, results, run):
    (results / "geen-run").mkdir(exist_ok=True)
    (results / "geen-run" / "ratings-x.jsonl").write_text("{}", encoding="utf-8")
    assert "geen-run" not in client.get("/evaluatie").text
    assert client.get("/evaluatie/run/geen-run").status_code == 404


@pytest.mark.parametrize("rater", ["..", "Anna", "a b", "a" * 41, "%2e%2e%2fx", "é", "x.jsonl"])
def test_a_rater_is_a_plain_name(client, run, rater):
    assert client.get(f"/evaluatie/run/{run.name}/{rater}/1").status_code == 404
    assert client.get(f"/evaluatie/run/{run.name}/{rater}").status_code == 404
    files = sorted(path.name for path in run.iterdir())
    assert files == ["answers.jsonl", "questions.jsonl", "retrieved.jsonl"]


@pytest.mark.parametrize("name", ["", "../x", "<b>x</b>", "a" * 500])
def test_a_name_that_cannot_be_is_told_beside_the_field(client, run, name):
    page = client.post(f"/evaluatie/run/{run.name}", data={"rater": name})
    assert page.status_code == 422
    assert E["error_name"] in page.text
    assert "<b>x" not in page.text


@pytest.mark.parametrize("number", ["0", "3", "-1", "1.0", "x", "9" * 30])
def test_an_answer_that_is_not_there_is_no_page(client, run, number):
    assert client.get(f"/evaluatie/run/{run.name}/bo/{number}").status_code == 404


def test_odd_names_of_runs_work(client, make_run):
    odd = make_run("100% <b>&amp; #1?", POLICE)
    page = client.get("/evaluatie")
    (href,) = [h for h in re.findall(r'href="([^"]+)"', page.text) if quote("#1?", safe="") in h]
    assert "<b>" not in page.text
    assert client.get(href).status_code == 200
    where, form = form_of(client, odd)
    assert client.post(where, data=form | {"all": "good"}).status_code == 303
    assert load_ratings(odd, "bo")["q1"].total == 100.0


@pytest.fixture
def broken(results):
    folder = results / "kapot"
    folder.mkdir()
    for name in ("questions.jsonl", "answers.jsonl"):
        (folder / name).write_text("{\n", encoding="utf-8")
    yield folder
    shutil.rmtree(folder)


@pytest.mark.usefixtures("broken")
def test_a_broken_run_is_told_and_the_others_go_on(client, run):
    page = client.get("/evaluatie/run/kapot")
    assert page.status_code == 500
    assert E["error_run"] in page.text
    assert "questions.jsonl" in page.text
    assert client.get(f"/evaluatie/run/{run.name}").status_code == 200


def test_a_line_that_is_no_rating_is_told(client, run):
    (run / "ratings-bo.jsonl").write_text("{}\n", encoding="utf-8")
    page = client.get(path_of("run", run.name, "bo"))
    assert page.status_code == 500
    assert "ratings-bo.jsonl, line 1" in page.text


def every_page(client, run):
    for path in ("/evaluatie", path_of("run", run.name), path_of("run", run.name, "bo")):
        yield client.get(path)
    yield client.get(path_of("run", run.name, "bo", "1"))
    where, form = form_of(client, run)
    yield client.post(where, data=form | {"missing": HOSTILE})


def test_hostile_text_is_only_text(client, make_run):
    run = make_run("hostile", HOSTILE)
    pages = list(every_page(client, run))
    assert all(not re.search(r"<script>|<img|49&amp;", page.text) for page in pages)
    assert HOSTILE in unescape(pages[3].text)


def test_no_question_stands_in_an_address_or_a_title(client, run):
    for page in every_page(client, run):
        links = re.findall(r'(?:href|action)="([^"]*)"', page.text)
        title = re.search(r"<title>(.*?)</title>", page.text)[1]
        assert not [x for x in (*links, title) if "politie" in x.lower() and "#" not in x]
        own = {x.partition("#")[0] for x in links if x.startswith("/") and run.name in x}
        assert [x for x in own if client.get(x).status_code != 200] == []


def test_every_page_is_guarded(client, run):
    for page in [*every_page(client, run), client.get("/evaluatie/run/nothing")]:
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "form-action 'self'" in policy
        assert page.headers["x-frame-options"] == "DENY"
        assert page.headers["x-content-type-options"] == "nosniff"
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["referrer-policy"] == "same-origin"
        tags = " ".join(re.findall(r"<[^>]+>", page.text))
        assert re.findall(r"<script[^>]*>", tags) == ['<script src="/verlaten.js" defer>']
        assert not re.search(r"\son\w+=|\sstyle=", tags)
        assert page.text.startswith('<!doctype html>\n<html lang="nl"')


def test_every_field_has_a_label_and_every_id_is_unique(client, run):
    page = client.get(path_of("run", run.name, "bo", "1")).text
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    labelled = set(re.findall(r'<label for="([^"]+)"', page))
    assert set(re.findall(r'<textarea id="([^"]+)"', page)) <= labelled
    for reference in re.findall(r'(?:aria-labelledby|aria-describedby)="([^"]+)"', page):
        assert set(reference.split()) <= set(ids)
    assert page.count("<legend>") == page.count("<fieldset")


def test_the_document_is_there_to_copy_from(client, run, web_assistant):
    form = client.get(path_of("run", run.name, "bo", "1")).text
    (href,) = set(re.findall(r'href="(/evaluatie/document/[^"#]+)#', form))
    page = client.get(href)
    (letter,) = web_assistant[0].documents.values()
    plain = unescape(re.sub(r"<[^>]+>", "", page.text))
    assert all(letter.quote(p) in plain for p in letter.paragraphs)
    for fragment in re.findall(r'href="/evaluatie/document/[^"#]+#([^"]+)"', form):
        assert f'id="{fragment}"' in page.text


def test_both_languages_have_the_same_texts_with_the_same_gaps():
    nl, en = texts("nl", "evaluation"), texts("en", "evaluation")
    assert nl.keys() == en.keys()
    for key, text in nl.items():
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", en[key])), key


def test_the_pages_can_be_english():
    page = runs_page((), Frame("en", EVALUATION, (), evaluation=True))
    assert '<html lang="en"' in page
    assert texts("en", "evaluation")["intro"] in page


def test_no_question_is_kept_in_the_ratings(client, run):
    where, form = form_of(client, run)
    client.post(where, data=form | {"all": "good"})
    (line,) = (run / "ratings-bo.jsonl").read_text("utf-8").splitlines()
    assert POLICE not in line
    assert set(json.loads(line)) == {
        "id", "answer", "date", "whole", "statements", "citations", "missing"
    }  # fmt: skip
