"""Scaffolds: a file of words with every key of its source, empty where there is no translation yet."""

from collections.abc import Container

from briefs.load import KeyPath, Tree
from briefs.translate.project import source_order, words_of
from briefs.translate.splice import add_text
from briefs.translation import State, source_language, units_of

HEAD = "# Words in {language}. Write each text below its `|-`, indented; the comment above it is the source.\n"


def scaffold(tree: Tree, folder: str, language: str, only: Container[KeyPath] | None = None) -> tuple[str, int]:
    """The file of words with the missing keys added in the order of the source, and how many were added.

    `only` leaves out the texts that are not wanted: a publication may use few of those that are shared.
    """
    raw = words_of(tree, folder, language) or HEAD.format(language=language)
    there = tree.files.get(f"{folder}/{language}.yaml")
    order, source, added = source_order(tree, folder), source_language(tree, folder), 0
    for unit in units_of(tree, folder, language):
        absent = there is None or unit.path not in there.marks
        wanted = only is None or unit.path in only
        if unit.state is State.MISSING and absent and wanted and unit.source is not None:
            raw = add_text(raw, unit.path, "", order, f"{source}: {unit.source}")
            added += 1
    return raw, added
