"""What the commands of translators share: their arguments, the project they work on, and lines of output."""

import re
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from briefs.load import KeyPath, Tree, load
from briefs.pipeline import read
from briefs.problems import ContentError, UsageError, did_you_mean
from briefs.translate.project import chosen
from briefs.translate.used import used_units
from briefs.translation import Unit, folders, lock_name, source_language

out = Console(emoji=False)

Language = Annotated[str, typer.Argument(help="The language to translate into, such as es.")]
What = Annotated[str, typer.Argument(help="A publication, or shared, labels, cases, cases/<case>; nothing means all.")]
Project = Annotated[
    Path | None, typer.Option("--project", help="The folder that holds content/ and output/.", show_default=".")
]
Output = Annotated[Path | None, typer.Option("--output", help="The file to write.", show_default="(by name)")]


def say(text: str) -> None:
    """Print a line as it stands: texts of translators hold brackets, which would be markup."""
    out.print(text, markup=False, highlight=False, soft_wrap=True)


def project_of(context: typer.Context, project: Path | None) -> Path:
    """The project that was named before or after the command, or the present folder."""
    return project or context.obj[0] or Path()


def tree_of(context: typer.Context, project: Path | None) -> Tree:
    """The files of the project; raises ContentError where there is no content at all."""
    tree = load(project_of(context, project))
    if not tree.files:
        raise ContentError(tree.problems)
    return tree


def folders_of(tree: Tree, language: str, what: str) -> tuple[str, ...]:
    """The folders of words that are meant and translated into a language.

    Raises UsageError where there are none, and ContentError where a file of theirs is no YAML: nobody writes over what
    could not be read.
    """
    if not re.fullmatch("[a-z]{2}", language):
        raise UsageError(f"`{language}` is no language code: two small letters, such as es")
    every = folders(tree)
    found = chosen(tree, every, what)
    if not found:
        names = {folder.rpartition("/")[2] for folder in every}
        raise UsageError(f"there are no words of `{what}`; {did_you_mean(what, names)}".rstrip("; "))
    translated = tuple(folder for folder in found if source_language(tree, folder) != language)
    if not translated:
        raise UsageError(f"`{language}` is the language that is translated from")
    sound(tree, language, translated)
    return translated


def texts_asked(tree: Tree, language: str, what: str) -> dict[str, set[KeyPath] | None]:
    """The folders of words that are meant, each with the texts that are (None for all of them).

    A publication brings the labels and what it shows of its series, its cases and the shared texts, as far as its
    content can be read. Raises what `folders_of` raises.
    """
    named: dict[str, set[KeyPath] | None] = dict.fromkeys(folders_of(tree, language, what))
    first = next(iter(named))
    if len(named) == 1 and first.startswith("content/publications/"):
        tree, content, _ = read(tree.root)
        if content and (id_ := first.rpartition("/")[2]) in content.publications:
            for folder, units in used_units(tree, content, id_, language)[1:]:
                named[folder] = {unit.path for unit in units}
            sound(tree, language, tuple(named))
    return named


def sound(tree: Tree, language: str, named: tuple[str, ...]) -> None:
    """Raise ContentError where a file of words or a lock of these folders is there and cannot be read."""
    wanted = {
        name
        for folder in named
        for name in (
            f"{folder}/{language}.yaml",
            f"{folder}/{source_language(tree, folder)}.yaml",
            lock_name(folder, language),
        )
    }
    if wanted & tree.broken:
        raise ContentError(problem for problem in tree.problems if problem.file in wanted)


def by_key(units: tuple[Unit, ...], keys: list[str]) -> tuple[Unit, ...]:
    """The units of some key paths; raises UsageError where there is no such text."""
    known = {unit.key: unit for unit in units}
    for key in keys:
        if key not in known:
            raise UsageError(f"there is no translated text `{key}`; {did_you_mean(key, known)}".rstrip("; "))
    return tuple(known[key] for key in keys)
