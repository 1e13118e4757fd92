"""The command line: exit codes, plain lines, and what it tells whom."""

import re
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from briefs import __version__, cli
from briefs.problems import ContentError, Problem
from tests.real import EDITIONS

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal's width, whoever runs the tests."""
    monkeypatch.setenv("COLUMNS", "200")


def test_a_build_ends_with_0_and_a_table_in_plain_lines(project: Path, capsys: Capture) -> None:
    assert cli.main(["build", "latin-america", "--lang", "en", "--project", str(project), "--jobs", "1"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "\x1b" not in out
    assert "\r" not in out
    lines = [re.sub(r"\s+", " ", line).strip() for line in out.splitlines()]
    assert lines[0] == "1/1 en/latin-america"
    assert lines[1] == "edition pages size seconds"
    assert re.fullmatch(r"en/latin-america 2 \d+ kB \d+\.\d", lines[2])
    assert re.fullmatch(rf"Built in \d+\.\d s: {re.escape(str(project))}/output/index\.html", lines[3])
    assert lines[4] == f"Translations beside their source: {project}/output/review/index.html"
    assert len(lines) == 5


def test_html_alone_has_no_pages_and_no_seconds(project: Path, capsys: Capture) -> None:
    assert cli.main(["build", "--format", "html", "--project", str(project)]) == 0
    lines = [re.sub(r"\s+", " ", line).strip() for line in capsys.readouterr().out.splitlines()]
    assert lines[:-2] == ["edition pages size seconds", *(f"{lang}/{id_} – – –" for id_, lang in EDITIONS)]


def test_content_that_is_wrong_ends_with_1_and_every_problem(project: Path, capsys: Capture) -> None:
    for name in ("peru", "mexico"):
        file = project / "content" / "publications" / name / "publication.yaml"
        file.write_text(file.read_text("utf-8") + "\nnonsense: 1\n", "utf-8")
    assert cli.main(["build", "--format", "html", "--project", str(project)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    places = re.findall(r"^(content/\S+?):\d+:\d+: error: ", err, re.MULTILINE)
    assert places == ["content/publications/mexico/publication.yaml", "content/publications/peru/publication.yaml"]
    assert err.endswith("\n2 problems. Nothing was written; the last good output is as it was.\n")
    assert "Traceback" not in err
    assert not (project / "output").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "perru"], "there is no publication `perru`; did you mean `peru`?"),
        (["build", "peru", "--lang", "xx"], "there is no language `xx`; there are: ar, en, es, fr, pt"),
        (["build", "--format", "docx"], "there is no format `docx`; there are: html, pdf"),
        (["build", "--nonsense"], "No such option: --nonsense"),
        (["biuld"], "No such command 'biuld'"),
        (["build", "--jobs", "0"], "Invalid value for '--jobs'"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_there_is(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(root)
    assert cli.main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert "Traceback" not in err


class Refusal(BaseException):
    """What WeasyPrint raises for an address it must not fetch is no Exception either."""


@pytest.mark.parametrize("error", [RuntimeError("planted"), KeyError("planted"), Refusal("planted")])
def test_our_own_fault_ends_with_3_its_traceback_and_how_to_report_it(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, error: BaseException
) -> None:
    def fail(*_: object) -> NoReturn:
        raise error

    monkeypatch.setattr(cli, "build", fail)
    assert cli.main(["--project", str(root)]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Traceback (most recent call last):")
    assert "planted" in err
    assert f"This is a fault of Briefs {__version__}, not of your content. Nothing was written." in err
    assert "Please report it" in err


def test_a_problem_is_printed_as_it_is_even_with_brackets(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def fail(*_: object) -> NoReturn:
        raise ContentError([Problem("a.yaml", 2, 3, "the mark `[^x]` [bold]stays[/bold]", "k", "hint", "ab[c]", 1)])

    monkeypatch.setattr(cli, "build", fail)
    assert cli.main(["--project", str(root)]) == 1
    assert "a.yaml:2:3: error: the mark `[^x]` [bold]stays[/bold] [k]\n    2 | ab[c]\n" in capsys.readouterr().err


def test_check_builds_nothing_and_lists_the_notes_of_editors(project: Path, capsys: Capture) -> None:
    assert cli.main(["check", "--project", str(project)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "content/cases/mexico-proinpro/case.yaml:" in out
    assert "note on facts.prospera-budget: The source prints US$ PPP 5,083,379,057." in out
    assert "note on editor_notes.programme-count: Three counts" in out
    assert out.endswith("The content is in order.\n")
    assert not (project / "output").exists()


def test_check_of_wrong_content_ends_with_1(project: Path, capsys: Capture) -> None:
    (project / "content" / "labels" / "en.yaml").unlink()
    assert cli.main(["check", "--project", str(project)]) == 1
    assert "problem" in capsys.readouterr().err


def test_a_folder_without_content_is_told_so(tmp_path: Path, capsys: Capture) -> None:
    assert cli.main(["--project", str(tmp_path)]) == 1
    assert "there is no folder `content` here" in capsys.readouterr().err


def test_the_version_and_the_help_are_told(capsys: Capture) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"briefs {__version__}\n"
    assert cli.main(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(word in text for word in ("build", "check", "--project", "--jobs"))


def test_build_py_works_from_any_folder(root: Path, project: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(root / "build.py"), "build", "peru", "--format", "html", "--project", str(project)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert (project / "output" / "en" / "peru" / "index.html").is_file()
    wrong = subprocess.run([*command, "--lang", "xx"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert wrong.returncode == 2
