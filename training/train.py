"""`make train`: the corpus to the model that ships. `python -m training.train --help` for the recipe's other choices."""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from dragoman.coding.what.judge import Encoded, Labels, Question, encode
from training.examples import labels_of, lexicon_examples, misdirected, question_of, read_examples, swap_countries, take_off
from training.export import export
from training.markup import Example
from training.network import Network, load_tokenizer

__all__ = ["Recipe", "collate", "predict", "split", "train"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What may be tried. Rates are probabilities; `fraction` takes part of the corpus, for the learning curve.

    `bare` and `short`: the trigger unmarked, or cut to one word; `alone`: a party unmarked, and `alone_none` where there is no
    event, as the coder asks about many a verb without an object.

    `teachers`: so many networks of other seeds are trained first, and the one that ships learns half from the labels, half
    from the mean of their judgements.
    """

    epochs: int = 6
    batch: int = 32
    rate: float = 3e-4
    smoothing: float = 0.1
    swap: float = 0.4
    bare: float = 0.4
    short: float = 0.3
    alone: float = 0.05
    alone_none: float = 0.25
    turned: float = 0.08
    lexicon: bool = True
    averaged: int = 2
    single: bool = False
    weighted: bool = False
    fraction: float = 1.0
    teachers: int = 1
    seed: int = 1


Rows = tuple[Tensor, Tensor, Tensor, Tensor]


def split(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """(to train on, to calibrate on): a tenth by the digest of the sentence, so that the same stays apart in every run."""
    apart = [hashlib.sha256(example.text.encode()).digest()[0] < 26 for example in examples]
    return (
        [example for example, held in zip(examples, apart, strict=True) if not held],
        [example for example, held in zip(examples, apart, strict=True) if held],
    )


def collate(encoded: Sequence[Encoded]) -> tuple[Tensor, Tensor, Tensor]:
    """ids, mask and positions of a batch, padded."""
    width = max(len(one.ids) for one in encoded)
    ids = torch.tensor([one.ids + [0] * (width - len(one.ids)) for one in encoded])
    return ids, (ids != 0).long(), torch.tensor([one.positions for one in encoded])


def targets(examples: Sequence[Example], labels: Labels) -> Rows:
    """Type, modes, status (-1 for NONE) and contexts as tensors."""
    kinds = torch.tensor([labels.types.index(example.type) for example in examples])
    modes = torch.tensor(
        [[float(kind == example.type and mode in example.modes) for kind, mode in labels.modes] for example in examples]
    )
    statuses = torch.tensor([labels.statuses.index(example.status) if example.status else -1 for example in examples])
    contexts = torch.tensor([[float(name in example.contexts) for name in labels.contexts] for example in examples])
    return kinds, modes, statuses, contexts


def _batches(examples: Sequence[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """Batches of like length, in an order of chance."""
    order = sorted(range(len(examples)), key=lambda index: len(examples[index].text) * chance.uniform(0.8, 1.2))
    pieces = [order[start : start + size] for start in range(0, len(order), size)]
    chance.shuffle(pieces)
    for piece in pieces:
        yield [examples[index] for index in piece]


def _loss(
    outputs: Rows, wanted: Rows, labels: Labels, recipe: Recipe, weights: Tensor | None, taught: Tensor | None = None
) -> Tensor:
    kinds, modes, statuses, contexts = wanted
    total = functional.cross_entropy(outputs[0], kinds, weight=weights, label_smoothing=recipe.smoothing)
    if taught is not None:
        total = (total + functional.cross_entropy(outputs[0], taught)) / 2
    if recipe.single:
        return total
    own = torch.tensor([[float(labels.types[int(kind)] == name) for name, _ in labels.modes] for kind in kinds])
    by_mode = functional.binary_cross_entropy_with_logits(outputs[1], modes, reduction="none")
    total = total + 2 * (by_mode * own).sum() / own.sum().clamp(min=1)
    if bool((statuses >= 0).any()):
        total = total + 0.7 * functional.cross_entropy(outputs[2], statuses, ignore_index=-1)
    named = contexts.sum(1) > 0
    if bool(named.any()):
        by_context = functional.binary_cross_entropy_with_logits(outputs[3][named], contexts[named])
        total = total + 2 * by_context
    return total


Lessons = Mapping[tuple[str, bool], Tensor]
"""What the teachers think of a sentence, with its trigger marked or not: (where, marked) -> probabilities of the types."""


@torch.no_grad()
def teach(teachers: Sequence[Network], examples: Sequence[Example]) -> dict[tuple[str, bool], Tensor]:
    """The mean judgement of the teachers on every example, with its trigger marked and without."""
    tokenizer, lessons = load_tokenizer(), {}
    for marked in (True, False):
        questions = [question_of(example) for example in examples]
        encoded = encode(tokenizer, questions if marked else [replace(question, trigger=()) for question in questions])
        order = sorted(range(len(encoded)), key=lambda index: len(encoded[index].ids))
        mean = torch.stack([predict(one, [encoded[index] for index in order])[0].softmax(1) for one in teachers]).mean(0)
        lessons |= {(examples[index].where, marked): mean[row] for row, index in enumerate(order)}
    return lessons


def _taught(batch: Sequence[Example], questions: Sequence[Question], lessons: Lessons, labels: Labels) -> Tensor:
    """The teachers' judgements of a batch; the label itself where they were not asked (a turned or a lexicon example)."""
    own = functional.one_hot(torch.tensor([labels.types.index(one.type) for one in batch]), len(labels.types)).float()
    rows = [
        lessons.get((one.where, bool(question.trigger)), alone)
        for one, question, alone in zip(batch, questions, own, strict=True)
    ]
    return torch.stack(rows)


def train(recipe: Recipe, examples: Sequence[Example], labels: Labels, lessons: Lessons | None = None) -> Network:
    """The mean of the last epochs' weights. Prints a line an epoch."""
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    network, tokenizer = Network(labels), load_tokenizer()
    if recipe.fraction < 1:
        examples = chance.sample(list(examples), int(len(examples) * recipe.fraction))
    extra = lexicon_examples() if recipe.lexicon else []
    counts = torch.tensor([sum(e.type == name for e in examples) for name in labels.types]).clamp(min=1).float()
    weights = (counts.mean() / counts).sqrt() if recipe.weighted else None
    learnt = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(learnt, lr=recipe.rate, weight_decay=0.01)
    steps = recipe.epochs * -(-(len(examples) + len(extra) // 2) // recipe.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.rate, total_steps=steps + recipe.epochs, pct_start=0.1, anneal_strategy="linear"
    )
    kept: list[dict[str, Tensor]] = []
    for epoch in range(1, recipe.epochs + 1):
        network.train()
        started, total, seen = time.monotonic(), 0.0, 0
        shown = [*examples, *chance.sample(extra, len(extra) // 2)]
        shown = [(misdirected(e, chance) or e) if chance.random() < recipe.turned else e for e in shown]
        for batch in _batches(shown, recipe.batch, chance):
            questions = [
                take_off(
                    question_of(e),
                    chance,
                    trigger=recipe.bare,
                    short=recipe.short,
                    alone=recipe.alone_none if e.type == "NONE" else recipe.alone,
                )
                for e in batch
            ]
            questions = [swap_countries(q, chance) if chance.random() < recipe.swap else q for q in questions]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                outputs = network(*collate(encode(tokenizer, questions)))
            floats = tuple(output.float() for output in outputs)
            taught = _taught(batch, questions, lessons, labels) if lessons is not None else None
            loss = _loss(floats, targets(batch, labels), labels, recipe, weights, taught)  # type: ignore[arg-type]
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(learnt, 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach()) * len(batch)
            seen += len(batch)
        print(f"epoch {epoch}: loss {total / seen:.3f}, {seen} sentences, {time.monotonic() - started:.0f} s", flush=True)
        if epoch > recipe.epochs - recipe.averaged:
            kept.append({name: value.detach().clone() for name, value in network.state_dict().items()})
    mean = {name: torch.stack([one[name].float() for one in kept]).mean(0) for name in kept[0]}
    network.load_state_dict({name: value.to(kept[0][name].dtype) for name, value in mean.items()})
    return network.eval()


@torch.no_grad()
def predict(network: Network, encoded: Sequence[Encoded]) -> Rows:
    """Logits of every head for all the questions, in order."""
    network.eval()
    found = [network(*collate(encoded[start : start + 64])) for start in range(0, len(encoded), 64)]
    return tuple(torch.cat([one[head] for one in found]) for head in range(4))  # type: ignore[return-value]


def calibrate(logits: Tensor, wanted: Tensor) -> float:
    """The temperature that makes the logits likeliest on held-back data, from a grid of 0.5 to 3."""
    grid = [0.5 + 0.05 * step for step in range(51)]
    return round(min(grid, key=lambda value: float(functional.cross_entropy(logits / value, wanted))), 2)


def _report(network: Network, held: Sequence[Example], labels: Labels) -> Labels:
    """Prints accuracy on the calibrating tenth; gives the labels with temperatures."""
    tokenizer = load_tokenizer()
    outputs = predict(network, encode(tokenizer, [question_of(example) for example in held]))
    kinds, _, statuses, _ = targets(held, labels)
    told = statuses >= 0
    right = float((outputs[0].argmax(1) == kinds).float().mean())
    standing = float((outputs[2].argmax(1) == statuses)[told].float().mean())
    print(f"calibrating tenth ({len(held)}): type {right:.3f}, status {standing:.3f}", flush=True)
    return Labels(
        types=labels.types,
        modes=labels.modes,
        statuses=labels.statuses,
        contexts=labels.contexts,
        type_temperature=calibrate(outputs[0], kinds),
        status_temperature=calibrate(outputs[2][told], statuses[told]),
    )


def main() -> None:
    """Train, report, keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in ((field, getattr(Recipe(), field)) for field in Recipe.__dataclass_fields__):
        if isinstance(default, bool):
            parser.add_argument(f"--{name}", action=argparse.BooleanOptionalAction, default=default)
        else:
            parser.add_argument(f"--{name}", type=type(default), default=default)
    parser.add_argument("--keep", type=Path, help="also write the weights in floats here, as .pt")
    parser.add_argument("--trial", action="store_true", help="leave the model in the package as it is")
    arguments = vars(parser.parse_args())
    keep: Path | None = arguments.pop("keep")
    trial: bool = arguments.pop("trial")
    recipe = Recipe(**arguments)
    print(recipe, flush=True)
    kinds, modes, statuses, contexts = labels_of()
    labels = Labels(types=kinds, modes=modes, statuses=statuses, contexts=contexts)
    learning, held = split(read_examples())
    teachers = [
        train(replace(recipe, teachers=0, seed=recipe.seed + 1 + number), learning, labels) for number in range(recipe.teachers)
    ]
    network = train(recipe, learning, labels, teach(teachers, learning) if teachers else None)
    labels = _report(network, held, labels)
    if keep:
        torch.save(network.state_dict(), keep)
    if not trial:
        export(network, labels)


if __name__ == "__main__":
    main()
