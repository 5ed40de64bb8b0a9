"""Fetching all that a corpus refers to: what can be had is had, the rest is named."""

import os
import signal
import subprocess
import sys
import time

import pytest
import wire
from constant import Constant
from koop import letter

from ingest.collecting import fetch_documents
from ingest.manifest import load_documents, load_manifest
from ingest.overview import overview
from ingest.shelf import Shelf

WANTED, CITED = "kst-30420-440", "kst-30420-437"


@pytest.fixture
def online(home, settings):
    """The small corpus, whose registers are the server on the loopback."""
    return home.model_copy(update={"sources": settings})


def publish(site, id_, data, title="Emancipatiebeleid; Brief regering; Voortgang"):
    """One Kamerstuk, as KOOP has it."""
    _, dossier, number = id_.split("-")
    items = {"xml": f"{site.address}/frbr/{id_}.xml"}
    record = wire.sru_record(id_, title, items, dossiernummer=dossier, ondernummer=number)
    site.put(f"/frbr/{id_}.xml", data, ETag='"1"')
    return record


def test_what_can_be_had_is_had_and_the_rest_is_named(site, online):
    site.put("/sru", wire.sru_answer(publish(site, WANTED, letter())))
    first = fetch_documents([], online, Constant())
    assert [(a.id, a.status) for a in first] == [(WANTED, "added")]
    [record] = Shelf(online.data).records()
    assert record.source == f"{site.address}/frbr/{WANTED}.xml"
    assert (record.etag, record.published) == (
        '"1"',
        "Emancipatiebeleid; Brief regering; Voortgang",
    )
    assert record.tries[-1].outcome == "ok"
    _, progress = load_documents(online.corpus, online.data)
    assert progress.kind == "kamerbrief"

    again = fetch_documents([], online, Constant())  # now what the new one cites
    assert [(a.id, a.status) for a in again] == [(CITED, "failed")]
    assert "Not found at 127.0.0.1" in again[0].warnings[0]


def test_what_was_looked_for_in_vain_is_remembered(site, online):
    fetch_documents([], online, Constant())
    rows = overview(load_manifest(online.corpus, online.data), online.data)
    [missing] = [row for row in rows if row.state == "not present"]
    assert {t.outcome for t in missing.tries} >= {"404"}


def test_the_title_is_held_against_the_words_around_the_reference(site, online):
    (online.corpus / "brief/brief.txt").write_text(
        "Zie het Actieplan Veiligheid LHBTI 2019-2022.[footnoteRef:1] "
        "[1:  Kamerstuk 30 420, nr. 440.] \n",
        encoding="utf-8",
    )
    site.put("/sru", wire.sru_answer(publish(site, WANTED, letter())))
    fetch_documents([WANTED], online, Constant())
    brief = load_documents(online.corpus, online.data)[0]
    assert brief.references[0].title_check == "mismatch"


@pytest.mark.parametrize(
    "fault",
    [
        {"body": wire.ERROR_PAGE},
        {"body": wire.kst_xml("kst-30420-999")},
        {"body": "<html>500</html>", "status": 500},
        {"body": "<html>429</html>", "status": 429, "Retry_After": "0"},
        {"body": b"half", "Content_Length": 999_999},
        {"body": b"", "status": 302, "Location": "/frbr/kst-30420-440.xml"},
    ],
)
def test_no_fault_hangs_or_adds_what_is_not_the_document(site, online, fault):
    site.put("/sru", wire.sru_answer(publish(site, WANTED, b"")))
    site._answers.pop(f"/frbr/{WANTED}.xml")
    site.put(f"/frbr/{WANTED}.xml", **fault)
    [added] = fetch_documents([WANTED], online, Constant())
    assert added.status == "failed"
    assert Shelf(online.data).records() == ()


def test_again_asks_only_whether_it_has_changed(site, online):
    site.put("/sru", wire.sru_answer(publish(site, WANTED, letter())))
    fetch_documents([WANTED], online, Constant())
    path = f"/frbr/{WANTED}.xml"
    asked = len(site.asked(path))
    assert fetch_documents([WANTED], online, Constant())[0].status == "unchanged"
    assert len(site.asked(path)) == asked
    site._answers.pop(path)
    site.put(path, b"", 304)
    assert fetch_documents([WANTED], online, Constant(), again=True)[0].status == "unchanged"
    assert site.asked(path)[-1].headers["If-None-Match"] == '"1"'


def test_after_a_kill_the_same_command_goes_on(site, online):
    """The second document comes slowly; the process is killed while it waits for it."""
    one, two = publish(site, WANTED, letter()), publish(site, "kst-30420-441", letter())
    site.put("/sru", wire.sru_answer(one))
    site.put("/sru", wire.sru_answer(two))
    slow = f"/frbr/{'kst-30420-441'}.xml"
    data = letter().replace(b"kst-30420-440", b"kst-30420-441").replace(b">440<", b">441<")
    waiting = []
    site.handle(slow, lambda request: (waiting.append(1), time.sleep(30)))
    environment = os.environ | {
        "BELEIDSWIJZER_DATA": str(online.data),
        "BELEIDSWIJZER_CORPUS": str(online.corpus),
        **{
            f"BELEIDSWIJZER_SOURCES__{name.upper()}": str(value)
            for name, value in online.sources.model_dump().items()
            if value is not None
        },
    }
    process = subprocess.Popen(
        [sys.executable, "-c", "from ui.cli.main import main; main()", "corpus", "fetch", WANTED,
         "kst-30420-441"],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not waiting and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert [r.info.id for r in Shelf(online.data).records()] == [WANTED]

    site._handlers.pop(slow)
    site._answers.pop(slow)
    site.put(slow, data)
    asked = len(site.asked(f"/frbr/{WANTED}.xml"))
    added = fetch_documents([WANTED, "kst-30420-441"], online, Constant())
    assert [(a.id, a.status) for a in added] == [
        (WANTED, "unchanged"), ("kst-30420-441", "added"),
    ]  # fmt: skip
    assert len(site.asked(f"/frbr/{WANTED}.xml")) == asked
    assert len(Shelf(online.data).records()) == 2
