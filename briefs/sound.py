"""What is left of content with mistakes: the publications that have none and use nothing that has, for `--keep-going`.

A mistake in a file of words costs the editions of its language, one in a case, a matrix or a series those of every
publication that names it. What everything uses (the registry, the words and labels of a source language) has no rest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from briefs.load import Data, Tree
from briefs.problems import Problem

GROUPS = ("cases", "matrices", "series")
FOR_ALL = ("shared", "labels")


def without(tree: Tree, problems: Iterable[Problem]) -> Tree | None:
    """The tree without the files that problems stand in and the publications that need them.

    Nothing where everything needs one of them. What is left may have problems of its own: then ask again.
    """
    gone: set[str] = set()
    for file in {problem.file for problem in problems}:
        if (found := _needing(tree, file)) is None:
            return None
        gone |= found
    if not gone:
        return None

    def kept(name: str) -> bool:
        return not any(name == each or name.startswith(f"{each}/") for each in gone)

    return replace(
        tree,
        files={name: file for name, file in tree.files.items() if kept(name)},
        broken=frozenset(filter(kept, tree.broken)),
        problems=tuple(problem for problem in tree.problems if kept(problem.file)),
    )


def editions(tree: Tree) -> set[tuple[str, str]]:
    """The publications of a tree with the languages that they have words in."""
    return {(id_, language) for id_ in tree.groups("publications") for language in _languages(tree, id_)}


def _needing(tree: Tree, file: str) -> set[str] | None:
    """The names of files and folders that cannot stay without a file; nothing where all of them need it."""
    _, group, *rest = (*PurePosixPath(file).parts, "")
    language = rest[-2].partition(".")[0] if len(rest) > 1 else ""
    translated = len(language) == 2 and language not in _sources(tree)
    if group in FOR_ALL and translated:
        return {*_words(f"content/{group}", language), *_editions(tree, tree.groups("publications"), language)}
    if group == "publications" and len(rest) > 2:
        return {*_words(f"content/{group}/{rest[0]}", language)} if translated else {f"content/{group}/{rest[0]}"}
    if group in GROUPS and len(rest) > 2:
        users = [id_ for id_ in tree.groups("publications") if rest[0] in _named(tree, id_)]
        if translated:
            return {*_words(f"content/{group}/{rest[0]}", language), *_editions(tree, users, language)}
        return {f"content/{group}/{rest[0]}", *(f"content/publications/{id_}" for id_ in users)}
    return None


def _sources(tree: Tree) -> set[str]:
    """The languages that publications are written in: what has a mistake there is in every translation too."""
    found: set[str] = set()
    for id_ in tree.groups("series"):
        file = tree.files.get(f"content/series/{id_}/series.yaml")
        if file and isinstance(file.data, dict) and isinstance(own := file.data.get("source_language"), str):
            found.add(own)
    return found or {"en"}


def _words(folder: str, language: str) -> tuple[str, str]:
    return f"{folder}/{language}.yaml", f"{folder}/{language}.lock.yaml"


def _editions(tree: Tree, publications: Iterable[str], language: str) -> Iterator[str]:
    for id_ in publications:
        yield from _words(f"content/publications/{id_}", language)


def _languages(tree: Tree, publication: str) -> set[str]:
    prefix = f"content/publications/{publication}/"
    names = {name.removeprefix(prefix) for name in (*tree.files, *tree.broken) if name.startswith(prefix)}
    return {name[:2] for name in names if len(name) == len("en.yaml") and name[2:] == ".yaml"}


def _named(tree: Tree, publication: str) -> set[str]:
    """Every id that a publication's structure names, whatever for; a file that could not be read names none."""
    file = tree.files.get(f"content/publications/{publication}/publication.yaml")
    return set(_strings(file.data)) if file else set()


def _strings(data: Data) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)
