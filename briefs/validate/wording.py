"""How things are said: the checks that read every text as its writer's words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefs.load import File
from briefs.memory import latest
from briefs.model.registry import Registry
from briefs.model.words import LabelWords
from briefs.problems import Problem
from briefs.validate.articles import Articles
from briefs.validate.context import Context
from briefs.validate.leftovers import check_language
from briefs.validate.lengths import check_lengths
from briefs.validate.names import Names
from briefs.validate.passages import Passage, passages, passages_of
from briefs.validate.pointers import Pointers, numbering
from briefs.validate.repeats import check_repeats
from briefs.validate.sources import source_of
from briefs.validate.spelling import Locales, Speller, check_spelling_list
from briefs.validate.typed import Typed, currencies

OtherLanguage = Callable[[str, str], str | None]


@dataclass(frozen=True, eq=False)
class _Checks:
    """The checks of one text, made ready with what they look for."""

    articles: Articles
    names: Names
    typed: Typed
    speller: Speller
    pointers: Pointers


def check_wording(context: Context) -> Iterator[Problem]:
    """Every text of every file of words: what is typed and should come by placeholder, how it is spelt and said."""
    yield from check_spelling_list(context)
    content = context.content
    labels = tuple(content.labels.items())
    checks = _checks(content.registry, currencies(context), numbering(content.publications), labels)
    locales = Locales(context)
    for file in context.tree.files.values():
        source = source_of(context.tree, file)
        if own := passages_of(file, source):
            yield from _checked(file, source, locales.of_each(own), checks, context.other_language)
    yield from check_repeats(passages(context))


@latest(lambda *_: None)
def _checks(
    registry: Registry,
    codes: frozenset[str],
    numbered: frozenset[str],
    labels: tuple[tuple[str, LabelWords], ...],
) -> _Checks:
    interfaces = {language: words.interface for language, words in labels}
    articles = Articles(registry.names)
    return _Checks(
        articles=articles,
        names=Names(registry, codes, articles),
        typed=Typed(registry.names, codes),
        speller=Speller(registry.spelling),
        pointers=Pointers(numbered, interfaces),
    )


@latest(lambda file, *_: file.name)
def _checked(
    file: File,
    source: File | None,
    locales: tuple[frozenset[str], ...],
    checks: _Checks,
    other_language: OtherLanguage | None,
) -> tuple[Problem, ...]:
    """What is wrong with the texts of a file; `locales` are those that each is printed in."""
    own = passages_of(file, source)
    found: list[Problem] = []
    unnamed: list[Passage] = []
    for passage, printed in zip(own, locales, strict=True):
        spelt = list(checks.speller.find(passage, printed))
        # A form of several words may hold a name ("Ministry of Social Development and Inclusion"), and goes before it.
        rest = passage.without(span for span, _ in spelt if len(passage.plain[slice(*span)].split()) > 1)
        found += checks.names.check(rest)
        named = checks.names.spans(rest)
        # What stands in for a name is spelt as the registry has it.
        found += [problem for span, problem in spelt if not any(s <= span[0] < e for s, e in named)]
        found += checks.typed.check(passage)
        found += checks.articles.check(passage)
        found += checks.pointers.check(passage)
        unnamed.append(passage.without(named))
    if other_language:
        found += check_language(unnamed, other_language)
    found += check_lengths(own)
    return tuple(found)
