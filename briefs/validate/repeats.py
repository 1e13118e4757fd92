"""Drift between repeats: a sentence that stands twice, or nearly twice, is to be stored once."""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from sys import intern, maxsize

import numpy as np
from numpy.typing import NDArray

from briefs.load import File
from briefs.memory import latest
from briefs.problems import Problem
from briefs.validate.passages import Passage, Span

SAME = 8  # words: the same sentence of so many is no coincidence
NEAR = 12  # words: in shorter ones a word or two is the whole difference
LIKE = 0.85  # the share of words, in order, that two sentences then have in common; no two of the real content have 0.7
_GRAM = 3
Words = tuple[str, ...]
Numbers = NDArray[np.int64]
_WORD = re.compile(r"\[[\^@][^\]\n]*\]|\]\([^)\s]*\)|(\{[^{}\n]*\}|\w+)")


@dataclass(frozen=True)
class _Sentence:
    passage: Passage
    span: Span
    words: Words


def check_repeats(texts: Iterable[tuple[Passage, ...]]) -> Iterator[Problem]:
    """A problem at every sentence that an earlier one of the same language repeats.

    Shared texts count as earlier than all others. Where a figure comes from may be said at each figure, and labels are
    said once. `texts` are those of each file.
    """
    by_language: dict[str, list[tuple[_Sentence, ...]]] = defaultdict(list)
    for own in sorted(filter(None, texts), key=lambda own: own[0].kind != "shared"):
        by_language[own[0].language].append(_said(own[0].file, own))
    for language, said in by_language.items():
        sentences = [sentence for own in said for sentence in own]
        for repeated, first, how in _repeats(language, tuple(sentence.words for sentence in sentences)):
            yield _problem(sentences[repeated], sentences[first], how)


@latest(lambda file, own: file.name)
def _said(file: File, own: tuple[Passage, ...]) -> tuple[_Sentence, ...]:
    asked = (passage for passage in own if not passage.is_source and passage.kind != "labels")
    return tuple(sentence for passage in asked for sentence in _sentences(passage))


def _sentences(passage: Passage) -> Iterator[_Sentence]:
    for start, end in passage.sentences():
        # One text for a word, however many sentences have it.
        words = tuple(intern(word) for word in _WORD.findall(passage.text[start:end].casefold()) if word)
        if len(words) >= SAME:
            yield _Sentence(passage, (start, end), words)


@latest(lambda language, sentences: language)
def _repeats(language: str, sentences: tuple[Words, ...]) -> tuple[tuple[int, int, str], ...]:
    """The sentences that repeat an earlier one, with that and how; both by their places."""
    return tuple(_found(sentences))


def _found(sentences: tuple[Words, ...]) -> Iterator[tuple[int, int, str]]:
    same: dict[Words, int] = {}
    having: dict[int, array[int]] = defaultdict(lambda: array("q"))
    sizes, least = np.zeros(len(sentences), np.int64), maxsize
    for n, words in enumerate(sentences):
        first = same.setdefault(words, n)
        if first != n:
            yield n, first, "the same"
        elif len(words) >= NEAR:
            grams = _grams(words)
            if others := _sharing(having, grams, sizes[:n], least):
                vocabulary = frozenset(words)
                near = (other for other in others if _alike(words, vocabulary, sentences[other]))
                if (other := next(near, None)) is not None:
                    yield n, other, "nearly the same"
            sizes[n], least = len(grams), min(least, len(grams))
            for gram in grams:
                having[gram].append(n)


@lru_cache(maxsize=65_536)
def _grams(words: Words) -> "array[int]":
    """What stands for each run of words. Two runs of one number would only have two sentences compared in vain."""
    return array("q", {hash(words[n : n + _GRAM]) for n in range(len(words) - _GRAM + 1)})


def _sharing(having: Mapping[int, "array[int]"], grams: "array[int]", sizes: Numbers, least: int) -> list[int]:
    """The sentences that have a third of these grams, or of which a third are these; `having` and `sizes` tell which
    sentences have a gram and how many grams each has, `least` is the smallest of these. Phrases of many sentences make
    this the longest loop of all.
    """
    found = [np.frombuffer(having[gram], np.int64) for gram in grams if gram in having]
    if 3 * len(found) < min(len(grams), least) or not found:
        return []  # as of most
    counts = np.bincount(np.concatenate(found), minlength=len(sizes))
    return list(map(int, np.nonzero((counts > 0) & (3 * counts >= np.minimum(len(grams), sizes)))[0]))


def _alike(words: Words, vocabulary: frozenset[str], other: Words) -> bool:
    """Whether the words of two sentences, of which the first have this vocabulary, are nearly the same."""
    both = len(words) + len(other)
    if 2 * _known(other, vocabulary) / both < LIKE or 2 * _known(words, frozenset(other)) / both < LIKE:
        return False  # told at once of most
    return SequenceMatcher(None, words, other, autojunk=False).ratio() >= LIKE


def _known(words: Words, vocabulary: frozenset[str]) -> int:
    return sum(map(vocabulary.__contains__, words))


def _problem(sentence: _Sentence, first: _Sentence, how: str) -> Problem:
    passage, other = sentence.passage, first.passage
    place = other.problem(first.span, "", "")
    if other.kind == "shared":
        hint = f"name `shared.{other.path[1]}` in publication.yaml, or say something else here"
    elif passage.file is other.file:
        hint = "say it once"
    else:
        hint = "make it a text of content/shared/, which both then name, or say something else here"
    return passage.problem(sentence.span, f"{how} sentence stands in {place.file}:{place.line}", hint)
