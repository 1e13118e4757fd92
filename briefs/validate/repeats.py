"""Drift between repeats: a sentence that stands twice, or nearly twice, is to be stored once."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from briefs.load import File
from briefs.memory import latest
from briefs.problems import Problem
from briefs.validate.passages import Passage, Span

SAME = 8  # words: the same sentence of so many is no coincidence
NEAR = 12  # words: in shorter ones a word or two is the whole difference
LIKE = 0.85  # the share of words, in order, that two sentences then have in common; no two of the real content have 0.7
_GRAM = 3
_WORD = re.compile(r"\[[\^@][^\]\n]*\]|\]\([^)\s]*\)|(\{[^{}\n]*\}|\w+)")


@dataclass(frozen=True)
class _Sentence:
    passage: Passage
    span: Span
    words: tuple[str, ...]

    @cached_property
    def grams(self) -> frozenset[str]:
        return frozenset("\n".join(self.words[n : n + _GRAM]) for n in range(len(self.words) - _GRAM + 1))


def check_repeats(texts: Iterable[tuple[Passage, ...]]) -> Iterator[Problem]:
    """A problem at every sentence that an earlier one of the same language repeats.

    Shared texts count as earlier than all others. Where a figure comes from may be said at each figure, and labels are
    said once. `texts` are those of each file.
    """
    by_language: dict[str, list[tuple[_Sentence, ...]]] = defaultdict(list)
    for own in sorted(filter(None, texts), key=lambda own: own[0].kind != "shared"):
        by_language[own[0].language].append(_said(own[0].file, own))
    for language, said in by_language.items():
        yield from _repeats(language, tuple(said))


@latest(lambda file, own: file.name)
def _said(file: File, own: tuple[Passage, ...]) -> tuple[_Sentence, ...]:
    asked = (passage for passage in own if not passage.is_source and passage.kind != "labels")
    return tuple(sentence for passage in asked for sentence in _sentences(passage))


def _sentences(passage: Passage) -> Iterator[_Sentence]:
    for start, end in passage.sentences():
        words = tuple(word for word in _WORD.findall(passage.text[start:end].casefold()) if word)
        if len(words) >= SAME:
            yield _Sentence(passage, (start, end), words)


@latest(lambda language, said: language)
def _repeats(language: str, said: tuple[tuple[_Sentence, ...], ...]) -> tuple[Problem, ...]:
    return tuple(_found([sentence for own in said for sentence in own]))


def _found(sentences: list[_Sentence]) -> Iterator[Problem]:
    same: dict[tuple[str, ...], _Sentence] = {}
    having: dict[str, list[int]] = defaultdict(list)
    for n, sentence in enumerate(sentences):
        first = same.setdefault(sentence.words, sentence)
        if first is not sentence:
            yield _problem(sentence, first, "the same")
        elif len(sentence.words) >= NEAR:
            grams = sentence.grams
            shared = Counter(other for gram in grams if gram in having for other in having[gram])
            for other, count in shared.items():
                if 3 * count >= min(len(grams), len(sentences[other].grams)) and _alike(sentence, sentences[other]):
                    yield _problem(sentence, sentences[other], "nearly the same")
                    break
            for gram in grams:
                having[gram].append(n)


def _alike(one: _Sentence, other: _Sentence) -> bool:
    return SequenceMatcher(None, one.words, other.words, autojunk=False).ratio() >= LIKE


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
