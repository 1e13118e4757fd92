from functools import partial
from pathlib import Path

import pytest

from briefs import kept as store
from briefs.kept import kept


def test_what_is_made_of_the_same_is_made_once(tmp_path: Path) -> None:
    made: list[str] = []

    def make(text: str) -> bytes:
        made.append(text)
        return text.encode()

    for text in ("one", "one", "two", "one"):
        assert kept(tmp_path / "drawings", "map", text.encode(), partial(make, text)) == text.encode()
    assert made == ["one", "two"]
    assert kept(None, "map", b"one", lambda: make("one")) == b"one"
    assert made == ["one", "two", "one"]


@pytest.mark.parametrize("damage", [b"", b"short", b"0" * 64 + b"\n", None])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    assert kept(tmp_path, "map", b"x", lambda: b"drawing") == b"drawing"
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] if damage is None else damage)
    assert kept(tmp_path, "map", b"x", lambda: b"drawing") == b"drawing"
    assert file.read_bytes() == whole


def test_the_oldest_are_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST", 10)
    for n in range(25):
        kept(tmp_path, "map", bytes([n]), lambda: b"drawing")
    assert len(list(tmp_path.iterdir())) <= 10
    assert kept(tmp_path, "map", bytes([24]), lambda: b"another") == b"drawing"
