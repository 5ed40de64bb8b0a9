"""A trained encoder as one ONNX graph in int8 (extra [train]): token ids in, unit vectors out."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from sentence_transformers import SentenceTransformer
from torch import Tensor, nn
from transformers import BertModel

from ingest.encoder.transformer import IDS, MASK, MODEL, TOKENIZER, VECTOR

_MODULE = {
    "idx": 0,
    "name": "0",
    "path": "",
    "type": "ingest.encoder.sentence_module.OnnxModule",
}


class Whole(nn.Module):
    """The transformer with the mean over tokens and the scaling to length 1 behind it."""

    def __init__(self, words: BertModel) -> None:
        super().__init__()
        self.words = words

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Vectors, a row for each row of token ids."""
        states = self.words(input_ids=ids, attention_mask=mask)[0]
        weights = mask.unsqueeze(-1).to(states.dtype)
        means = (states * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
        return nn.functional.normalize(means, dim=1)


def export(model: SentenceTransformer, folder: Path) -> None:
    """Writes the folder that `TransformerEncoder` opens.

    Weights are int8 with a scale a column, activations are scaled as they come (dynamic).
    """
    folder.mkdir(parents=True, exist_ok=True)
    words: BertModel = model[0].auto_model  # type: ignore[assignment]
    words.train(False)
    example = torch.ones(1, 8, dtype=torch.int64)
    free = {0: "texts", 1: "pieces"}
    with TemporaryDirectory() as work:
        exact = f"{work}/float32.onnx"
        torch.onnx.export(
            Whole(words),
            (example, torch.ones_like(example)),
            exact,
            input_names=[IDS, MASK],
            output_names=[VECTOR],
            dynamic_axes={IDS: free, MASK: free, VECTOR: {0: "texts"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            exact,
            folder / MODEL,
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    tokenizer = model.tokenizer.backend_tokenizer
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(folder / TOKENIZER), pretty=False)
    (folder / "modules.json").write_text(json.dumps([_MODULE], indent=2) + "\n", encoding="utf-8")
