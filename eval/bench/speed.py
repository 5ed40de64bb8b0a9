"""The whole system over its corpus: cold, warm, building, on disk, in memory."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tqdm import tqdm

from assistant.assistant import Assistant
from eval.bench.result import Speed
from eval.bench.timing import megabytes_by_part, time_each, timed
from eval.questions import Question
from eval.resources import peak_memory_mb, resident_memory_mb
from ingest.encoder import open_encoder
from ingest.index.layout import Layout
from ingest.library import ingest
from ingest.settings import Settings

_COLD = 3  # fresh processes
# As a user starts it; a program of its own, so nothing of `ui` is imported here.
_ASK = [sys.executable, "-c", "from ui.cli.main import main; main()", "ask", "--json"]


def measure_speed(settings: Settings, questions: Sequence[Question]) -> Speed:
    """Measure with the settings' corpus and encoder; the index is built in a temporary folder."""
    encoder = open_encoder(settings.encoder)
    with tempfile.TemporaryDirectory() as folder:
        own = settings.model_copy(update={"data": Path(folder)})
        _, build = timed(lambda: ingest(own, encoder, rebuild=True))
        version = Layout(own.data).current()
        sizes = megabytes_by_part(version) if version else {}
        assistant = Assistant.open(own)
        bar = tqdm(questions, desc="warm", unit="question", disable=None, leave=False)
        warm = time_each(bar, lambda q: assistant.ask(q.question, q.history))
        resident = resident_memory_mb()
        texts = [passage.text for passage in assistant.index.passages]
        _, encoding = timed(lambda: encoder.encode_passages(texts))
        cold = [timed(lambda: _ask_cold(folder))[1] for _ in range(_COLD)]
    return Speed(
        cold_ask_s=round(median(cold), 2),
        warm_ask=warm,
        passages_encoded_per_s=round(len(texts) / encoding, 1),
        build_s=round(build, 2),
        index_mb=sizes,
        resident_memory_mb=resident,
        peak_memory_mb=peak_memory_mb(),
    )


def _ask_cold(data: str) -> None:
    environment = os.environ | {"BELEIDSWIJZER_DATA": data}
    question = "Wat doet de politie in 2026?"
    subprocess.run([*_ASK, question], env=environment, check=True, capture_output=True)
