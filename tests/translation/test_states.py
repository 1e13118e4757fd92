"""A unit's state follows from its source, its translation and its lock, and from nothing else."""

import pytest

from briefs.translation import Locked, State, Unit, fingerprint


def unit(source: str | None, target: str | None, locked: tuple[str, str] | None) -> Unit:
    """A unit; `locked` holds source and translation as they were accepted."""
    lock = Locked(fingerprint(locked[0]), fingerprint(locked[1]), locked[0], {}) if locked else None
    return Unit("content/shared", "es", ("messages", "a"), source, target, lock)


@pytest.mark.parametrize(
    ("source", "target", "locked", "state"),
    [
        ("Water", None, None, State.MISSING),
        ("Water", "", None, State.MISSING),
        ("Water", "", ("Water", "Agua"), State.MISSING),
        ("Lima", "Lima", None, State.COPY),
        ("Lima", "Lima", ("Lima", "Lima"), State.CURRENT),
        ("Water", "Agua", None, State.UNTRACKED),
        ("Water", "Agua", ("Water", "Agua"), State.CURRENT),
        ("Water", "El agua", ("Water", "Agua"), State.EDITED),
        ("Clean water", "Agua", ("Water", "Agua"), State.STALE),
        ("Clean water", "Agua limpia", ("Water", "Agua"), State.BOTH_CHANGED),
        (None, "Agua", None, State.OBSOLETE),
        (None, "Agua", ("Water", "Agua"), State.OBSOLETE),
    ],
)
def test_the_state_of_a_unit(
    source: str | None, target: str | None, locked: tuple[str, str] | None, state: State
) -> None:
    assert unit(source, target, locked).state is state


def test_a_source_that_is_put_back_is_current_again() -> None:
    accepted = ("Water", "Agua")
    assert unit("Waters", "Agua", accepted).state is State.STALE
    assert unit("Water", "Agua", accepted).state is State.CURRENT


@pytest.mark.parametrize(
    ("one", "other"),
    [("a\nb", "a\r\nb"), ("a \nb", "a\nb"), ("\u0065\u0301", "\u00e9"), ("a\n", "a")],
)
def test_what_nobody_sees_changes_no_fingerprint(one: str, other: str) -> None:
    assert fingerprint(one) == fingerprint(other)
    assert fingerprint(one) != fingerprint(one + ".")
