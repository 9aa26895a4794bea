"""A trained network to the files that ship: ONNX with int8 weights, the tokenizer, the labels."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from dragoman.coding.what.judge import Labels
from training.network import Network, load_tokenizer

__all__ = ["MODEL", "export"]

MODEL = Path(__file__).parent.parent / "src" / "dragoman" / "coding" / "what" / "model"


def export(network: Network, labels: Labels, folder: Path = MODEL) -> None:
    """Write model.onnx, tokenizer.json and labels.json into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer()
    ids = torch.tensor([[101, 1, 2003, 2, 3, 2003, 4, 102], [101, 1, 2003, 2, 3, 2003, 4, 102]])
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            network.eval(),
            (ids, torch.ones_like(ids), torch.tensor([[1, 4, 0], [1, 4, 0]])),
            str(whole),
            input_names=["ids", "mask", "positions"],
            output_names=["types", "modes", "statuses", "contexts"],
            dynamic_axes={"ids": {0: "b", 1: "t"}, "mask": {0: "b", 1: "t"}, "positions": {0: "b"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(whole), str(folder / "model.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    (folder / "tokenizer.json").write_text(tokenizer.to_str(), encoding="utf-8")
    (folder / "labels.json").write_bytes(msgspec.json.format(msgspec.json.encode(labels), indent=1) + b"\n")
