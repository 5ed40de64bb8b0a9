import re
import sys
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from eval.reports.html import to_html
from eval.reports.text import cell
from eval.scores import usable_metrics
from ingest.errors import MissingExtraError

MISSED = "Er komt een rechercheur bij."
ELEMENTS = {
    *"html head meta title style body header nav main section h1 h2 h3 h4 p br a i b".split(),
    *"strong small span div ul li dl dt dd table caption thead tbody tr th td figure".split(),
    *"figcaption".split(),
    *"svg g path defs use text clippath rect details summary fieldset legend label".split(),
    *"input time q blockquote mark sup".split(),
}


class Page(HTMLParser):
    """What a browser would see: elements with their attributes, and the text."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.words = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    def all(self, name):
        return [attrs[name] for _, attrs in self.elements if name in attrs]

    def of(self, tag):
        return [attrs for found, attrs in self.elements if found == tag]


@pytest.fixture
def page(results):
    return Page(to_html(results))


def test_every_figure_of_all_and_of_each_language_is_there_with_its_interval(page, results):
    report = results.report
    for metric in usable_metrics():
        assert metric.label in page.text
        for group in (report.overall, *report.languages.values()):
            assert cell(metric, group.figures[metric.name]) in page.text


def test_every_figure_of_each_type_and_persona_is_there(page, results):
    for groups in (results.report.types, results.report.personas):
        assert groups
        for group in groups.values():
            for metric in usable_metrics():
                assert cell(metric, group.figures[metric.name]) in page.text


def test_it_tells_what_was_measured_when_and_on_what(page):
    for fact in (
        "3 questions of letter-tuning.jsonl , asked on 2026-11-25 04:25 UTC",
        "for tuning: the system was improved on it",
        "3: 2 Dutch, 1 English",
        "literal quotes; no language model",
        "12.5 s",
        "ab" * 32,
    ):
        assert fact in page.text
    assert "This page holds the text of the questions" in page.text


def test_the_walk_shows_what_went_wrong_beside_what_was_expected_and_its_source(page):
    details = [attrs for attrs in page.of("details") if attrs.get("class") == "failure"]
    assert [(d["data-lang"], d["data-status"]) for d in details] == [
        ("en", "answered"),
        ("nl", "answered"),
    ]
    for shown in (
        "missed, though passage 2 has it",
        "In passage 2 of those that were found.",
        "section quoted Politie",
        "section not quoted Onderwijs",
        "footnote not shown 15",
        "answered, but the documents do not answer it",
        "forbidden, not said vijf miljoen",
        "said to be missing een bedrag",
    ):
        assert shown in page.text


def test_quotes_are_marked_in_their_paragraph_and_linked_from_the_answer(results):
    html = to_html(results)
    assert re.search(
        r'<a href="#f1-1"[^>]*>\[1\]</a>.*'
        r'<mark data-n="1" id="f1-1" tabindex="-1">De politie zet extra in op voorlichting\.</mark>'
        r" Er komt een rechercheur bij\.",
        html,
        flags=re.DOTALL,
    )
    assert f"<mark>{MISSED}</mark>" in html


def test_ids_are_unique_and_every_link_inside_the_page_has_its_place(page):
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    inside = [h for name in ("href", "xlink:href") for h in page.all(name) if h.startswith("#")]
    assert inside
    assert {h[1:] for h in inside} <= set(ids)


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing(hostile):
    html = to_html(hostile)
    page = Page(html)
    assert {tag for tag, _ in page.elements} <= ELEMENTS
    assert page.all("src") == []
    assert [name for _, attrs in page.elements for name in attrs if name.startswith("on")] == []
    links = page.all("href")
    assert {h[:1] if h.startswith("#") else h.partition("/")[0] for h in links} == {"#", "https:"}
    style = html[html.index("<style>") : html.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_hostile_text_is_shown_as_it_is_everywhere(hostile):
    shown = " ".join(" ".join(Page(to_html(hostile)).words).split())
    bad = " ".join(hostile.outcomes[0].question.question.split())
    # Per failure: question, turn, 3 statements, place, note, reference, gap, section to see,
    # nugget, section, forbidden; then the configuration, a variant and a judge.
    assert shown.count(bad) >= 2 * 12


def test_each_plot_has_a_text_and_stands_in_the_colours_of_the_page(page):
    plots = page.of("svg")
    assert len(plots) == 5
    for plot in plots:
        assert plot["role"] == "img"
        assert "table" in plot["aria-label"]
    styles = " ".join(attrs["style"] for tag, attrs in page.elements if tag in ("path", "text"))
    assert "var(--series-1)" in styles
    assert "#" not in styles.replace("url(#", "")


def test_the_page_is_english_and_what_is_dutch_is_marked_so(page):
    assert page.of("html") == [{"lang": "en"}]
    assert {attrs["lang"] for attrs in page.of("blockquote")} == {"nl"}
    questions = [attrs["lang"] for attrs in page.of("q")]
    assert {"nl", "en"} <= set(questions)


def test_variants_to_which_the_answer_did_not_hold_are_listed(page):
    assert "Variants to which the answer did not hold: 1" in page.text
    assert "right in capitals: WAAROP ZET ZIJ IN?" in page.text
    assert "from answered to not found, without voorlichting" in page.text


def test_without_the_documents_quotes_are_shown_without_their_source(results):
    page = Page(to_html(replace(results, documents={})))
    assert "The document is not at hand." in page.text
    assert page.of("mark") == []


def test_a_quote_that_does_not_stand_so_in_the_document_is_told(results):
    letter = results.documents["kst-1"]
    other = letter.model_copy(update={"text": letter.text.replace("zet extra", "ZET extra")})
    page = Page(to_html(replace(results, documents={"kst-1": other})))
    assert "A quote does not stand so in the document that is here now." in page.text


def test_people_and_models_stand_apart_and_only_where_they_spoke(page, judged):
    assert "Scores by people" not in page.text
    assert "Opinions of models" not in page.text
    with_opinions = Page(to_html(judged)).text
    assert "These are opinions" in with_opinions
    assert "A model of inference: nli-klein" in with_opinions
    assert "anna: 0.0 of 100, harmful. Naast." in with_opinions
    assert "Agreement between raters" in with_opinions


def test_a_run_without_failures_says_so(results):
    right = results.outcomes[:1]
    page = Page(to_html(replace(results, outcomes=right, varied=())))
    assert "no question went wrong" in page.text


def test_without_matplotlib_it_tells_what_to_install(results, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'beleidswijzer\[eval\]'"):
        to_html(results)
