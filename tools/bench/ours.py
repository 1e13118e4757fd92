"""The project's own build as its command line, on a copy of the project: cold, warm, with a sentence changed."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.bench.process import Run, python, run

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build.py"
FONTS = "fonts"  # what `.cache` keeps beside PDFs; cut once a machine


@dataclass(frozen=True)
class Edit:
    """A sentence to change: its file below `content/`, and what `translate accept` calls that file."""

    file: str
    sentence: str
    accept: str


@dataclass
class Copy:
    """A copy of a project. `publications` restricts every build to some of them, none means the whole build."""

    folder: Path
    publications: Sequence[str] = ()
    edits: int = 0
    patience: float | None = None  # seconds for one build

    @classmethod
    def of(cls, project: Path, folder: Path, publications: Sequence[str] = ()) -> "Copy":
        """Copy the content and the web fonts of a project."""
        shutil.copytree(project / "content", folder / "content")
        if (project / ".cache" / FONTS).is_dir():
            shutil.copytree(project / ".cache" / FONTS, folder / ".cache" / FONTS)
        return cls(folder, publications)

    def build(self, *options: str) -> Run:
        """Run the build as it stands. Raises RunError where the content is wrong."""
        words = ["build", *self.publications] if self.publications or "--format" in options else []
        return run(python(BUILD, "--project", self.folder, *words, *options), patience=self.patience)

    def forget(self, *, fonts: bool = False) -> None:
        """Take away what earlier builds left: the output and the cache, and the web fonts only where asked."""
        shutil.rmtree(self.folder / "output", ignore_errors=True)
        for kept in (self.folder / ".cache").glob("*"):
            if fonts or kept.name != FONTS:
                shutil.rmtree(kept) if kept.is_dir() else kept.unlink()

    def forget_pdfs(self) -> None:
        """Take away the output and the PDFs; drawings and web fonts stay."""
        shutil.rmtree(self.folder / "output", ignore_errors=True)
        shutil.rmtree(self.folder / ".cache" / "pdf", ignore_errors=True)
        (self.folder / ".cache" / "last-build.json").unlink(missing_ok=True)

    def edit(self, edit: Edit) -> None:
        """Add a number in brackets to a sentence of the source, never the same twice.

        Its translations are then declared right, so that no other edition changes. Raises ValueError where the file
        does not have the sentence exactly once.
        """
        file = self.folder / "content" / edit.file
        text = file.read_text("utf-8")
        if text.count(edit.sentence) != 1:
            raise ValueError(f"{edit.file} does not have “{edit.sentence}” once")
        self.edits += 1
        changed = f"{edit.sentence.removesuffix('.')} ({self.edits})."
        file.write_text(text.replace(edit.sentence, changed), "utf-8")
        for lock in sorted(file.parent.glob("*.lock.yaml")):
            language = lock.name.partition(".")[0]
            run(python(BUILD, "translate", "accept", language, edit.accept, "--project", self.folder))

    def restore(self, project: Path) -> None:
        """Put the content back as it was."""
        shutil.rmtree(self.folder / "content")
        shutil.copytree(project / "content", self.folder / "content")
