"""A store keeps bytes under a digest: whole or not at all, bounded, and never needed."""

import os
from functools import partial
from pathlib import Path

import pytest

from briefs.store import Store, kept

KEY, OTHER = "ab" * 32, "cd" * 32


def entries(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_what_was_put_is_given_back(tmp_path: Path) -> None:
    store = Store(tmp_path / "kept")
    assert store.get(KEY) is None
    store.put(KEY, b"one")
    store.put(OTHER, b"")
    assert (store.get(KEY), store.get(OTHER)) == (b"one", b"")
    assert entries(tmp_path) == [KEY, OTHER], "nothing is left beside an entry"


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 100])
def test_a_damaged_entry_is_none_and_goes(tmp_path: Path, damage: bytes) -> None:
    store = Store(tmp_path)
    store.put(KEY, b"one")
    (tmp_path / "ab" / KEY).write_bytes(damage)
    assert store.get(KEY) is None
    assert entries(tmp_path) == []


def test_a_flipped_bit_is_noticed(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(KEY, b"one")
    path = tmp_path / "ab" / KEY
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    assert store.get(KEY) is None


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keys = [digit * 64 for digit in "1234"]
    for age, key in enumerate(keys):
        store.put(key, bytes(68))  # 100 bytes with its digest
        os.utime(tmp_path / key[:2] / key, (1000 + age, 1000 + age))
    store.get(keys[0])  # the oldest is used again
    store.trim(250)
    assert entries(tmp_path) == [keys[0], keys[3]]
    store.trim(0)
    assert entries(tmp_path) == []


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no space left"):
        Store(tmp_path).put(KEY, b"one")
    assert entries(tmp_path) == []


def test_a_store_that_is_not_there_is_trimmed_without_ado(tmp_path: Path) -> None:
    Store(tmp_path / "none").trim(10)
    assert not (tmp_path / "none").exists()


def test_what_is_made_of_the_same_is_made_once(tmp_path: Path) -> None:
    made: list[str] = []

    def make(text: str) -> bytes:
        made.append(text)
        return text.encode()

    for text in ("one", "one", "two", "one"):
        assert kept(tmp_path / "drawings", "map", text.encode(), partial(make, text)) == text.encode()
    assert made == ["one", "two"]
    assert kept(tmp_path / "drawings", "chart", b"one", lambda: make("other")) == b"other"
    assert kept(None, "map", b"one", lambda: make("one")) == b"one"


def test_what_cannot_be_kept_is_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    for text in (b"one", b"two"):
        assert kept(tmp_path / "file", "map", b"", partial(bytes, text)) == text
