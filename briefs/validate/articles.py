"""Articles before placeholders: a name brings its own, and a typed one would be printed beside it."""

import re
from collections.abc import Iterator, Mapping

from briefs.articles import CONTRACTIONS, article
from briefs.markup import Mark, MarkKind, marks
from briefs.memory import Quiet
from briefs.model.registry import Name
from briefs.problems import Problem
from briefs.validate.passages import Passage


class Articles:
    """The articles of each language, as the registry's names have them."""

    def __init__(self, names: Mapping[str, Name]) -> None:
        self.quiet = Quiet()
        self._names = names
        self._patterns: dict[str, re.Pattern[str] | None] = {}

    def check(self, passage: Passage) -> Iterator[Problem]:
        """A problem for every article before a name that brings one; joined with a preposition it counts too."""
        pattern = self._pattern(passage.language)
        if pattern is None or passage.kind == "labels":
            return
        for mark in marks(passage.text):
            before = passage.text[: mark.start]
            if (brings := self._brought(mark, passage.language)) and (found := pattern.search(before)):
                typed, shown = found[found.lastgroup or 0], passage.text[mark.start : mark.end]
                message = f"`{typed}` stands before a name that brings its own article"
                hint = f"take it out: {shown} is written `{brings}`"
                if preposition := _preposition(typed, passage.language):
                    hint = f"write `{preposition}`: {shown} is written `{brings}`, and both are joined by themselves"
                yield passage.problem(found.span(found.lastgroup or 0), message, hint)

    def brought(self, placeholder: str, language: str) -> str:
        """A name as a placeholder writes it with its article: "el Programa …"; empty where it brings none."""
        return next((self._brought(mark, language) for mark in marks(placeholder)), "")

    def _brought(self, mark: Mark, language: str) -> str:
        entry = self._names.get(mark.target)
        if mark.kind is not MarkKind.PLACEHOLDER or mark.scope or mark.part not in ("", "name") or entry is None:
            return ""
        if own := entry.article.get(language):
            return article(own, starts=False) + entry.name.get(language, next(iter(entry.name.values())))
        if mark.part == "" and (own := entry.short_article.get(language)):
            short = entry.acronym or entry.short
            form = short.get(language, "") if isinstance(short, dict) else short
            return article(own, starts=False) + (form or mark.target)
        return ""

    def _pattern(self, language: str) -> re.Pattern[str] | None:
        if language not in self._patterns:
            pairs = CONTRACTIONS.get(language, {})
            own = {e.get(language, "") for name in self._names.values() for e in (name.article, name.short_article)}
            # A word that is a preposition too (Portuguese "a") says nothing.
            words = {*own, *pairs.values()} - {"", *(preposition for preposition, _ in pairs)}
            elided = _either({f"{word[:-1]}’" for word in words if word[-1] in "'’"}).replace("’", "['’]")
            whole = _either({word for word in words if word[-1] not in "'’"})
            pattern = rf"(?<![\w'’-])(?:(?P<elided>{elided})|(?P<whole>{whole})[*_]*(?:[^\S\n]+|\n))[*_“«\"]*$"
            self._patterns[language] = re.compile(pattern, re.IGNORECASE) if words else None
        return self._patterns[language]


def _either(words: set[str]) -> str:
    """A pattern for one of some words, the longest first; it finds nothing where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or "(?!)"


def _preposition(typed: str, language: str) -> str:
    pairs = CONTRACTIONS.get(language, {})
    return next((preposition for (preposition, _), joined in pairs.items() if joined == typed.lower()), "")
