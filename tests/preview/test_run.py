"""A preview as a process: its address, its lines on the terminal, its end."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefs.preview.run import PORT, listening
from briefs.problems import UsageError
from tests.preview.conftest import ROOT, Running, start, stop


def children(pid: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            if parent == pid:
                found += [int(folder.name), *children(int(folder.name))]
    return found


def alive(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for_the_end(processes: list[int], seconds: float = 10) -> list[int]:
    end = time.monotonic() + seconds
    while (left := [pid for pid in processes if alive(pid)]) and time.monotonic() < end:
        time.sleep(0.1)
    return left


@pytest.fixture
def taken() -> Iterator[int]:
    with listening(0) as listener:
        yield int(listener.getsockname()[1])


def test_only_this_machine_is_listened_to() -> None:
    with listening(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
        assert listener.family == socket.AF_INET


def test_a_port_that_was_named_and_is_taken_is_told(taken: int) -> None:
    with pytest.raises(UsageError, match=f"port {taken} is taken; `--port 0` takes any that is free"):
        listening(taken)


def test_without_a_port_the_next_free_one_is_taken() -> None:
    with listening(None) as first, listening(None) as second:
        numbers = first.getsockname()[1], second.getsockname()[1]
        assert PORT <= numbers[0] < numbers[1] <= PORT + 50


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_ends_it_at_once_and_its_worker_also_with_an_open_stream(alone: Running, sent: int) -> None:
    url = urlsplit(alone.url)
    stream = socket.create_connection((url.hostname, url.port), timeout=10)
    stream.sendall(f"GET /_preview/events?page=/ HTTP/1.1\r\nHost: {url.netloc}\r\n\r\n".encode())
    heard = b""
    while b"retry: 500" not in heard:
        heard += stream.recv(4096)
    workers = children(alone.process.pid)
    assert workers
    alone.process.send_signal(sent)
    assert alone.process.wait(30) == 0
    assert wait_for_the_end(workers) == []
    assert "Traceback" not in alone.log.read_text("utf-8")
    stream.close()


def test_a_worker_does_not_outlive_a_server_that_was_killed(alone: Running) -> None:
    workers = children(alone.process.pid)
    assert workers
    alone.process.kill()
    alone.process.wait(10)
    assert wait_for_the_end(workers, 30) == []


def test_a_rebuild_is_one_line_with_what_changed_and_problems_in_short(running: Running) -> None:
    before = len(running.lines())

    def line(word: str) -> str:
        for _ in range(200):
            if found := [each for each in running.lines()[before:] if word in each]:
                return found[0]
            time.sleep(0.1)
        raise AssertionError(running.log.read_text("utf-8"))

    running.change("Two steps", "Three steps")
    assert line(" s").endswith(" s")
    assert "content/publications/tanks/en.yaml, 0." in line(" s")
    running.change("Three steps", "{no-such} steps")
    assert line("1 problem").endswith(": 1 problem")
    assert "content/publications/tanks/en.yaml:" in line("there is no fact or name `no-such`")


def test_a_folder_without_content_is_told_at_once(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--no-open", "--project", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "there is no folder `content` here" in done.stderr


def test_there_is_no_way_to_serve_others(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--host", "0.0.0.0"]  # noqa: S104 - it is refused
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "No such option: --host" in done.stderr


def test_a_second_preview_of_a_project_stands_beside_the_first(running: Running, tmp_path: Path) -> None:
    other = start(running.project, tmp_path / "other")
    assert other.url != running.url
    assert running.process.poll() is None
    assert stop(other) == 0
