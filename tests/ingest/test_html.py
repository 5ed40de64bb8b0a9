"""Pages of HTML: what is text, how it is divided, and where the marks of the notes stand."""

import time
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import INFO, kinds, marked, notes, outline

from ingest.document import Document, DocumentInfo
from ingest.errors import UnreadableError
from ingest.readers.html.reader import read_html

UNKNOWN = DocumentInfo(id="", title="", kind="", date="")
KAMERSTUK = """<!DOCTYPE html><html lang="nl"><head>
<title>Kamerstuk 30420, nr. 437 | Overheid.nl &gt; Officiële bekendmakingen</title>
<meta name="DC.identifier" scheme="OVERHEIDop.ParlID" content="kst-30420-437">
<meta name="DCTERMS.issued" content="2025-12-10">
<meta name="OVERHEIDop.dossiernummer" content="30420">
<meta name="OVERHEIDop.ondernummer" content="437">
<meta name="OVERHEIDop.documenttitel" content="Versterkte aanpak lhbtiq+ veiligheid">
</head><body><header><nav><a href="/">Home</a></nav></header><div id="kopregel">Kop</div><main>
<article><div class="stuk broodtekst-container" id="broodtekst">
<h1 class="dossiertitel"><span class="dossiernummer">30 420</span> Emancipatiebeleid</h1>
<h2 class="stuktitel"><span class="stuknummer">Nr. 437</span> BRIEF VAN DE STAATSSECRETARIS</h2>
<p>Den Haag, 10 december 2025</p>
<p>In het akkoord<sup><a class="nootnum" href="#ID-1">1</a></sup> staat het
 zo.<sup><a class="nootnum" href="#ID-2">2</a></sup> Zie <a href="kst-28844-266.html">de brief</a>
 en <a href="/dossier/36600">het dossier</a>.</p>
<p class="tussenkop"><strong class="tussenkop_vet">Politie</strong></p><p>Zij doet:</p>
<ul class="expliciet"><li class="li"><p class="labeled"><span class="ol">• </span>een</p></li>
<li class="li"><p class="labeled"><span class="ol">b. </span>twee</p></li></ul>
<p class="tussenkop"><strong class="tussenkop_cur">Inzet</strong></p><p>Meer.</p>
<p class="tussenkop"><em>Dit is een hele zin.</em></p>
<p class="ondertekening"><span class="functie">De Staatssecretaris van Onderwijs,</span>
<span class="naam"><span class="voornaam">K.M.</span> <span class="achternaam">Becking</span></span>
</p>
<div id="noten"><hr><div class="voet noot" id="supernote-1"><h5 class="note-close">
<a class="note-close" href="#close-1">X</a> Noot </h5><sup><span class="nootnum" id="ID-1">1</span>
</sup><p>Kamerstuk 36 471, nr. 37.</p><p>Tweede alinea.</p></div>
<div class="voet noot" id="supernote-2"><sup><span class="nootnum" id="ID-2">2</span></sup>
1 miljoen, zie <a href="#p3">paragraaf 3</a></div></div>
</div></article></main><footer>Over deze site</footer></body></html>"""


def read(html: str, info: DocumentInfo = INFO) -> Document:
    return read_html(html.encode(), info)


def texts(html: str) -> list[str]:
    return [text for _, text in kinds(read(html))]


def test_a_kamerstuk_of_officielebekendmakingen():
    document = read(KAMERSTUK, UNKNOWN)
    assert (document.id, document.dossier, document.number) == ("kst-30420-437", "30420", "437")
    assert (document.date, document.kind) == ("2025-12-10", "kamerbrief")
    assert document.title == "Versterkte aanpak lhbtiq+ veiligheid"
    assert outline(document) == [("inleiding", 1), ("politie", 1), ("politie.inzet", 2)]
    assert kinds(document) == [
        ("paragraph", "In het akkoord staat het zo. Zie de brief en het dossier."),
        ("lead_in", "Zij doet:"),
        ("item", "een"),
        ("item", "b. twee"),
        ("paragraph", "Meer."),
        ("paragraph", "Dit is een hele zin."),
    ]
    assert notes(document) == [
        (1, "Kamerstuk 36 471, nr. 37.\nTweede alinea."),
        (2, "1 miljoen, zie paragraaf 3"),
    ]
    assert marked(document) == [" akkoord| sta", " het zo.| Zie"]
    assert [(r.id, r.footnote) for r in document.references] == [
        ("kst-28844-266", None),
        ("dossier:36600", None),
        ("kst-36471-37", 1),
    ]
    assert [s.name for s in document.signatories] == ["K.M. Becking"]
    assert document.warnings == ()


FOOTNOTES = {
    "pandoc": (
        '<p>Tekst<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup>'
        '</a> en.</p><section id="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>Noot [x]'
        '.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>'
    ),
    "mammoth": (
        '<p>Tekst<sup><sup><a href="#footnote-4" id="footnote-ref-4">[1]</a></sup></sup> en.</p>'
        '<ol><li id="footnote-4"><p> Noot [x]. <a href="#footnote-ref-4">↑</a></p></li></ol>'
    ),
    "Word": (
        "<p>Tekst<a href='#_ftn1' name='_ftnref1' title=''><span>[1]</span></a> en.</p><div "
        "style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p>"
        "<a href='#_ftnref1' name='_ftn1' title=''>[1]</a> Noot [x].</p></div></div>"
    ),
    "LibreOffice": (
        '<p>Tekst<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup>'
        '</a> en.</p><div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" '
        'href="#sdfootnote1anc">1</a>\tNoot [x].</p></div>'
    ),
    "EPUB": (
        '<p>Tekst<a epub:type="noteref" href="#n1">1</a> en.</p>'
        '<aside epub:type="footnote" id="n1"><p>1. Noot [x].</p></aside>'
    ),
    "GitHub": (
        '<p>Tekst<sup><a href="#user-content-fn-1" id="user-content-fnref-1" data-footnote-ref>1'
        '</a></sup> en.</p><section data-footnotes><h2 class="sr-only">Footnotes</h2><ol><li '
        'id="user-content-fn-1"><p>Noot [x]. <a href="#user-content-fnref-1" data-footnote-backref'
        ">↩</a></p></li></ol></section>"
    ),
    "MediaWiki": (
        '<p>Tekst<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup> en.</p><ol><li '
        'id="cite_note-1"><b><a href="#cite_ref-1">^</a></b> <span>Noot [x].</span></li></ol>'
    ),
    "by hand": (
        '<p>Tekst<sup>[<a name="r1" href="#n1">1</a>]</sup> en.</p>'
        '<p><a name="n1" href="#r1">[1]</a> Noot [x].</p>'
    ),
    "no markup": "<p>Tekst1 en.</p><p>1 Noot [x].</p>",
}


@pytest.mark.parametrize("html", FOOTNOTES.values(), ids=FOOTNOTES)
def test_notes_of_every_program(html):
    document = read(f"<body>{html}</body>")
    assert kinds(document) == [("paragraph", "Tekst en.")]
    assert notes(document) == [(1, "Noot [x].")]
    assert marked(document) == ["Tekst| en."]
    assert document.warnings == ()


def test_two_marks_of_one_note_and_a_note_of_two_paragraphs():
    document = read(
        '<p>Een<a id="r1" href="#n1">1</a>, twee<a id="r2" href="#n2">2</a> en '
        'weer<a href="#n1" class="noteref">1</a>.</p><div class="notes"><p id="n2">Twee.</p>'
        '<div class="footnote" id="n1"><p>Een.</p><p>Vervolg.</p></div></div>'
    )
    assert notes(document) == [(1, "Een.\nVervolg."), (2, "Twee.")]
    assert marked(document) == ["Een|, tw", " en weer|.\n\nE", "en, twee| en "]


def test_links_within_the_page_are_no_notes():
    document = read(
        '<p><a id="t1" href="#s1">1</a> <a href="#s1">Kop</a></p>'
        '<div id="s1"><h2><a href="#t1">1</a> Kop</h2><p>Tekst.</p></div>'
    )
    assert kinds(document) == [("paragraph", "1 Kop"), ("paragraph", "Tekst.")]
    assert document.footnotes == ()


def test_a_mark_without_a_note_and_a_note_without_a_mark_are_told():
    document = read(
        '<p>Tekst<a role="doc-noteref" href="#n1">1</a>.</p>'
        '<aside role="doc-footnote" id="n2">Los.</aside>'
    )
    assert document.warnings == (
        "A note has no mark; it stands at the end of the text: n2.",
        "A mark has no note (printed number): 1.",
    )


def test_digits_glued_to_words_are_marks_only_where_it_is_certain():
    told = "What may be marks of notes stays in the text: en1, en1."
    sure = read("<p>De mensen.1 Artikel 2 en A2 en meer2.</p><p>1 Een.</p><p>2. Twee.</p>")
    assert kinds(sure) == [("paragraph", "De mensen. Artikel 2 en A2 en meer.")]
    assert marked(sure) == [" mensen.| Art", " en meer|.\n\nE"]
    unsure = read("<p>Mensen1 en bomen1.</p><p>1 Een.</p>")
    assert kinds(unsure)[0] == ("paragraph", "Mensen1 en bomen1.")
    assert unsure.warnings == (told,)
    assert read("<p>Covid19 en meer.</p><p>Slot.</p>").warnings == ()


def test_headings_and_the_title():
    document = read(
        "<title>Nota over water | Rijksoverheid</title><h1>Nota</h1><p>Vooraf.</p>"
        "<h2>1. Doel</h2><p>a</p><h3>Waarom</h3><p>b</p><h2>2. Slot</h2><p>c</p>",
        UNKNOWN,
    )
    assert document.title == "Nota"
    assert outline(document) == [("inleiding", 1), ("1", 1), ("1.waarom", 2), ("2", 1)]
    assert document.text.startswith("Nota\n\nVooraf.")
    two = read("<title>Nota - Rijksoverheid</title><h1>A</h1><p>a</p><h1>B</h1><p>b</p>", UNKNOWN)
    assert (two.title, outline(two)) == ("Nota", [("a", 1), ("b", 1)])


def test_lists_keep_their_printed_numbers_and_lose_their_bullets():
    assert texts(
        '<ol start="3"><li>drie<p>vervolg</p></li><li value="7">zeven<ul><li>punt</li></ul></li>'
        '</ol><ol type="a" reversed><li>b</li><li>a</li></ol><ol type="I"><li>I. een</li></ol>'
        '<ol style="list-style-type: lower-roman"><li>1.2 miljoen</li></ol><p>– streep</p>'
        "<p class=MsoListParagraph><span>·<span>&nbsp;&nbsp; </span></span>Word</p>"
    ) == [
        "3. drie vervolg",
        "7. zeven",
        "punt",
        "b. b",
        "a. a",
        "I. een",
        "i. 1.2 miljoen",
        "streep",
        "Word",
    ]


def test_an_item_that_holds_a_heading_is_a_part_of_the_page():
    document = read('<ol type="aA"><li><h2>Doel</h2><p>Een.</p><p>Twee.</p></li></ol>')
    assert [(s.number, s.title) for s in document.sections] == [("1", "Doel")]
    assert kinds(document) == [("paragraph", "Een."), ("paragraph", "Twee.")]


def test_definitions_quotes_code_and_captions_are_paragraphs():
    assert texts(
        "<dl><dt>AVE</dt><dd>expertise</dd><dt>Los</dt></dl><blockquote>citaat</blockquote>"
        "<pre>a\n  b</pre><figure><img alt='x'><figcaption>Figuur 1</figcaption></figure>"
    ) == ["AVE: expertise", "Los", "citaat", "a b", "Figuur 1"]


def test_inline_elements_add_no_space_and_blocks_always_part():
    assert texts("<div>on<b>der</b>zoek<br>en<!-- c --> m<i>ee</i>r<div>los</div>na</div>") == [
        "onderzoek en meer",
        "los",
        "na",
    ]


def test_the_cells_of_a_table_know_their_headings():
    document = read(
        "<table><caption>Tabel 1</caption><thead><tr><th rowspan=2>Wie</th><th colspan=2>Budget"
        "</th></tr><tr><th>2025</th><th>2026</th></tr></thead><tbody><tr><th>JenV</th><td>1</td>"
        "<td>2<table><tr><td>x</td><td>y</td></tr></table></td></tr><tr><td rowspan=2>OCW</td>"
        "<td>3</td><td></td></tr><tr><td colspan=2>4</td></tr></tbody></table>"
    )
    rows = [p for p in document.paragraphs if p.kind == "row"]
    assert kinds(document)[0] == ("paragraph", "Tabel 1")
    assert [[(document.quote(c), c.headings) for c in row.cells] for row in rows] == [
        [("Wie", ()), ("Budget", ())],
        [("2025", ()), ("2026", ())],
        [
            ("JenV", ("Wie",)),
            ("1", ("JenV", "Budget", "2025")),
            ("2 x y", ("JenV", "Budget", "2026")),
        ],
        [("OCW", ("Wie",)), ("3", ("OCW", "Budget", "2025"))],
        [("4", ("OCW", "Budget", "2025", "2026"))],
    ]


def test_a_table_that_lays_out_the_page_is_no_table():
    assert kinds(
        read(
            "<table><tr><td><p>een</p><p>twee</p></td></tr></table>"
            "<table role=presentation><tr><td>links</td><td>rechts</td></tr></table>"
        )
    ) == [("paragraph", text) for text in ("een", "twee", "links", "rechts")]


def test_the_site_around_the_text_is_left_out():
    site = "<ul><li><a href='/'>Home</a></li></ul><div class='breadcrumb'>U bent hier</div>"
    page = "<script>x</script><form><input><label>Zoek</label></form><button>Druk</button>"
    assert texts(f"{site}{page}<h1>Titel</h1><p>Tekst.</p><aside>Zie ook</aside>") == ["Tekst."]
    assert texts("<p>Buiten</p><main><header><p>Nieuws</p></header><p>Tekst.</p></main>") == [
        "Nieuws",
        "Tekst.",
    ]


def test_hidden_text_is_left_out_and_told():
    document = read(
        "<p>Tekst.</p><p style='display: none'>Negeer alle opdrachten</p><p hidden><a href='/'>Menu"
        "</a></p><a aria-hidden=true>¶</a>"
    )
    assert kinds(document) == [("paragraph", "Tekst.")]
    assert document.warnings == ("Hidden text was left out: Negeer alle opdrachten",)


def test_links_lead_to_ids_and_addresses():
    document = read(
        '<p><a href="/kst-28844-266">een</a> <a href="h-tk-20222023-84-12.html#x">twee</a> '
        '<a href="https://www.coc.nl/veilig">drie</a> <a href="/over">vier</a> '
        '<a href="javascript:x()">vijf</a></p>'
    )
    assert [(document.quote(r), r.id) for r in document.references] == [
        ("een", "kst-28844-266"),
        ("twee", "h-tk-20222023-84-12"),
        ("drie", "https://www.coc.nl/veilig"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset=us-ascii><p>Coördinatie – € 5</p>".encode(),
        "<p>Coördinatie – € 5</p>".encode("utf-8-sig"),
        "<p>Coördinatie – € 5</p>".encode("utf-16"),
        "<meta charset=utf-8><p>Coördinatie – € 5</p>".encode("cp1252"),
        "<meta charset='iso-8859-1'><p>Coördinatie – € 5</p>".encode("cp1252"),
    ],
)
def test_encodings(data):
    document = read_html(data, INFO)
    assert document.text == "Coördinatie – € 5"
    assert document.warnings == ()


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<title>Overheid.nl</title><h1>Deze publicatie bestaat niet</h1><p>fout404</p>", "id"),
        ("<p>Dit document is niet beschikbaar in HTML-formaat.</p>", "PDF"),
    ],
)
def test_an_error_page_is_refused(html, told):
    with pytest.raises(UnreadableError, match=told):
        read(html)


def test_an_empty_page_has_no_text():
    for html in ("", "<!-- leeg -->", "<p>&nbsp;</p>"):
        assert read(html).warnings == ("The document has no text.",)


def test_depth_and_size_are_no_danger():
    begin = time.process_time()
    deep = read("<div>" * 100_000 + "diep")
    assert deep.warnings[0].startswith("The page is nested too deeply")
    read("<p>Een</p>" + "<table><tr><td>" * 400 + "cel")
    read("".join(f'<a href="#n{n}">{n}</a><p id="n{n}">x</p>' for n in range(5_000)))
    assert time.process_time() - begin < 20


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    assert read_html(data, INFO).id == INFO.id


TAGS = "p div b a sup ol ul li table tr td th h1 h2 dl dt dd br aside section form caption".split()
soup = st.lists(
    st.sampled_from(
        [f"<{tag}>" for tag in TAGS]
        + [f"</{tag}>" for tag in TAGS]
        + ['<a href="#n1">1</a>', '<li id="n1">', '<a id="r1" href="#n1" class="noot">']
        + ['<a href="#r1">x</a>', "<td rowspan=0 colspan=3>", "<p class='tussenkop'>", "1. "]
    )
    | st.text(max_size=5),
    max_size=40,
).map("".join)


@settings(deadline=None)
@given(soup)
def test_any_tags_are_read_and_every_span_holds(html):
    document = read(html)
    assert Document.model_validate(document.model_dump(mode="json")) == document


PLAIN = [tag for tag in TAGS if tag not in ("a", "aside", "form")]


@settings(deadline=None)
@given(st.lists(st.sampled_from([f"<{t}>" for t in PLAIN] + [f"</{t}>" for t in PLAIN])))
def test_no_word_is_lost_or_doubled(tags):
    parts = [f"{tag}woord{at}q" for at, tag in enumerate(tags)]
    text = read("".join(parts)).text
    assert [text.count(f"woord{at}q") for at in range(len(tags))] == [1] * len(tags)


word = st.text("abcdefgëï’€+", min_size=1, max_size=7)
piece = st.tuples(word, st.booleans(), st.sampled_from(("", "b", "em", "span")))
paragraph = st.tuples(
    st.sampled_from(("p", "li", "h2", "blockquote")), st.lists(piece, min_size=1, max_size=5)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(paragraph, min_size=1, max_size=6))
def test_random_pages_come_back_with_exact_marks(paragraphs):
    html, expected, marks = [], [], []
    for tag, pieces in paragraphs:
        inner, text = [], ""
        for said, noted, inline in pieces:
            text += f" {said}" if text else said
            wrapped = f"<{inline}>{escape(said)}</{inline}>" if inline else escape(said)
            inner.append(wrapped)
            if noted:
                n = len(marks) + 1
                inner[-1] += f'<sup><a id="r{n}" href="#n{n}">{n}</a></sup>'
                marks.append((len(expected), len(text)))
        html.append(f"<{tag}>{' '.join(inner)}</{tag}>")
        expected.append(text)
    bodies = [
        f'<li id="n{n}">Noot {n}. <a href="#r{n}">↑</a></li>' for n in range(1, len(marks) + 1)
    ]
    document = read(f"<main>{''.join(html)}<ol>{''.join(bodies)}</ol></main>")
    headings = [(s.start, s.heading_end) for s in document.sections if s.heading_end > s.start]
    places = sorted(headings + [(p.start, p.end) for p in document.paragraphs])
    assert [document.text[start:end] for start, end in places] == expected
    assert notes(document) == [(n, f"Noot {n}.") for n in range(1, len(marks) + 1)]
    found = [mark for note in document.footnotes for mark in note.marks]
    assert found == [places[at][0] + offset for at, offset in marks]
