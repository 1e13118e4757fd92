"""Print jobs on an executor: how many are under way, what happens where a worker dies; processes of this machine.

The executors are those of `concurrent.futures`, so that the same loop serves this machine and, in `cluster`, others.
"""

import signal
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import forkserver, get_context, resource_tracker
from multiprocessing.context import BaseContext
from threading import current_thread, main_thread
from types import TracebackType
from typing import ParamSpec, Protocol, Self, TypeVar

from briefs import worker
from briefs.engine import engine
from briefs.jobs import Pdf, PrintJob

AHEAD = 64  # jobs that are made before a worker is free: enough to tell what is coming, few enough to hold in memory

Named = tuple[str, PrintJob]
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Rendered:
    """What became of a job: its PDF and the seconds it took, or no PDF where every process died of it."""

    name: str
    pdf: Pdf | None
    seconds: float


class Workers(Protocol):
    """What renders, for as long as it is entered. `deaths` are the errors that tell of a worker that died."""

    @property
    def deaths(self) -> tuple[type[BaseException], ...]: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def executor(self) -> Executor: ...
    def renew(self) -> None: ...


class _Pool(ProcessPoolExecutor):
    """A pool that knows all its processes at any time: Ctrl-C waits while one is started."""

    def submit(self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        with _held_back():
            return super().submit(function, *args, **kwargs)


class Processes:
    """Processes of this machine. Eager ones load the renderer in the background as soon as they are entered."""

    deaths: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, count: int, *, eager: bool = False) -> None:
        self._count, self._eager = count, eager
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        for _ in range(self._count if self._eager else 0):
            self.executor().submit(worker.warm)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def executor(self) -> Executor:
        """The pool, which is started where there is none."""
        if self._pool is None:
            self._pool = _Pool(self._count, mp_context=_context(), initializer=worker.start)
        return self._pool

    def renew(self) -> None:
        """Give up the pool: the next executor is a new one."""
        self._end()

    def _end(self) -> None:
        """End every process at once: what it is at is done, or no longer wanted."""
        if self._pool is not None:
            processes = list((getattr(self._pool, "_processes", None) or {}).values())
            self._pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.kill()
            for process in processes:
                process.join()
            self._pool = None


def _context() -> BaseContext:
    """How processes are started: from one that has loaded the renderer, so that it is loaded once; else each anew.

    That one is started afresh, with no threads, so what is copied from it is in order. Other systems than Linux have
    libraries that cannot be copied so.
    """
    if sys.platform != "linux":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["briefs.render_pdf"])
    resource_tracker.ensure_running()  # it would let Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # from the first moment, Ctrl-C is not for them
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return context


@contextmanager
def _held_back() -> Iterator[None]:
    """Let Ctrl-C take effect afterwards; only the main thread is ever interrupted by it."""
    if current_thread() is not main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)


def render_all(jobs: Iterable[Named], workers: Workers) -> Iterator[Rendered]:
    """Render every job; each as it is finished. Jobs are taken from the iterable when there is room for them.

    Where a worker dies, what was under way is tried again on new ones, the second time each job alone: then it is known
    which one no worker survives. Errors of a job itself are raised.
    """
    coming = iter(jobs)
    while lost := (yield from _side_by_side(coming, workers)):
        workers.renew()
        lost = yield from _side_by_side(iter(lost), workers)
        for name, job in lost:
            workers.renew()
            if (yield from _side_by_side(iter([(name, job)]), workers)):
                yield Rendered(name, None, 0.0)
        workers.renew()


def _side_by_side(jobs: Iterator[Named], workers: Workers) -> Generator[Rendered, None, list[Named]]:
    """Render jobs until they end or a worker dies; returns those that were lost with it."""
    expected = engine()
    running: dict[Future[tuple[Pdf, float]], Named] = {}
    lost: list[Named] = []
    while True:
        for name, job in () if lost else islice(jobs, AHEAD - len(running)):
            try:
                running[workers.executor().submit(worker.work, job, expected)] = name, job
            except workers.deaths:
                lost.append((name, job))
        if not running:
            return lost
        finished, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in finished:
            name, job = running.pop(future)
            try:
                pdf, seconds = future.result()
            except workers.deaths:
                lost.append((name, job))
            else:
                yield Rendered(name, pdf, seconds)
