"""Stage 2, validate: data → frozen, typed content, with every problem of the whole project at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TypeVar

from pydantic import BaseModel, RootModel

from briefs.load import File, Tree
from briefs.memory import latest
from briefs.model.base import Id
from briefs.model.content import Content
from briefs.model.matrix import Matrix
from briefs.model.registry import Name, Rate, Reference, Registry, Spelling
from briefs.model.structure import Case, Publication, Series
from briefs.model.words import CaseWords, LabelWords, MatrixWords, PublicationWords, SeriesWords, SharedWords
from briefs.problems import Problem, Severity
from briefs.translation import overlay
from briefs.validate import facts, ids, labels, matrices, schema, styles, texts, wording
from briefs.validate.context import NAME_FILES, Context
from briefs.validate.drafts import obsolete

M = TypeVar("M", bound=BaseModel)


class _Names(RootModel[dict[Id, Name]]):
    pass


class _References(RootModel[dict[Id, Reference]]):
    pass


class _Spellings(RootModel[dict[Id, Spelling]]):
    pass


class _Rates(RootModel[dict[Id, Rate]]):
    pass


@dataclass
class _Parser:
    """Parses files of the tree and gathers what is wrong with them, and which cannot be used."""

    tree: Tree
    problems: list[Problem]
    failed: set[str] = field(default_factory=set)

    def file(self, name: str, model: type[M]) -> M | None:
        return self.parsed(name, self.tree.files[name], model) if name in self.tree.files else None

    def parsed(self, name: str, file: File, model: type[M]) -> M | None:
        result = schema.parse(file, model)
        if isinstance(result, list):
            self.problems += result
            self.failed.add(name)
            return None
        return result

    def words(self, folder: str, model: type[M]) -> dict[str, M]:
        """The words of every language; a translation has the source's where it has none of its own."""
        found: dict[str, M] = {}
        for language in self.tree.languages(folder):
            name = f"{folder}/{language}.yaml"
            draft = overlay(self.tree, folder, language)
            if draft is not None:
                self.problems += obsolete(draft, self.tree.files[name])
            words = self.parsed(name, draft.file if draft else self.tree.files[name], model)
            if words is not None:
                found[language] = words
        return found


def validate(
    tree: Tree,
    glyphs: Callable[[str], frozenset[int]],
    is_locale: Callable[[str], bool] | None = None,
    other_language: Callable[[str, str], str | None] | None = None,
) -> tuple[Content | None, tuple[Problem, ...]]:
    """The content of a tree and every problem in it; the content is None when it cannot be built.

    `glyphs` gives the code points that can be printed in a language; `is_locale` tells whether a locale is known,
    `other_language` which language a text is in where it is plainly not the one it should be in (text, language).
    """
    content, every = begun(tree, glyphs, is_locale, other_language)
    problems = every()
    return (None if errors(problems) else content), problems


def begun(
    tree: Tree,
    glyphs: Callable[[str], frozenset[int]],
    is_locale: Callable[[str], bool] | None = None,
    other_language: Callable[[str, str], str | None] | None = None,
) -> tuple[Content | None, Callable[[], tuple[Problem, ...]]]:
    """As `validate`, but how things are said is looked at only when the problems are called for.

    The content is None where something else is wrong. It can be assembled and drawn, and must not be published before
    the problems are known.
    """
    if any(problem.file == "content" for problem in tree.problems):
        return None, lambda: tree.problems
    parser = _Parser(tree, list(tree.problems))
    content = _content(parser)
    context = Context(tree, content, tree.broken | parser.failed, is_locale, other_language)
    found = {*parser.problems, *_absent(context), *_across(context, glyphs)}

    @cache
    def every() -> tuple[Problem, ...]:
        return tuple(sorted(found.union(wording.check_wording(context))))

    return (None if errors(found) else content), every


def errors(problems: Iterable[Problem]) -> bool:
    """Whether any of them is more than a warning."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _content(parser: _Parser) -> Content:
    tree = parser.tree
    home: dict[str, str] = {}
    named: list[_Names | None] = []
    for kind in NAME_FILES:
        part = parser.file(f"content/registry/{kind}.yaml", _Names)
        named.append(part)
        for id_ in part.root if part else ():
            if id_ in home:
                file = tree.files[f"content/registry/{kind}.yaml"]
                message = f"`{id_}` stands in content/registry/{home[id_]}.yaml too"
                parser.problems.append(file.problem((id_,), message, "keep one of the two", at_key=True))
            home[id_] = kind
    references = parser.file("content/registry/references.yaml", _References)
    rates = parser.file("content/registry/rates.yaml", _Rates)
    spelling = parser.file("content/registry/spelling.yaml", _Spellings)
    series = {s: parser.file(f"content/series/{s}/series.yaml", Series) for s in tree.groups("series")}
    cases = {c: parser.file(f"content/cases/{c}/case.yaml", Case) for c in tree.groups("cases")}
    tables = {m: parser.file(f"content/matrices/{m}/matrix.yaml", Matrix) for m in tree.groups("matrices")}
    publications = {
        p: parser.file(f"content/publications/{p}/publication.yaml", Publication) for p in tree.groups("publications")
    }
    return Content(
        series={k: v for k, v in series.items() if v is not None},
        series_words={s: parser.words(f"content/series/{s}", SeriesWords) for s in series},
        shared=parser.words("content/shared", SharedWords),
        registry=_registry(tuple(named), references, rates, spelling),
        labels=parser.words("content/labels", LabelWords),
        cases={k: v for k, v in cases.items() if v is not None},
        case_words={c: parser.words(f"content/cases/{c}", CaseWords) for c in cases},
        matrices={k: v for k, v in tables.items() if v is not None},
        matrix_words={m: parser.words(f"content/matrices/{m}", MatrixWords) for m in tables},
        publications={k: v for k, v in publications.items() if v is not None},
        publication_words={p: parser.words(f"content/publications/{p}", PublicationWords) for p in publications},
        styles=tree.styles,
    )


@latest(lambda *_: None)
def _registry(
    named: tuple[_Names | None, ...], references: _References | None, rates: _Rates | None, spelling: _Spellings | None
) -> Registry:
    return Registry(
        names={id_: entry for part in named if part for id_, entry in part.root.items()},
        references=references.root if references else {},
        rates=rates.root if rates else {},
        spelling=spelling.root if spelling else {},
    )


KINDS = (("series", "series"), ("cases", "case"), ("matrices", "matrix"), ("publications", "publication"))


def _absent(context: Context) -> Iterator[Problem]:
    """Files that must be there: the structure of each folder, and the words of each language in use."""
    tree = context.tree
    there = {*tree.files, *tree.broken}
    for kind, name in KINDS:
        if not tree.groups(kind) and kind != "matrices":
            hint = "docs/content-model.md shows the folders"
            yield Problem(f"content/{kind}", 0, 0, f"there are no {kind} here", hint=hint)
        for id_ in tree.groups(kind):
            file = f"content/{kind}/{id_}/{name}.yaml"
            if file not in there:
                near = [n for n in there if n.startswith(f"content/{kind}/{id_}/")]
                yield Problem(file, 0, 0, "this file is missing", hint=f"it says what {', '.join(sorted(near))} is for")
    for file, users in sorted(_needed(context).items()):
        if file not in there:
            message = "this file is missing: words that a publication needs"
            yield Problem(file, 0, 0, message, hint=f"it is needed by {', '.join(users)}")


def _needed(context: Context) -> dict[str, list[str]]:
    """The files of words that publications need, and who needs them."""
    tree, content = context.tree, context.content
    users: dict[str, list[str]] = defaultdict(list)
    for id_, publication in content.publications.items():
        series = content.series.get(publication.series)
        prefix = f"content/publications/{id_}/"
        languages = set(tree.languages(prefix.rstrip("/")))
        if series:
            languages.add(series.source_language)
        for language in sorted(languages):
            folders = [f"publications/{id_}", "labels", *(["shared"] if publication.shares() else [])]
            folders += [f"series/{publication.series}"] if series else []
            folders += [f"cases/{case}" for case in publication.cases if case in content.cases]
            folders += [f"matrices/{matrix}" for matrix in publication.matrices if matrix in content.matrices]
            for folder in folders:
                users[f"content/{folder}/{language}.yaml"].append(f"{id_} ({language})")
    return users


def _locales(context: Context) -> Iterator[Problem]:
    """A warning for every language that a publication of a series is written in and that has no locale: a draft takes
    the language's own, a release asks for one.
    """
    lacking: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id_, publication in context.content.publications.items():
        series = context.content.series.get(publication.series)
        for language in context.tree.languages(f"content/publications/{id_}") if series else ():
            if series and language not in {**series.locales, **publication.locales}:
                lacking[publication.series, language].append(id_)
    for (name, language), users in lacking.items():
        file = context.file(f"series/{name}/series")
        hint = f"add `{language}:` with a locale such as `{language}` or `{language}-PE`; for {', '.join(users)}"
        found = file.problem(("locales", language), f"there is no locale for `{language}`", hint, at_key=True)
        yield replace(found, severity=Severity.WARNING)


def _across(context: Context, glyphs: Callable[[str], frozenset[int]]) -> Iterator[Problem]:
    content = context.content
    yield from ids.check_references(context)
    yield from facts.check_rates(context)
    for id_, series in content.series.items():
        yield from ids.check_series(context, id_, series)
    for id_, case in content.cases.items():
        yield from ids.check_case(context, id_, case)
    for id_, matrix in content.matrices.items():
        yield from matrices.check_matrix(context, id_, matrix)
    for id_, publication in content.publications.items():
        yield from ids.check_publication(context, id_, publication)
    yield from styles.check_styles(context)
    yield from labels.check_labels(context)
    yield from _locales(context)
    yield from texts.check_words(context, glyphs)
