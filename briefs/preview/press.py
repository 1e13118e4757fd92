"""PDFs of the preview, rendered in a warm process of its own; what is newer takes the place of what is older."""

import asyncio
import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing.process import BaseProcess
from pathlib import Path

from briefs.assemble.document import Document
from briefs.jobs import Pdf, PrintJob
from briefs.printing import print_job
from briefs.render_html import Renderer

KEPT = 30  # a change that is taken back brings the PDF back that was there
TRIES = 2  # a worker that died, perhaps for want of memory, is replaced once for a PDF


@dataclass(frozen=True)
class Order:
    """A PDF to make: everything it is made of. `looks` tells states of templates and pictures apart."""

    path: str
    document: Document
    cover_map: bytes
    project: Path
    folders: tuple[Path, ...]
    looks: tuple[object, ...]


@dataclass(frozen=True)
class Print:
    """What came of an order: a PDF, or why there is none."""

    order: Order
    pdf: "Pdf | None"
    fault: str = ""


@dataclass
class _Task:
    order: Order
    background: bool
    done: asyncio.Future[Print] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Press:
    """Makes one PDF at a time. All of it runs on the event loop but for the rendering itself.

    `told` is called with each print that is finished.
    """

    def __init__(self, told: Callable[[Print], None]) -> None:
        self._told = told
        self._worker: _Worker | None = None
        self._spare: _Worker | None = None
        self._waiting: list[_Task] = []
        self._running: _Task | None = None
        self._prints: list[Print] = []
        self._closed = False
        self._loop_task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to warm a worker."""
        self._worker = self._worker or _Worker()

    def ready(self, order: Order) -> Print | None:
        """The print of an order where it is there already."""
        return next((found for found in reversed(self._prints) if found.order == order), None)

    def busy(self, path: str) -> bool:
        """Whether the PDF of an edition is being made, or waits for it."""
        tasks = [*self._waiting, *([self._running] if self._running else [])]
        return any(task.order.path == path for task in tasks)

    async def make(self, order: Order, *, background: bool = False) -> Print:
        """The print of an order, from what is there or made now.

        An order for the same edition takes the place of an older one, whose callers get the newer print; what somebody
        waits for takes the place of what is made in the background.
        """
        if found := self.ready(order):
            return found
        own = [task for task in [self._running, *self._waiting] if task and task.order.path == order.path]
        if own and own[-1].order == order:
            own[-1].background = own[-1].background and background
            return await asyncio.shield(own[-1].done)
        task = _Task(order, background)
        for older in own:
            task.background = task.background and older.background
            _follow(task.done, older.done)
        self._waiting = [each for each in self._waiting if each.order.path != order.path and not each.background]
        self._waiting.append(task)
        running = self._running
        if running and (running.order.path == order.path or (running.background and not background)):
            self._drop()
        if self._loop_task is None or self._loop_task.done():
            self._loop_task = asyncio.create_task(self._work())
        return await asyncio.shield(task.done)

    def close(self) -> None:
        """Stop at once, whatever is being made."""
        self._closed = True
        if self._loop_task:
            self._loop_task.cancel()
        for worker in (self._worker, self._spare):
            if worker:
                worker.kill()
        self._worker = self._spare = None

    def _drop(self) -> None:
        """End what is being made; the spare worker goes on at once."""
        if self._worker:
            self._worker.kill()
        self._worker, self._spare = self._spare or _Worker(), None

    async def _work(self) -> None:
        while self._waiting:
            self._waiting.sort(key=lambda task: task.background)
            task = self._running = self._waiting.pop(0)
            try:
                found = await self._printed(task)
            finally:
                self._running = None
            if found is not None:
                self._prints = [*self._prints[1 - KEPT :], found]
                if not task.done.done():
                    task.done.set_result(found)
                self._told(found)

    async def _printed(self, task: _Task) -> Print | None:
        """The print of a task; None where a newer order has taken its place."""
        for attempt in range(TRIES):
            worker = self._worker = self._worker or _Worker()
            try:
                pdf, fault = await asyncio.wrap_future(worker.submit(task.order))
            except (BrokenProcessPool, asyncio.CancelledError):
                if self._closed:
                    raise
                if self._worker is not worker:  # it was ended for a newer order
                    return None
                worker.kill()
                self._worker = None
                if attempt + 1 == TRIES:
                    return Print(task.order, None, "the process that renders PDFs ended; is there enough memory?")
                continue
            self._spare = self._spare or _Worker()
            return Print(task.order, pdf, fault)
        raise AssertionError("unreachable")


def _follow(newer: "asyncio.Future[Print]", older: "asyncio.Future[Print]") -> None:
    def copy(done: "asyncio.Future[Print]") -> None:
        if not older.done() and not done.cancelled():
            older.set_result(done.result())

    newer.add_done_callback(copy)


class _Worker:
    """One process that renders. It is warm when its first task is done: WeasyPrint takes a second to import."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=_begin)
        before = set(multiprocessing.active_children())
        self._warm = self._pool.submit(_warm)
        self._processes: set[BaseProcess] = set(multiprocessing.active_children()) - before

    def submit(self, order: Order) -> "Future[tuple[Pdf | None, str]]":
        return self._pool.submit(_print, order)

    def kill(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in self._processes:
            process.kill()


def _begin() -> None:
    """Set up a worker: Ctrl-C is for the server, which ends it; without a server it ends by itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def follow() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=follow, daemon=True).start()


def _warm() -> None:
    from briefs import fonts
    from briefs.render_pdf import render_pdf

    faces = fonts.css(fonts.faces(fonts.FAMILIES), "https://fonts.invalid", "ttf")
    body = "".join(f"<p style=\"font-family:'{name}'\">Warm <b>and</b> <i>ready</i></p>" for name in fonts.FAMILIES)
    render_pdf(PrintJob(f'<html lang="en"><title>Warm</title><body>{body}', faces, {}, fonts.FAMILIES))


@lru_cache(maxsize=1)
def _renderer(folders: tuple[Path, ...], looks: tuple[object, ...]) -> Renderer:
    """A renderer whose templates are compiled already, as long as looks are the same."""
    return Renderer(folders)


def _print(order: Order) -> "tuple[Pdf | None, str]":
    from briefs.render_pdf import render_pdf

    try:
        job = print_job(order.document, _renderer(order.folders, order.looks), order.cover_map, order.project)
        return render_pdf(job), ""
    except BaseException as error:  # WeasyPrint's refusal to fetch is no Exception
        return None, "".join(traceback.format_exception_only(error)).strip()
