"""`build.py verify` says whether a folder is what was built, and how it differs."""

import os
import shutil
from pathlib import Path

import pytest

from briefs import cli, pipeline
from briefs.publish import PublishError, publish

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A published site."""
    publish({"index.html": b"home", "en/a.html": b"a", "en/b.pdf": b"b"}, tmp_path / "output", keep=False)
    return tmp_path / "output"


def test_an_untouched_output_ends_with_0(output: Path, capsys: Capture) -> None:
    assert cli.main(["verify", "--project", str(output.parent)]) == 0
    assert capsys.readouterr() == (f"{output} is what was built: 3 files.\n", "")


def test_the_project_may_be_named_before_the_command_and_is_the_present_folder_otherwise(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["--project", str(output.parent), "verify"]) == 0
    monkeypatch.chdir(output.parent)
    assert cli.main(["verify"]) == 0


def test_a_copy_elsewhere_is_verified_by_its_own_manifest(output: Path, tmp_path: Path, capsys: Capture) -> None:
    copy = tmp_path / "download"
    shutil.copytree(output, copy)
    (output / "index.html").write_bytes(b"hacked")
    assert cli.main(["verify", str(copy)]) == 0
    (copy / "en" / "b.pdf").write_bytes(b"c")
    assert cli.main(["verify", str(copy)]) == 1
    assert capsys.readouterr().out.endswith(f"changed: en/b.pdf\n{copy} is not what was built: 1 changed.\n")


def test_every_difference_is_told_and_ends_with_1(output: Path, capsys: Capture) -> None:
    (output / "index.html").write_bytes(b"Home")
    (output / "en" / "a.html").unlink()
    (output / "[bold]x\x1b[31m").write_bytes(b"")
    Path(os.fsdecode(os.fsencode(output) + b"/\xff")).write_bytes(b"")
    assert cli.main(["verify", "--project", str(output.parent)]) == 1
    assert capsys.readouterr() == (
        "missing: en/a.html\nchanged: index.html\n"
        "not of the build: [bold]x\N{REPLACEMENT CHARACTER}[31m\nnot of the build: \N{REPLACEMENT CHARACTER}\n"
        f"{output} is not what was built: 1 missing, 1 changed, 2 not of the build.\n",
        "",
    )


def test_files_of_others_are_a_difference_unless_they_may_be_there(output: Path, capsys: Capture) -> None:
    (output / "CNAME").write_bytes(b"example.org")
    assert cli.main(["verify", "--project", str(output.parent)]) == 1
    assert cli.main(["verify", "--others", "--project", str(output.parent)]) == 0
    assert capsys.readouterr().out.endswith(f"not of the build: CNAME\n{output} is what was built: 3 files.\n")
    (output / "index.html").unlink()
    assert cli.main(["verify", "--others", "--project", str(output.parent)]) == 1


@pytest.mark.parametrize("damage", [True, False])
def test_without_a_sound_manifest_nothing_is_confirmed(output: Path, capsys: Capture, damage: bool) -> None:
    manifest = output / "SHA256SUMS"
    if damage:
        manifest.write_bytes(b"nonsense\n")
    else:
        manifest.unlink()
    assert cli.main(["verify", "--project", str(output.parent)]) == 1
    assert capsys.readouterr().out == f"{manifest} is missing or damaged: nobody can say what was built.\n"


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path, capsys: Capture) -> None:
    assert cli.main(["verify", str(tmp_path / "nowhere")]) == 2
    assert capsys.readouterr() == ("", f"there is no folder `{tmp_path}/nowhere`\n")


def test_what_keeps_a_site_from_being_published_ends_with_4_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def fail(*_: object) -> None:
        raise PublishError("The site was not published: the [disk] is full.\n  at: output")

    monkeypatch.setattr(pipeline, "build", fail)
    assert cli.main(["--project", str(tmp_path)]) == 4
    assert capsys.readouterr() == ("", "The site was not published: the [disk] is full.\n  at: output\n")


def test_the_machine_that_does_not_let_us_elsewhere_ends_with_4_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "/x/[a]/.cache/fonts/y")

    monkeypatch.setattr(pipeline, "build", fail)
    assert cli.main(["--project", str(tmp_path)]) == 4
    assert capsys.readouterr() == (
        "",
        "Stopped: the disk is full.\n  at: /x/[a]/.cache/fonts/y\nFree some space, then try again.\n"
        "Nothing was written; the last good output is as it was.\n",
    )


def test_an_error_that_nobody_can_mend_is_our_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def fail(*_: object) -> None:
        raise FileNotFoundError(2, "No such file", "planted")

    monkeypatch.setattr(pipeline, "build", fail)
    assert cli.main(["--project", str(tmp_path)]) == 3
    assert "Traceback" in capsys.readouterr().err
