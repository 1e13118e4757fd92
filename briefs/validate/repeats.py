"""Drift between repeats: a sentence that stands twice, or nearly twice, is to be stored once."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

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

    @property
    def grams(self) -> set[tuple[str, ...]]:
        return {self.words[n : n + _GRAM] for n in range(len(self.words) - _GRAM + 1)}


def check_repeats(passages: Iterable[Passage]) -> Iterator[Problem]:
    """A problem at every sentence that an earlier one of the same language repeats.

    Shared texts count as earlier than all others. Where a figure comes from may be said at each figure, and labels are
    said once.
    """
    by_language: dict[str, list[_Sentence]] = defaultdict(list)
    for passage in sorted(passages, key=lambda passage: passage.kind != "shared"):
        if not passage.is_source and passage.kind != "labels":
            by_language[passage.language] += _sentences(passage)
    for sentences in by_language.values():
        yield from _repeats(sentences)


def _sentences(passage: Passage) -> Iterator[_Sentence]:
    for start, end in passage.sentences():
        words = tuple(word for word in _WORD.findall(passage.text[start:end].casefold()) if word)
        if len(words) >= SAME:
            yield _Sentence(passage, (start, end), words)


def _repeats(sentences: list[_Sentence]) -> Iterator[Problem]:
    same: dict[tuple[str, ...], _Sentence] = {}
    having: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, sentence in enumerate(sentences):
        first = same.setdefault(sentence.words, sentence)
        if first is not sentence:
            yield _problem(sentence, first, "the same")
        elif len(sentence.words) >= NEAR:
            grams = sentence.grams
            shared = Counter(other for gram in grams for other in having[gram])
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
