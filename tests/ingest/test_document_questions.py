"""Questions kept beside a document."""

import pytest

from ingest.errors import CorpusError
from ingest.manifest import load_documents, load_questions
from ingest.passages import passages_of
from ingest.questions import Asked, read_questions, tie
from ingest.settings import Settings


def test_all_questions_of_the_letter_find_their_sentence():
    corpus = Settings().corpus
    [letter] = load_documents(corpus)
    asked = load_questions(corpus)[letter.id]
    stored, warnings = tie(asked, letter, passages_of(letter))
    assert len(stored) > 2_000
    assert warnings == []


def test_a_quote_that_is_not_there_is_a_warning():
    [letter] = load_documents(Settings().corpus)
    stored, warnings = tie([Asked(quote="staat nergens", nl=("?",))], letter, passages_of(letter))
    assert stored == []
    assert "staat nergens" in warnings[0]


def test_an_error_names_file_and_line(tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text('{"quote": "a"}\n{"nl": []}\n')
    with pytest.raises(CorpusError, match=r"questions\.jsonl, line 2: quote"):
        read_questions(path)
