"""Spelling: every text is held against the forms that `content/registry/spelling.yaml` refuses."""

import re
from collections.abc import Iterator

from briefs.markup import marks
from briefs.model.base import shared
from briefs.model.registry import Spelling
from briefs.model.structure import Publication
from briefs.model.words import PublicationWords
from briefs.problems import Problem
from briefs.validate.context import Context
from briefs.validate.passages import Passage, Span

FILE = "registry/spelling"


class Speller:
    """The spelling list of a project, made ready to search texts with."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._forms = [
            (id_, entry, max(form.casefold().split(), key=len), _pattern(form, whole=entry.whole_word))
            for id_, entry in context.content.registry.spelling.items()
            for form in entry.refused
            if not _refuses_itself(entry, form)
        ]
        locales: dict[str, set[str]] = {}
        for publication in context.content.publications.values():
            for language, locale in _locales(context, publication).items():
                locales.setdefault(language, set()).add(locale)
        self._of_all = locales

    def find(self, passage: Passage) -> Iterator[tuple[Span, Problem]]:
        """Every refused form in a passage, with its problem; what stands in italics is another's."""
        plain = passage.without(passage.italics()).plain
        folded = plain.casefold()
        for id_, entry, word, pattern in self._forms:
            if word not in folded or not self._applies(entry, passage):  # most are not there, which is soon found out
                continue
            for match in pattern.finditer(plain):
                where = f"content/{FILE}.yaml, `{id_}`"
                tag = f"in {entry.language}" if "-" in entry.language else "here"
                found = " ".join(match[0].split())
                write = _like(entry.write, match[0])
                message, hint = f"`{found}` is not how it is spelt {tag}", f"write {write} ({where})"
                yield match.span(), passage.problem(match.span(), message, hint)

    def _applies(self, entry: Spelling, passage: Passage) -> bool:
        language, _, country = entry.language.partition("-")
        return language == passage.language and (not country or entry.language in self._locales_of(passage))

    def _words(self, publication: str, language: str) -> PublicationWords | None:
        return self._context.content.publication_words.get(publication, {}).get(language)

    def _locales_of(self, passage: Passage) -> frozenset[str]:
        """The locales that a text is printed in: of labels only where all publications share one."""
        content, language = self._context.content, passage.language
        match passage.kind:
            case "publications":
                users = [content.publications[passage.id]] if passage.id in content.publications else []
            case "series":
                users = [p for p in content.publications.values() if p.series == passage.id]
            case "cases":
                users = [p for p in content.publications.values() if passage.id in p.cases]
            case "shared":
                users = [p for id_, p in content.publications.items() if _uses(p, self._words(id_, language), passage)]
            case "matrices":
                users = [p for p in content.publications.values() if passage.id in p.matrices]
            case _:
                every = self._of_all.get(language, set())
                return frozenset(every if len(every) == 1 else ())
        tags = (_locales(self._context, user).get(language) for user in users)
        return frozenset(tag for tag in tags if tag)


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


def _uses(publication: Publication, words: PublicationWords | None, passage: Passage) -> bool:
    """Whether a publication prints a shared text; a note goes with any shared text."""
    texts = [section.text or "" for section in words.sections.values()] if words else []
    placed = [mark.target for text in texts for mark in marks(text) if mark.scope == "passage"]
    lists = {
        "passages": tuple(f"shared.{name}" for name in placed),
        "messages": publication.key_messages,
        "recommendations": publication.all_recommendations(),
        "sheets": publication.technical_sheet,
    }
    group, name = str(passage.path[0]), str(passage.path[1]) if len(passage.path) > 1 else ""
    if group == "notes":
        return any(shared(item) for items in lists.values() for item in items)
    return name in {shared(item) for item in lists.get(group, ())}
