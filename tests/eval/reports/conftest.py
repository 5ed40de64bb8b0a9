"""A finished run of hand-made answers, once plain and once with a hostile text in every place."""

import os
import shutil
from dataclasses import replace

import pytest
from playwright.sync_api import sync_playwright

from assistant.answer import CitedFootnote, CitedReference, Engine, SeeAlso, Turn
from eval.config import RunConfig
from eval.corpus import Corpus
from eval.judges.judgement import Judgement, NuggetVerdict
from eval.judges.summary import summarise
from eval.outcome import Outcome, Variant, Varied
from eval.rating import rating, subject
from eval.rating.store import join
from eval.report import Resources
from eval.reports.results import Results
from eval.run import evaluate
from ingest.document import Paragraph

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> \"'> | `code` **strong** ~~gone~~ "
    "[link](javascript:alert(3)) ![image](https://elders.example/x.png) &lt; {{ 7 * 7 }} $x$ "
    "</style></svg>--> \\| end"
)
QUOTE = "De politie zet extra in op voorlichting."
MISSED = "Er komt een rechercheur bij."


@pytest.fixture
def letter(letter):
    """The tiny letter, with its sentences in one paragraph."""
    start = letter.text.index(QUOTE)
    paragraph = Paragraph(
        start=start,
        end=letter.text.index(MISSED) + len(MISSED),
        anchor="kst-1#4.politie.p1",
        kind="paragraph",
        section=("4. Politie",),
        number=1,
        sentences=(),
    )
    return letter.model_copy(update={"paragraphs": (paragraph,)})


@pytest.fixture
def config():
    return RunConfig(
        date="2026-11-25T04:25:31+00:00",
        questions_file="letter-tuning.jsonl",
        questions_sha256="ab" * 32,
        rewordings_sha256=None,
        limit=None,
        repeat=1,
        stability=True,
        without=(),
        engine=Engine(mode="extractive", model=None, index="index-1"),
        encoder="bundled",
        versions={"python": "3.11.7", "beleidswijzer": "0.1.0"},
        machine="Linux x86_64, 2 cores",
    )


@pytest.fixture
def outcomes(ask_for, answer, cite):
    """Three answers: one right, one that misses a vital nugget, one that should be a refusal."""
    right = ask_for(id="right", question="Waarop zet de politie in?", footnotes=[15])
    missed = ask_for(
        id="missed",
        lang="en",
        question="Who joins the police?",
        nuggets=[(True, MISSED), (False, "voorlichting")],
        sections=["Politie", "Onderwijs"],
        footnotes=[15],
    )
    answered = ask_for(
        id="answered",
        type="unanswerable",
        answerable=False,
        question="Wat kost een rechercheur?",
        forbidden=["vijf miljoen"],
    )
    note = CitedFootnote(
        number=15, text="Kamerstuk 36 471, nr. 37.", anchor="kst-1#n15", references=()
    )
    replies = [
        answer(cite(QUOTE, footnotes=[(note.number, note.text)]), confidence=0.9),
        answer(cite(QUOTE), language="en", confidence=0.5),
        answer(cite(MISSED), confidence=0.7, missing=("een bedrag",)),
    ]
    return tuple(
        Outcome(
            question=q,
            answer=a.model_copy(update={"id": q.id}),
            passages=("Ander nieuws.", f"{QUOTE} {MISSED}"),
        )
        for q, a in zip((right, missed, answered), replies, strict=True)
    )


@pytest.fixture
def varied(answer):
    shouted = Variant(of="right", kind="upper_case", lang="nl", question="WAAROP ZET ZIJ IN?")
    return (Varied(variant=shouted, answer=answer(status="not_found")),)


@pytest.fixture
def results(config, outcomes, varied, documents):
    return Results(
        config=config,
        report=evaluate(
            outcomes, Corpus(documents), varied, Resources(seconds=12.5, peak_memory_mb=None)
        ),
        outcomes=outcomes,
        varied=varied,
        documents=documents,
        ratings=join(outcomes, {}),
        judges=(),
    )


@pytest.fixture
def judged(results):
    """The results with opinions of a model and scores by two people, one of whom comments."""
    missed = results.outcomes[1]
    grades = rating.StatementRating(number=1, grade="incorrect", harmful=True, comment="Naast.")
    scores = subject.rate(
        missed,
        statements=[grades],
        citations=[rating.CitationRating(citation=1, grade="incorrect")],
    )
    verdict = NuggetVerdict(number=1, vital=True, literal=False, support="support")
    opinion = Judgement(
        id="missed", attempt=1, answerable=True, kind="nli", judge="nli-klein", nuggets=(verdict,)
    )
    return replace(
        results,
        ratings=join(results.outcomes, {"anna": {"missed": scores}, "bo": {"missed": scores}}),
        judges=(summarise([opinion]),),
    )


@pytest.fixture
def hostile(judged):
    """The same, with a hostile text wherever a text can stand."""
    bad = HOSTILE
    reference = CitedReference(
        kind="url",
        id=bad,
        url=f"https://x.example/{bad}",
        present=False,
        title_check="match",
        remark=bad,
    )
    script = reference.model_copy(update={"url": "javascript:alert(4)"})

    def spoil(outcome):
        question = outcome.question.model_copy(
            update={
                "question": bad,
                "history": (Turn(role="user", content=bad),),
                "nuggets": tuple(
                    n.model_copy(update={"any_of": (bad,), "vital": True})
                    for n in outcome.question.nuggets
                ),
                "forbidden": (bad,),
                "sections": (bad,),
            }
        )
        citations = tuple(
            c.model_copy(
                update={
                    "section": (bad,),
                    "anchor": bad,
                    "quote": bad,
                    "footnotes": (
                        CitedFootnote(
                            number=15, text=bad, anchor=bad, references=(reference, script)
                        ),
                    ),
                }
            )
            for c in outcome.answer.citations
        )
        answer = outcome.answer.model_copy(
            update={
                "statements": tuple(
                    s.model_copy(update={"text": bad, "kind": kind})
                    for s in outcome.answer.statements
                    for kind in ("quote", "generated", "notice")
                ),
                "citations": citations,
                "missing": (bad,),
                "see_also": (SeeAlso(anchor=bad, title=bad),),
            }
        )
        return outcome.model_copy(update={"question": question, "answer": answer})

    outcomes = tuple(map(spoil, judged.outcomes))
    letter = judged.documents["kst-1"].model_copy(update={"title": bad})
    ratings = [
        a.model_copy(update={"outcome": o})
        for a, o in zip(judged.ratings.answers, outcomes, strict=True)
    ]
    return replace(
        judged,
        config=judged.config.model_copy(
            update={
                "questions_file": bad,
                "encoder": bad,
                "machine": bad,
                "without": (bad,),
                "versions": {"beleidswijzer": bad},
                "engine": Engine(mode="llm", model=bad, index=bad),
            }
        ),
        outcomes=outcomes,
        varied=tuple(
            v.model_copy(update={"variant": v.variant.model_copy(update={"question": bad})})
            for v in judged.varied
        ),
        documents={"kst-1": letter},
        ratings=judged.ratings.model_copy(update={"answers": tuple(ratings)}),
        judges=tuple(j.model_copy(update={"judge": bad}) for j in judged.judges),
    )


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        assert "BELEIDSWIJZER_REQUIRE_BROWSER" not in os.environ, "CI must have a Chromium"
        pytest.skip("no Chromium found (chromium, chromium-browser or google-chrome)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()
