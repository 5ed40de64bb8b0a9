"""A small corpus, and an empty data folder."""

import pytest

from ingest.settings import Settings


@pytest.fixture
def home(tmp_path):
    """Settings over a corpus of one small letter, and an empty data folder."""
    corpus = tmp_path / "corpus"
    (corpus / "brief").mkdir(parents=True)
    text = "Zie het plan.[footnoteRef:1] [1:  Kamerstuk 30 420, nr. 440.] \n"
    (corpus / "brief/brief.txt").write_text(text, encoding="utf-8")
    (corpus / "manifest.toml").write_text(
        """
[[entry]]
id = "kst-11111-1"
kind = "kamerbrief"
title = "Brief over wonen"
date = 2020-02-03
file = "brief/brief.txt"
reader = "tika"
why = { nl = "De brief.", en = "The letter." }
aliases = { nl = ["brief"], en = ["letter"] }
[[entry]]
id = "kst-30420-440"
kind = "kamerbrief"
title = "Voortgangsbrief"
why = { nl = "Volgt op de brief.", en = "Follows the letter." }
aliases = { nl = ["voortgangsbrief"], en = ["progress letter"] }
""",
        encoding="utf-8",
    )
    return Settings(corpus=corpus, data=tmp_path / "data")
