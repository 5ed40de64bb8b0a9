"""How the index grows: so many passages, built and asked in a process of its own.

`python -m eval.bench.scale FILE COUNT` prints one measurement as JSON; `measure_scale` runs it.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from tqdm import tqdm

from assistant.learned import load_learned
from assistant.question import understand
from assistant.ranking import Ranker
from assistant.thesaurus import load_thesaurus
from eval.bench.result import Size
from eval.bench.timing import megabytes_by_part, time_each, timed
from eval.entries import read_text
from eval.errors import QuestionSetError
from eval.resources import peak_memory_mb
from ingest.document import Document, Paragraph, Section, Span
from ingest.encoder import open_encoder
from ingest.index.build import build_index
from ingest.index.layout import Layout
from ingest.index.store import Index
from ingest.sentences import split_sentences
from ingest.settings import Settings

_QUERIES = 50


def measure_scale(path: Path, counts: Sequence[int]) -> tuple[Size, ...]:
    """Measure each count of passages, each in a fresh process, so that memory is its own.

    Args:
        path: a JSONL file of {"title", "text"}.
        counts: how many of its first passages.

    Raises:
        QuestionSetError: the file is not as it should be, or holds too few.
    """
    check_passages(path, counts)
    return tuple(
        _measured_apart(path, count)
        for count in tqdm(counts, desc="scale", unit="size", disable=None, leave=False)
    )


def check_passages(path: Path, counts: Sequence[int]) -> None:
    """See that the file can be measured with, before anything takes minutes.

    Raises:
        QuestionSetError: it is not as it should be, or holds too few.
    """
    there = sum(1 for _ in read_passages(path))
    if there < max(counts):
        raise QuestionSetError(f"{path}: holds {there} passages. Name smaller sizes.")


def read_passages(path: Path) -> Iterator[tuple[str, str]]:
    """Title and text of each line that has a text.

    Raises:
        QuestionSetError: the file cannot be read, or a line is not as it should be.
    """
    for number, line in enumerate(read_text(path, "JSONL file").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            title, text = str(row.get("title", "")), str(row["text"])
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise QuestionSetError(
                f'{path}, line {number}: is not {{"title", "text"}}. Mend the line.'
            ) from error
        if text.strip():
            yield title, text


def document_of(passages: Sequence[tuple[str, str]]) -> Document:
    """One document with a section and a paragraph for each passage."""
    whole = "".join(f"{title}\n{text}\n" for title, text in passages)
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    at = 0
    for number, (title, text) in enumerate(passages, start=1):
        start = at + len(title) + 1
        end = start + len(text)
        anchor = f"scale#{number}"
        sections.append(
            Section(
                anchor=anchor,
                number=None,
                title=title,
                level=1,
                heading_end=at + len(title),
                start=at,
                end=end,
            )
        )
        paragraphs.append(
            Paragraph(
                anchor=f"{anchor}.p1",
                kind="paragraph",
                section=(title or anchor,),
                number=number,
                sentences=split_sentences(whole, start, end) or (Span(start=start, end=end),),
                start=start,
                end=end,
            )
        )
        at = end + 1
    return Document(
        id="scale",
        title="Passages",
        kind="passages",
        date="2026-01-01",
        dossier=None,
        number=None,
        text=whole,
        sections=tuple(sections),
        paragraphs=tuple(paragraphs),
        footnotes=(),
        references=(),
        signatories=(),
        warnings=(),
    )


def measure_here(path: Path, count: int) -> Size:
    """Build and ask an index of the first passages, in this process."""
    document = document_of(list(islice(read_passages(path), count)))
    settings = Settings()
    encoder = open_encoder(settings.encoder)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        report, build = timed(lambda: build_index(data, [document], {"scale": str(count)}, encoder))
        version = Layout(data).current()
        size = sum(megabytes_by_part(version).values()) if version else 0.0
        index = Index.open(data)
        questions = [p.text[:80] for p in index.passages[:: max(1, count // _QUERIES)]]
        thesaurus = load_thesaurus(settings.corpus)
        ranker = Ranker(index, encoder, thesaurus, load_learned().ranking)
        query = time_each(questions, lambda text: ranker.rank(understand(text, thesaurus)))
    return Size(
        passages=report.passages,
        build_s=round(build, 1),
        index_mb=round(size, 1),
        peak_memory_mb=peak_memory_mb(),
        query=query,
    )


def _measured_apart(path: Path, count: int) -> Size:
    command = [sys.executable, "-m", "eval.bench.scale", str(path), str(count)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Size.model_validate_json(done.stdout)


if __name__ == "__main__":
    sys.stdout.write(measure_here(Path(sys.argv[1]), int(sys.argv[2])).model_dump_json())
