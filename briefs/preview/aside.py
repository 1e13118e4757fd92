"""Work beside the event loop that an ending preview does not wait for."""

import asyncio
import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Found = TypeVar("Found")


async def aside(work: Callable[Given, Found], *given: Given.args, **named: Given.kwargs) -> Found:
    """What `work` returns or raises, run in a thread of its own.

    The threads of `asyncio.to_thread` are waited for when a program ends: after Ctrl-C that would be a whole reading.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Found] = loop.create_future()

    def settle(value: Found | None, error: BaseException | None) -> None:
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(value)  # type: ignore[arg-type]  # it is what work returned

    def run() -> None:
        try:
            value, error = work(*given, **named), None
        except Exception as found:
            value, error = None, found
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, value, error)

    threading.Thread(target=run, daemon=True).start()
    return await done
