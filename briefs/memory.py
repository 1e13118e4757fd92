"""What a process that goes on running need not compute again. In: a pure function. Out: one that remembers its last
result in each place.

Everything is read anew each time; only the computation of equal input is left out. Input is equal where it is the same
object, or the same text or bytes: 1 and 1.0 are equal numbers and different content, so nothing else is compared.
"""

from collections.abc import Callable, Hashable, Iterable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

PLACES = 4096  # of one function; each holds one result, so memory grows with the project, not with time
TEXTS = 16_384  # of one check
_TEXTS = (str, bytes)


def latest(place: Callable[..., Hashable]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Remember the last result of a pure function in each place, which follows from its arguments (the name of a file).

    The arguments are positional; nobody may change them or the result afterwards.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        kept: dict[Hashable, tuple[tuple[Any, ...], R]] = {}

        @wraps(function)
        def remembered(*args: P.args, **kwargs: P.kwargs) -> R:
            assert not kwargs, "what is remembered is asked for by position"
            where = place(*args, **kwargs)
            found = kept.get(where)
            if found is not None and _same(found[0], args):
                return found[1]
            result = function(*args, **kwargs)
            kept[where] = args, result
            if len(kept) > PLACES:
                kept.pop(next(iter(kept)), None)
            return result

        return remembered

    return decorate


class Quiet:
    """The texts in which one check found nothing. What is found is told with its line, which moves."""

    def __init__(self) -> None:
        self._texts: set[Hashable] = set()

    def found(self, text: Hashable, look: Callable[[], Iterable[R]]) -> tuple[R, ...]:
        """What `look` finds in a text; `text` is all that this follows from, but for where it stands."""
        if text in self._texts:
            return ()
        found = tuple(look())
        if not found:
            if len(self._texts) >= TEXTS:
                self._texts.clear()
            self._texts.add(text)
        return found


def _same(one: Any, other: Any) -> bool:
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, _TEXTS):
        return bool(one == other)
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return isinstance(one, frozenset) and one == other and all(isinstance(each, _TEXTS) for each in one)
