"""veraPDF: whether a PDF conforms to PDF/UA-1 and PDF/A-3a. One Java judges many files."""

import json
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from .place import INSTALL_COMMAND, INSTALLED, JudgeError, existing, run

VERSION = "1.28.2"
# The one artifact holds all it depends on: nothing else has to be resolved, or pinned.
ARTIFACT = f"org.verapdf.apps:greenfield-apps:{VERSION}"
SHA256 = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6"
JAR = INSTALLED / "verapdf" / f"greenfield-apps-{VERSION}.jar"
MAIN_CLASS = "org.verapdf.apps.GreenfieldCliWrapper"  # the manifest names the graphical one

FLAVOURS = ("ua1", "3a")


def available() -> str | None:
    """Return why veraPDF cannot run here, or None when it can."""
    if shutil.which("java") is None:
        return f"java is not installed ({INSTALL_COMMAND})"
    if not JAR.is_file():
        return f"veraPDF {VERSION} is not installed ({INSTALL_COMMAND})"
    return None


def check(paths: Sequence[Path], flavours: Sequence[str] = FLAVOURS) -> list[str]:
    """Validate each PDF against each flavour, and return one finding a failed rule.

    A finding reads ``path: flavour: clause-test (number of times): rule; first: message``.

    :raises JudgeError: when veraPDF breaks down, or leaves out a file it was given.
    """
    files = existing(paths)
    with ThreadPoolExecutor() as pool:
        reports = pool.map(lambda flavour: _report(files, flavour), flavours)
        return [
            finding
            for flavour, report in zip(flavours, reports, strict=True)
            for finding in _findings(report, files, flavour)
        ]


def _report(files: Sequence[Path], flavour: str) -> dict[str, Any]:
    options = ["--format", "json", "--flavour", flavour, "--nonpdfext", "--loglevel", "0"]
    done = run(["java", "-Duser.language=en", "-cp", JAR, MAIN_CLASS, *options, *files])
    try:
        report: dict[str, Any] = json.loads(done.stdout)["report"]
    except (ValueError, KeyError) as error:
        raise JudgeError(f"veraPDF gave no report: {done.stderr.strip()[-500:]}") from error
    return report


def _findings(report: dict[str, Any], files: Sequence[Path], flavour: str) -> Iterator[str]:
    jobs = {job["itemDetails"]["name"]: job for job in report["jobs"]}
    for path in files:
        job = jobs.get(str(path))
        if job is None:
            raise JudgeError(f"veraPDF left out {path}")
        if "taskException" in job:
            yield f"{path}: {flavour}: not readable: {job['taskException']['exceptionMessage']}"
            continue
        for result in job["validationResult"]:
            rules = result["details"]["ruleSummaries"]
            if not rules and result["compliant"] is not True:
                raise JudgeError(f"veraPDF did not finish {path}: {result['jobEndStatus']}")
            for rule in sorted(rules, key=lambda each: (each["clause"], each["testNumber"])):
                yield f"{path}: {flavour}: {_told(rule)}"


def _told(rule: dict[str, Any]) -> str:
    count = rule["failedChecks"]
    times = "once" if count == 1 else f"{count} times"
    first = rule["checks"][0].get("errorMessage", "") if rule["checks"] else ""
    return f"{rule['clause']}-{rule['testNumber']} ({times}): {rule['description']}; first: {first}"
