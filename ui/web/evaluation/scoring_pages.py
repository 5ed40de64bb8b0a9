"""The pages on which people score answers, as HTML. Pure; the templates escape what they get."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from assistant.answer import Answer, Citation, Statement
from assistant.texts import texts
from eval.outcome import Outcome
from eval.rating.rating import GRADES, LONGEST_TEXT
from eval.rating.store import RatedRun
from eval.rating.subject import citations_to_judge, digest, statements_to_judge
from ingest.document import Document
from ui.web.evaluation.pages import Nearby, draw_page
from ui.web.evaluation.rating_form import Filled
from ui.web.passage import Passage
from ui.web.site.frame import Frame
from ui.web.sources import Source, sources_of


@dataclass(frozen=True)
class Row:
    """An answer in the list of answers; `score` is empty where it is not scored yet."""

    number: int
    outcome: Outcome
    score: str
    harmful: bool


@dataclass(frozen=True)
class Place:
    """Which answer it is: the `number`-th (from 1) of `count`; `left` are not scored yet."""

    run: str
    rater: str
    number: int
    count: int
    left: int

    @property
    def nearby(self) -> Nearby:
        """The answers before and after it."""
        return Nearby(self.number, self.count)


@dataclass(frozen=True)
class Judged:
    """A statement, and the citations that are judged with it."""

    number: int
    statement: Statement
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Block:
    """Statements in a row that stand on the same sources; each source is shown once."""

    judged: tuple[Judged, ...]
    sources: tuple[Source, ...]


def answers_page(name: str, rater: str, run: RatedRun, frame: Frame) -> str:
    """The answers of a run, with the scores that one rater gave."""
    scores = run.by(rater)
    decimal = texts(frame.language, "evaluation")["decimal"]

    def row(number: int, outcome: Outcome) -> Row:
        rating = scores.get(outcome.question.id)
        shown = f"{rating.total:.1f}".replace(".", decimal) if rating else ""
        return Row(number, outcome, shown, bool(rating and rating.harmful))

    rows = [row(number, answer.outcome) for number, answer in enumerate(run.answers, start=1)]
    return draw_page(
        "answers",
        frame,
        name=name,
        rater=rater,
        rows=rows,
        first=next((row.number for row in rows if not row.score), None),
        done=len(scores),
        strays=len(run.strays.get(rater, ())),
    )


def answer_page(
    place: Place,
    outcome: Outcome,
    documents: Mapping[str, Document],
    filled: Filled,
    frame: Frame,
    *,
    saved: str = "",
) -> str:
    """The form for one answer, beside the passages that should prove it.

    Args:
        place: which answer it is.
        outcome: question and answer.
        documents: to show the passages of.
        filled: what stands in the form, and what is wrong with it.
        frame: the surroundings of the page, and its language.
        saved: the number of the answer that was saved just now.
    """
    e = texts(frame.language, "evaluation")
    blocks = _blocks(outcome.answer, documents, texts(frame.language, "web")["footnote"])
    judged = [j for block in blocks for j in block.judged]
    return draw_page(
        "answer",
        frame,
        place=place,
        question=outcome.question,
        answer=outcome.answer,
        blocks=blocks,
        place_of={c.id: f"zin-{j.number}" for j in judged for c in j.citations},
        values=defaultdict(str, filled.values),
        errors=filled.errors,
        problems=list(_problems(filled.errors, e)),
        grades=GRADES,
        longest=LONGEST_TEXT,
        answer_digest=digest(outcome),  # comes back: not to be saved for another answer
        saved=saved,
        section_id=section_id,
    )


def document_page(document: Document, frame: Frame) -> str:
    """A whole document, to copy a better quote from."""
    label = texts(frame.language, "web")["footnote"]
    sections = [
        (path, Passage(document, tuple(parts), f"deel-{i}", label))
        for i, (path, parts) in enumerate(groupby(document.paragraphs, lambda p: p.section))
    ]
    return draw_page("document", frame, document=document, sections=sections, section_id=section_id)


def section_id(anchor: str) -> str:
    """The id, on the page of a document, of the section in which an anchor stands."""
    return re.sub(r"\.p\d+(?:\.\d+)?$", "", anchor.partition("#")[2])


def _blocks(
    answer: Answer, documents: Mapping[str, Document], footnote_label: str
) -> tuple[Block, ...]:
    sources = sources_of(answer, documents, footnote_label)
    source_of = {c.id: i for i, source in enumerate(sources) for c in source.citations}
    cited = citations_to_judge(answer)
    blocks: list[tuple[list[Judged], list[int]]] = []
    shown: set[int] = set()
    for number, statement in statements_to_judge(answer).items():
        wanted = list(dict.fromkeys(source_of[c] for c in statement.citations if c in source_of))
        new = [i for i in wanted if i not in shown]
        if new or not blocks or not set(wanted) <= set(blocks[-1][1]):
            blocks.append(([], new))
        blocks[-1][0].append(Judged(number, statement, cited[number]))
        shown.update(new)
    return tuple(Block(tuple(judged), tuple(sources[i] for i in own)) for judged, own in blocks)


def _problems(errors: Mapping[str, str], e: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a form: the id of the field, if it is of one, and what to say."""
    for name, key in errors.items():
        kind, _, rest = name.partition("-")
        what = e[f"error_{key}"].format(most=LONGEST_TEXT)
        if f"field_{kind}" not in e:
            yield "", what
            continue
        field = e[f"field_{kind}"].format(number=rest.partition("-")[0])
        yield f"{name}-{GRADES[0]}" if key == "choose" else name, f"{field}: {what}"
