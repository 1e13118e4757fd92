"""Work beside the event loop that an ending preview does not wait for."""

import asyncio
import threading
from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Found = TypeVar("Found")


async def aside(work: Callable[Given, Found], *given: Given.args, **named: Given.kwargs) -> Found:
    """What `work` returns or raises, run in a thread of its own.

    The threads of `asyncio.to_thread` are waited for when a program ends: after Ctrl-C that would be a whole reading.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Found] = loop.create_future()

    def settle(with_: Callable[[], None]) -> None:
        if not done.done():
            with_()

    def run() -> None:
        settled: Callable[[], None]
        try:
            settled = partial(done.set_result, work(*given, **named))
        except Exception as error:
            settled = partial(done.set_exception, error)
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, settled)

    threading.Thread(target=run, daemon=True).start()
    return await done
