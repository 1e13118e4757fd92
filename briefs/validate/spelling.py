"""Spelling: every text is held against the forms that `content/registry/spelling.yaml` refuses."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from briefs.markup import marks
from briefs.memory import Quiet, latest
from briefs.model.base import shared
from briefs.model.registry import Spelling
from briefs.model.structure import Publication
from briefs.model.words import PublicationWords
from briefs.problems import Problem
from briefs.validate.context import Context
from briefs.validate.passages import Passage, Span

FILE = "registry/spelling"


class Speller:
    """A spelling list, made ready to search texts with."""

    def __init__(self, spelling: Mapping[str, Spelling]) -> None:
        self.quiet = Quiet()
        self._forms = [
            (id_, entry, max(form.casefold().split(), key=len), _pattern(form, whole=entry.whole_word))
            for id_, entry in spelling.items()
            for form in entry.refused
            if not _refuses_itself(entry, form)
        ]

    def find(self, passage: Passage, locales: frozenset[str]) -> Iterator[tuple[Span, Problem]]:
        """Every refused form in a passage that is printed in some locales, with its problem; what stands in italics is
        another's.
        """
        plain = passage.without(passage.italics()).plain
        folded = plain.casefold()
        for id_, entry, word, pattern in self._forms:
            if word not in folded or not _applies(
                entry, passage.language, locales
            ):  # most are not there, which is soon found out
                continue
            for match in pattern.finditer(plain):
                where = f"content/{FILE}.yaml, `{id_}`"
                tag = f"in {entry.language}" if "-" in entry.language else "here"
                found = " ".join(match[0].split())
                write = _like(entry.write, match[0])
                message, hint = f"`{found}` is not how it is spelt {tag}", f"write {write} ({where})"
                yield match.span(), passage.problem(match.span(), message, hint)


class Locales:
    """Which locales the texts of a project are printed in."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._tags = {id_: _locales(context, p) for id_, p in context.content.publications.items()}

    def of_each(self, passages: Sequence[Passage]) -> tuple[frozenset[str], ...]:
        """The locales of each text of one file: of labels only where all publications share one."""
        first = passages[0]
        if first.kind == "shared":
            users = self._users_of_shared(first.language)
            return tuple(self._of(_uses(users, passage), first.language) for passage in passages)
        if first.kind == "labels":
            found = self._of(self._tags, first.language)
            return (found if len(found) == 1 else frozenset(),) * len(passages)
        return (self._of(self._users(first.kind, first.id), first.language),) * len(passages)

    def _of(self, publications: Iterable[str], language: str) -> frozenset[str]:
        return frozenset(tag for id_ in publications if (tag := self._tags[id_].get(language)))

    def _users(self, kind: str, id_: str) -> tuple[str, ...]:
        return (id_,) if kind == "publications" and id_ in self._tags else tuple(self._homes.get((kind, id_), ()))

    @cached_property
    def _homes(self) -> Mapping[tuple[str, str], list[str]]:
        """The publications that are of a series, or show a case or matrix, by its kind and id."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name, publication in self._context.content.publications.items():
            homes = {"series": (publication.series,), "cases": publication.cases, "matrices": publication.matrices}
            for kind, ids in homes.items():
                for id_ in ids:
                    found[kind, id_].append(name)
        return found

    def _users_of_shared(self, language: str) -> dict[str, Mapping[str, frozenset[str]]]:
        content = self._context.content
        return {
            id_: _shared(id_, language, publication, content.publication_words.get(id_, {}).get(language))
            for id_, publication in content.publications.items()
        }


def check_spelling_list(context: Context) -> Iterator[Problem]:
    """The list itself: no form is refused twice, and what is to be written is not refused."""
    entries = context.content.registry.spelling
    seen: dict[tuple[str, str], str] = {}
    for id_, entry in entries.items():
        file = context.file(FILE)
        for n, form in enumerate(entry.refused):
            if _refuses_itself(entry, form):
                message = f"`{form}` is refused, and it is in what shall be written"
                yield file.problem((id_, "not", n), message, "change one of the two, or set `whole_word: true`")
            if other := seen.get((entry.language, form.casefold())):
                yield file.problem((id_, "not", n), f"`{form}` is refused under `{other}` too", "keep one of the two")
            seen[entry.language, form.casefold()] = id_


def _refuses_itself(entry: Spelling, form: str) -> bool:
    return bool(_pattern(form, whole=entry.whole_word).search(entry.write))


def _pattern(form: str, *, whole: bool) -> re.Pattern[str]:
    inner = r"\s+".join(map(re.escape, form.split()))
    flags = re.NOFLAG if any(char.isupper() for char in form) else re.IGNORECASE
    return re.compile(rf"(?<!\w){inner}(?!\w)" if whole else inner, flags)


def _like(write: str, found: str) -> str:
    """What to write, with the capital of what was found."""
    return write[:1].upper() + write[1:] if found[:1].isupper() and found[1:2].islower() else write


def _locales(context: Context, publication: Publication) -> dict[str, str]:
    series = context.content.series.get(publication.series)
    return {**(series.locales if series else {}), **publication.locales}


@latest(lambda id_, language, *_: (id_, language))
def _shared(
    id_: str, language: str, publication: Publication, words: PublicationWords | None
) -> Mapping[str, frozenset[str]]:
    """The shared texts that a publication prints in a language, by group."""
    texts = [section.text or "" for section in words.sections.values()] if words else []
    placed = [mark.target for text in texts for mark in marks(text) if mark.scope == "passage"]
    lists = {
        "passages": tuple(f"shared.{name}" for name in placed),
        "messages": publication.key_messages,
        "recommendations": publication.all_recommendations(),
        "sheets": publication.technical_sheet,
    }
    return {group: frozenset(name for item in items if (name := shared(item))) for group, items in lists.items()}


def _uses(users: Mapping[str, Mapping[str, frozenset[str]]], passage: Passage) -> Iterator[str]:
    """The publications that print a shared text; a note goes with any shared text."""
    group, name = str(passage.path[0]), str(passage.path[1]) if len(passage.path) > 1 else ""
    for id_, groups in users.items():
        if any(groups.values()) if group == "notes" else name in groups.get(group, ()):
            yield id_


def _applies(entry: Spelling, text: str, locales: frozenset[str]) -> bool:
    """Whether an entry holds for a text of a language that is printed in some locales."""
    language, _, country = entry.language.partition("-")
    return language == text and (not country or entry.language in locales)
