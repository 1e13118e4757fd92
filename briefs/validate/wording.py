"""How things are said: the checks that read every text as its writer's words."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from briefs.languages import found_before
from briefs.load import File
from briefs.memory import latest
from briefs.model.registry import Name, Spelling
from briefs.problems import Problem
from briefs.validate.articles import Articles
from briefs.validate.context import Context
from briefs.validate.leftovers import check_language
from briefs.validate.lengths import check_lengths
from briefs.validate.names import Names
from briefs.validate.passages import Passage, Span, masked, passages_of
from briefs.validate.pointers import Pointers, called, numbering
from briefs.validate.repeats import check_repeats
from briefs.validate.sources import source_of
from briefs.validate.spelling import Locales, Speller, check_spelling_list
from briefs.validate.typed import Typed, currencies

OtherLanguage = Callable[[str, str], str | None]
Spelt = tuple[tuple[Span, Problem], ...]


def _alone(*_: object) -> None:
    """The one place of what a project has one of."""


def check_wording(context: Context) -> Iterator[Problem]:
    """Every text of every file of words: what is typed and should come by placeholder, how it is spelt and said."""
    yield from check_spelling_list(context)
    content = context.content
    names, codes = tuple(content.registry.names.items()), currencies(context)
    speller, articles = _speller(tuple(content.registry.spelling.items())), _articles(names)
    named, typed = _names(names, codes, articles), _typed(frozenset(content.registry.names), codes)
    said = tuple((language, *called(words.interface)) for language, words in content.labels.items())
    pointers = _pointers(numbering(content.publications), said)
    locales = Locales(context)
    every = []
    with found_before(context.tree.root / ".cache"):
        for file in context.tree.files.values():
            if own := passages_of(file, source_of(context.tree, file)):
                every.append(own)
                spelt = _spelt(file, own, locales.of_each(own), speller)
                found, rest = _without_names(file, own, spelt, named)
                yield from found
                yield from _numbers(file, own, typed)
                yield from _before_names(file, own, articles)
                yield from _pointing(file, own, pointers)
                if context.other_language:
                    yield from _left_over(file, own, rest, context.other_language)
                yield from _long(file, own)
    yield from check_repeats(every)


# What each check looks for, made ready: the same while that part of the content is.
@latest(_alone)
def _speller(spelling: tuple[tuple[str, Spelling], ...]) -> Speller:
    return Speller(dict(spelling))


@latest(_alone)
def _articles(names: tuple[tuple[str, Name], ...]) -> Articles:
    return Articles(dict(names))


@latest(_alone)
def _names(names: tuple[tuple[str, Name], ...], codes: frozenset[str], articles: Articles) -> Names:
    return Names(dict(names), codes, articles)


@latest(_alone)
def _typed(names: frozenset[str], codes: frozenset[str]) -> Typed:
    return Typed(names, codes)


@latest(_alone)
def _pointers(numbered: frozenset[str], said: tuple[tuple[str, ...], ...]) -> Pointers:
    return Pointers(numbered, said)


# Each check of a file on its own, since they look at different parts of the content.
@latest(lambda file, *_: file.name)
def _spelt(
    file: File, own: tuple[Passage, ...], locales: tuple[frozenset[str], ...], speller: Speller
) -> tuple[Spelt, ...]:
    """The refused forms in each text of a file; `locales` are those that each is printed in."""
    return tuple(
        speller.quiet.found((passage.key, tags), partial(speller.find, passage, tags))
        for passage, tags in zip(own, locales, strict=True)
    )


@latest(lambda file, *_: file.name)
def _without_names(
    file: File, own: tuple[Passage, ...], spelt: tuple[Spelt, ...], names: Names
) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """Names that are typed, what is spelt wrong outside of them, and each text with its names masked."""
    found: list[Problem] = []
    unnamed: list[str] = []
    for passage, refused in zip(own, spelt, strict=True):
        # A form of several words may hold a name ("Ministry of Social Development and Inclusion"), and goes before it.
        rest = passage.without(span for span, _ in refused if len(passage.plain[slice(*span)].split()) > 1)
        spans, problems = names.check(rest)
        found += problems
        # What stands in for a name is spelt as the registry has it.
        found += [problem for span, problem in refused if not any(s <= span[0] < e for s, e in spans)]
        unnamed.append(masked(passage.plain, spans))
    return tuple(found), tuple(unnamed)


@latest(lambda file, *_: file.name)
def _numbers(file: File, own: tuple[Passage, ...], typed: Typed) -> tuple[Problem, ...]:
    return tuple(p for passage in own for p in typed.quiet.found(passage.key, partial(typed.check, passage)))


@latest(lambda file, *_: file.name)
def _before_names(file: File, own: tuple[Passage, ...], articles: Articles) -> tuple[Problem, ...]:
    return tuple(p for passage in own for p in articles.quiet.found(passage.key, partial(articles.check, passage)))


@latest(lambda file, *_: file.name)
def _pointing(file: File, own: tuple[Passage, ...], pointers: Pointers) -> tuple[Problem, ...]:
    return tuple(p for passage in own for p in pointers.quiet.found(passage.key, partial(pointers.check, passage)))


@latest(lambda file, *_: file.name)
def _left_over(
    file: File, own: tuple[Passage, ...], plain: tuple[str, ...], other_language: OtherLanguage
) -> tuple[Problem, ...]:
    unnamed = [replace(passage, plain=text) for passage, text in zip(own, plain, strict=True)]
    return tuple(check_language(unnamed, other_language))


@latest(lambda file, *_: file.name)
def _long(file: File, own: tuple[Passage, ...]) -> tuple[Problem, ...]:
    return tuple(check_lengths(own))
