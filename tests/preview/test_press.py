"""PDFs of the preview: those of a build, the newest first, whatever happens to the process that renders them."""

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefs.pipeline import TEMPLATES
from briefs.preview.press import Order, Press, Print
from briefs.preview.workshop import Workshop
from briefs.printing import print_job
from briefs.render_html import Renderer
from briefs.render_pdf import render_pdf


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory, web_fonts: Path) -> Order:
    from tests.preview.conftest import copy_small

    workshop = Workshop(copy_small(tmp_path_factory.mktemp("press") / "small", web_fonts))
    workshop.take(workshop.read((), ()))
    return workshop.order("en/sheet")


def run(work: Callable[[Press], Awaitable[None]]) -> list[Print]:
    """Let a press work; what it told."""
    told: list[Print] = []

    async def whole() -> None:
        press = Press(told.append)
        press.start()
        try:
            await asyncio.wait_for(work(press), 240)
        finally:
            press.close()

    asyncio.run(whole())
    return told


def titled(order: Order, title: str) -> Order:
    return replace(order, document=replace(order.document, title=title))


def test_a_pdf_is_the_one_that_a_build_renders_and_is_kept(order: Order) -> None:
    async def work(press: Press) -> None:
        first = await press.make(order)
        assert first.pdf == render_pdf(
            print_job(order.document, Renderer((TEMPLATES,)), order.cover_map, order.project)
        )
        started = time.perf_counter()
        assert await press.make(replace(order)) is first
        assert time.perf_counter() - started < 0.1
        assert not press.busy(order.path)

    assert len(run(work)) == 1


def test_a_newer_order_takes_the_place_of_an_older_one_and_serves_who_waited(order: Order) -> None:
    older, newer = titled(order, "Older"), titled(order, "Newer")

    async def work(press: Press) -> None:
        waiting = asyncio.create_task(press.make(older))
        await asyncio.sleep(0.5)
        found = await press.make(newer, background=True)
        assert found.order == newer
        assert (await waiting) is found

    assert [found.order.document.title for found in run(work)] == ["Newer"]


def test_what_somebody_waits_for_comes_before_the_background(order: Order) -> None:
    other = replace(titled(order, "Other"), path="en/other")

    async def work(press: Press) -> None:
        background = asyncio.create_task(press.make(order, background=True))
        await asyncio.sleep(0.5)
        assert (await press.make(other)).order == other
        background.cancel()

    assert [found.order.path for found in run(work)] == ["en/other"]


def test_a_worker_that_dies_is_replaced(order: Order) -> None:
    async def work(press: Press) -> None:
        assert press._worker
        asyncio.get_running_loop().call_later(1, kill, press)
        found = await press.make(titled(order, "Survives"))
        assert found.pdf is not None

    def kill(press: Press) -> None:
        assert press._worker
        for process in press._worker._processes:
            assert process.pid
            os.kill(process.pid, signal.SIGKILL)

    assert len(run(work)) == 1


def test_a_fault_of_the_renderer_is_told_and_the_next_pdf_is_made(order: Order) -> None:
    wrong = replace(order, document=replace(order.document, theme="no-such-theme"))

    async def work(press: Press) -> None:
        found = await press.make(wrong)
        assert found.pdf is None
        assert "ContentError" in found.fault
        assert (await press.make(order)).pdf is not None

    assert len(run(work)) == 2


@pytest.fixture(autouse=True)
def _no_worker_stays() -> Iterator[None]:
    yield
    import multiprocessing

    for _ in range(50):
        if not multiprocessing.active_children():
            return
        time.sleep(0.1)
    assert multiprocessing.active_children() == []
