"""The command line: exit codes, plain lines, and what it tells whom."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest
import typer

from briefs import __version__, cli, cluster, pipeline
from briefs.faults import LostError
from briefs.problems import ContentError, Problem
from tests.real import EDITIONS

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal's width, whoever runs the tests."""
    monkeypatch.setenv("COLUMNS", "200")


def lines(capture: Capture) -> list[str]:
    """What was printed, with single spaces."""
    out, err = capture.readouterr()
    assert err == ""
    assert "\x1b" not in out
    assert "\r" not in out
    return [re.sub(r"\s+", " ", line).strip() for line in out.splitlines()]


def test_a_build_ends_with_0_and_is_quiet_but_for_a_summary(project: Path, capsys: Capture) -> None:
    command = ["build", "latin-america", "--lang", "en", "--project", str(project), "--jobs", "1"]
    assert cli.main(command) == 0
    table, row, counts, time, reviews = lines(capsys)
    assert table == "edition pages size seconds PDF"
    assert re.fullmatch(r"en/latin-america 2 \d+ kB \d+\.\d rendered: new", row)
    assert re.fullmatch(r"1 PDF rendered, 0 as before; files written \d+, unchanged 0, removed 0", counts)
    assert re.fullmatch(rf"Built in \d+\.\d s: {re.escape(str(project))}/output/index\.html", time)
    assert reviews == f"Translations beside their source: {project}/output/review/index.html"
    assert cli.main(command) == 0
    _, row, counts, _, _ = lines(capsys)
    assert re.fullmatch(r"en/latin-america 2 \d+ kB – as before", row)
    assert re.fullmatch(r"0 PDFs rendered, 1 as before; files written 0, unchanged \d+, removed 0", counts)


def test_html_alone_has_no_pages_and_no_seconds(project: Path, capsys: Capture) -> None:
    assert cli.main(["build", "--format", "html", "--project", str(project)]) == 0
    rows = lines(capsys)
    assert rows[:-3] == [
        "edition pages size seconds PDF",
        *(f"{lang}/{id_} – – – not asked for" for id_, lang in EDITIONS),
    ]


def test_events_are_lines_of_json(project: Path, capsys: Capture) -> None:
    assert cli.main(["build", "mali", "--lang", "en", "--project", str(project), "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    told = [json.loads(line) for line in out.splitlines()]
    assert [event["event"] for event in told] == ["reading", "planned", "rendering", "rendered", "pages", "built"]
    assert told[1]["editions"] == 1
    assert (told[2]["edition"], told[2]["why"]) == ("en/mali", "new")
    assert {name: told[3][name] for name in ("edition", "pages", "done", "total", "left")} == {
        "edition": "en/mali", "pages": 3, "done": 1, "total": 1, "left": 0.0,
    }  # fmt: skip
    assert [(each["edition"], each["why"]) for each in told[-1]["editions"]] == [("en/mali", "new")]
    assert "en/mali/index.html" in told[-1]["written"]


def test_problems_are_lines_of_json_too(project: Path, capsys: Capture) -> None:
    file = project / "content" / "publications" / "peru" / "publication.yaml"
    file.write_text(file.read_text("utf-8") + "\nnonsense: 1\n", "utf-8")
    assert cli.main(["--json", "--project", str(project)]) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [event["event"] for event in told] == ["reading", "problem"]
    assert (told[1]["file"], told[1]["key"]) == ("content/publications/peru/publication.yaml", "nonsense")
    assert told[1]["line"] > 1
    assert told[1]["excerpt"] == "nonsense: 1"


def test_keeping_going_ends_with_1_and_names_what_is_left_out(project: Path, capsys: Capture) -> None:
    file = project / "content" / "publications" / "peru" / "publication.yaml"
    file.write_text(file.read_text("utf-8") + "\nnonsense: 1\n", "utf-8")
    assert cli.main(["build", "--keep-going", "--format", "html", "--project", str(project)]) == 1
    out, err = capsys.readouterr()
    assert "en/mexico" in out
    assert "en/peru" not in out
    assert err.endswith("\n1 problem. The rest was published; 2 editions are not: en/peru, es/peru\n")
    assert (project / "output" / "en" / "mexico" / "index.html").is_file()
    assert not (project / "output" / "en" / "peru").exists()


def test_a_lost_pdf_ends_with_4_and_advice(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def lost(*_: object, **__: object) -> NoReturn:
        raise LostError(["es/peru", "en/peru"])

    monkeypatch.setattr(pipeline, "build", lost)
    assert cli.main(["--project", str(project)]) == 4
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "The processes that rendered en/peru, es/peru ended before they were done, each time they were tried: perhaps"
        " there was not enough memory. Try --jobs 1. Nothing was written; the last good output is as it was.\n"
    )


def test_a_cluster_that_does_not_answer_ends_with_4(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    assert cli.main(["--project", str(project), "--cluster", "tcp://127.0.0.1:9"]) == 4
    _, err = capsys.readouterr()
    assert err.startswith("no cluster with workers answers at tcp://127.0.0.1:9: is `dask scheduler` running there")
    assert err.endswith("Nothing was written; the last good output is as it was.\n")
    assert not (project / "output").exists()


@pytest.mark.parametrize("error", [KeyboardInterrupt, typer.Abort])
def test_ctrl_c_ends_with_130_and_a_word(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, error: type[BaseException]
) -> None:
    def stopped(*_: object, **__: object) -> NoReturn:
        raise error

    monkeypatch.setattr(pipeline, "build", stopped)
    assert cli.main(["--project", str(project)]) == 130
    out, err = capsys.readouterr()
    assert out.strip() == ""
    assert err.strip() == "Stopped. Nothing was written; the last good output is as it was."


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
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, error: BaseException
) -> None:
    def fail(*_: object) -> NoReturn:
        raise error

    monkeypatch.setattr(pipeline, "build", fail)
    assert cli.main(["--project", str(tmp_path)]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Traceback (most recent call last):")
    assert "planted" in err
    assert f"This is a fault of Briefs {__version__}, not of your content. Nothing was written." in err
    assert "Please report it" in err


def test_a_problem_is_printed_as_it_is_even_with_brackets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def fail(*_: object) -> NoReturn:
        raise ContentError([Problem("a.yaml", 2, 3, "the mark `[^x]` [bold]stays[/bold]", "k", "hint", "ab[c]", 1)])

    monkeypatch.setattr(pipeline, "build", fail)
    assert cli.main(["--project", str(tmp_path)]) == 1
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
