"""PDFs of the preview: those of a build, the newest first, whatever happens to the process that renders them."""

import asyncio
import multiprocessing
import os
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefs.jobs import Pdf, PrintJob
from briefs.preview.press import Order, Press, Print
from briefs.preview.workshop import Workshop
from briefs.printing import keep
from briefs.problems import ContentError, Problem
from briefs.render_pdf import render_pdf
from briefs.store import Store
from tests.preview.conftest import copy_small


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory, web_fonts: Path) -> Order:
    workshop = Workshop(copy_small(tmp_path_factory.mktemp("press") / "small", web_fonts))
    workshop.take(workshop.read((), ()))
    return workshop.order("en/sheet")


def run(work: Callable[[Press], Awaitable[None]], store: Path) -> list[Print]:
    """Let a press work; what it told."""
    told: list[Print] = []

    async def whole() -> None:
        press = Press(told.append, Store(store))
        press.start()
        try:
            await asyncio.wait_for(work(press), 240)
        finally:
            press.close()

    asyncio.run(whole())
    return told


def titled(order: Order, title: str) -> Order:
    """An order like another, whose PDF is not the same."""

    def job() -> PrintJob:
        made = order.job()
        return replace(made, html=made.html.replace("<h1", f"<p>{title}</p><h1", 1))

    return replace(order, document=replace(order.document, title=title), job=job)


def test_a_pdf_is_the_one_that_a_build_renders_and_is_kept(order: Order, tmp_path: Path) -> None:
    async def work(press: Press) -> None:
        first = await press.make(order)
        assert first.pdf == render_pdf(order.job())
        assert await press.make(replace(order)) is first
        assert not press.busy(order.path)

    assert len(run(work, tmp_path)) == 1


def test_a_newer_order_takes_the_place_of_an_older_one_and_serves_who_waited(order: Order, tmp_path: Path) -> None:
    older, newer = titled(order, "Older"), titled(order, "Newer")

    async def work(press: Press) -> None:
        waiting = asyncio.create_task(press.make(older))
        await asyncio.sleep(0.5)
        found = await press.make(newer, background=True)
        assert found.order == newer
        assert (await waiting) is found

    assert [found.order.document.title for found in run(work, tmp_path)] == ["Newer"]


def test_what_somebody_waits_for_comes_before_the_background(order: Order, tmp_path: Path) -> None:
    other = replace(titled(order, "Other"), path="en/other")

    async def work(press: Press) -> None:
        background = asyncio.create_task(press.make(order, background=True))
        await asyncio.sleep(0.5)
        assert (await press.make(other)).order == other
        background.cancel()

    assert [found.order.path for found in run(work, tmp_path)] == ["en/other"]


def test_what_a_build_has_kept_is_taken_from_there_and_what_is_rendered_is_kept(order: Order, tmp_path: Path) -> None:
    planted = Pdf(b"%PDF of a build", 7, ())
    keep(Store(tmp_path), order.job(), planted, 1.0)

    async def take(press: Press) -> None:
        assert (await press.make(order)).pdf == planted
        assert (await press.make(titled(order, "Rendered"))).pdf != planted

    async def again(press: Press) -> None:
        press.close()  # nothing can be rendered now
        found.append((await press.make(titled(order, "Rendered"))).pdf)

    found: list[Pdf | None] = []
    (_, rendered) = run(take, tmp_path)
    run(again, tmp_path)
    assert found == [rendered.pdf]


def test_a_worker_that_dies_is_replaced(order: Order, tmp_path: Path) -> None:
    async def work(press: Press) -> None:
        asyncio.get_running_loop().call_later(1, kill)
        found = await press.make(titled(order, "Survives"))
        assert found.pdf is not None

    def kill() -> None:
        for process in multiprocessing.active_children():
            assert process.pid
            os.kill(process.pid, signal.SIGKILL)

    assert len(run(work, tmp_path)) == 1


def test_a_fault_of_a_template_is_told_and_the_next_pdf_is_made(order: Order, tmp_path: Path) -> None:
    def job() -> PrintJob:
        raise ContentError([Problem("templates/page.html", 1, 1, "it is being written")])

    wrong = replace(order, path="en/wrong", job=job)

    async def work(press: Press) -> None:
        found = await press.make(wrong)
        assert found.pdf is None
        assert "ContentError" in found.fault
        assert (await press.make(order)).pdf is not None

    assert len(run(work, tmp_path)) == 2


@pytest.fixture(autouse=True)
def _no_worker_stays() -> Iterator[None]:
    yield
    for _ in range(50):
        if not multiprocessing.active_children():
            return
        time.sleep(0.1)
    assert multiprocessing.active_children() == []
