"""The corpus manifest and the contacts: the bundled ones, and what is said of broken ones."""

import datetime
import hashlib
import re
import shutil

import pytest

from ingest.contacts import load_contacts
from ingest.document import DocumentInfo
from ingest.errors import CorpusError
from ingest.manifest import corpus_digests, load_documents, load_manifest
from ingest.settings import PACKAGE_ROOT

CORPUS = PACKAGE_ROOT / "corpus"
LETTER = "kst-30420-437"
ENTRY = """
[[entry]]
id = "kst-11111-1"
kind = "kamerbrief"
title = "Brief over wonen"
date = 2020-02-03
dossier = "11111"
number = "1"
file = "brief/brief.txt"
reader = "tika"
why = { nl = "De brief.", en = "The letter." }
aliases = { nl = ["brief"], en = ["letter"] }

[[entry]]
id = "kst-22222-2"
kind = "kamerstuk"
title = "Plan"
url = "https://example.org/plan"
notes = [1]
why = { nl = "Het plan.", en = "The plan." }
aliases = { nl = ["plan"], en = ["plan"] }
title_check = "mismatch"
remark = { nl = "Is nr. 3.", en = "Is no. 3." }
"""
TEXT = (
    "Zie het plan.[footnoteRef:1] [1:  Kamerstuk 22 222, nr. 2.] \n\nEn Kamerstuk 33 333, nr. 3.\n"
)


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "brief").mkdir()
    (tmp_path / "brief/brief.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "manifest.toml").write_text(ENTRY, encoding="utf-8")
    return tmp_path


def write(corpus, text):
    (corpus / "manifest.toml").write_text(text, encoding="utf-8")


def test_entries_are_typed_and_know_whether_they_are_present(corpus):
    brief, plan = load_manifest(corpus).entries
    assert brief.info == DocumentInfo(
        id="kst-11111-1",
        title="Brief over wonen",
        kind="kamerbrief",
        date="2020-02-03",
        dossier="11111",
        number="1",
    )
    assert (brief.present, plan.present) == (True, False)
    assert (plan.why.en, plan.aliases.nl, plan.notes) == ("The plan.", ("plan",), (1,))


def test_documents_carry_annotated_references(corpus):
    (document,) = load_documents(corpus)
    cited, unknown = sorted(document.references, key=lambda r: r.id)
    assert (cited.id, cited.footnote, cited.title_check) == ("kst-22222-2", 1, "mismatch")
    assert cited.remark == {"nl": "Is nr. 3.", "en": "Is no. 3."}
    assert not cited.present
    assert cited.url == "https://zoek.officielebekendmakingen.nl/kst-22222-2.html"
    assert (unknown.id, unknown.title_check, unknown.remark) == ("kst-33333-3", "unchecked", {})


def test_a_reference_to_a_present_document_says_so(corpus):
    second = ENTRY.replace("notes = [1]", 'file = "plan.txt"\nreader = "tika"\ndate = "2019-01-01"')
    write(corpus, second)
    (corpus / "plan.txt").write_text("Het plan.", encoding="utf-8")
    brief, plan = load_documents(corpus)
    assert plan.text.strip() == "Het plan."
    assert [r.present for r in brief.references if r.id == plan.id] == [True]


def test_digests_follow_the_bytes(corpus):
    before = corpus_digests(corpus)
    assert before["kst-11111-1"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert set(before) == {"manifest.toml", "kst-11111-1"}
    (corpus / "brief/brief.txt").write_text(TEXT + "x", encoding="utf-8")
    after = corpus_digests(corpus)
    assert after["kst-11111-1"] != before["kst-11111-1"]
    write(corpus, ENTRY + "# a remark\n")
    assert corpus_digests(corpus)["manifest.toml"] != after["manifest.toml"]


@pytest.mark.parametrize("damage", ["missing", "empty", "folder"])
@pytest.mark.parametrize("read", [load_documents, corpus_digests])
def test_a_named_file_that_cannot_be_read(corpus, damage, read):
    file = corpus / "brief/brief.txt"
    file.unlink()
    if damage == "empty":
        file.touch()
    if damage == "folder":
        file.mkdir()
    assert not load_manifest(corpus).entries[0].present
    with pytest.raises(CorpusError) as error:
        read(corpus)
    message = str(error.value)
    assert str(file) in message
    assert "kst-11111-1" in message
    assert "reinstall" in message
    assert "git checkout" in message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Plan"', "", "the field 'title' is missing"),
        ('title = "Plan"', 'titel = "Plan"', "unknown key 'titel'"),
        ('title = "Plan"', 'title = "Plan"\nauteur = "ik"', "unknown key 'auteur'"),
        ('kind = "kamerstuk"', 'kind = "boek"', "kind"),
        (', en = "The plan."', "", "why.en"),
        ('remark = { nl = "Is nr. 3.", en = "Is no. 3." }', "", "mismatch needs a remark"),
        ('"kst-22222-2"', '"kst-11111-1"', "2 rows have the id 'kst-11111-1'"),
        ('reader = "tika"', "", "needs a reader and a date"),
        ('"brief/brief.txt"', '"../brief.txt"', "below the folder"),
        ('"brief/brief.txt"', '"/etc/passwd"', "below the folder"),
        ("[[entry]]\nid", "[[ntry]]\nid", "[[ntry]]"),
        ('title = "Plan"', 'title = "Plan', "not valid TOML"),
        ("notes = [1]", 'notes = ["een"]', "notes.0"),
    ],
)
def test_a_broken_manifest_names_file_row_and_field(corpus, old, new, said):
    write(corpus, ENTRY.replace(old, new))
    with pytest.raises(CorpusError) as error:
        load_manifest(corpus)
    assert said in str(error.value)
    assert str(corpus / "manifest.toml") in str(error.value)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"entry = 3", b"entry = [3]"])
def test_no_table_at_all(corpus, content):
    (corpus / "manifest.toml").write_bytes(content)
    with pytest.raises(CorpusError, match=r"manifest\.toml"):
        load_manifest(corpus)


def test_a_missing_manifest_says_how_to_restore_it(tmp_path):
    with pytest.raises(CorpusError, match="git checkout") as error:
        load_manifest(tmp_path)
    assert error.value.exit_code == 3


# ---------------------------------------------------------------- the bundled corpus


def test_the_bundled_manifest_knows_every_document_that_the_letter_cites():
    manifest = load_manifest(CORPUS)
    (letter,) = load_documents(CORPUS)
    cited = [r for r in letter.references if r.kind != "wetsartikel"]
    assert {r.footnote for r in cited} == {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16}
    for reference in cited:
        entry = manifest.by_id[reference.id]
        assert reference.footnote in entry.notes
        assert reference.kind == entry.kind
    named = {n for e in manifest.entries for n in e.notes}
    assert named == {r.footnote for r in cited}


def test_only_the_letter_is_present():
    manifest = load_manifest(CORPUS)
    assert [e.id for e in manifest.entries if e.present] == [LETTER]
    annexes = [e for e in manifest.entries if e.id.startswith(f"bijlage-van:{LETTER}:")]
    assert [e.title for e in annexes] == ["Bloemlezing", "Probleem-oorzakenanalyse"]


@pytest.mark.parametrize(
    ("note", "id_", "as_published"),
    [(6, "kst-30420-392", "nr. 303"), (8, "bijlage-van:kst-30420-418", "nr. 418 zelf")],
)
def test_the_two_conflicts_are_shown_and_not_corrected(note, id_, as_published):
    (letter,) = load_documents(CORPUS)
    (found,) = [r for r in letter.references if r.footnote == note]
    assert (found.id, found.title_check) == (id_, "mismatch")
    assert as_published in found.remark["nl"]
    assert "2026" in found.remark["nl"]
    assert "2026" in found.remark["en"]
    others = [r.title_check for r in letter.references if r.footnote not in (6, 8)]
    assert "mismatch" not in others


def test_every_entry_can_be_asked_for_in_both_languages():
    for entry in load_manifest(CORPUS).entries:
        assert entry.aliases.nl
        assert entry.aliases.en
        assert all(s.checked >= datetime.date(2026, 11, 23) for s in entry.sources)


def test_112_is_the_first_approved_contact_and_each_has_a_source_with_a_date():
    contacts = load_contacts(CORPUS)
    assert (contacts[0].id, contacts[0].phone) == ("112", "112")
    for contact in contacts:
        assert any(re.search(r"20\d\d[);]", source.where) for source in contact.sources)
        assert contact.approved >= max(s.checked for s in contact.sources)
        assert re.fullmatch(r"[\d-]+", contact.phone), "it becomes a link that calls"


def test_broken_contacts_are_named(tmp_path):
    shutil.copy(CORPUS / "contacts.toml", tmp_path)
    file = tmp_path / "contacts.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('phone = "112"', ""), encoding="utf-8")
    with pytest.raises(CorpusError, match="phone"):
        load_contacts(tmp_path)
