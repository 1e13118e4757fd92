"""Install what the judges need: quick when it is all there, one plain line when a step fails.

Programs come from the system's packages (as root, where there is apt), veraPDF through Maven,
the rest through npm, both into ``.judges/`` at the project's root and at pinned versions. The
project's own development requirements bring the Python packages.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from . import axe, nu, qr, verapdf
from .place import INSTALLED, SOURCES, JudgeError, run

# Each program, and the Debian packages that bring it.
PACKAGES = {
    "chromium": ("chromium",),
    "java": ("default-jre-headless",),
    "mvn": ("maven",),
    "node": ("nodejs",),
    "npm": ("npm",),
    "pdftoppm": ("poppler-utils",),
}
JUDGES = (verapdf, nu, axe, qr)
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
MAVEN_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"


def install() -> list[str]:
    """Install what is missing, and return a line for each step that failed."""
    INSTALLED.mkdir(exist_ok=True)
    (INSTALLED / ".gitignore").write_text("*\n", encoding="utf-8")
    failures = []
    steps: tuple[Callable[[], None], ...] = (_programs, _verapdf, _npm_packages)
    for step in steps:
        try:
            step()
        except (JudgeError, OSError) as error:
            failures.append(str(error))
    return failures


def missing() -> list[str]:
    """Return the Debian packages whose programs are not here.

    Maven is there to fetch veraPDF only: once fetched, it is not missed.
    """
    wanted = dict(PACKAGES)
    if _verapdf_is_there():
        del wanted["mvn"]
    return [each for name, names in wanted.items() if not shutil.which(name) for each in names]


def _programs() -> None:
    packages = missing()
    if not packages:
        return
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        raise JudgeError(f"system packages: no apt here; install what Debian calls {names}")
    if os.geteuid() != 0:
        raise JudgeError(f"system packages: not root; run: apt-get install {names}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    _succeed("apt-get update", ["apt-get", "-qq", "update"], env=quiet)
    install_command = ["apt-get", "-qq", "install", "--no-install-recommends", "-y", *packages]
    _succeed(f"apt-get install {names}", install_command, env=quiet)


def _verapdf() -> None:
    if _verapdf_is_there():
        return
    if shutil.which("mvn") is None:
        raise JudgeError("veraPDF: mvn is not installed, and fetches it")
    folder = verapdf.JAR.parent
    # Strict checksums (-C): a file spoilt on the way is refused instead of warned about.
    maven = ["mvn", "-q", "-B", "-C", MAVEN_COPY]
    what = [f"-Dartifact={verapdf.ARTIFACT}", f"-DoutputDirectory={folder}"]
    _succeed("veraPDF", [*maven, *what])
    if not _verapdf_is_there():
        verapdf.JAR.unlink(missing_ok=True)
        raise JudgeError("veraPDF: what Maven fetched is not the file that was pinned")


def _verapdf_is_there() -> bool:
    if not verapdf.JAR.is_file():
        return False
    return hashlib.sha256(verapdf.JAR.read_bytes()).hexdigest() == verapdf.SHA256


def _npm_packages() -> None:
    names = ("package.json", "package-lock.json")
    done = INSTALLED / "node_modules" / ".package-lock.json"  # npm writes it last
    copies = [(SOURCES / name, INSTALLED / name) for name in names]
    if done.is_file() and all(_same(here, there) for here, there in copies):
        return
    if shutil.which("npm") is None:
        raise JudgeError("npm packages: npm is not installed")
    done.unlink(missing_ok=True)
    for here, there in copies:
        shutil.copyfile(here, there)
    # Without scripts: vnu-jar's would download a Java of its own.
    _succeed("npm packages", ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"])


def _same(here: Path, there: Path) -> bool:
    return there.is_file() and here.read_bytes() == there.read_bytes()


def _succeed(name: str, command: list[str], env: dict[str, str] | None = None) -> None:
    done = run(command, cwd=INSTALLED, env=env, timeout=900)
    if done.returncode == 0:
        return
    output = COLOURS.sub("", done.stderr + done.stdout)
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if "error" in line.lower() or line.startswith("E:")]
    reason = [*telling, *lines, f"status {done.returncode}"][0]
    raise JudgeError(f"{name}: {reason}")
