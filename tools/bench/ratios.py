"""Medians, ratios and their spread: arithmetic only."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from tools.bench.results import Measured


@dataclass(frozen=True)
class Row:
    """One task over all rounds. The ratio is that of the medians; `low` and `high` are the extremes round by round."""

    name: str
    rounds: int
    seconds: float
    ratio: float
    low: float
    high: float
    memory: float
    worker: float


def rows(rounds: Sequence[Measured], against: str) -> list[Row]:
    """A row a task, in the order of the first round. Each is compared in the rounds that have it and `against`.

    Raises ValueError where a task has no such round.
    """
    names = list(dict.fromkeys(name for measured in rounds for name in measured))
    return [_row(name, [measured for measured in rounds if name in measured], against) for name in names]


def _row(name: str, having: Sequence[Measured], against: str) -> Row:
    both = [measured for measured in having if against in measured]
    if not both:
        raise ValueError(f"{name} and {against} were never measured in one round")
    ratios = [measured[name]["seconds"] / measured[against]["seconds"] for measured in both]
    seconds = median(measured[name]["seconds"] for measured in having)
    ratio = median(m[name]["seconds"] for m in both) / median(m[against]["seconds"] for m in both)
    memory, worker = (max(measured[name][key] for measured in having) for key in ("memory", "worker"))
    return Row(name, len(having), seconds, ratio, min(ratios), max(ratios), memory, worker)


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """How values grow between the first and the last size: 1 is in proportion, 2 with the square.

    Raises ValueError where a size or value is not above 0, or all sizes are the same.
    """
    if min(*sizes, *values) <= 0 or sizes[0] == sizes[-1]:
        raise ValueError("growth needs two sizes, and values above 0")
    return math.log(values[-1] / values[0]) / math.log(sizes[-1] / sizes[0])
