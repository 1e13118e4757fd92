"""Sentences in English and Spanish, as many as a generated project needs, no two of them alike.

A sentence takes one phrase from each of seven slots. Which, says a polynomial over the numbers modulo 17, as in a
Reed–Solomon code: two sentences share at most three phrases, so that no check takes one for a repeat of the other.
"""

from pathlib import Path

SLOTS = tuple(
    tuple(tuple(line.split(" = ")) for line in slot.strip().splitlines())
    for slot in Path(__file__).with_suffix(".txt").read_text("utf-8").split("--")
)
PRIME = 17
DEGREE = 4  # coefficients: 17 ** 4 sentences in all
LANGUAGES = ("en", "es")


def sentence(number: int, language: str) -> str:
    """The sentence of a number, with a full stop. Raises ValueError where there is none."""
    time, *rest = phrases(number, language)
    return f"{time}, {' '.join(rest)}."


def phrases(number: int, language: str) -> list[str]:
    """The phrase of each slot for a number below 83,521. Raises ValueError for any other."""
    if not 0 <= number < PRIME**DEGREE:
        raise ValueError(f"there are {PRIME**DEGREE} sentences")
    coefficients = [number // PRIME**power % PRIME for power in range(DEGREE)]
    chosen = (sum(c * x**power for power, c in enumerate(coefficients)) % PRIME for x in range(1, len(SLOTS) + 1))
    return [slot[n][LANGUAGES.index(language)] for slot, n in zip(SLOTS, chosen, strict=True)]
