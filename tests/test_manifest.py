"""The manifest of the output, as `sha256sum` writes and reads it."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs import manifest
from briefs.manifest import Differences

A, B = manifest.digest(b"a"), manifest.digest(b"b")
ODD = "back\\slash\nnew line\rreturn"
names = st.text(min_size=1).filter(manifest.is_plain)


def test_it_is_a_line_a_file_sorted_by_path() -> None:
    assert manifest.render({"en/b.pdf": B, "a.html": A}) == f"{A}  a.html\n{B}  en/b.pdf\n".encode()
    assert manifest.render({}) == b""


def test_the_real_tool_writes_the_same(tmp_path: Path) -> None:
    paths = ["a.html", "naïve name.pdf", "*star", ODD]
    for path in paths:
        (tmp_path / path).write_bytes(path.encode())
    done = subprocess.run(["sha256sum", "--", *sorted(paths)], cwd=tmp_path, capture_output=True, check=True)
    assert manifest.render({path: manifest.digest(path.encode()) for path in paths}) == done.stdout


@given(st.dictionaries(names, st.sampled_from([A, B])))
def test_what_is_written_is_read_again(digests: dict[str, str]) -> None:
    assert manifest.parse(manifest.render(digests)) == digests


@pytest.mark.parametrize(
    "damaged",
    [
        f"{A}  a.html",  # the end is cut off
        f"{A}  a.html\n{B}  b",
        f"{A}  a.html\n\n",
        f"{A}  a.html\r\n",
        f"{A} *a.html\n",
        f"{A[:-1]}  a.html\n",
        f"{A.upper()}  a.html\n",
        f"{A}  \n",
        f"{A}  a.html\n{B}  a.html\n",
        f"{A}  ../a.html\n",
        f"{A}  en/../../a.html\n",
        f"{A}  /etc/passwd\n",
        f"{A}  en//a.html\n",
        f"{A}  ./a.html\n",
        f"{A}  SHA256SUMS\n",
        f"\\{A}  a\\x\n",
        f"\\{A}  a\\\n",
        f"{A}  a\0\n",
        "<html>",
    ],
)
def test_a_damaged_one_is_none(damaged: str) -> None:
    assert manifest.parse(damaged.encode()) is None


def test_bytes_that_are_no_text_are_none() -> None:
    assert manifest.parse(f"{A}  ".encode() + b"\xff\n") is None


@pytest.mark.parametrize("name", ["", ".", "..", "a/..", "/a", "a/", "a//b", "a\0b", "\udcff"])
def test_a_path_that_is_not_plain_is_known(name: str) -> None:
    assert not manifest.is_plain(name)


def test_a_folder_without_one_and_one_that_is_a_link_have_none(tmp_path: Path) -> None:
    assert manifest.read(tmp_path) is None
    (tmp_path / "real").write_bytes(manifest.render({"a": A}))
    (tmp_path / manifest.NAME).symlink_to("real")
    assert manifest.read(tmp_path) is None
    (tmp_path / manifest.NAME).unlink()
    (tmp_path / "real").rename(tmp_path / manifest.NAME)
    assert manifest.read(tmp_path) == {"a": A}


def test_a_folder_is_held_against_it_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    listed = {"en/a": A, "en/b": B, "gone": A, "link": A, "folder": A}
    for name, data in {
        "en/a": b"a",
        "en/b": b"c",
        "en/z": b"",
        "real": b"a",
        ".gitkeep": b"",
        "SHA256SUMS": b"",
    }.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "folder").mkdir()
    (tmp_path / "en" / "away").symlink_to(tmp_path.parent)
    assert manifest.compare(tmp_path, listed) == Differences(
        missing=("folder", "gone"), changed=("en/b", "link"), others=("en/away", "en/z", "real")
    )
    assert manifest.compare(tmp_path / "en", {"a": A, "b": manifest.digest(b"c")}).others == ("away", "z")


def test_importing_it_brings_no_library(root: Path) -> None:
    """Quick to import, and free of everything that is not Python's own."""
    script = "import sys; before = set(sys.modules); import briefs.manifest; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, check=True, text=True)
    roots = {name.partition(".")[0] for name in done.stdout.split()}
    assert roots - {"briefs"} <= sys.stdlib_module_names
    assert [name for name in done.stdout.split() if name.startswith("briefs")] == ["briefs", "briefs.manifest"]
