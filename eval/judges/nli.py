"""The judge that is a model of natural language inference, here (extra [transformers])."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.judges.entailment import LABELS, Pair, Probabilities, judge_entailment
from eval.judges.errors import JudgeError
from eval.judges.judgement import Judgement
from eval.outcome import Outcome
from ingest.errors import MissingExtraError

_BATCH = 16  # pairs
_USUAL_TOKENS = 512  # what such models are trained on, where the tokenizer does not say


def nli_name(model: str) -> str:
    """How a model is called in judgements: without the folders above its own."""
    return Path(model).resolve().name if Path(model).is_dir() else model


class NliJudge:
    """A sequence classifier with the labels entailment, neutral and contradiction, on the CPU."""

    def __init__(self, model: str) -> None:
        """Open the model.

        Args:
            model: a folder, opened without any network; or a name on the Hugging Face hub, which
                transformers downloads unless it is in its cache.

        Raises:
            MissingExtraError: the extra is not installed.
            JudgeError: the model cannot be opened, or has other labels.
        """
        self.name = nli_name(model)
        self._cut = 0  # pairs that were longer than the model reads, so far
        self._tokenizer, self._model = _open(model)
        self._columns = _columns(model, self._model.config.id2label)
        self._tokens = _tokens(self._tokenizer.model_max_length, self._model.config)

    def judge(self, outcome: Outcome) -> Judgement:
        """The verdict on one answer."""
        before = self._cut
        judgement = judge_entailment(outcome, self.name, self.infer)
        return judgement.model_copy(update={"cut": self._cut - before})

    def infer(self, pairs: Sequence[Pair]) -> list[Probabilities]:
        """The probabilities of pairs, in their order."""
        import torch

        found: list[Probabilities] = []
        for start in range(0, len(pairs), _BATCH):
            premises, hypotheses = zip(*pairs[start : start + _BATCH], strict=True)
            batch = self._tokenizer(
                list(premises),
                list(hypotheses),
                truncation=True,
                max_length=self._tokens,
                padding=True,
                return_tensors="pt",
            )
            self._cut += sum(bool(encoding.overflowing) for encoding in batch.encodings or ())
            with torch.inference_mode():
                shares = self._model(**batch).logits.softmax(dim=1)[:, self._columns]
            found += [Probabilities(*row) for row in shares.tolist()]
        return found


def _open(model: str) -> tuple[Any, Any]:
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    try:
        from transformers import AutoModelForSequenceClassification, AutoTokenizer
    except ImportError as error:
        raise MissingExtraError("Entailment by a model", "transformers") from error
    folder = Path(model).is_dir()
    if folder and not (Path(model) / "config.json").is_file():
        raise JudgeError(
            f"{model} is no model of transformers: it has no config.json. Name the folder of one."
        )
    try:
        tokenizer = AutoTokenizer.from_pretrained(model, local_files_only=folder)
        classifier = AutoModelForSequenceClassification.from_pretrained(
            model, local_files_only=folder
        )
    except Exception as error:  # That library lets through errors of many others.
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        raise JudgeError(
            f"The model {model!r} cannot be opened ({reason.rstrip('.')}). "
            "--nli takes a folder, or a name on the Hugging Face hub."
        ) from error
    return tokenizer, classifier.eval()


def _columns(model: str, id2label: Mapping[int, str]) -> list[int]:
    """Where the model has each of our labels: models differ in order and case."""
    places = {label.strip().casefold(): column for column, label in id2label.items()}
    if set(places) != set(LABELS):
        raise JudgeError(
            f"The model {model!r} has the labels {', '.join(id2label.values())}; "
            f"a judge needs {', '.join(LABELS)}. Name a model of natural language inference."
        )
    return [places[label] for label in LABELS]


def _tokens(said: int, config: object) -> int:
    """The longest pair the model reads."""
    # A tokenizer that was saved without a length says some 10^30.
    length = said if said < 10**6 else _USUAL_TOKENS
    return min(length, getattr(config, "max_position_embeddings", None) or length)
