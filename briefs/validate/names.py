"""Names and acronyms of the registry come by placeholder: typed, they would be written out twice, or never."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from itertools import takewhile

from briefs.markup import MarkKind
from briefs.memory import TEXTS
from briefs.model.registry import Name
from briefs.problems import Problem
from briefs.validate.articles import Articles
from briefs.validate.passages import Passage, Span

Write = tuple[str, str]  # the id of a name, and what to write for it

# "Some Name (ABC)": a word, and in brackets what has two capitals and no space.
_EXPANSION = re.compile(r"(?<=\w)[ \u00a0]\((?P<acronym>(?=[^\W\d_]*[A-ZÀ-Þ][^\W\d_]*[A-ZÀ-Þ])[^\W\d_]{2,10})\)")


class Names:
    """The names of the registry, made ready to be found in texts."""

    def __init__(self, names: Mapping[str, Name], codes: frozenset[str], articles: Articles) -> None:
        """`codes` are the currencies of the project, which are no acronyms."""
        self._own: dict[str, re.Pattern[str] | None] = {}
        self._placeholders: dict[str, dict[str, list[Write]]] = {}
        self._quiet: dict[Hashable, list[Span]] = {}  # where names stand in texts without a problem
        self._names = names
        self._every = _pattern({text for entry in names.values() for text in entry.name.values()})
        self._currencies = codes
        self._articles = articles

    def check(self, passage: Passage) -> tuple[list[Span], tuple[Problem, ...]]:
        """Where official names stand in a passage, in whatever language, and what else is typed in their place; with a
        problem for every name and acronym that is typed, and for every acronym that the registry lacks.
        """
        if (known := self._quiet.get(passage.key)) is not None:
            return list(known), ()
        typed = list(self._typed(passage))
        every = [match.span() for match in self._every.finditer(passage.plain)] if self._every else []
        spans, problems = every + [span for span, _ in typed], tuple(self._problems(passage, typed))
        if not problems and len(self._quiet) < TEXTS:
            self._quiet[passage.key] = spans
        return spans, problems

    def _problems(self, passage: Passage, typed: list[tuple[Span, list[Write]]]) -> Iterator[Problem]:
        for span, placeholders in typed:
            found = passage.text[slice(*span)]
            write = " or ".join(write for _, write in placeholders)
            hint = f"write {write}: the registry has it, and writes it out once"
            if passage.origin and (own := passage.origin.of({id_ for id_, _ in placeholders})):
                hint = f"write {own}, as the source does"
                if brings := self._articles.brought(own, passage.language):
                    hint += f"; it brings its article: `{brings}`"
            yield passage.problem(span, f"the name `{' '.join(found.split())}` is typed", hint)
        taken = [span for span, _ in typed]
        for match in _EXPANSION.finditer(passage.plain):
            start, end = match.span("acronym")
            if match["acronym"] not in self._currencies and not any(s <= start < e for s, e in taken):
                hint = "add the name with its `acronym` to content/registry/ and write its {id}"
                if passage.origin:
                    hint = f"a name comes by placeholder; {passage.origin.hint(MarkKind.PLACEHOLDER)}"
                yield passage.problem((start, end), f"the registry has no acronym `{match['acronym']}`", hint)

    def _typed(self, passage: Passage) -> Iterator[tuple[Span, list[Write]]]:
        """What is typed, with what to write. A name with its own acronym in brackets is one thing."""
        if passage.kind == "labels":
            return  # labels are of no publication, and take no names
        pattern, placeholders = self._in(passage.language)
        past = 0
        for match in pattern.finditer(passage.plain) if pattern else ():
            (start, end), write = match.span(), placeholders[" ".join(match[0].split())]
            if start < past:
                continue
            bracket = _EXPANSION.match(passage.plain, end)
            short = placeholders.get(bracket["acronym"], []) if bracket else []
            if bracket and {id_ for id_, _ in write} & {id_ for id_, _ in short}:
                end = bracket.end()
            past = end
            yield (start, end), write

    def _in(self, language: str) -> tuple[re.Pattern[str] | None, dict[str, list[Write]]]:
        if language not in self._own:
            found: dict[str, list[Write]] = defaultdict(list)
            for id_, entry in self._names.items():
                for text, write in _forms(id_, entry, language):
                    found[text].append((id_, write))
            self._placeholders[language] = dict(found)
            self._own[language] = _pattern(set(found))
        return self._own[language], self._placeholders[language]


def _forms(id_: str, entry: Name, language: str) -> Iterator[tuple[str, str]]:
    """What must not be typed, with what to write: the official name where it is a proper name, and acronyms."""
    name = entry.name.get(language)
    if name and name[:1].isupper():  # a term such as "unmet basic need" is made of words of the language
        yield name, f"{{{id_}}}" + (", which brings its article" if language in entry.article else "")
    for text, part in ((entry.acronym, "acronym"), (entry.short, "short")):
        for own in set(text.values()) if isinstance(text, dict) else {text}:  # FIDA is no word of an English text
            # A short name that is a word (Juntos) may be a word of the language; one in capitals is none.
            if own and own != name and sum(char.isupper() for char in own) > 1:
                yield own, f"{{{id_}.{part}}}"
    if (plural := entry.acronym_plural.get(language)) and plural != entry.acronym:
        yield plural, f"{{{id_}.plural}}"


def _pattern(texts: set[str]) -> re.Pattern[str] | None:
    """A pattern that finds the longest of some texts as whole words, however their words are spaced."""
    inner = _branches({" ".join(text.split()) for text in texts})
    return re.compile(rf"(?<!\w)(?:{inner})(?!\w)") if inner else None


def _branches(texts: set[str]) -> str:
    """What matches the longest of some texts; those that begin alike share it, as thousands are tried at each word."""
    by_head: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        by_head[text[:1]].add(text)
    ends = by_head.pop("", None)
    found = []
    for _, members in sorted(by_head.items()):
        first, last = min(members), max(members)
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
        shared = "".join(letter for letter, _ in alike)
        written = r"\s+".join(map(re.escape, shared.split(" ")))
        found.append(written + _branches({text[len(shared) :] for text in members}))
    if not found:
        return ""
    return f"(?:{'|'.join(found)})" + ("?" if ends else "")
