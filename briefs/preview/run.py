"""Runs the preview: an address on this machine, the watch, the reading at every save, and a clean end."""

import asyncio
import errno
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType

import uvicorn

from briefs.preview.aside import aside
from briefs.preview.server import Desk, Told, application
from briefs.preview.watch import Saves
from briefs.preview.workshop import Workshop
from briefs.problems import Problem, UsageError

HOST = "127.0.0.1"  # never another: drafts are nobody else's business
PORT = 8000
Started = Callable[[str, tuple[Problem, ...]], None]
NEXT = 50  # how many ports after it are tried


def serve(project: Path, port: int | None, started: Started, told: Told) -> None:
    """Show a project until Ctrl-C. `port` 0 means any, None 8000 or the next that is free.

    `started` gets the address and the problems of the first reading; `told` gets what changed, the problems,
    and the seconds it took, at every save. Raises UsageError where
    there is nothing to show, or a port that was named is taken.
    """
    if not (project / "content").is_dir():
        raise UsageError("there is no folder `content` here; name a project with --project, or start in one")
    with listening(port) as listener, suppress(KeyboardInterrupt):
        asyncio.run(_serve(project, listener, started, told))


def listening(port: int | None) -> socket.socket:
    """A socket that listens on this machine; raises UsageError where the port that was named is taken."""
    taken: OSError | None = None
    for number in _ports(port):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, number))
            listener.listen()
        except OSError as error:
            listener.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            taken = error
        else:
            return listener
    first, last = (port, port) if port is not None else (PORT, PORT + NEXT)
    which = f"port {first} is" if first == last else f"the ports {first} to {last} are"
    raise UsageError(f"{which} taken; `--port 0` takes any that is free") from taken


def _ports(port: int | None) -> Iterator[int]:
    if port is not None:
        yield port
    else:
        yield from range(PORT, PORT + NEXT + 1)


async def _serve(project: Path, listener: socket.socket, started: Started, told: Told) -> None:
    loop = asyncio.get_running_loop()
    workshop = Workshop(project)
    desk = Desk(workshop)
    number = listener.getsockname()[1]
    config = uvicorn.Config(
        application(desk, number), log_config=None, access_log=False, lifespan="off", ws="none", server_header=False,
        timeout_graceful_shutdown=1,
    )  # fmt: skip
    server = _Server(config, lambda: loop.call_soon_threadsafe(desk.close))
    saves = Saves(project)
    watching = asyncio.create_task(saves.watch())
    desk.press.start()
    serving = None
    try:
        reading = await aside(workshop.read, frozenset(), ())
        workshop.take(reading)
        await aside(workshop.warm)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        started(f"http://{HOST}:{number}/", reading.problems)
        following = asyncio.create_task(desk.follow(saves, told))
        done, _ = await asyncio.wait((serving, following, watching), return_when=asyncio.FIRST_COMPLETED)
        for task in done:  # a fault of ours ends the preview and is told
            task.result()
    finally:
        desk.close()
        server.should_exit = True
        if serving is not None:
            await serving


class _Server(uvicorn.Server):
    """Ends what is open when it is told to end, so that it waits for nobody."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], object]) -> None:
        super().__init__(config)
        self._ending = ending

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End at the first signal, with the exit code of a preview that was ended on purpose."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True
        self._ending()
