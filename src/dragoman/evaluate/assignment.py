"""The best one-to-one assignment of rows to columns."""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["assign"]


def assign(weights: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """The pairs (row, column) of greatest total weight, each row and column in one pair at most, in order of the rows.

    Pairs that weigh nothing (0 or less) are left out. With weights of 0 and 1 this is a maximum matching.
    Source: H. W. Kuhn, The Hungarian method for the assignment problem, 1955; here with shortest augmenting paths.
    """
    if not weights or not weights[0]:
        return []
    if len(weights) > len(weights[0]):
        return sorted((row, column) for column, row in assign(list(zip(*weights, strict=True))))
    costs = [[-max(weight, 0) for weight in row] for row in weights]
    width = len(costs[0])
    row_price: list[float] = [0] * (len(costs) + 1)
    column_price: list[float] = [0] * (width + 1)
    owner = [0] * (width + 1)  # the row, counted from 1, that holds each column; column 0 holds the row being placed
    for row in range(1, len(costs) + 1):
        owner[0] = row
        previous = _augment(costs, row_price, column_price, owner)
        column = next(each for each in previous if owner[each] == 0)
        while column:
            owner[column] = owner[previous[column]]
            column = previous[column]
    pairs = ((owner[column] - 1, column - 1) for column in range(1, width + 1) if owner[column])
    return sorted((row, column) for row, column in pairs if weights[row][column] > 0)


def _augment(costs: list[list[int]], row_price: list[float], column_price: list[float], owner: list[int]) -> dict[int, int]:
    """The cheapest path from column 0 to a free column, as each reached column's predecessor; mends the prices."""
    width = len(column_price)
    slack = [math.inf] * width
    nearest = [0] * width
    reached: dict[int, int] = {}
    at, visited = 0, {0}
    while owner[at]:
        row = owner[at]
        for column in range(1, width):
            if column not in visited:
                reduced = costs[row - 1][column - 1] - row_price[row] - column_price[column]
                if reduced < slack[column]:
                    slack[column], nearest[column] = reduced, at
        following = min((column for column in range(1, width) if column not in visited), key=lambda each: slack[each])
        step = slack[following]
        for column in range(width):
            if column in visited:
                row_price[owner[column]] += step
                column_price[column] -= step
            else:
                slack[column] -= step
        reached[following] = nearest[following]
        visited.add(following)
        at = following
    return reached
