"""The files of a project as translation tools read and write them: texts, locks, whole and at once."""

from collections.abc import Mapping
from pathlib import Path

from briefs.load import KeyPath, Tree, texts
from briefs.translate.splice import SpliceError, add_text, set_text
from briefs.translation import Locked, Unit, fingerprint, lock_text, read_lock, source_language, units_of


def chosen(tree: Tree, everything: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The folders of words that a name means: a publication, `shared`, `cases/mali-nioro-cash`; all for no name."""
    if not name:
        return everything
    ends = (f"content/publications/{name}", f"content/{name}")
    found = tuple(folder for folder in everything if folder in ends)
    if found:
        return found
    kinds = tuple(folder for folder in everything if folder.split("/")[1] == name)
    return kinds or tuple(folder for folder in everything if folder.rpartition("/")[2] == name)


def source_order(tree: Tree, folder: str) -> tuple[KeyPath, ...]:
    """The key paths of a folder's source texts, in their order."""
    file = tree.files.get(f"{folder}/{source_language(tree, folder)}.yaml")
    return tuple(path for path, _ in texts(file.data)) if file else ()


def words_of(tree: Tree, folder: str, language: str) -> str:
    """A file of words as it is, with its line ends; empty where there is none yet."""
    path = tree.root / folder / f"{language}.yaml"
    return path.read_bytes().decode("utf-8") if path.is_file() else ""


def written(tree: Tree, folder: str, language: str, new: Mapping[KeyPath, str]) -> tuple[str, dict[KeyPath, str]]:
    """The file of words of a language with some texts replaced or added, and why which of them cannot be."""
    raw = words_of(tree, folder, language)
    file = tree.files.get(f"{folder}/{language}.yaml")
    order, refused = source_order(tree, folder), {}
    for key, text in new.items():
        known = file is not None and key in file.marks
        try:
            raw = set_text(raw, key, text) if known else add_text(raw, key, text, order)
        except SpliceError as error:
            refused[key] = str(error)
    return raw, refused


def accepted(tree: Tree, folder: str, language: str, units: tuple[Unit, ...]) -> str:
    """The lock of a folder once these units are accepted as they stand; entries of obsolete units go."""
    lock = read_lock(tree, folder, language)
    for unit in units:
        if unit.source is not None and unit.target:
            waived = lock[unit.key].waived if unit.key in lock else {}
            lock[unit.key] = Locked(fingerprint(unit.source), fingerprint(unit.target), unit.source, waived)
    return _in_order(tree, folder, language, lock)


def with_locks(tree: Tree, folder: str, language: str, new: Mapping[str, Locked]) -> str:
    """The lock of a folder with some entries replaced or added."""
    return _in_order(tree, folder, language, {**read_lock(tree, folder, language), **new})


def _in_order(tree: Tree, folder: str, language: str, lock: Mapping[str, Locked]) -> str:
    order = [unit.key for unit in units_of(tree, folder, language) if unit.source is not None]
    return lock_text({key: lock.get(key) for key in order})


def save(root: Path, files: Mapping[str, str]) -> None:
    """Write files of a project, each whole or not at all.

    Words come before locks: were it cut off in between, a text would be `edited` and nothing lost.
    """
    for name, text in sorted(files.items(), key=lambda file: file[0].endswith(".lock.yaml")):
        path = root / name
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_bytes(text.encode("utf-8"))
        fresh.replace(path)
