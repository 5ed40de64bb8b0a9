"""Where to look can be set in the environment; what follows from a version follows it."""

import pytest
from pydantic import ValidationError

from ingest.settings import Settings
from ingest.sources.settings import SourceSettings


def test_defaults():
    sources = Settings().sources
    assert sources.sru == "https://repository.overheid.nl/sru"
    assert sources.tweedekamer == "https://gegevensmagazijn.tweedekamer.nl/OData/v5"
    assert (sources.tk_number_field, sources.tk_page) == ("Nummer", 100)


def test_environment(monkeypatch):
    monkeypatch.setenv("BELEIDSWIJZER_SOURCES__SRU", "http://localhost/sru")
    monkeypatch.setenv("BELEIDSWIJZER_SOURCES__TK_VERSION", "4")
    monkeypatch.setenv("BELEIDSWIJZER_SOURCES__TK_PAGE", "50")
    monkeypatch.setenv("BELEIDSWIJZER_SOURCES__PAUSE", "")
    monkeypatch.setenv("BELEIDSWIJZER_PORT", "80")
    settings = Settings()
    assert settings.port == 80
    assert settings.sources.sru == "http://localhost/sru"
    assert settings.sources.tweedekamer.endswith("/OData/v4/2.0")
    assert settings.sources.tk_number_field == "DocumentNummer"
    assert settings.sources.tk_page == 50
    assert settings.sources.pause == 0.5


@pytest.mark.parametrize("wrong", [{"tk_version": 6}, {"timeout": 0}, {"no_such": 1}])
def test_wrong_settings_are_told(wrong):
    with pytest.raises(ValidationError):
        SourceSettings(**wrong)


def test_settings_are_frozen():
    with pytest.raises(ValidationError):
        Settings().sources.sru = "x"
