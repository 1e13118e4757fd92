"""What a publication will change: the files to write, to carry over and to leave behind."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from briefs import manifest
from briefs.publish.errors import PublishError
from briefs.publish.tree import Entries, ancestors, same, scan


@dataclass(frozen=True)
class Published:
    """What became of every file, by sorted paths. `replaced` were not the build's and stood where it now has a file or
    folder; `left_alone` are not the build's and stay. What is written, unchanged and left alone is the whole output.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    replaced: tuple[str, ...]
    left_alone: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What the output holds (`there`) and what it shall hold: paths to write and to carry over, folders.

    What is written is in `files`, or the publication's own.
    """

    there: Entries
    files: Mapping[str, bytes]
    own: Mapping[str, bytes]
    written: tuple[str, ...]
    carried: tuple[str, ...]
    folders: tuple[str, ...]
    changes: bool
    published: Published

    def data(self, path: str) -> bytes:
        """What is written at a path: read when it is asked for, since all files together may be large."""
        return self.own[path] if path in self.own else self.files[path]


def checked(files: Mapping[str, bytes]) -> None:
    """Raise ValueError where a path leads out of the output, is the build's own or is both a file and a folder."""
    folders = {folder for path in files for folder in ancestors(path)}
    for path in files:
        if not manifest.is_plain(path):
            raise ValueError(f"{path} would be written outside the output folder")
        if path in (manifest.NAME, manifest.PLACEHOLDER):
            raise ValueError(f"{path} is written by the publication itself")
        if path in folders:
            raise ValueError(f"{path} would be a file and a folder")


def plan(files: Mapping[str, bytes], output: str, *, keep: bool) -> Plan:
    """Hold the files against the output that is there.

    Raises PublishError where a folder with somebody else's files stands in the way of a file, and OSError.
    """
    there = scan(output) if os.path.isdir(output) else {}
    listed = (manifest.read(Path(output)) if there else None) or {}
    owned = {path for path in listed if path in there and not _is_folder(there[path])}
    asked = {folder for path in files for folder in ancestors(path)}
    kept = {
        p for p in owned if keep and p not in files and p not in asked and not any(a in files for a in ancestors(p))
    }

    digests = {path: manifest.digest(data) for path, data in files.items()} | {path: listed[path] for path in kept}
    placeholder = there.get(manifest.PLACEHOLDER)
    own = {manifest.NAME: manifest.render(digests)}
    if placeholder is None or not stat.S_ISREG(placeholder.st_mode):
        own[manifest.PLACEHOLDER] = b""
    made = chain(files.items(), own.items())
    written = [p for p, data in made if not same(f"{output}/{p}", there.get(p), data)]

    targets = {*files, *own, *kept, manifest.PLACEHOLDER}
    ours = owned | targets
    needed = {folder for path in targets for folder in ancestors(path)}
    foreign = {path for path, state in there.items() if path not in ours and not _is_folder(state)}
    in_the_way = {path for path in written if path in there and _is_folder(there[path])}
    _refuse_full_folders(in_the_way, foreign, output)
    replaced = {p for p in written if p in there and p not in owned and p != manifest.NAME and p not in in_the_way}
    replaced |= {path for path in foreign if path in needed}
    left = foreign - replaced

    folders = _folders(there, targets | left, set(listed), in_the_way)
    published = Published(
        written=tuple(sorted(written)),
        unchanged=tuple(sorted(targets - set(written))),
        removed=tuple(sorted(owned - targets)),
        replaced=tuple(sorted(replaced)),
        left_alone=tuple(sorted(left)),
    )
    changes = bool(written or published.removed or replaced or {p for p in there if _is_folder(there[p])} != folders)
    carried = (*published.unchanged, *published.left_alone)
    return Plan(there, files, own, tuple(written), carried, tuple(sorted(folders)), changes, published)


def _is_folder(state: os.stat_result) -> bool:
    return stat.S_ISDIR(state.st_mode)


def _refuse_full_folders(in_the_way: set[str], foreign: set[str], output: str) -> None:
    """A file can make room for a file of the same name; a folder of somebody's files is more than one can lose."""
    for path in sorted(foreign):
        for folder in ancestors(path):
            if folder in in_the_way:
                raise PublishError(
                    f"The site was not published: the build makes a file `{folder}`, but a folder of that name is there"
                    f" and holds files that are not the build's.\n  at: {output}/{path}\n"
                    f"Move the folder away, then build again.\nThe last good output is as it was: {output}"
                )


def _folders(there: Entries, files: set[str], listed: set[str], in_the_way: set[str]) -> set[str]:
    """The folders of all files, and empty ones in which the build never had a file."""
    filled = {folder for path in (*listed, *there) for folder in ancestors(path)}
    empty = {
        path
        for path, state in there.items()
        if _is_folder(state) and path not in filled and in_the_way.isdisjoint((path, *ancestors(path)))
    }
    return empty | {folder for path in files | empty for folder in ancestors(path)}
