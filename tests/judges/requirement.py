"""The guard of a test that uses a judge: skipped on a machine without it, failed in CI."""

import os
from typing import Protocol

import pytest


class Judge(Protocol):
    """What every judge's module offers."""

    @property
    def __name__(self) -> str: ...

    def available(self) -> str | None:
        """Return why the judge cannot run here, or None when it can."""
        ...


def require(judge: Judge) -> None:
    """Return when ``judge`` can run; otherwise end the calling test, saying why.

    In CI (``CI=true``) a judge that cannot run fails the test: there, a skip would hide that
    nothing was judged. Elsewhere the test is skipped.
    """
    reason = judge.available()
    if reason is None:
        return
    message = f"{judge.__name__.rpartition('.')[2]}: {reason}"
    if os.environ.get("CI") == "true":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
