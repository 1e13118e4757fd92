"""Run a command and say how long it took and how much memory it and its workers held."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
PAUSE = 0.05  # seconds between two looks; the kernel keeps each process's peak meanwhile
TAIL = 2000


@dataclass(frozen=True)
class Run:
    """One finished command. Memory is the peak resident size in bytes, 0 where the system has no `/proc`.

    `worker` is that of the largest process that the command started.
    """

    seconds: float
    memory: int = 0
    worker: int = 0
    output: str = ""

    def __add__(self, other: "Run") -> "Run":
        """One after the other: seconds add up, the larger peak counts."""
        memory, worker = max(self.memory, other.memory), max(self.worker, other.worker)
        return Run(self.seconds + other.seconds, memory, worker, self.output + other.output)


class RunError(RuntimeError):
    """A measured command ended with an error: what was measured would mean nothing."""


def run(command: Sequence[str | Path], cwd: Path | None = None, stdin: str = "", patience: float | None = None) -> Run:
    """Run a command to its end.

    Raises RunError, with the last of its output, where it fails or takes more seconds than there is patience.
    """
    words = [str(word) for word in command]
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own arguments
        words, cwd=cwd, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    watch = _Watch(process.pid)
    watch.start()
    try:
        output, _ = process.communicate(stdin, timeout=patience)
    except subprocess.TimeoutExpired as error:
        for pid in reversed(family(process.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.communicate()
        raise RunError(f"{' '.join(words)}\ntook more than {patience:.0f} s") from error
    finally:
        watch.stop()
    seconds = time.perf_counter() - started
    if process.returncode != 0:
        raise RunError(f"{' '.join(words)}\nended with {process.returncode}:\n{output[-TAIL:]}")
    own = watch.peaks.pop(process.pid, 0)
    return Run(seconds, own, max(watch.peaks.values(), default=0), output)


def python(*arguments: str | Path) -> list[str | Path]:
    """The command that runs this very Python with arguments."""
    return [sys.executable, *arguments]


class _Watch:
    """Looks at a process and all below it, until it is stopped."""

    def __init__(self, pid: int) -> None:
        self.peaks: dict[int, int] = {}
        self._pid = pid
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def start(self) -> None:
        if PROC.is_dir():
            self._thread.start()

    def stop(self) -> None:
        self._done.set()
        if self._thread.is_alive():
            self._thread.join()

    def _look(self) -> None:
        while True:
            for pid in family(self._pid):
                self.peaks[pid] = max(self.peaks.get(pid, 0), _peak(pid))
            if self._done.wait(PAUSE):
                return


def family(pid: int) -> list[int]:
    """A process and all that it and its children started, as far as they still run."""
    found, waiting = [], [pid]
    while waiting:
        current = waiting.pop()
        found.append(current)
        for task in _listed(PROC / str(current) / "task"):
            waiting += map(int, _read(task / "children").split())
    return found


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:  # it ended meanwhile
        return []


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""


def _peak(pid: int) -> int:
    status: Mapping[str, str] = dict(
        line.split(":", 1) for line in _read(PROC / str(pid) / "status").splitlines() if ":" in line
    )
    return int(status.get("VmHWM", "0 kB").split()[0]) * 1024
