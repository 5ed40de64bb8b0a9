"""Answers to judge, a tiny model of inference, and a chat model that grades."""

import pytest
from chat_server import chat_server

from eval.outcome import Outcome

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] de politie zet extra in op voorlichting er komt bij".split()


@pytest.fixture
def outcome(ask_for, answer):
    def make(*citations, says=None, attempt=1, reply=(), **fields):
        return Outcome(
            question=ask_for(**fields),
            answer=answer(*citations, says=says, **dict(reply)),
            passages=(),
            attempt=attempt,
        )

    return make


@pytest.fixture
def save_model():
    """Saves a classifier of a few KB, random but for the column that is to win for every pair."""

    def save(folder, *, labels=("entailment", "neutral", "contradiction"), always=None, width=32):
        import torch
        from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

        folder.mkdir(exist_ok=True)
        (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
        BertTokenizerFast(str(folder / "vocab.txt"), model_max_length=width).save_pretrained(folder)
        torch.manual_seed(30420)
        model = BertForSequenceClassification(
            BertConfig(
                vocab_size=len(WORDS),
                hidden_size=8,
                num_hidden_layers=1,
                num_attention_heads=1,
                intermediate_size=8,
                max_position_embeddings=width,
                initializer_range=1.0,
                id2label=dict(enumerate(labels)),
                label2id={label: n for n, label in enumerate(labels)},
            )
        )
        if always is not None:
            with torch.no_grad():
                model.classifier.bias[always] = 50
        model.save_pretrained(folder)

    return save


@pytest.fixture
def nli_folder(tmp_path, save_model):
    folder = tmp_path / "nli"
    save_model(folder)
    return folder


def grade(found):
    """A nugget is there or not."""
    text = " ".join(found["answer"])
    there = [any(w in text for w in nugget["wordings"]) for nugget in found["nuggets"]]
    labels = ["support" if yes else "not_support" for yes in there]
    nuggets = [{"number": n, "support": label} for n, label in enumerate(labels, 1)]
    return {"nuggets": nuggets, "addresses": "yes" if any(there) else "no"}


@pytest.fixture
def chat(monkeypatch):
    with chat_server(monkeypatch, grade) as server:
        yield server
