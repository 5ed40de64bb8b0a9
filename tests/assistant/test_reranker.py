"""A cross-encoder by setting: a tiny one of random weights, saved and opened as a real one is."""

import pytest

from assistant.assistant import Assistant
from ingest.errors import EncoderError


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory):
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    def save(name, labels):
        folder = tmp_path_factory.mktemp(name)
        torch.manual_seed(0)
        words = "[PAD] [UNK] [CLS] [SEP] de het van in en op een te politie scholen IND".split()
        bare = Tokenizer(models.WordLevel({w: n for n, w in enumerate(words)}, unk_token="[UNK]"))
        bare.pre_tokenizer = pre_tokenizers.Whitespace()
        PreTrainedTokenizerFast(
            tokenizer_object=bare, pad_token="[PAD]", unk_token="[UNK]", model_max_length=64
        ).save_pretrained(folder)
        config = BertConfig(
            vocab_size=len(words),
            hidden_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=16,
            num_labels=labels,
        )
        BertForSequenceClassification(config).save_pretrained(folder)
        return folder

    return save


def test_it_reads_the_best_passages_and_its_say_is_explained(settings, cross_encoder):
    folder = cross_encoder("cross", labels=1)
    asked = settings.model_copy(update={"reranker": str(folder)})
    answer = Assistant.open(asked).ask("Wat doet de IND in 2026?", explain=True)
    signals = {reason.signal for c in answer.citations for reason in c.reasons}
    assert "reranker" in signals


@pytest.mark.parametrize("labels", [None, 3])
def test_what_is_no_cross_encoder_is_told(settings, cross_encoder, tmp_path, labels):
    folder = cross_encoder("three", labels) if labels else tmp_path
    asked = settings.model_copy(update={"reranker": str(folder)})
    with pytest.raises(EncoderError, match="BELEIDSWIJZER_RERANKER"):
        Assistant.open(asked)
