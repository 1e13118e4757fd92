"""The memory of a worker stays flat: what one document leaves behind is given back before the next.

The collector is off during a render, which makes few cycles early on, and looks at the youngest objects afterwards: all
of the document's, and next to none of the rest. The allocator then returns its free pages to the system, where it can.
"""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def given_back() -> Iterator[None]:
    """Run without the collector; collect and return memory at the end."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(0)
        with suppress(OSError, AttributeError):  # only the GNU C library knows how
            ctypes.CDLL(None).malloc_trim(0)
        if was_enabled:
            gc.enable()
