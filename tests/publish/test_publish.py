"""What the output holds after a publication: the build's files, those of others, and nothing of former builds."""

import os
import re
import stat
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs import manifest
from briefs import publish as package
from briefs.publish import Published, PublishError, publish, swapping
from tests.publish.child import snapshot

Tree = Mapping[str, bytes | str | None]


def site(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The whole output of a publication where nobody else has put anything."""
    listed = {name: manifest.digest(data) for name, data in files.items()}
    return {".gitkeep": b"", "SHA256SUMS": manifest.render(listed), **files}


OLD = {"index.html": b"old", "en/a/index.html": b"old a", "en/b.pdf": b"old b"}
NEW = {"index.html": b"new", "es/c.html": b"c"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder with an earlier build in it."""
    folder = tmp_path / "output"
    publish(OLD, folder, keep=False)
    return folder


def alone(output: Path) -> bool:
    """Whether nothing is left beside the output."""
    return [path.name for path in output.parent.iterdir()] == [output.name]


def test_the_output_becomes_exactly_the_files_and_what_became_of_each_is_told(output: Path) -> None:
    assert publish(NEW | {"en/b.pdf": b"old b"}, output, keep=False) == Published(
        written=("SHA256SUMS", "es/c.html", "index.html"),
        unchanged=(".gitkeep", "en/b.pdf"),
        removed=("en/a/index.html",),
        replaced=(),
        left_alone=(),
    )
    assert snapshot(output) == site(NEW | {"en/b.pdf": b"old b"})
    assert alone(output)


def test_with_keep_the_other_files_of_the_build_stay_and_stay_its_own(output: Path) -> None:
    publish(NEW, output, keep=True)
    assert snapshot(output) == site(OLD | NEW)
    publish(NEW, output, keep=False)
    assert snapshot(output) == site(NEW)


def test_with_keep_a_file_that_somebody_damaged_stays_and_the_manifest_knows_better(output: Path) -> None:
    (output / "en/b.pdf").write_bytes(b"bad b")
    (output / "en/a/index.html").unlink()
    publish(NEW, output, keep=True)
    listed = manifest.read(output)
    assert listed is not None
    assert manifest.compare(output, listed) == manifest.Differences((), ("en/b.pdf",), ())


def test_a_damaged_or_missing_file_is_written_anew(output: Path) -> None:
    (output / "en/b.pdf").write_bytes(b"bad b")
    (output / "index.html").unlink()
    assert publish(OLD, output, keep=False).written == ("en/b.pdf", "index.html")
    assert snapshot(output) == site(OLD)


def test_the_folder_is_made_where_there_is_none(tmp_path: Path) -> None:
    publish({"a": b"1"}, tmp_path / "x" / "output", keep=True)
    assert snapshot(tmp_path / "x" / "output") == site({"a": b"1"})
    assert alone(tmp_path / "x" / "output")


def test_where_nothing_changes_nothing_is_touched(output: Path) -> None:
    before = {path: path.stat() for path in (output, *output.rglob("*"))}
    assert publish(OLD, output, keep=False).written == ()
    after = {path: path.stat() for path in (output, *output.rglob("*"))}
    assert {path: (s.st_ino, s.st_mtime_ns, s.st_ctime_ns) for path, s in after.items()} == {
        path: (s.st_ino, s.st_mtime_ns, s.st_ctime_ns) for path, s in before.items()
    }


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_did_not_change_keeps_its_time_and_where_there_are_links_its_inode(
    output: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "no links here")

    if not links:
        monkeypatch.setattr(os, "link", refused)
    os.utime(output / "en/b.pdf", ns=(10**18, 10**18))
    before = (output / "en/b.pdf").stat()
    publish(OLD | {"index.html": b"new"}, output, keep=False)
    after = (output / "en/b.pdf").stat()
    assert after.st_mtime_ns == before.st_mtime_ns
    assert (after.st_ino == before.st_ino) is links
    assert after.st_nlink == 1
    assert snapshot(output) == site(OLD | {"index.html": b"new"})


def test_what_somebody_has_linked_elsewhere_is_not_written_through(output: Path, tmp_path: Path) -> None:
    os.link(output / "index.html", tmp_path / "mine")
    publish(NEW, output, keep=False)
    assert (tmp_path / "mine").read_bytes() == b"old"


def foreign(output: Path) -> dict[str, bytes | str | None]:
    """Put files, links and folders of somebody else into an output; returns what they are."""
    (output / "CNAME").write_bytes(b"example.org")
    (output / "en" / "mine").mkdir()
    (output / "en" / "mine" / "notes.txt").write_bytes(b"notes")
    (output / "empty" / "folder").mkdir(parents=True)
    (output / "nowhere").symlink_to("../gone")
    (output / "en" / "latest").symlink_to("a")
    os.mkfifo(output / "pipe")
    return {
        "CNAME": b"example.org", "en/mine/notes.txt": b"notes", "empty/folder": None, "nowhere": "../gone",
        "en/latest": "a",
    }  # fmt: skip


@pytest.mark.parametrize("keep", [True, False])
def test_what_is_not_of_the_build_stays_as_it_is(output: Path, keep: bool) -> None:
    theirs = foreign(output)
    (output / "CNAME").chmod(0o600)
    before = {name: (output / name).lstat() for name in (*theirs, "pipe")}
    done = publish(NEW, output, keep=keep)
    assert done.left_alone == ("CNAME", "en/latest", "en/mine/notes.txt", "nowhere", "pipe")
    assert stat.S_ISFIFO((output / "pipe").lstat().st_mode)
    (output / "pipe").unlink()
    assert snapshot(output) == site(OLD | NEW if keep else NEW) | theirs
    for name in theirs.keys() - {"empty/folder"}:
        after = (output / name).lstat()
        assert (after.st_ino, after.st_mtime_ns) == (before[name].st_ino, before[name].st_mtime_ns), name
    assert (output / "CNAME").stat().st_mode & 0o777 == 0o600


def test_without_links_other_files_are_copied_as_they_are(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = foreign(output)
    (output / "pipe").unlink()
    monkeypatch.setattr(os, "link", lambda *_, **__: (_ for _ in ()).throw(NotImplementedError))
    publish(NEW, output, keep=False)
    assert snapshot(output) == site(NEW) | theirs


@pytest.mark.parametrize("damage", [b"", b"nonsense\n", b"%PDF\xff\n", b"0" * 64 + b"  ../../etc/passwd\n", None])
def test_without_a_sound_manifest_nothing_is_removed_and_what_is_made_is_the_builds_again(
    output: Path, damage: bytes | None
) -> None:
    if damage is None:
        (output / "SHA256SUMS").unlink()
    elif damage:
        (output / "SHA256SUMS").write_bytes(damage)
    else:
        (output / "SHA256SUMS").write_bytes((output / "SHA256SUMS").read_bytes()[:-1])
    done = publish(NEW, output, keep=False)
    assert (done.removed, done.left_alone) == ((), ("en/a/index.html", "en/b.pdf"))
    assert snapshot(output) == site(NEW) | {"en/a/index.html": b"old a", "en/b.pdf": b"old b"}
    assert publish({}, output, keep=False).removed == ("es/c.html", "index.html")


def test_a_file_or_link_in_the_way_is_replaced_and_told(output: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (output / "es").write_bytes(b"a file where the build has a folder")
    (output / "fr").symlink_to(outside)
    (output / "pt").symlink_to(outside / "x.html")
    done = publish(NEW | {"fr/x.html": b"x", "pt": b"pt"}, output, keep=True)
    assert done.replaced == ("es", "fr", "pt")
    assert snapshot(output) == site(OLD | NEW | {"fr/x.html": b"x", "pt": b"pt"})
    assert list(outside.iterdir()) == []


def test_a_folder_with_files_of_others_in_the_way_stops_the_publication(output: Path) -> None:
    (output / "es" / "c.html").mkdir(parents=True)
    publish(OLD | {"es/c.html": b"c"}, output, keep=False)
    assert snapshot(output) == site(OLD | {"es/c.html": b"c"}), "an empty folder makes room"
    (output / "fr.html" / "deep").mkdir(parents=True)
    (output / "fr.html" / "deep" / "mine").write_bytes(b"mine")
    before = snapshot(output)
    with pytest.raises(PublishError) as caught:
        publish(NEW | {"fr.html": b"c"}, output, keep=False)
    assert str(caught.value) == (
        "The site was not published: the build makes a file `fr.html`, but a folder of that name is there and holds"
        f" files that are not the build's.\n  at: {output}/fr.html/deep/mine\n"
        f"Move the folder away, then build again.\nThe last good output is as it was: {output}"
    )
    assert snapshot(output) == before
    assert alone(output)


def test_a_file_of_the_build_may_become_a_folder_and_a_folder_a_file(output: Path) -> None:
    for keep in (True, False):
        publish({"index.html/x": b"x", "en": b"y"}, output, keep=keep)
        assert snapshot(output) == site({"index.html/x": b"x", "en": b"y"})
        publish(OLD, output, keep=keep)
        assert snapshot(output) == site(OLD)


def test_the_rights_of_folders_are_kept_and_a_folder_that_cannot_be_written_to_is_no_obstacle(output: Path) -> None:
    output.chmod(0o2775)
    (output / "en").chmod(0o555)
    publish(OLD | {"en/b.pdf": b"new", "es/x": b""}, output, keep=False)
    assert stat.S_IMODE(output.stat().st_mode) == 0o2775
    assert stat.S_IMODE((output / "en").stat().st_mode) == 0o555
    assert alone(output)


@pytest.mark.parametrize("target", ["elsewhere/site", "elsewhere/not-there-yet"])
def test_a_link_is_followed_and_stays_a_link(output: Path, tmp_path: Path, target: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    output.rename(tmp_path / "elsewhere" / "site")
    output.symlink_to(target)
    publish(NEW, output, keep=False)
    assert str(output.readlink()) == target
    assert snapshot(tmp_path / target) == site(NEW)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere", "output"]
    assert not [path for path in (tmp_path / "elsewhere").iterdir() if path.name.startswith(".")]


def test_what_comes_into_the_output_meanwhile_is_in_the_new_one(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (output / "en" / "mine").write_bytes(b"first")
    make = package._make

    def meanwhile(*arguments: Any) -> None:
        make(*arguments)
        (output / "en" / "mine").unlink()
        (output / "en" / "mine").write_bytes(b"second")
        (output / "late" / "folder").mkdir(parents=True)
        (output / "late" / "folder" / "x").write_bytes(b"late")
        (output / "es").write_bytes(b"in the way")

    monkeypatch.setattr(package, "_make", meanwhile)
    publish(NEW, output, keep=False)
    assert snapshot(output) == site(NEW) | {"en/mine": b"second", "late/folder/x": b"late"}
    assert alone(output)


def test_everything_new_is_on_the_disk_before_it_is_exchanged(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[int] = []
    fsync, swap = os.fsync, swapping.swap

    def noted(descriptor: int) -> None:
        flushed.append(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    def held_against(fresh: str, place: str, aside: str) -> str:
        new = {path.relative_to(fresh).as_posix(): path.stat().st_ino for path in Path(fresh).rglob("*")}
        same = {".gitkeep": new.pop(".gitkeep"), "en/b.pdf": new.pop("en/b.pdf")}
        assert set(new.values()) | {Path(fresh).stat().st_ino} == set(flushed)
        assert set(same.values()).isdisjoint(flushed), "what did not change is there already"
        flushed.clear()
        return swap(fresh, place, aside)

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(package, "swap", held_against)
    publish(NEW | {"en/b.pdf": b"old b"}, output, keep=False)
    assert flushed == [output.parent.stat().st_ino]


@pytest.mark.parametrize("name", ["../evil", "en/../../evil", "/tmp/briefs-evil", "a/../../../evil", "", "a//b", "a\0"])
def test_a_path_out_of_the_output_is_refused(output: Path, name: str) -> None:
    with pytest.raises(ValueError, match=rf"^{re.escape(name)} would be written outside the output folder$"):
        publish({"index.html": b"new", name: b"evil"}, output, keep=True)
    assert snapshot(output) == site(OLD)
    assert alone(output)
    assert not Path("/tmp/briefs-evil").exists()


def test_the_publications_own_files_and_a_file_that_is_a_folder_are_refused(output: Path) -> None:
    for name in (".gitkeep", "SHA256SUMS"):
        with pytest.raises(ValueError, match=f"^{name} is written by the publication itself$"):
            publish({name: b""}, output, keep=False)
    with pytest.raises(ValueError, match=r"^en would be a file and a folder$"):
        publish({"en/x/y": b"", "en": b""}, output, keep=False)
    assert snapshot(output) == site(OLD)


def test_the_real_tool_confirms_a_publication_and_sees_a_flipped_byte(output: Path) -> None:
    publish(NEW | {"en/naïve name\nwith\\all.txt": b"x"}, output, keep=True)
    check = ["sha256sum", "-c", "--strict", "SHA256SUMS"]
    assert subprocess.run(check, cwd=output, capture_output=True, check=False).returncode == 0
    (output / "en/b.pdf").write_bytes(b"old c")
    done = subprocess.run(check, cwd=output, capture_output=True, check=False, text=True)
    assert done.returncode == 1
    assert "en/b.pdf: FAILED" in done.stdout


paths = st.lists(st.sampled_from("ab"), min_size=1, max_size=3).map("/".join)
contents = st.sampled_from([b"", b"1", b"2"])


def apart(tree: Tree) -> bool:
    """Whether no path is both a file (or an empty folder) and the folder of another."""
    return not any(other.startswith(f"{path}/") for path in tree for other in tree)


built = st.dictionaries(paths, contents, max_size=5).filter(apart)
theirs = st.dictionaries(paths, st.one_of(contents, st.sampled_from(["a", "../b"]), st.none()), max_size=4).filter(
    apart
)


def expected(old: Tree, others: Tree, new: Tree, *, keep: bool) -> dict[str, bytes | str | None] | None:
    """What the rules say, path by path: the output afterwards, or None where it must be refused."""
    over = {path for path in (*old, *others) if any(path.startswith(f"{made}/") for made in new)}
    if any(others[path] is not None for path in over if path in others):
        return None
    stays = {path: data for path, data in (old if keep else {}).items() if path not in new and path not in over}
    stays = {p: data for p, data in stays.items() if not any(made.startswith(f"{p}/") for made in new)}
    mine = {**stays, **new}
    rest = {path: data for path, data in others.items() if path not in mine and path not in over}
    return mine | {p: data for p, data in rest.items() if not any(made.startswith(f"{p}/") for made in mine)}


@settings(max_examples=150, deadline=None)
@given(old=built, others=theirs, new=built, keep=st.booleans())
def test_any_output_becomes_what_the_rules_say(
    tmp_path_factory: pytest.TempPathFactory, old: Tree, others: Tree, new: dict[str, bytes], keep: bool
) -> None:
    output = tmp_path_factory.mktemp("any") / "output"
    others = {path: what for path, what in others.items() if path not in old and apart({**old, path: what})}
    publish({path: data for path, data in old.items() if isinstance(data, bytes)}, output, keep=False)
    for path, what in others.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        if what is None:
            (output / path).mkdir()
        elif isinstance(what, str):
            (output / path).symlink_to(what)
        else:
            (output / path).write_bytes(what)
    before, after = snapshot(output), expected(old, others, new, keep=keep)
    if after is None:
        with pytest.raises(PublishError):
            publish(new, output, keep=keep)
        assert snapshot(output) == before
        return
    done = publish(new, output, keep=keep)
    found = snapshot(output)
    listed = manifest.read(output)
    assert listed is not None
    assert {path: what for path, what in found.items() if path not in (".gitkeep", "SHA256SUMS")} == after
    assert set(listed) == {path for path in after if path in new or (path in old and keep)}
    assert manifest.compare(output, listed) == manifest.Differences((), (), done.left_alone)
    assert sorted((*done.written, *done.unchanged, *done.left_alone)) == sorted(
        p for p in found if found[p] is not None
    )
    assert publish(new, output, keep=keep).written == ()
    assert alone(output)
