"""The model that tells which sentences mean one happening: `python -m training.sense [FOLDER]`, with PyTorch.

MiniLM-L6 reads each marked act of the gold set's development half and of the worlds written to learn from; acts of one
happening are drawn together, the others of their world apart, most of all those of one type, for only they are ever asked
about. Three networks are trained: two on half of the worlds each (into
`out/sense`), so that `training.incidents` can weigh vectors of worlds that their network has not seen, and the one that ships.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.coding.what.sense import END, SEPARATOR, SIZE, Passage, mark
from dragoman.evaluate.happenings import World, read_worlds
from dragoman.evaluate.incidents import FOLDER, is_held_back
from dragoman.incidents.comparing import STEEP, TURN
from dragoman.records import Span
from training.export import MODEL, write_onnx
from training.incidents import HALVES, half_of
from training.network import load_body, load_tokenizer, read

__all__ = ["SenseNetwork", "acts_of", "export", "train"]


_EPOCHS, _RATE, _SEED = 6, 3e-4, 1
_ACTS, _OTHERS = 72, 8
"""Marks of one world at a time, and of another beside them."""
_AT_ONCE = 12
"""Acts read at once, those of like length together, since what is filled up is read too."""
_BARE = 0.15
"""Share of steps that see the sentences alone."""
_ALIKE, _UNLIKE = 2.5, 0.6
"""What a pair of two happenings weighs that are of one type, which grouping must tell apart, and that are of two."""


class Act(NamedTuple):
    """A passage, the happening it tells and the type of that; what was not done is another happening than what was."""

    passage: Passage
    happening: str
    type: str


class SenseNetwork(nn.Module):
    """MiniLM-L6; a direction from the token at the trigger's mark and the mean of the sentence's."""

    def __init__(self, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.body = load_body()
        width = self.body.config.hidden_size
        self.marks = nn.Parameter(torch.randn(7, width) * 0.05)
        self.out = nn.Sequential(nn.Dropout(dropout), nn.Linear(2 * width, SIZE))

    def forward(self, ids: Tensor, mask: Tensor, position: Tensor) -> Tensor:
        """Vectors of length 1. ids and mask: (batch, tokens); position: (batch,)."""
        hidden, _ = read(self.body, self.marks, ids, mask)
        inner = ((ids == SEPARATOR).long().cumsum(1) == 2) & (ids != SEPARATOR)  # behind headline and sentence before
        share = inner.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * share).sum(1) / share.sum(1).clamp(min=1.0)
        trigger = hidden.gather(1, position.view(-1, 1, 1).expand(-1, 1, hidden.shape[-1])).squeeze(1)
        return functional.normalize(self.out(torch.cat([trigger, mean], dim=1)), dim=1)


def acts_of(world: World) -> list[Act]:
    """Every mark of a world as a passage, with its happening."""
    found = []
    for told in world.told:
        text = told.article.text
        gaps = [match.span() for match in END.finditer(text)]
        sentences = list(zip((0, *(end for _, end in gaps)), (*(start for start, _ in gaps), len(text)), strict=True))
        for each in told.marks:
            begin, end = next((begin, end) for begin, end in sentences if begin <= each.span.start < max(end, begin + 1))
            passage = Passage(
                sentence=text[begin:end],
                trigger=Span(start=each.span.start - begin, end=each.span.end - begin),
                headline=told.article.headline or "",
                before=text[:begin],
            )
            kind = world.happenings[each.happening].partition(" ")[0]
            found.append(Act(passage, each.happening + ("?" if each.open else ""), kind))
    return found


def train(worlds: Sequence[World], gold: Set[str]) -> SenseNetwork:
    """A world a step, in an order of chance, those named `gold` twice an epoch. Prints a line an epoch."""
    torch.manual_seed(_SEED)
    chance, tokenizer, network = random.Random(_SEED), load_tokenizer(), SenseNetwork()
    steps = [acts_of(world) for world in worlds for _ in range(2 if world.name in gold else 1)]
    learnt = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(learnt, lr=_RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, _RATE, total_steps=_EPOCHS * len(steps) + 1, pct_start=0.15, anneal_strategy="linear"
    )
    network.train()
    for epoch in range(1, _EPOCHS + 1):
        started, total = time.monotonic(), 0.0
        for world in chance.sample(steps, len(steps)):
            other = chance.choice([each for each in steps if each[0] != world[0]])
            acts = [*chance.sample(world, min(_ACTS, len(world))), *chance.sample(other, min(_OTHERS, len(other)))]
            bare = chance.random() < _BARE
            passages = [replace(act.passage, headline="", before="") if bare else act.passage for act in acts]
            marked = sorted(
                ((mark(tokenizer, passage), act) for passage, act in zip(passages, acts, strict=True)),
                key=lambda each: len(each[0][0]),
            )
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts = [marked[at : at + _AT_ONCE] for at in range(0, len(marked), _AT_ONCE)]
                vectors = torch.cat([network(*_collate([tokens for tokens, _ in part])) for part in parts])
            loss = _loss(vectors.float(), [act for _, act in marked])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(learnt, 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        print(f"epoch {epoch}: loss {total / len(steps):.3f}, {time.monotonic() - started:.0f} s", flush=True)
    return network.eval()


def _collate(marked: Sequence[tuple[list[int], int]]) -> tuple[Tensor, Tensor, Tensor]:
    width = max(len(ids) for ids, _ in marked)
    ids = torch.tensor([one + [0] * (width - len(one)) for one, _ in marked])
    return ids, (ids != 0).long(), torch.tensor([position for _, position in marked])


def _loss(vectors: Tensor, acts: Sequence[Act]) -> Tensor:
    """Cross-entropy of all pairs; one of n acts of a happening weighs 1 / (n - 1) to the half: all count about alike."""
    same = torch.tensor([[float(one.happening == other.happening) for other in acts] for one in acts])
    alike = torch.tensor([[_ALIKE if one.type == other.type else _UNLIKE for other in acts] for one in acts])
    weight = torch.where(same > 0, (same.sum(1) - 1).clamp(min=1).pow(-0.5).unsqueeze(1), alike)
    upper = torch.triu(torch.ones_like(same), 1) > 0
    odds = STEEP * (vectors @ vectors.T) - TURN
    total = functional.binary_cross_entropy_with_logits(odds[upper], same[upper], weight=weight[upper], reduction="sum")
    return total / (8 * upper.sum().sqrt())


def export(network: SenseNetwork, path: Path) -> None:
    """As ONNX with int8 weights."""
    ids = torch.tensor([[101, 102, 102, 5, 2003, 6, 102], [101, 102, 102, 5, 2003, 6, 102]])
    write_onnx(network, {"ids": ids, "mask": torch.ones_like(ids), "position": torch.tensor([3, 3])}, ["vector"], path)


def main(arguments: Sequence[str]) -> None:
    """Three networks, each exported once it is trained."""
    folder = Path(arguments[0]) if arguments else FOLDER
    gold = [world for world in read_worlds(folder) if not is_held_back(world.name)]
    names = {world.name for world in gold}
    worlds = sorted((*gold, *read_worlds(folder / "training")), key=lambda world: world.name)
    for half in (0, 1):
        print(f"without half {half}", flush=True)
        export(train([world for world in worlds if half_of(world.name) != half], names), HALVES / f"{half}.onnx")
    print("all", flush=True)
    export(train(worlds, names), MODEL / "sense.onnx")


if __name__ == "__main__":
    main(sys.argv[1:])
