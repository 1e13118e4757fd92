"""What is drawn for a document: when the engine that draws is started."""

import threading
from pathlib import Path

import pytest

from briefs import draw, drawings
from briefs.draw import vega


def test_the_engine_is_started_ahead_only_where_nothing_that_was_drawn_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    monkeypatch.setattr(draw, "start", lambda: started.append("engine"))
    drawings.get_ready(tmp_path / "drawings")
    assert started == ["engine"]
    (tmp_path / "drawings").mkdir()
    drawings.get_ready(tmp_path / "drawings")
    assert started == ["engine"]


def test_it_starts_in_the_background_and_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, release = threading.Event(), threading.Event()

    def marks(spec: dict[str, object]) -> tuple[()]:
        asked.set()
        release.wait(60)
        return ()

    assert list(vega.marks({"mark": "point"})) == []
    monkeypatch.setattr(vega, "marks", marks)
    draw.start()  # comes back while the engine is busy
    assert asked.wait(60)
    release.set()
