"""The drawing of answers: everything escaped, every quote exactly marked, every link arriving."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, CitedDocument, Engine, Reason, SeeAlso, Statement
from assistant.texts import texts
from ingest.document import Document, Footnote, Paragraph, Reference, Section
from ui.web.render import answer_html, examples_html, failure_html, no_answer_html

HEADING = "Politie"
FIRST = "De politie geeft voorlichting. Er komt een rechercheur bij, volgens het plan van 2019."
LEAD_IN, ITEM = "Er zijn doelen:", "1. Veilig op straat."
NOTE = "Kamerstuk 30 420, nr. 392."
TEXT = "\n".join((HEADING, FIRST, LEAD_IN, ITEM, NOTE))
PLACE = ("4. Instanties", "Politie")
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'`${1+1}{{7*7}}&"


def paragraph(text, words, number, kind="paragraph"):
    start = text.index(words)
    return Paragraph(
        anchor=f"kst-1#4.politie.p{number}" + ("" if kind != "item" else ".1"),
        kind=kind,
        section=PLACE,
        number=number,
        sentences=(),
        start=start,
        end=start + len(words),
    )


def make_letter(text=TEXT, first=FIRST, note=NOTE, title="De aanpak", reference=None):
    note_start = text.rindex(note)
    mark = text.index(first) + len(first)
    cited = Reference(
        kind="kamerstuk",
        id="kst-30420-392",
        url="https://zoek.officielebekendmakingen.nl/kst-30420-392.html",
        footnote=6,
        title_check="mismatch",
        remark={"nl": "In het register heet het anders.", "en": "The register differs."},
        start=note_start,
        end=note_start + len(note) - 1,
    )
    section = Section(
        anchor="kst-1#4.politie",
        number=None,
        title="Politie",
        level=2,
        heading_end=len(HEADING),
        start=0,
        end=note_start,
    )
    footnote = Footnote(
        anchor="kst-1#n6",
        number=6,
        text=note,
        marks=(mark,),
        sentences=(),
        start=note_start,
        end=note_start + len(note),
    )
    return Document(
        id="kst-1",
        title=title,
        kind="kamerbrief",
        date="2025-12-10",
        dossier="30420",
        number="437",
        text=text,
        sections=(section,),
        paragraphs=(
            paragraph(text, first, 1),
            paragraph(text, LEAD_IN, 2, "lead_in"),
            paragraph(text, ITEM, 2, "item"),
        ),
        footnotes=(footnote,),
        references=(reference or cited,),
        signatories=(),
        warnings=(),
    )


LETTER = make_letter()


def cite(number, words, letter=LETTER, anchor="kst-1#4.politie.p1", **changes):
    start = letter.text.index(words)
    citation = Citation(
        id=number,
        quote=words,
        document=CitedDocument(id=letter.id, title=letter.title, date=letter.date),
        section=PLACE,
        paragraph=1,
        page=None,
        footnotes=(),
        references=(),
        start=start,
        end=start + len(words),
        anchor=anchor,
    )
    return citation.model_copy(update=changes)


def answer(*citations, status="answered", language="nl", notices=(), **changes):
    statements = [
        Statement(text=n, kind="notice", citations=(), language=language) for n in notices
    ] + [Statement(text=c.quote, kind="quote", citations=(c.id,), language="nl") for c in citations]
    return Answer(
        id="1",
        question="Wat doet de politie?",
        language=language,
        status=status,
        statements=tuple(statements),
        citations=citations,
        missing=(),
        see_also=(),
        engine=Engine(mode="extractive", model=None, index="x"),
        elapsed_ms=1.0,
    ).model_copy(update=changes)


class Page(HTMLParser):
    """What a reader of the page meets: tags with attributes, and the text of each element."""

    VOID = frozenset({"img", "br", "hr", "input", "meta", "link", "base"})

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self._open = [], []
        self.feed(html)
        self.close()
        assert not self._open, "unclosed elements"

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "text": "", **dict(attrs)}
        self.elements.append(element)
        if tag not in self.VOID:
            self._open.append(element)

    def handle_endtag(self, tag):
        assert self._open.pop()["tag"] == tag, "crossing elements"

    def handle_data(self, data):
        for element in self._open:
            element["text"] += data

    def all(self, tag, **attributes):
        wanted = {k.rstrip("_"): v for k, v in attributes.items()}
        return [
            e
            for e in self.elements
            if e["tag"] == tag and all(e.get(k) == v for k, v in wanted.items())
        ]

    @property
    def text(self):
        return self.elements[0]["text"]

    @property
    def ids(self):
        return [e["id"] for e in self.elements if "id" in e]


def drawn(given_answer, letter=LETTER):
    html = answer_html(given_answer, {letter.id: letter})
    page = Page(f"<main>{html}</main>")
    assert len(page.ids) == len(set(page.ids)), "an id stands twice"
    for link in page.all("a"):
        if link["href"].startswith("#"):
            assert link["href"][1:] in page.ids, f"{link['href']} leads nowhere"
    return page


def test_a_quote_is_marked_exactly_in_its_whole_paragraph():
    quote = "Er komt een rechercheur bij, volgens het plan van 2019."
    page = drawn(answer(cite(1, quote)))
    assert [m["text"] for m in page.all("mark")] == [quote]
    assert FIRST in [p["text"] for p in page.all("p")]
    (shown,) = page.all("blockquote", class_=None)
    assert shown["text"] == quote
    assert shown["lang"] == "nl"


def test_a_number_leads_to_the_quote_and_back():
    page = drawn(answer(cite(1, "De politie geeft voorlichting.")))
    numbers = page.all("a", class_="bw-cite")
    assert [n["text"] for n in numbers] == ["[1]", "[1]"]
    assert [n["href"] for n in numbers] == ["#bron-1", "#zin-1"]
    assert page.all("mark", id="bron-1")


def test_a_source_names_document_date_number_and_place():
    (source,) = drawn(answer(cite(1, "De politie geeft voorlichting.", page=3))).all("article")
    for words in ("De aanpak", "10 december 2025", "Kamerstuk 30 420, nr. 437", "4. Instanties"):
        assert words in source["text"]
    assert "Politie, alinea 1" in source["text"]
    assert "pagina 3" in source["text"]


def test_two_quotes_of_one_paragraph_share_a_source():
    first, second = "De politie geeft voorlichting.", "volgens het plan van 2019."
    page = drawn(answer(cite(1, first), cite(2, second)))
    assert len(page.all("article")) == 1
    assert [m["text"] for m in page.all("mark")] == [first, second]


def test_quotes_that_overlap_stand_apart():
    first, second = "De politie geeft voorlichting.", "geeft voorlichting."
    page = drawn(answer(cite(1, first), cite(2, second)))
    assert [m["text"] for m in page.all("mark")] == [first, second]
    assert len(page.all("article")) == 2


def test_a_list_item_stands_in_its_list_with_the_lead_in():
    page = drawn(answer(cite(1, ITEM, paragraph=2)))
    (source,) = page.all("article")
    assert LEAD_IN in source["text"]
    assert [m["text"] for m in page.all("mark")] == [ITEM]


def test_a_quote_over_several_paragraphs_is_marked_in_each():
    page = drawn(answer(cite(1, f"{LEAD_IN}\n{ITEM}")))
    assert [m["text"] for m in page.all("mark")] == [LEAD_IN, ITEM]
    assert page.ids.count("bron-1") == 1


def test_a_quote_that_is_not_literal_is_not_marked_and_the_page_says_so():
    citation = cite(1, "De politie geeft voorlichting.", quote="De politie doet niets.")
    page = drawn(answer(citation))
    assert not page.all("mark")
    assert texts("nl", "web")["altered"] in page.text
    assert FIRST in [p["text"] for p in page.all("p")]


def test_a_quote_of_an_absent_document_is_shown_bare_and_the_page_says_so():
    citation = cite(1, FIRST)
    page = Page(f"<main>{answer_html(answer(citation), {})}</main>")
    assert not page.all("mark")
    assert texts("nl", "web")["absent_document"] in page.text
    assert "bron-1" in page.ids


def test_a_citation_that_no_statement_uses_leads_back_to_the_answer():
    page = drawn(answer(cite(1, FIRST), statements=()))
    assert [a["href"] for a in page.all("a", class_="bw-cite")] == ["#antwoord"]


def test_a_footnote_mark_leads_to_its_note_and_back():
    page = drawn(answer(cite(1, FIRST)))
    (mark,) = page.all("a", class_="bw-note-mark")
    (back,) = page.all("a", class_="bw-back")
    assert (mark["aria-label"], mark["data-n"]) == ("Voetnoot 6", "6")
    assert back["href"] == f"#{mark['id']}"
    assert NOTE in page.all("li", id=mark["href"][1:])[0]["text"]


def test_a_reference_is_a_safe_link_with_what_is_known_of_it():
    page = drawn(answer(cite(1, FIRST)))
    (link,) = page.all("a", target="_blank")
    assert link["href"] == "https://zoek.officielebekendmakingen.nl/kst-30420-392.html"
    assert link["rel"] == "noopener noreferrer"
    assert link["text"] == "Kamerstuk 30 420, nr. 392"
    assert "In het register heet het anders." in page.text
    assert texts("nl", "web")["not_in_corpus"] in page.text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://example.org/", None])
def test_only_https_addresses_become_links(url):
    reference = LETTER.references[0].model_copy(update={"url": url})
    letter = make_letter(reference=reference)
    assert not drawn(answer(cite(1, FIRST, letter)), letter).all("a", target="_blank")


def test_a_reference_across_the_edge_of_a_quote_is_no_link():
    start = TEXT.index("voorlichting. Er")
    reference = LETTER.references[0].model_copy(update={"start": start, "end": start + 16})
    letter = make_letter(reference=reference)
    page = drawn(answer(cite(1, "De politie geeft voorlichting.", letter)), letter)
    assert not page.all("a", target="_blank")
    assert [m["text"] for m in page.all("mark")] == ["De politie geeft voorlichting."]


def test_a_cited_footnote_is_marked_itself():
    page = drawn(answer(cite(1, NOTE, anchor="kst-1#n6", paragraph=None)))
    assert [m["text"] for m in page.all("mark")] == [NOTE]
    assert "Voetnoot 6, Politie" in page.text


@pytest.mark.parametrize("status", ["partial", "not_found", "out_of_scope", "invalid"])
def test_what_is_no_full_answer_says_so(status):
    page = drawn(answer(status=status, notices=("Hier staat waarom.",)))
    (box,) = page.all("div", class_=f"bw-status bw-status-{status}")
    assert texts("nl", "web")[f"status_{status}"] in box["text"]
    assert "Hier staat waarom." in box["text"]


def test_what_is_missing_is_named():
    page = drawn(answer(cite(1, FIRST), status="partial", missing=("een bedrag",)))
    (missing,) = page.all("div", class_="bw-missing")
    assert "een bedrag" in missing["text"]


def test_what_else_was_searched_for_is_told():
    page = drawn(answer(cite(1, FIRST), language="en", searched=("politie", "korps")))
    (told,) = page.all("p", class_="bw-engine")
    assert "Also searched for: politie, korps" in told["text"]


def test_the_nearest_sections_can_be_read_in_place():
    near = (SeeAlso(anchor="kst-1#4.politie", title="4. Instanties > Politie"),)
    page = drawn(answer(status="not_found", see_also=near))
    details, *_ = page.all("details")
    assert FIRST in details["text"]
    assert ITEM in details["text"]


def test_an_emergency_comes_first_as_an_alert():
    help_first = "Bel direct 112 (Alarmnummer 112)."
    page = drawn(answer(cite(1, FIRST), status="emergency", notices=(help_first,)))
    (alert,) = page.all("div", role="alert")
    assert help_first in alert["text"]
    assert page.elements.index(alert) == 1
    assert page.all("a")[0]["href"] == "tel:112"
    assert page.text.count(help_first) == 1


def test_an_ordinary_answer_alerts_nobody():
    (alert,) = drawn(answer(cite(1, FIRST))).all("div", role="alert")
    assert alert["text"].strip() == ""


def test_an_english_answer_marks_its_quotes_as_dutch():
    page = drawn(answer(cite(1, FIRST), language="en"))
    (region,) = page.all("div", id="antwoord")
    assert region["lang"] == "en"
    assert (region["aria-live"], region["aria-atomic"]) == ("polite", "true")
    assert texts("en", "web")["quoted"] in region["text"]
    assert "10 December 2025" in page.text
    assert all(b["lang"] == "nl" for b in page.all("blockquote"))


def test_generated_text_is_marked_for_people_and_machines():
    said = Statement(text="Meer voorlichting.", kind="generated", citations=(1,), language="nl")
    page = drawn(answer(cite(1, FIRST), statements=(said,)))
    (generated,) = page.all("div", **{"data-ai-generated": "true"})
    assert texts("nl", "web")["generated"] in generated["text"]
    assert not page.all("figure")


def test_the_frame_before_an_answer_is_the_frame_after_it():
    """Gradio keeps elements that stay: a live region announces only when it was there before."""
    for html in (no_answer_html(), failure_html("mis"), answer_html(answer(), {})):
        page = Page(f"<main>{html}</main>")
        top = [e["class"] for e in page.elements if e.get("class") in ("bw-alert", "bw-result")]
        assert top == ["bw-alert", "bw-result"]
        assert page.all("div", id="antwoord", **{"aria-live": "polite"})


def hostile_page(text):
    words = text.strip() or "leeg"
    full = "\n".join((HEADING, words + " §", LEAD_IN, ITEM, words + " ‡"))
    letter = make_letter(full, words + " §", words + " ‡", title=text)
    citation = cite(1, words + " §", letter, section=(text, text))
    return drawn(
        answer(
            citation,
            status="partial",
            notices=(text,),
            question=text,
            missing=(text,),
            see_also=(
                SeeAlso(anchor="kst-1#4.politie", title=text),
                SeeAlso(anchor="x", title=text),
            ),
        ),
        letter,
    )


def assert_harmless(page):
    allowed = {
        "main", "div", "section", "article", "header", "h2", "h3", "h4", "p", "span", "q", "figure",
        "figcaption", "blockquote", "mark", "sup", "a", "ol", "ul", "li", "details", "summary",
        "time", "cite", "button", "form", "fieldset", "legend", "label", "input", "textarea",
    }  # fmt: skip
    assert {e["tag"] for e in page.elements} <= allowed
    assert not [k for e in page.elements for k in e if k.startswith("on") or k == "style"]


def test_hostile_text_stays_text():
    page = hostile_page(HOSTILE)
    assert_harmless(page)
    assert [m["text"] for m in page.all("mark")] == [HOSTILE + " §"]
    assert page.all("q")[0]["text"] == HOSTILE


@given(st.text(max_size=80) | st.text(alphabet="<>&\"'/=script ontérror`${}[]#", max_size=80))
def test_any_text_stays_text(text):
    page = hostile_page(text)
    assert_harmless(page)
    assert page.all("mark")


@given(st.data())
def test_any_quote_is_marked_as_it_stands(data):
    start = data.draw(st.integers(TEXT.index(FIRST), TEXT.index(LEAD_IN) - 2))
    end = data.draw(st.integers(start + 1, TEXT.index(LEAD_IN) - 1))
    quote = TEXT[start:end]
    citation = cite(1, FIRST, quote=quote, start=start, end=end)
    assert [m["text"] for m in drawn(answer(citation)).all("mark")] == [quote]


def test_why_an_answer_was_given_is_told_in_words():
    reasons = (
        Reason(signal="question", points=8.5, seen=HOSTILE),
        Reason(signal="sentence", points=3.2),
        Reason(signal="footnote", points=-0.4),
    )
    one = cite(1, FIRST, reasons=reasons)
    page = drawn(answer(one, status="partial", missing=("een bedrag",), confidence=0.8))
    (why,) = page.all("details", class_="bw-why")
    w = texts("nl", "explain")
    assert why["text"].index(w["question"]) < why["text"].index(w["sentence"])
    assert w["footnote"] not in why["text"]
    assert HOSTILE in why["text"]
    assert w["partial"] in why["text"]
    assert "80%" in why["text"]
    assert_harmless(page)


def test_a_long_question_is_echoed_short():
    (echo,) = drawn(answer(question="a" * 5000)).all("q")
    assert len(echo["text"]) == 300


def test_the_examples_are_buttons_in_their_own_language():
    page = Page(f"<main>{examples_html()}</main>")
    buttons = page.all("button", type="button")
    assert len(buttons) == 9
    assert any(b.get("lang") == "en" for b in buttons)


@pytest.mark.parametrize("table", ["web", "export", "feedback", "filters", "explain"])
def test_both_languages_have_the_same_texts(table):
    assert texts("nl", table).keys() == texts("en", table).keys()


def test_a_signature_stands_in_no_paragraph_and_is_marked_all_the_same(assistant):
    answer = assistant.ask("Wie heeft de brief ondertekend?")
    html = answer_html(answer, assistant.documents)
    assert html.count("<mark") == len(answer.citations) == 2
