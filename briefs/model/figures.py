"""Figures: what `publication.yaml` says of each; their words stand beside it."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from briefs.model.base import Flag, Id, Strict, Text

Slot = Annotated[int, Field(strict=True, ge=1, le=12)]


class Bars(Strict):
    """Horizontal bars, one a fact."""

    kind: Literal["bars"]
    facts: tuple[Text, ...] = Field(min_length=2)
    form: Id | None = Field(None, description="The part of each fact to write at its bar")
    muted: tuple[Text, ...] = Field((), description="Facts drawn hollow")


class Span(Strict):
    id: Id
    first: Id = Field(alias="from")
    last: Id = Field(alias="to")


class Timeline(Strict):
    """What happens when: tracks over phases."""

    kind: Literal["timeline"]
    phases: tuple[Id, ...] = Field(min_length=2)
    tracks: dict[Id, tuple[Span, ...]] = Field(min_length=1)


class Node(Strict):
    at: tuple[Slot, Slot] = Field(description="Row and column, from 1")
    span: Slot = Field(1, description="How many columns it takes")
    tone: Literal["strong", "plain", "soft", "accent", "outline"] = "plain"


class Link(Strict):
    first: Id = Field(alias="from")
    last: Id = Field(alias="to")
    label: Id | None = None
    both: Flag = False


class Frame(Strict):
    first: tuple[Slot, Slot] = Field(alias="from")
    last: tuple[Slot, Slot] = Field(alias="to")


class Diagram(Strict):
    """Boxes on a grid and arrows between them."""

    kind: Literal["diagram"]
    columns: Slot
    nodes: dict[Id, Node] = Field(min_length=2)
    links: tuple[Link, ...] = ()
    frames: dict[Id, Frame] = {}


class Image(Strict):
    """A picture from `content/assets/`."""

    kind: Literal["image"]
    file: Annotated[str, StringConstraints(strict=True, pattern=r"^[\w-]+(/[\w-]+)*\.(png|jpg|svg)$")]


class Cycle(Strict):
    """A process that runs in a circle: stations, each leading to the next, the last to the first."""

    kind: Literal["cycle"]
    stations: tuple[Id, ...] = Field(min_length=3, max_length=8, description="Three to eight, in their order")
    strong: tuple[Id, ...] = Field((), description="Stations drawn as filled boxes")
    center: Flag = Field(False, description="Whether a label stands in the middle")

    def labels(self) -> tuple[str, ...]:
        """The ids that its words have a label for."""
        return (*self.stations, "center") if self.center else self.stations


Cell = Annotated[tuple[Id, ...], Field(min_length=2, max_length=2)]


class Fields(Strict):
    """A matrix of two axes with some of its cells marked."""

    kind: Literal["fields"]
    columns: tuple[Id, ...] = Field(min_length=2, max_length=6)
    rows: tuple[Id, ...] = Field(min_length=2, max_length=12)
    marked: dict[Id, Annotated[tuple[Cell, ...], Field(min_length=1)]] = Field(
        {}, max_length=4, description="Group → its cells, each its row and its column"
    )

    def labels(self) -> tuple[str, ...]:
        """The ids that its words have a label for."""
        return ("column-axis", "row-axis", *self.columns, *self.rows, *self.marked)


class Map(Strict):
    """The countries of a matrix on the map of the world, shaded by how many of its columns they have a mark in."""

    kind: Literal["map"]
    matrix: Id = Field(description="A folder of `content/matrices/`")

    @staticmethod
    def labels(most: int) -> tuple[str, ...]:
        """The ids that its words have a label for, where a country has `most` marks: `count-1` …, `accented`."""
        return (*(f"count-{n}" for n in range(1, most + 1)), "accented")


Figure = Annotated[Bars | Timeline | Diagram | Cycle | Fields | Map | Image, Field(discriminator="kind")]
