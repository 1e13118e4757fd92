"""PDFs of the preview, rendered in a warm process of its own; what is newer takes the place of what is older."""

import asyncio
import traceback
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from contextlib import suppress
from dataclasses import dataclass, field

from briefs import fonts, worker
from briefs.assemble.document import Document
from briefs.engine import engine
from briefs.executors import Processes
from briefs.jobs import Pdf, PrintJob
from briefs.preview.aside import aside
from briefs.printing import keep, stored
from briefs.store import Store

KEPT = 30  # a change that is taken back brings the PDF back that was there
ENDED = "the process that renders PDFs ended; is there enough memory?"
TRIES = 2  # a worker that died, perhaps for want of memory, is replaced once for a PDF


@dataclass(frozen=True)
class Order:
    """A PDF to make. `looks` tells states of templates and pictures apart; `job` makes the job, once it is wanted."""

    path: str
    document: Document
    cover_map: bytes
    looks: tuple[object, ...]
    job: Callable[[], PrintJob] = field(compare=False, repr=False)


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
    dropped: bool = False  # a newer order has taken its place
    rendering: bool = False
    done: asyncio.Future[Print] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Press:
    """Makes one PDF at a time. All of it runs on the event loop but for the rendering itself.

    `told` is called with each print that is finished. What a build or an earlier preview has kept in `store` is taken
    from there.
    """

    def __init__(self, told: Callable[[Print], None], store: Store) -> None:
        self._told, self._store = told, store
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
            self._drop(running)
        if self._loop_task is None or self._loop_task.done():
            self._loop_task = asyncio.create_task(self._work())
        return await asyncio.shield(task.done)

    def close(self) -> None:
        """Stop at once, whatever is being made."""
        self._closed = True
        if self._loop_task:
            self._loop_task.cancel()
        for each in (self._worker, self._spare):
            if each:
                each.kill()
        self._worker = self._spare = None

    def _drop(self, task: _Task) -> None:
        """End what is being made; the spare worker goes on at once."""
        task.dropped = True
        if task.rendering and self._worker:
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
        order = task.order
        try:
            job = await aside(order.job)
            if pdf := await aside(stored, self._store, job):
                return Print(order, pdf)
            return await self._rendered(task, job)
        except BaseException as error:  # WeasyPrint's refusal to fetch is no Exception
            if self._closed or isinstance(error, asyncio.CancelledError | KeyboardInterrupt | SystemExit):
                raise
            return Print(order, None, "".join(traceback.format_exception_only(error)).strip())

    async def _rendered(self, task: _Task, job: PrintJob) -> Print | None:
        for _ in range(TRIES):
            if task.dropped:
                return None
            own = self._worker = self._worker or _Worker()
            task.rendering = True
            try:
                pdf, seconds = await asyncio.wrap_future(own.submit(job))
            except (BrokenExecutor, asyncio.CancelledError):
                if self._closed:
                    raise
                if not task.dropped:
                    own.kill()
                    self._worker = None
                continue
            finally:
                task.rendering = False
            self._spare = self._spare or _Worker()
            with suppress(OSError):
                await aside(keep, self._store, job, pdf, seconds)
            return Print(task.order, pdf)
        return None if task.dropped else Print(task.order, None, ENDED)


def _follow(newer: "asyncio.Future[Print]", older: "asyncio.Future[Print]") -> None:
    def copy(done: "asyncio.Future[Print]") -> None:
        if not older.done() and not done.cancelled():
            older.set_result(done.result())

    newer.add_done_callback(copy)


class _Worker:
    """One process that renders. Its first job, which uses every typeface, leaves it warm."""

    def __init__(self) -> None:
        self._processes = Processes(1)
        self.submit(_small_job())

    def submit(self, job: PrintJob) -> "Future[tuple[Pdf, float]]":
        return self._processes.executor().submit(worker.work, job, engine())

    def kill(self) -> None:
        self._processes.renew()


def _small_job() -> PrintJob:
    faces = fonts.css(fonts.faces(fonts.FAMILIES), "https://fonts.invalid", "ttf")
    body = "".join(f"<p style=\"font-family:'{name}'\">Warm <b>and</b> <i>ready</i></p>" for name in fonts.FAMILIES)
    return PrintJob(f'<html lang="en"><title>Warm</title><body>{body}', faces, {}, fonts.FAMILIES)
