"""A trained network to the files that ship: ONNX with int8 weights, the tokenizer, the labels."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dragoman.coding.what.judge import Labels
from dragoman.coding.what.session import open_session
from training.network import Network, load_tokenizer

__all__ = ["MODEL", "export", "write_onnx"]

MODEL = Path(__file__).parent.parent / "src" / "dragoman" / "coding" / "what" / "model"


def write_onnx(network: nn.Module, given: Mapping[str, Tensor], outputs: Sequence[str], path: Path) -> None:
    """A network as ONNX with int8 weights. `given`: an example of each input; "ids" and "mask" are (batch, tokens).

    Raises: TableError when what was written cannot be run.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            network.eval(),
            tuple(given.values()),
            str(whole),
            input_names=list(given),
            output_names=list(outputs),
            dynamic_axes={name: {0: "b", 1: "t"} if name in ("ids", "mask") else {0: "b"} for name in given},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(whole), str(path), weight_type=QuantType.QInt8, per_channel=True)
    open_session(path.read_bytes()).run(list(outputs), {name: example.numpy() for name, example in given.items()})


def export(network: Network, labels: Labels, folder: Path = MODEL) -> None:
    """Write model.onnx, tokenizer.json and labels.json into `folder`."""
    tokenizer = load_tokenizer()
    ids = torch.tensor([[101, 1, 2003, 2, 3, 2003, 4, 102], [101, 1, 2003, 2, 3, 2003, 4, 102]])
    given = {"ids": ids, "mask": torch.ones_like(ids), "positions": torch.tensor([[1, 4, 0], [1, 4, 0]])}
    write_onnx(network, given, ["types", "modes", "statuses", "contexts"], folder / "model.onnx")
    (folder / "tokenizer.json").write_text(tokenizer.to_str(), encoding="utf-8")
    (folder / "labels.json").write_bytes(msgspec.json.format(msgspec.json.encode(labels), indent=1) + b"\n")
