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
    line = Asked(quotes=("staat nergens",), nl=("?",))
    stored, warnings = tie([line], letter, passages_of(letter))
    assert stored == []
    assert "staat nergens" in warnings[0]


def test_a_question_that_sentences_answer_together_is_tied_to_each():
    [letter] = load_documents(Settings().corpus)
    lines = [
        Asked(quotes=("17,7% van de", "Dat komt neer op"), nl=("Hoeveel zijn er?",)),
        Asked(quotes=("17,7% van de",), en=("How many in 1980?",), answered=False),
    ]
    [together, unanswered], warnings = tie(lines, letter, passages_of(letter))
    assert (len(together.sentences), together.answered) == (2, True)
    assert together.sentences[1] == together.sentences[0] + 1
    assert (unanswered.sentences, unanswered.answered) == (together.sentences[:1], False)
    assert warnings == []


def test_an_error_names_file_and_line(tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text('{"quotes": ["a"]}\n{"nl": []}\n')
    with pytest.raises(CorpusError, match=r"questions\.jsonl, line 2: quotes"):
        read_questions(path)
