"""Jobs on processes: all are rendered, whatever becomes of a worker, and nobody outlives the build."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pytest

from briefs import executors, worker
from briefs.executors import Processes, Rendered, render_all
from briefs.jobs import Pdf, PrintJob

ROOT = Path(__file__).resolve().parents[1]


def dying(job: PrintJob, _engine: str) -> tuple[Pdf, float]:
    """Stands for the renderer: a job says in its page how often a process dies of it; its assets name the place."""
    what, _, folder = job.html.partition(" ")
    if what == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "once":
        try:
            (Path(folder) / "died").touch(exist_ok=False)
        except FileExistsError:
            return Pdf(b"risen", 1, ()), 0.0
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "raises":
        raise ValueError("a fault of the job")
    time.sleep(0.05)
    return Pdf(what.encode(), 1, ()), 0.0


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "work", dying)


def job(html: str) -> PrintJob:
    return PrintJob(html, "", {}, ())


def run(jobs: Iterator[tuple[str, PrintJob]], count: int = 2) -> dict[str, Rendered]:
    with Processes(count) as workers:
        return {rendered.name: rendered for rendered in render_all(jobs, workers)}


def test_every_job_is_rendered_also_when_there_are_more_than_are_held_ready() -> None:
    names = [f"en/{number}" for number in range(executors.AHEAD + 20)]
    found = run((name, job(name)) for name in names)
    assert {name: each.pdf and each.pdf.data for name, each in found.items()} == {n: n.encode() for n in names}


def test_jobs_are_made_when_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "AHEAD", 3)
    made: list[int] = []

    def jobs() -> Iterator[tuple[str, PrintJob]]:
        for number in range(10):
            made.append(number)
            yield str(number), job("x")

    with Processes(1) as workers:
        rendering = render_all(jobs(), workers)
        next(rendering)
        assert len(made) == 3
        assert len(list(rendering)) == 9


def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path) -> None:
    names = [f"en/{number}" for number in range(6)]
    jobs = {**{name: job(name) for name in names}, "en/once": job(f"once {tmp_path}")}
    found = run(iter(jobs.items()))
    assert found["en/once"] == Rendered("en/once", Pdf(b"risen", 1, ()), 0.0)
    assert sorted(found) == sorted(jobs)
    assert all(each.pdf for each in found.values())


def test_a_job_that_no_process_survives_is_told_and_the_others_are_rendered() -> None:
    names = [f"en/{number}" for number in range(6)]
    jobs = {"en/a": job("dies"), **{name: job(name) for name in names}, "en/b": job("dies")}
    found = run(iter(jobs.items()))
    assert {name for name, each in found.items() if each.pdf is None} == {"en/a", "en/b"}
    assert sorted(found) == sorted(jobs)


def test_a_fault_of_a_job_is_raised() -> None:
    with pytest.raises(ValueError, match="a fault of the job"):
        run(iter({"en/a": job("raises")}.items()))


def test_a_pool_that_is_broken_when_a_job_comes_is_renewed() -> None:
    with Processes(1) as workers:
        died = workers.executor().submit(os._exit, 1)
        with pytest.raises(BrokenExecutor):
            died.result()
        found = list(render_all({"en/a": job("a")}.items(), workers))
    assert [each.pdf and each.pdf.data for each in found] == [b"a"]


def children(parent: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
    return [int(line) for line in listed.stdout.split()]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def busy() -> Iterator[subprocess.Popen[str]]:
    """A process whose two workers are busy for a minute."""
    code = (
        "import time\n"
        "from briefs.executors import Processes\n"
        "if __name__ == '__main__':\n"
        "    with Processes(2) as workers:\n"
        "        futures = [workers.executor().submit(time.sleep, 60) for _ in range(2)]\n"
        "        print('busy', flush=True)\n"
        "        [future.result() for future in futures]\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment,
        start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "busy\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_no_worker_outlives_the_build(busy: subprocess.Popen[str], how: signal.Signals) -> None:
    workers: list[int] = []
    wait_for(lambda: len(workers.__iadd__(children(busy.pid))) >= 2)
    time.sleep(1)
    busy.send_signal(how)
    busy.wait(5)
    wait_for(lambda: not any(alive(pid) for pid in workers))


def wait_for(condition: Callable[[], bool], seconds: float = 10) -> None:
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "it did not happen"
        time.sleep(0.05)


def test_a_worker_with_another_engine_refuses() -> None:
    with pytest.raises(worker.ClusterError, match="has other versions of Briefs"):
        REAL_WORK(job("x"), "another engine")


REAL_WORK = worker.work
