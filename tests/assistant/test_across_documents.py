"""Answers over several documents: the bundled letter and a later one on the same measures."""

import pytest

from assistant.assistant import Assistant
from assistant.live import LiveAssistant
from assistant.scope import Scope
from ingest.collecting import add_documents, remove_documents
from ingest.encoder import open_encoder

OLD, NEW = "kst-30420-437", "kst-30420-440"


@pytest.fixture(scope="module")
def both(two_documents):
    return Assistant.open(two_documents)


@pytest.fixture(scope="module")
def home(light, with_later_letter, tmp_path_factory):
    """For what adds and removes: an index that is built in a second."""
    return with_later_letter(light, tmp_path_factory.mktemp("home"))


def cited(answer):
    return [citation.document.id for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Hoeveel geld is er voor zwemles op de Waddeneilanden?", "€ 340.000"),
        ("How many coordinators does the network Roze in Blauw have?", "12 naar 17"),
    ],
)
def test_what_only_the_new_document_says_is_answered_from_it(both, question, says):
    answer = both.ask(question)
    assert set(cited(answer)) == {NEW}
    assert says in " ".join(c.quote for c in answer.citations)
    for citation in answer.citations:
        text = both.documents[NEW].text
        assert text[citation.start : citation.end] == citation.quote


def test_a_row_of_a_table_is_quoted_whole_with_its_headings(both):
    [citation] = both.ask("Hoeveel krijgt de Reddingsbrigade Nederland in 2027?").citations
    assert citation.quote == "Reddingsbrigade Nederland\t€ 1,2 miljoen\t€ 1,4 miljoen"
    assert citation.cells[2].headings == ("Reddingsbrigade Nederland", "2027")


def test_two_documents_that_both_answer_are_quoted_with_their_dates_newest_first(both):
    answer = both.ask("Wat doet het ECAD-P met de discriminatierechercheur voor lhbtiq+?")
    assert list(dict.fromkeys(cited(answer))) == [NEW, OLD]
    [notice] = [s.text for s in answer.statements if s.kind == "notice"]
    assert notice.index("stand per 2026-11-12") < notice.index("stand per 2025-12-10")


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("Wat staat er in kst-30420-437 over de discriminatierechercheur?", OLD),
        ("Wat zegt Kamerstuk 30 420, nr. 440 over de discriminatierechercheur?", NEW),
        ("Wat zegt de brief van 12 november 2026 over de discriminatierechercheur?", NEW),
        ("Wat zegt de nieuwste brief over de discriminatierechercheur?", NEW),
        (
            "Wat zegt Versterkte aanpak lhbtiq+ veiligheid 2026-2029 over de "
            "discriminatierechercheur?",
            OLD,
        ),
    ],
)
def test_a_document_that_is_named_answers_alone(both, question, meant):
    assert set(cited(both.ask(question))) == {meant}


@pytest.mark.parametrize(
    ("scope", "meant"),
    [
        (Scope(documents=(OLD,)), {OLD}),
        (Scope(since="2026-01-01"), {NEW}),
        (Scope(until="2026-01-01"), {OLD}),
        (Scope(kinds=("kamerbrief",), dossiers=("30420",), since="2026-01-01"), {NEW}),
        (Scope(dossiers=("99999",)), set()),
    ],
)
def test_a_scope_limits_where_answers_come_from(both, scope, meant):
    answer = both.ask("Wat doet het ECAD-P met de discriminatierechercheur?", scope=scope)
    assert set(cited(answer)) == meant
    if not meant:
        assert answer.status == "not_found"


def test_a_footnote_that_several_documents_have_is_shown_of_each(both):
    assert set(cited(both.ask("Wat zegt voetnoot 1?"))) == {OLD, NEW}


def test_the_letter_now_cites_a_document_that_is_present(both):
    [reference] = both.documents[NEW].references
    assert (reference.id, reference.present) == (OLD, True)


def test_a_copy_of_a_document_is_not_quoted_beside_it(home, tmp_path):
    copy = tmp_path / "kopie.txt"
    letter_text = Assistant.open(home).documents[OLD]
    copy.write_text("\n\n".join(letter_text.quote(p) for p in letter_text.paragraphs), "utf-8")
    [added] = add_documents([str(copy)], home, open_encoder(None))
    assert "says the same as" in added.warnings[0]
    answer = Assistant.open(home).ask("Wat doet de politie in 2026?")
    assert "kopie" not in cited(answer) or OLD not in cited(answer)


def test_a_program_that_runs_on_sees_what_is_added_and_removed(home):
    live = LiveAssistant(home)
    assert NEW in live.documents
    remove_documents([NEW], home, open_encoder(None))
    assert NEW not in live.documents
    assert set(cited(live.ask("Wat doet de politie in 2026?"))) == {OLD}
