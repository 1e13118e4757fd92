"""What a build tells while it runs, as data: the command line shows it to people, or writes it for machines."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Event:
    """Something that happened. Its name for machines is that of its class in small letters."""

    def data(self) -> dict[str, Any]:
        """The event as JSON knows it."""
        return {"event": type(self).__name__.lower(), **asdict(self)}


@dataclass(frozen=True)
class Reading(Event):
    """The content is read and checked."""


@dataclass(frozen=True)
class Planned(Event):
    """So many editions are to be made."""

    editions: int


@dataclass(frozen=True)
class Kept(Event):
    """The PDF of an edition is made of what it was made of before, and is taken from the cache."""

    edition: str
    pages: int
    size: int


@dataclass(frozen=True)
class Rendering(Event):
    """The PDF of an edition was given to the workers; `why` says what changed."""

    edition: str
    why: str


@dataclass(frozen=True)
class Rendered(Event):
    """A PDF was made, `size` bytes long, in `seconds`; `done` of `total` are, and about `left` seconds remain."""

    edition: str
    pages: int
    size: int
    seconds: float
    done: int
    total: int
    left: float


@dataclass(frozen=True)
class Lost(Event):
    """Every process that was to make this PDF ended before it had."""

    edition: str


@dataclass(frozen=True)
class Pages(Event):
    """The pages of the site are made."""


@dataclass(frozen=True)
class Waiting(Event):
    """Another build publishes to the same output."""


@dataclass(frozen=True)
class Notice(Event):
    """Something that does not stop the build and that somebody should know."""

    message: str


Report = Callable[[Event], None]
