"""Language-neutral files: series, cases, and how a publication is put together."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag

from briefs.model.base import Count, Flag, Id, Language, Locale, Person, SharedId, Strict, Text, Url
from briefs.model.facts import Fact

Country = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Z]{2}$")]
Slot = Annotated[int, Field(strict=True, ge=1, le=12)]


class Partners(Strict):
    """Organisations that play one role in a series."""

    role: Id = Field(description="The role; its words stand under `roles`")
    organisations: tuple[Id, ...] = Field(min_length=1)


class Series(Strict):
    """A brand with partners, contacts and a theme."""

    source_language: Language
    theme: Id = Field(description="A style sheet of tokens in `templates/styles/themes/`")
    address: Url = Field(description="Where the series lives on the web; the QR code leads there")
    locales: dict[Language, Locale]
    partners: tuple[Partners, ...]
    contacts: tuple[Person, ...]
    facts: dict[Id, Fact] = {}
    editor_notes: dict[Id, Text] = {}


class Architecture(Strict):
    """The political and institutional shape of a case."""

    type: Id = Field(description="One of the types named in the labels")
    programmes: Count = Field(description="How many programmes take part")
    intentional: Flag = Field(description="Whether their coordination was intended")


class Result(Strict):
    """What an evaluation found for one indicator. Direction and desirability are two things: poverty down is good."""

    programmes: tuple[Id, ...] = Field(min_length=1)
    dimension: Id
    indicator: Id
    change: Literal["increase", "decrease"]
    desirable: Flag


class Case(Strict):
    """A country case: what is true about it."""

    country: Country
    region: Literal["latin-america", "africa"]
    programmes: tuple[Id, ...] = Field(min_length=1)
    architecture: Architecture
    facts: dict[Id, Fact] = {}
    results: tuple[Result, ...] = ()
    editor_notes: dict[Id, Text] = {}


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


Figure = Annotated[Bars | Timeline | Diagram | Image, Field(discriminator="kind")]


class Table(Strict):
    """An authored table: its words have a cell for every row and column."""

    columns: tuple[Id, ...] = Field(min_length=1)
    rows: tuple[Id, ...] = Field(min_length=1)


class Section(Strict):
    id: Id
    sections: tuple[Id, ...] = ()


def _bare(value: Any) -> str:
    return "bare" if isinstance(value, str) else "nested"


Outline = Annotated[Annotated[Id, Tag("bare")] | Annotated[Section, Tag("nested")], Discriminator(_bare)]


class Recommendations(Strict):
    style: Literal["numbered", "bulleted"]
    items: tuple[SharedId, ...] = Field(min_length=1)


class Limits(Strict):
    pages: Annotated[int, Field(strict=True, ge=1)] | None = Field(None, description="The most pages the PDF may have")


class Publication(Strict):
    """How a brief, leaflet or report is put together; the words stand beside it, a file a language."""

    kind: Literal["country-brief", "leaflet"]
    series: Id
    cases: tuple[Id, ...] = Field(min_length=1)
    locales: dict[Language, Locale] = {}
    key_messages: tuple[SharedId, ...] = Field(min_length=1)
    key_figures: dict[Id, tuple[Id, ...]] = {}
    sections: tuple[Outline, ...] = ()
    figures: dict[Id, Figure] = {}
    tables: dict[Id, Table] = {}
    quotations: tuple[Id, ...] = ()
    recommendations: Recommendations
    technical_sheet: tuple[SharedId, ...] = ()
    further_reading: tuple[Id, ...] = ()
    contacts: tuple[Person, ...] = ()
    limits: Limits = Limits(pages=None)
    editor_notes: dict[Id, Text] = {}

    def outline(self) -> tuple[Section, ...]:
        """The sections with their subsections, whether they were written bare or nested."""
        return tuple(s if isinstance(s, Section) else Section(id=s) for s in self.sections)
