"""Stage 2, validate: data → frozen, typed content, with every problem of the whole project at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, RootModel

from briefs import labels as interface
from briefs.load import File, KeyPath, Tree
from briefs.model.base import Id
from briefs.model.content import Content
from briefs.model.registry import Name, Rate, Reference, Registry
from briefs.model.structure import Case, Publication, Series
from briefs.model.words import CaseWords, LabelWords, PublicationWords, SeriesWords, SharedWords
from briefs.problems import Problem, did_you_mean
from briefs.validate import ids, schema, texts

M = TypeVar("M", bound=BaseModel)
NAME_FILES = ("organisations", "programmes", "places", "terms")


class _Names(RootModel[dict[Id, Name]]):
    pass


class _References(RootModel[dict[Id, Reference]]):
    pass


class _Rates(RootModel[dict[Id, Rate]]):
    pass


@dataclass
class _Parser:
    """Parses files of the tree and gathers what is wrong with them."""

    tree: Tree
    problems: list[Problem]

    def file(self, name: str, model: type[M]) -> M | None:
        if name not in self.tree.files:
            return None
        result = schema.parse(self.tree.files[name], model)
        if isinstance(result, list):
            self.problems += result
            return None
        return result

    def words(self, folder: str, model: type[M]) -> dict[str, M]:
        found = {lang: self.file(f"{folder}/{lang}.yaml", model) for lang in self.tree.languages(folder)}
        return {lang: words for lang, words in found.items() if words is not None}


def validate(tree: Tree, glyphs: frozenset[int]) -> tuple[Content | None, tuple[Problem, ...]]:
    """The content of a tree and every problem in it; the content is None when it cannot be built.

    `glyphs` holds the code points that the brand fonts can print.
    """
    parser = _Parser(tree, list(tree.problems))
    content = _content(parser)
    if not tree.broken and not any(p.file == "content" for p in tree.problems):
        parser.problems += _absent(tree, content)
    parser.problems += _across(tree, content, glyphs)
    found = tuple(sorted(set(parser.problems)))
    return (None if found else content), found


def _content(parser: _Parser) -> Content:
    tree = parser.tree
    names: dict[str, Name] = {}
    for kind in NAME_FILES:
        part = parser.file(f"content/registry/{kind}.yaml", _Names)
        for id_, entry in part.root.items() if part else ():
            if id_ in names:
                file = tree.files[f"content/registry/{kind}.yaml"]
                message = f"`{id_}` is in another file of the registry too"
                parser.problems.append(file.problem((id_,), message, "one entry of each: keep one", at_key=True))
            names[id_] = entry
    references = parser.file("content/registry/references.yaml", _References)
    rates = parser.file("content/registry/rates.yaml", _Rates)
    series = {s: parser.file(f"content/series/{s}/series.yaml", Series) for s in tree.groups("series")}
    cases = {c: parser.file(f"content/cases/{c}/case.yaml", Case) for c in tree.groups("cases")}
    publications = {
        p: parser.file(f"content/publications/{p}/publication.yaml", Publication) for p in tree.groups("publications")
    }
    return Content(
        series={k: v for k, v in series.items() if v is not None},
        series_words={s: parser.words(f"content/series/{s}", SeriesWords) for s in series},
        shared=parser.words("content/shared", SharedWords),
        registry=Registry(
            names=names, references=references.root if references else {}, rates=rates.root if rates else {}
        ),
        labels=parser.words("content/labels", LabelWords),
        cases={k: v for k, v in cases.items() if v is not None},
        case_words={c: parser.words(f"content/cases/{c}", CaseWords) for c in cases},
        publications={k: v for k, v in publications.items() if v is not None},
        publication_words={p: parser.words(f"content/publications/{p}", PublicationWords) for p in publications},
    )


def _absent(tree: Tree, content: Content) -> Iterator[Problem]:
    """Files that must be there: the structure of each folder, labels, and the words of each language in use."""
    for kind, name in (("series", "series"), ("cases", "case"), ("publications", "publication")):
        if not tree.groups(kind):
            yield Problem(
                f"content/{kind}", 0, 0, f"there are no {kind} here", hint="docs/content-model.md shows the folders"
            )
        for id_ in tree.groups(kind):
            if f"content/{kind}/{id_}/{name}.yaml" not in tree.files:
                yield Problem(f"content/{kind}/{id_}/{name}.yaml", 0, 0, "this file is missing")
    for id_, publication in content.publications.items():
        series = content.series.get(publication.series)
        languages = set(tree.languages(f"content/publications/{id_}"))
        if series and series.source_language not in languages:
            yield Problem(f"content/publications/{id_}/{series.source_language}.yaml", 0, 0, "the words are missing")
        for language in sorted(languages):
            needed = [f"content/labels/{language}.yaml", f"content/series/{publication.series}/{language}.yaml"]
            needed += [f"content/cases/{c}/{language}.yaml" for c in publication.cases if c in content.cases]
            for name in needed:
                if name not in tree.files:
                    message = f"the words of `{language}` are missing; the publication `{id_}` needs them"
                    yield Problem(name, 0, 0, message)
            if series and language not in {**series.locales, **publication.locales}:
                file = tree.files[f"content/series/{publication.series}/series.yaml"]
                yield file.problem(
                    ("locales",), f"there is no locale for `{language}`", f"add `{language}:`", at_key=True
                )


def _across(tree: Tree, content: Content, glyphs: frozenset[int]) -> Iterator[Problem]:
    yield from ids.check_registry(tree, content)
    for id_, series in content.series.items():
        yield from ids.check_series(tree, content, id_, series)
    for id_, case in content.cases.items():
        yield from ids.check_case(tree, content, id_, case)
    for id_, publication in content.publications.items():
        yield from ids.check_publication(tree, content, id_, publication)
    for language, words in content.labels.items():
        yield from _labels(tree.files[f"content/labels/{language}.yaml"], words.interface)
    yield from texts.check_words(tree, content, glyphs)


def _labels(file: File, given: Mapping[str, str]) -> Iterator[Problem]:
    path: KeyPath = ("interface",)
    for name in sorted(set(interface.INTERFACE) - set(given)):
        yield file.problem((*path, name), f"the label `{name}` is missing", f"add `{name}:`", at_key=True)
    for name in sorted(set(given) - set(interface.INTERFACE)):
        hint = did_you_mean(name, interface.INTERFACE) or "remove it"
        yield file.problem((*path, name), f"nothing uses the label `{name}`", hint, at_key=True)
