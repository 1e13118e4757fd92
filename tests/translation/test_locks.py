"""Locks: what they hold comes back, and work on two texts merges without a conflict."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefs.load import File, Tree, parse
from briefs.translation import Locked, fingerprint, lock_text, read_lock

Entries = Mapping[str, Locked | None]

KEYS = tuple(f"messages.m{n}" for n in range(6))
LINE = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=12).map(str.strip)
# Few words, so that neighbours and versions are often alike: that is where a merge goes wrong.
TEXT = st.one_of(
    st.lists(
        st.sampled_from(["Water", "Rain", "", "{gain}", "# not a comment", 'source: "x"', "text: |-"]), max_size=4
    ),
    st.lists(LINE, max_size=3),
).map(lambda lines: "\n".join(lines).strip() or "Water")
WAIVED = st.dictionaries(st.sampled_from(["numbers", "shape"]), TEXT, max_size=1)


@st.composite
def locked(draw: st.DrawFn) -> Locked:
    source, target = draw(TEXT), draw(TEXT)
    return Locked(fingerprint(source), fingerprint(target), source, draw(WAIVED))


def tree_of(raw: str) -> Tree:
    """A tree that has the lock alone."""
    file = parse(raw, "content/shared/es.lock.yaml")
    assert isinstance(file, File), file
    return Tree(Path(), {"content/shared/es.lock.yaml": file})


def read(raw: str) -> dict[str, Locked]:
    return read_lock(tree_of(raw), "content/shared", "es")


@settings(max_examples=150, deadline=None)
@given(entries=st.dictionaries(st.sampled_from(KEYS), st.one_of(st.none(), locked())))
def test_what_a_lock_holds_comes_back(entries: Entries) -> None:
    assert read(lock_text(entries)) == {key: entry for key, entry in entries.items() if entry}


def test_what_is_no_entry_is_left_out() -> None:
    raw = 'a:\nb: text\nc:\n  source: "1"\nd:\n  source: "1"\n  target: "2"\n  text: |-\n    D\n'
    assert read(raw) == {"d": Locked("1", "2", "D", {})}
    assert read_lock(Tree(Path(), {}), "content/shared", "es") == {}


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    base=st.lists(st.one_of(st.none(), locked()), min_size=len(KEYS), max_size=len(KEYS)),
    one=st.integers(0, len(KEYS) - 1),
    step=st.integers(1, len(KEYS) - 1),
    first=locked(),
    second=locked(),
)
def test_work_on_two_texts_merges(
    tmp_path: Path, base: list[Locked | None], one: int, step: int, first: Locked, second: Locked
) -> None:
    """Any two texts, neighbours above all, that were accepted before or not."""
    other = (one + step) % len(KEYS)
    before = dict(zip(KEYS, base, strict=True))
    mine, yours = {**before, KEYS[one]: first}, {**before, KEYS[other]: second}
    made = merged(tmp_path, before, mine, yours)
    wanted = {**before, KEYS[one]: first, KEYS[other]: second}
    assert read(made) == {key: entry for key, entry in wanted.items() if entry}


@pytest.mark.parametrize("one", range(len(KEYS) - 1))
def test_neighbours_that_are_accepted_for_the_first_time_merge(tmp_path: Path, one: int) -> None:
    before: Entries = dict.fromkeys(KEYS)
    same = Locked("a" * 12, "b" * 12, "Water", {})
    made = merged(tmp_path, before, {**before, KEYS[one]: same}, {**before, KEYS[one + 1]: same})
    assert read(made) == {KEYS[one]: same, KEYS[one + 1]: same}


def test_work_on_the_same_text_is_a_conflict(tmp_path: Path) -> None:
    before: Entries = dict.fromkeys(KEYS)
    mine, yours = ({**before, KEYS[0]: Locked(n * 12, n * 12, n, {})} for n in "ab")
    with pytest.raises(AssertionError, match="<<<<<<<"):
        merged(tmp_path, before, mine, yours)


def merged(folder: Path, before: Entries, mine: Entries, yours: Entries) -> str:
    """What git makes of two versions of a lock; fails where they conflict."""
    git = shutil.which("git")
    assert git, "git keeps the locks; it is needed to test them"
    paths = [folder / name for name in ("mine", "base", "yours")]
    for path, entries in zip(paths, (mine, before, yours), strict=True):
        path.write_bytes(lock_text(entries).encode("utf-8"))
    done = subprocess.run([git, "merge-file", "-p", *map(str, paths)], capture_output=True, check=False)
    made = done.stdout.decode("utf-8")
    assert done.returncode == 0, made
    return made
