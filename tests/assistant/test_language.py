"""Dutch or English."""

import pytest

from assistant.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wat doet de politie in 2026?", "nl"),
        ("waar melden", "nl"),
        ("voetnoot 3", "nl"),
        ("What does the police do?", "en"),
        ("footnote 3", "en"),
        ("how much cash", "en"),
        ("my brother got beaten up", "en"),
        ("is er geld?", "nl"),
        ("", "nl"),
    ],
)
def test_the_language_of_a_question(text, language):
    assert language_of(text) == language


def test_a_name_decides_where_no_function_word_does(assistant):
    assert assistant.ask("police 2026").language == "en"
    assert assistant.ask("politie 2026").language == "nl"
