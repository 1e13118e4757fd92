"""What a process does that renders PDFs: warm up once, then job after job. It needs this package and nothing else."""

import importlib
import os
import platform
import signal
import threading
import time
from multiprocessing import parent_process
from multiprocessing.connection import wait

from briefs.engine import engine
from briefs.jobs import Pdf, PrintJob

# The renderer patches its libraries while it works; a worker of a cluster may have several threads.
_ONE_AT_A_TIME = threading.Lock()


class ClusterError(Exception):
    """A cluster cannot be used; the message says why, and what to do."""


def start() -> None:
    """Set up a worker of this machine: Ctrl-C is for the main process, and nobody outlives it, however it ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := parent_process():
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def warm() -> None:
    """Load the renderer: it takes most of a second, once a process."""
    importlib.import_module("briefs.render_pdf")


def work(job: PrintJob, expected: str) -> tuple[Pdf, float]:
    """Render a job: its PDF and the seconds it took.

    Raises ClusterError where `engine()` is not as expected: the bytes would differ.
    """
    if engine() != expected:
        raise ClusterError(
            f"the worker on {platform.node()} has other versions of Briefs, of its libraries or of Pango;"
            " install the same there"
        )
    from briefs.render_pdf import render_pdf

    with _ONE_AT_A_TIME:
        started = time.perf_counter()
        pdf = render_pdf(job)
        return pdf, time.perf_counter() - started


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os.kill(os.getpid(), signal.SIGKILL)  # no thread can end a process that is busy in another
