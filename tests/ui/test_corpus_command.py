"""`beleidswijzer corpus` as a user meets it."""

import json

import pytest
from command import call
from koop import letter


@pytest.fixture(scope="module")
def run(light, tmp_path_factory):
    """Calls the command with a data folder of its own."""
    home = str(tmp_path_factory.mktemp("corpus-command"))

    def run(*args):
        return call(*args, BELEIDSWIJZER_DATA=home, BELEIDSWIJZER_CORPUS=str(light.corpus))

    return run


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("files") / "voortgang.xml"
    path.write_bytes(letter())
    return path


def test_a_document_is_added_asked_shown_and_removed(run, file):
    added = json.loads(run("corpus", "add", file, "--json").stdout)
    assert added == [
        {
            "id": "kst-30420-440",
            "title": "Emancipatiebeleid; Brief van de minister van justitie en veiligheid",
            "status": "added",
            "warnings": [],
        }
    ]
    question = "Hoeveel krijgt de Reddingsbrigade Nederland in 2027?"
    printed = run("ask", question).stdout.decode()
    assert "Reddingsbrigade Nederland; 2027: € 1,4 miljoen" in printed
    assert "kst-30420-440" in printed
    only_old = json.loads(run("ask", "--json", "--until", "2026-01-01", question).stdout)
    assert {c["document"]["id"] for c in only_old["citations"]} <= {"kst-30420-437"}
    assert b"1. Politie" in run("show", "kst-30420-440").stdout
    assert b"Every file is as it was added" in run("corpus", "verify").stdout
    assert b"present" in run("corpus", "list").stdout
    assert run("corpus", "remove", "kst-30420-440").returncode == 0
    assert run("show", "kst-30420-440").returncode == 2


def test_what_cannot_be_added_is_named_and_ends_with_3(run, file, tmp_path):
    (tmp_path / "leeg.pdf").write_bytes(b"")
    done = run("corpus", "add", tmp_path / "leeg.pdf", file)
    assert done.returncode == 3
    printed = done.stdout.decode()
    assert "failed" in printed
    assert "The file is empty." in printed
    assert "kst-30420-440" in printed


def test_a_missing_file_is_one_clear_line(run):
    done = run("corpus", "add", "weg.xml")
    assert done.returncode == 3
    assert b"no file or folder weg.xml" in done.stderr


def test_the_list_says_why_a_document_belongs_and_how_to_add_it(run):
    rows = json.loads(run("corpus", "list", "--json").stdout)
    [plan] = [row for row in rows if row["id"] == "kst-30420-392"]
    assert plan["state"] == "not present"
    assert plan["how"] == "beleidswijzer corpus fetch kst-30420-392"
    assert plan["title_check"] == "mismatch"
    assert plan["why"]["nl"]


def test_the_graph_is_written_as_json_ld(run, tmp_path):
    out = tmp_path / "graph.json"
    assert run("corpus", "graph", "--out", out).returncode == 0
    graph = json.loads(out.read_text("utf-8"))
    [source] = [node for node in graph["@graph"] if node["identifier"] == "kst-30420-437"]
    assert {"bw:kst-36471-37", "bw:bijlage-van:kst-30420-418"} <= {
        citation["@id"] for citation in source["citation"]
    }


def test_a_day_that_is_none_is_told(run):
    done = run("ask", "--since", "gisteren", "Wat doet de politie?")
    assert done.returncode == 2
    assert b"gisteren is no date" in done.stderr


@pytest.mark.parametrize("command", ["list", "add", "fetch", "remove", "verify", "graph"])
def test_help_teaches(run, command):
    done = run("corpus", command, "--help")
    assert done.returncode == 0
    assert len(done.stdout) > 150
