"""What a diagram consists of: nodes on a grid, links, frames. Everything is checked here, so
drawing need not.
"""

from dataclasses import dataclass

from briefs.draw.ink import DrawingError
from briefs.draw.tones import Tone, check_tone


@dataclass(frozen=True)
class Node:
    """A box at a row and a column (from 1) that may span columns; a short title and a short text,
    either may be empty.
    """

    id: str
    row: int
    column: int
    title: str
    text: str = ""
    span: int = 1
    tone: Tone = "plain"

    @property
    def last(self) -> int:
        """The last column it covers."""
        return self.column + self.span - 1


@dataclass(frozen=True)
class Link:
    """An arrow from one node to another, or between them where it goes both ways."""

    source: str
    target: str
    label: str = ""
    both: bool = False


@dataclass(frozen=True)
class Frame:
    """A labelled box around a part of the grid, from its first to its last (row, column), both
    included.
    """

    label: str
    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, node: Node) -> bool:
        """Whether the node lies in the frame as a whole."""
        return self.first[0] <= node.row <= self.last[0] and self.first[1] <= node.column and node.last <= self.last[1]

    def contains(self, other: "Frame") -> bool:
        """Whether the other frame lies in this one."""
        return (
            self != other
            and self.first[0] <= other.first[0]
            and self.first[1] <= other.first[1]
            and self.last[0] >= other.last[0]
            and self.last[1] >= other.last[1]
        )


@dataclass(frozen=True)
class Diagram:
    """Boxes on a grid of so many columns, arrows between them, frames around them."""

    columns: int
    nodes: tuple[Node, ...]
    links: tuple[Link, ...] = ()
    frames: tuple[Frame, ...] = ()

    def __post_init__(self) -> None:
        if not self.nodes:
            raise DrawingError("A diagram needs at least one node.")
        taken: dict[tuple[int, int], str] = {}
        for node in self.nodes:
            check_tone(node.tone)
            if node.row < 1 or node.column < 1 or node.span < 1 or node.last > self.columns:
                raise DrawingError(
                    f"The node {node.id!r} at row {node.row}, column {node.column},"
                    f" span {node.span} lies outside the grid of {self.columns} columns."
                )
            for column in range(node.column, node.last + 1):
                other = taken.setdefault((node.row, column), node.id)
                if other != node.id:
                    raise DrawingError(
                        f"The nodes {other!r} and {node.id!r} both lie on row {node.row}, column {column}."
                    )
        ids = [node.id for node in self.nodes]
        if twice := sorted({id_ for id_ in ids if ids.count(id_) > 1}):
            raise DrawingError(f"The node {twice[0]!r} is there twice.")
        for link in self.links:
            for end in (link.source, link.target):
                if end not in ids:
                    raise DrawingError(f"A link names the node {end!r}, which is not there.")
            if link.source == link.target:
                raise DrawingError(f"A link leads from {link.source!r} to itself.")
        for frame in self.frames:
            if not any(map(frame.holds, self.nodes)):
                raise DrawingError(f"The frame {frame.label!r} holds no node.")
            if not 1 <= frame.first[1] <= frame.last[1] <= self.columns:
                raise DrawingError(f"The frame {frame.label!r} lies outside the grid.")

    def node(self, id_: str) -> Node:
        """The node of that id."""
        return next(node for node in self.nodes if node.id == id_)

    @property
    def rows(self) -> int:
        """The number of rows."""
        return max(node.row for node in self.nodes)
