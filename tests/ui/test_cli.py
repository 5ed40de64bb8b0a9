"""The command line as a user meets it: what it prints, exit codes, no tracebacks."""

import json
import os
import re
import subprocess
import sys

import pytest
from command import call

KEYS = {
    "id", "title", "kind", "date", "dossier", "number", "text", "sections", "paragraphs",
    "footnotes", "references", "signatories", "warnings",
}  # fmt: skip


@pytest.fixture(scope="module")
def run(settings, assistant):
    """Calls the command in this process."""

    def run(*args, **given):
        return call(*args, **{"BELEIDSWIJZER_DATA": str(settings.data)} | given)

    return run


@pytest.fixture(scope="module")
def start(settings, assistant):
    """Calls the command in a process of its own."""

    def start(*args, stdin=b"", **environment):
        env = os.environ | {"BELEIDSWIJZER_DATA": str(settings.data)} | environment
        code = "from ui.cli.main import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, *args],
            input=stdin,
            capture_output=True,
            env=env,
            check=False,
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return done

    return start


@pytest.mark.parametrize(
    "command", [[], ["ask"], ["ingest"], ["mcp"], ["serve"], ["show"], ["terms"], ["eval"]]
)
def test_help_teaches(run, command):
    done = run(*command, "--help")
    assert done.returncode == 0
    assert len(done.stdout) > 300


def test_ask_is_readable(run):
    out = run("ask", "Wat doet de politie in 2026?").stdout.decode()
    assert '[4] "' in out
    assert "> Politie" in out
    assert "kst-30420-437" in out


def test_ask_explains_its_choice_and_what_else_it_searched_for(run):
    printed = run("ask", "--explain", "wat doen de dienders in 2026 tegen haat?").stdout.decode()
    assert "Gekozen omdat:" in printed
    assert "de zin beantwoordt een vraag als deze: " in printed
    assert re.search(r"Ook gezocht met: .*politie", printed)


def test_ask_reads_standard_input_and_prints_json(start):
    done = start("ask", "--json", stdin=b"Wat zegt voetnoot 15?\n")
    assert json.loads(done.stdout)["citations"][0]["anchor"] == "kst-30420-437#n15"


def test_a_batch_is_answered_in_order(run, tmp_path):
    lines = [
        {"id": "b", "question": "Wat doet de IND?"},
        {"id": "a", "question": "en in 2026?", "history": [{"role": "user", "content": "COA?"}]},
    ]
    path = tmp_path / "batch.jsonl"
    path.write_text("\n\n".join(map(json.dumps, lines)))
    done = run("ask", "--json", "--batch", str(path))
    assert done.returncode == 0
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["b", "a"]


@pytest.mark.parametrize("line", [b"{", b'{"id": "a"}', b"\xff\xfe"])
def test_a_bad_line_is_named_and_nothing_is_printed(run, tmp_path, line):
    path = tmp_path / "batch.jsonl"
    path.write_bytes(b'{"id": "a", "question": "Wat doet de IND?"}\n' + line + b"\n")
    done = run("ask", "--json", "--batch", str(path))
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"batch.jsonl" in done.stderr


@pytest.mark.parametrize(
    "question", [b"", b"\x00\xff\xfe\x80", b"x" * 100_000, "\u202e😀\u2066".encode()]
)
def test_bad_input_is_an_invalid_question(run, question):
    done = run("ask", "--json", stdin=question)
    assert done.returncode == 0
    assert json.loads(done.stdout)["status"] == "invalid"


def test_escape_sequences_do_not_reach_the_terminal(start):
    assert b"\x1b" not in start("ask", "Wat doet de \x1b[31mpolitie?").stdout


def test_show_prints_the_document_of_the_contract(run, assistant):
    shown = json.loads(run("show", "kst-30420-437", "--json").stdout)
    assert set(shown) >= KEYS
    assert shown["text"] == assistant.documents["kst-30420-437"].text
    assert len(shown["footnotes"]) == 16


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("kst-30420-437", "Voortgang"),
        ("kst-30420-437#4.politie", "discriminatierechercheur"),
        ("kst-30420-437#4.politie.p1", "voorlichting"),
        ("kst-30420-437#n15", "BLC"),
        ("kst-30420-437#ondertekening", "Becking"),
    ],
)
def test_show_finds_every_kind_of_place(run, place, text):
    assert text in run("show", place).stdout.decode()


def test_terms_tells_what_people_call_a_thing(run):
    printed = run("terms", "wouten").stdout.decode()
    assert printed.startswith("politie (police)")
    assert "#4.politie" in printed


@pytest.mark.parametrize(
    ("args", "environment", "code", "says"),
    [
        (["show", "kst-30420-437#9.x"], {}, 2, "show kst-30420-437"),
        (["show", "kst-1-1"], {}, 2, "kst-30420-437"),
        (["ask", "x"], {"BELEIDSWIJZER_CORPUS": "/nowhere"}, 3, "/nowhere"),
        (["ask", "x"], {"BELEIDSWIJZER_DATA": "/dev/null/x"}, 5, "BELEIDSWIJZER_DATA"),
        (["ask", "x"], {"BELEIDSWIJZER_ENCODER": "/nowhere"}, 6, "/nowhere"),
        (["serve"], {"BELEIDSWIJZER_PORT": "abc"}, 2, "PORT"),
    ],
)
def test_a_mistake_ends_in_one_clear_line(run, args, environment, code, says):
    done = run(*args, **environment)
    assert (done.returncode, done.stdout) == (code, b"")
    assert says in done.stderr.decode()


def test_a_process_ends_with_that_code_and_without_a_traceback(start):
    done = start("ask", "x", BELEIDSWIJZER_CORPUS="/nowhere")
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"/nowhere" in done.stderr


def test_a_damaged_index_is_refused_with_the_command_that_rebuilds_it(run, light, tmp_path):
    data = {"BELEIDSWIJZER_DATA": str(tmp_path), "BELEIDSWIJZER_CORPUS": str(light.corpus)}
    assert run("ingest", **data).returncode == 0
    (tmp_path / "index" / "current").write_text("gone")
    done = run("ask", "Wat doet de IND?", **data)
    assert done.returncode == 4
    assert b"beleidswijzer ingest --rebuild" in done.stderr
    assert run("ingest", "--rebuild", **data).returncode == 0
    assert run("ask", "Wat doet de IND?", **data).returncode == 0


def test_no_question_is_kept(start, settings):
    start("ask", "Wat doet de politie tegen zwanenburgwal?")
    for path in settings.data.rglob("*"):
        assert not path.is_file() or b"zwanenburgwal" not in path.read_bytes().lower()


def test_asking_loads_only_what_it_needs(settings):
    code = (
        "import sys; from ui.cli.main import cli; "
        "cli(['ask', 'Wat doet de IND?'], standalone_mode=False); "
        "print([m for m in ('chromadb', 'gradio', 'torch') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={**os.environ, "BELEIDSWIJZER_DATA": str(settings.data)},
    )
    assert done.stdout.splitlines()[-1] == b"[]"
