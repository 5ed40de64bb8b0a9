"""The real assistant over the bundled letter, built once for all tests."""

import json
import re
import shutil

import pytest
from hypothesis import settings as hypothesis
from koop import letter

from assistant.assistant import Assistant
from ingest.collecting import add_documents
from ingest.encoder import open_encoder
from ingest.settings import Settings

LATER = """<al>Hierbij informeer ik uw Kamer over de voortgang.<noot id="ID-1" type="voet">
<noot.nr>1</noot.nr><noot.al>Kamerstuk 30 420, nr. 437.</noot.al></noot></al>
<tussenkop kopopmaak="vet">1. Politie</tussenkop>
<al>De politie heeft in 2026 het netwerk Roze in Blauw uitgebreid van 12 naar 17 coördinatoren.</al>
<al>Het expertisecentrum aanpak discriminatie (ECAD-P) heeft de discriminatierechercheur
voor de lhbtiq+ doelgroep op 1 maart 2026 aangesteld.</al>
<tussenkop kopopmaak="vet">2. Zwemles</tussenkop>
<al>Voor zwemles op de Waddeneilanden is € 340.000 beschikbaar gesteld.</al>
<table><tgroup cols="3"><colspec colname="c1"/><colspec colname="c2"/><colspec colname="c3"/><thead>
<row><entry colname="c1"><al>Organisatie</al></entry><entry colname="c2"><al>2026</al></entry>
<entry colname="c3"><al>2027</al></entry></row></thead><tbody><row><entry colname="c1"><al>
Reddingsbrigade Nederland</al></entry><entry colname="c2"><al>€ 1,2 miljoen</al></entry>
<entry colname="c3"><al>€ 1,4 miljoen</al></entry></row></tbody></tgroup></table>"""

# A busy machine is no failure, and the same commit passes or fails each time. To look for more:
# pytest --hypothesis-profile=search
hypothesis.register_profile("steady", deadline=None, derandomize=True)
hypothesis.register_profile("search", deadline=None, max_examples=2000)
hypothesis.load_profile("steady")


@pytest.fixture(scope="session")
def settings(tmp_path_factory):
    return Settings(data=tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def assistant(settings):
    return Assistant.open(settings)


@pytest.fixture(scope="session")
def with_later_letter():
    """Gives the settings of a folder in which the later letter is added."""

    def make(settings, folder):
        file = folder / "voortgang.xml"
        file.write_bytes(letter(LATER))
        both = settings.model_copy(update={"data": folder})
        [added] = add_documents([str(file)], both, open_encoder(None))
        assert added.status == "added"
        return both

    return make


@pytest.fixture(scope="session")
def two_documents(settings, assistant, with_later_letter, tmp_path_factory):
    """The settings of a data folder with a later letter beside the bundled one."""
    folder = tmp_path_factory.mktemp("both")
    shutil.copytree(settings.data / "index", folder / "index")
    return with_later_letter(settings, folder)


@pytest.fixture(scope="session")
def light(settings, tmp_path_factory):
    """Where the letter is without the questions that it answers: its index takes a second.

    For what is built anew in a test; the questions are nine tenths of an index.
    """
    home = tmp_path_factory.mktemp("light")
    corpus = shutil.copytree(settings.corpus, home / "corpus")
    manifest = corpus / "manifest.toml"
    text, dropped = re.subn(r"(?m)^questions = .*\n", "", manifest.read_text("utf-8"))
    assert dropped == 1
    manifest.write_text(text, "utf-8")
    return settings.model_copy(update={"corpus": corpus, "data": home / "data"})


@pytest.fixture(scope="session")
def write_run():
    """Writes outcomes as the folder of a run, in the files that eval/README.md describes."""

    def write(folder, outcomes):
        folder.mkdir(parents=True, exist_ok=True)
        lines = {
            "questions.jsonl": [o.question.model_dump_json() for o in outcomes],
            "answers.jsonl": [o.answer.model_dump_json() for o in outcomes],
            "retrieved.jsonl": [
                json.dumps({"id": o.question.id, "passages": o.passages}) for o in outcomes
            ],
        }
        for name, each in lines.items():
            (folder / name).write_text("".join(f"{line}\n" for line in each), encoding="utf-8")
        return folder

    return write
