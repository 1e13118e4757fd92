"""Jobs on a real Dask cluster on this machine: the same bytes, whoever dies."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from briefs.cluster import Cluster
from briefs.engine import engine
from briefs.executors import render_all
from briefs.jobs import PrintJob
from briefs.render_pdf import render_pdf
from briefs.worker import ClusterError, work

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class Running:
    """A scheduler with its workers, as processes of their own."""

    folder: Path
    scheduler: subprocess.Popen[bytes]
    address: str
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_worker(self, code: str = "") -> None:
        """Start a worker that runs one job at a time, in an empty folder; it has this package and nothing else."""
        folder = self.folder / f"worker-{len(self.workers)}"
        folder.mkdir()
        dask = ["-m", "dask"] if not code else ["-c", f"{code}\nfrom dask.__main__ import main\nmain()"]
        options = ["--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        command = [sys.executable, *dask, "worker", self.address, *options, "--local-directory", str(folder)]
        self.workers.append(started(command, folder))


def started(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    command = [sys.executable, "-m", "dask", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    scheduler = started(command, tmp_path)
    ends = time.monotonic() + 60
    while not (match := re.search(r"Scheduler at:\s+(tcp://\S+)", (tmp_path / "log").read_text("utf-8"))):
        assert scheduler.poll() is None, (tmp_path / "log").read_text("utf-8")
        assert time.monotonic() < ends, "the scheduler did not start"
        time.sleep(0.1)
    cluster = Running(tmp_path, scheduler, match[1])
    yield cluster
    for process in (*cluster.workers, scheduler):
        process.kill()
        process.wait()


@pytest.fixture
def jobs(print_job: Callable[..., PrintJob]) -> dict[str, PrintJob]:
    """Jobs that take about a second each."""
    text = "".join(
        f"<p>Paragraph {number} has some words that fill a line or two of a page.</p>" for number in range(200)
    )
    return {f"en/{name}": print_job(f"<h1>{name}</h1>{text}") for name in "abcdefgh"}


def test_a_worker_is_killed_in_the_middle_and_every_byte_is_as_rendered_here(
    running: Running, jobs: dict[str, PrintJob]
) -> None:
    running.start_worker()
    running.start_worker()
    found: dict[str, bytes] = {}
    with Cluster(running.address) as cluster:
        cluster.executor()
        for rendered in render_all(jobs.items(), cluster):
            if not found:
                running.workers[0].send_signal(signal.SIGKILL)
            assert rendered.pdf is not None
            found[rendered.name] = rendered.pdf.data
    assert running.workers[0].wait() == -signal.SIGKILL
    assert found == {name: render_pdf(job).data for name, job in jobs.items()}


def test_a_job_that_every_worker_dies_of_is_told(running: Running, print_job: Callable[..., PrintJob]) -> None:
    """Four workers: the scheduler gives a job up after the fourth."""
    deadly = (
        "import os, signal\nfrom briefs import render_pdf\nrender_pdf.render_pdf = lambda _: os.kill(os.getpid(), 9)"
    )
    for _ in range(8):
        running.start_worker(deadly)
    with Cluster(running.address) as cluster:
        (rendered,) = render_all({"en/a": print_job("<h1>a</h1>")}.items(), cluster)
    assert (rendered.name, rendered.pdf) == ("en/a", None)


def test_a_worker_with_other_versions_is_refused_by_name(running: Running, jobs: dict[str, PrintJob]) -> None:
    running.start_worker("from briefs import engine\nengine.LIBRARIES = frozenset()")
    with Cluster(running.address) as cluster, pytest.raises(ClusterError, match="has other versions of Briefs"):
        list(render_all(jobs.items(), cluster))


def test_a_scheduler_that_goes_away_is_told(running: Running, jobs: dict[str, PrintJob]) -> None:
    running.start_worker()

    def render() -> None:
        with Cluster(running.address) as cluster:
            for _ in render_all(jobs.items(), cluster):
                running.scheduler.kill()

    with pytest.raises(ClusterError, match="went away before every PDF was made"):
        render()


def test_where_nobody_answers_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefs.cluster.PATIENCE", 0.5)
    with (
        pytest.raises(ClusterError, match=r"no cluster with workers answers at tcp://127\.0\.0\.1:9"),
        Cluster("tcp://127.0.0.1:9"),
    ):
        pass


def test_a_scheduler_without_workers_is_told(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefs.cluster.PATIENCE", 2)
    with pytest.raises(ClusterError, match="no cluster with workers answers"), Cluster(running.address):
        pass


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"install briefs\[cluster\]"):
        Cluster("tcp://127.0.0.1:9")


def test_a_job_needs_no_file_of_the_project(
    jobs: dict[str, PrintJob], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pdf, seconds = work(jobs["en/a"], engine())
    assert pdf.data.startswith(b"%PDF-")
    assert seconds > 0


def test_threads_of_one_worker_do_not_mix(print_job: Callable[..., PrintJob]) -> None:
    jobs = [print_job(f"<h1>{name}</h1><p>{name * 400}</p>", "p{columns:2;overflow-wrap:anywhere}") for name in "abcd"]
    with ThreadPoolExecutor(4) as threads:
        found = [pdf for pdf, _ in threads.map(work, jobs, [engine()] * 4)]
    assert found == [render_pdf(job) for job in jobs]
