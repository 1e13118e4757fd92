"""What was measured, kept as JSON: a run can be stopped, continued and joined with another part."""

import json
import os
import platform
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

Measured = dict[str, dict[str, float]]  # task → seconds, memory, worker


@dataclass
class Results:
    """Rounds of one part, and where they were measured. `about` says on what."""

    file: Path
    environment: dict[str, str]
    about: dict[str, Any] = field(default_factory=dict)
    rounds: list[Measured] = field(default_factory=list)

    def save(self) -> None:
        """Write everything; what stood there is replaced whole."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        values = {"environment": self.environment, "about": self.about, "rounds": self.rounds}
        fresh = self.file.with_suffix(".new")
        fresh.write_text(json.dumps(values, indent=1, ensure_ascii=False), "utf-8")
        fresh.replace(self.file)


def load(file: Path) -> Results | None:
    """What was saved, or None where nothing was."""
    if not file.is_file():
        return None
    return Results(file, **json.loads(file.read_text("utf-8")))


def begin(file: Path, *, add: bool) -> Results:
    """New results, or those that were saved, to add rounds to.

    Raises ValueError where these were measured elsewhere: their ratios may not be joined.
    """
    here = environment()
    saved = load(file) if add else None
    if saved is None:
        return Results(file, here)
    if saved.environment != here:
        raise ValueError(f"{file.name} was measured elsewhere ({saved.environment}): begin anew, without --add")
    return saved


def environment() -> dict[str, str]:
    """What the seconds depend on."""
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "python": platform.python_version(),
        "weasyprint": version("weasyprint"),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
