"""Broken projects for the golden messages: `tests/projects/minimal` with one case of `tests/broken/` laid over it.

A case is a folder. What differs from the minimal project stands in `edits.toml` (`[[edit]]` file, find, replace;
`[[copy]]` from, to; `[[remove]]` file) or as whole files below `content/` and `templates/`; what no repository should
hold is made here. `expected.txt` is what the command line prints.
"""

import contextlib
import io
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

from briefs.cli import main
from briefs.load import MAX_BYTES, MAX_DEPTH

HERE = Path(__file__).resolve().parent
CASES = HERE / "broken"
MINIMAL = HERE / "projects" / "minimal"
EXPECTED = "expected.txt"


def names() -> list[str]:
    """The ids of all cases."""
    return sorted(path.name for path in CASES.iterdir() if path.is_dir())


def prepare(case: Path, project: Path) -> None:
    """Make the broken project of a case in a folder that is not there yet, with the output of an earlier build."""
    shutil.copytree(MINIMAL, project)
    edits = case / "edits.toml"
    changes = tomllib.loads(edits.read_text("utf-8")) if edits.exists() else {}
    for copy in changes.pop("copy", ()):
        (project / copy["to"]).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project / copy["from"], project / copy["to"])
    for edit in changes.pop("edit", ()):
        file = project / edit["file"]
        text = file.read_text("utf-8")
        assert text.count(edit["find"]) == 1, f"{case.name}: {edit['find']!r} stands {text.count(edit['find'])} times"
        file.write_text(text.replace(edit["find"], edit["replace"]), "utf-8")
    for remove in changes.pop("remove", ()):
        path = project / remove["file"]
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert not changes, f"{case.name}: edits.toml has no {', '.join(changes)}"
    for part in ("content", "templates"):
        if (case / part).is_dir():
            shutil.copytree(case / part, project / part, dirs_exist_ok=True)
    if case.name in MADE:
        MADE[case.name](project / "content")
    (project / "output" / "en").mkdir(parents=True)
    (project / "output" / "index.html").write_text("the last good output\n", "utf-8")
    (project / "output" / "en" / "brief.pdf").write_bytes(b"%PDF-1.7\n\x00\xff")


def run(project: Path) -> tuple[int, str]:
    """Build a project as the command line does: the exit code, and what it prints of problems."""
    printed = io.StringIO()
    with contextlib.redirect_stderr(printed), contextlib.redirect_stdout(io.StringIO()):
        code = main(["--project", str(project), "--jobs", "1"])
    return code, printed.getvalue()


def snapshot(project: Path) -> dict[str, bytes | str]:
    """Every file of a project with its bytes, every link with where it leads."""
    return {
        path.relative_to(project).as_posix(): str(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in project.rglob("*")
        if path.is_symlink() or path.is_file()
    }


def _link_out(content: Path) -> None:
    outside = content.parent.with_name(f"{content.parent.name}-outside.yaml")
    shutil.copyfile(content / "cases" / "tanks" / "en.yaml", outside)
    _relink(content / "cases" / "tanks" / "en.yaml", outside)


def _link_folder(content: Path) -> None:
    outside = content.parent.with_name(f"{content.parent.name}-outside")
    outside.mkdir()
    (content / "cases" / "more").symlink_to(outside, target_is_directory=True)


def _link_picture(content: Path) -> None:
    _relink(content / "assets" / "signs" / "drop.svg", Path("/etc/hostname"))


def _link_nowhere(content: Path) -> None:
    _relink(content / "cases" / "tanks" / "en.yaml", content / "cases" / "tanks" / "gone.yaml")


def _link_to_itself(content: Path) -> None:
    _relink(content / "shared" / "en.yaml", content / "shared" / "en.yaml")


def _relink(path: Path, target: Path) -> None:
    path.unlink()
    path.symlink_to(target)


def _latin_1(content: Path) -> None:
    file = content / "cases" / "tanks" / "en.yaml"
    file.write_bytes(file.read_text("utf-8").replace("a plumber", "un caña").encode("latin-1"))


def _too_large(content: Path) -> None:
    with (content / "shared" / "en.yaml").open("a", encoding="utf-8") as file:
        file.write("# filler\n" * (MAX_BYTES // 9 + 1))


def _too_deep(content: Path) -> None:
    with (content / "cases" / "tanks" / "case.yaml").open("a", encoding="utf-8") as file:
        file.write("deep: " + "[" * 5000 + "]" * 5000 + "\n")
    assert MAX_DEPTH < 5000


def _folder(content: Path) -> None:
    file = content / "shared" / "en.yaml"
    file.unlink()
    file.mkdir()
    (file / "notes.txt").write_text("a folder where a file belongs\n", "utf-8")


def _long_leaflet(content: Path) -> None:
    _lengthen(content / "publications" / "sheet" / "en.yaml", "made the other possible", 60)


def _lengthen(file: Path, words: str, times: int) -> None:
    text = file.read_text("utf-8")
    assert text.count(words) == 1
    file.write_text(text.replace(words, " ".join([words] * times)), "utf-8")


def _remove(content: Path) -> None:
    shutil.rmtree(content)


# Cases that need bytes, links or sizes which a repository, a checkout or an archive would not keep.
MADE: dict[str, Callable[[Path], None]] = {
    "file-deep": _too_deep,
    "file-large": _too_large,
    "file-latin-1": _latin_1,
    "file-link-loop": _link_to_itself,
    "file-link-nowhere": _link_nowhere,
    "file-link-out": _link_out,
    "file-link-folder": _link_folder,
    "file-is-folder": _folder,
    "image-link-out": _link_picture,
    "pdf-leaflet-of-three-pages": _long_leaflet,
    "no-content": _remove,
}
