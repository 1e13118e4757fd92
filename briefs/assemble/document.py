"""The document: everything a reader sees, in order, numbered and cross-referenced; templates only dress it.

Fields named `html` (and the texts of messages, recommendations, notes, references) hold safe HTML fragments. A call of
note 3 stands in them as NOTE_OPEN "3" NOTE_CLOSE, since print and screen dress notes differently; everything else is
plain text.
`unit` names the words a part came from, `file|key path`, so that a fault found in the laid-out page finds its line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from briefs.draw import Bars, Cycle, Diagram, Fields, PartnerMap, Timeline

NOTE_OPEN, NOTE_CLOSE = "\ue010", "\ue011"


@dataclass(frozen=True)
class Prose:
    html: str
    unit: str
    kind: Literal["prose"] = "prose"


@dataclass(frozen=True)
class Picture:
    """An image of the project, by its name below `content/assets/`."""

    file: str


Drawing = Bars | Cycle | Diagram | Fields | PartnerMap | Timeline | Picture


@dataclass(frozen=True)
class Figure:
    """`drawing` is drawn by `briefs.draw`, with a mark `around` it where its texts are not finished; `data` repeats
    its numbers, or what its cells mean, as pairs of head and text; it is empty for a diagram.
    """

    id: str
    caption: str
    title: str
    alt: str
    source: str
    credit: str
    drawing: Drawing
    data: tuple[tuple[str, ...], ...]
    unit: str
    around: tuple[str, str] = ("", "")
    kind: Literal["figure"] = "figure"


@dataclass(frozen=True)
class Cell:
    """A cell's HTML; `small` is a second line of a column head, `mark` says that the cell holds a mark and no text."""

    html: str
    small: str = ""
    mark: bool = False


@dataclass(frozen=True)
class RowGroup:
    """Rows under a heading of their own (empty where there is none), and their sums."""

    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    small: str = ""
    sums: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Table:
    """`head` has one cell a column; each row has as many, the first its own head; `total` sums up all groups."""

    id: str
    caption: str
    title: str
    source: str
    head: tuple[Cell, ...]
    groups: tuple[RowGroup, ...]
    unit: str
    total: tuple[Cell, ...] = ()
    shape: Literal["plain", "architecture", "lists", "matrix"] = "plain"
    kind: Literal["table"] = "table"

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows of all groups."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True)
class Finding:
    """One result: what changed, which way (up or down) and whether that is good, in words and as flags."""

    text: str
    up: bool
    good: bool
    words: str


@dataclass(frozen=True)
class Dimension:
    """The findings of one dimension, grouped by the programmes they belong to."""

    title: str
    groups: tuple[tuple[str, tuple[Finding, ...]], ...]


@dataclass(frozen=True)
class Results:
    id: str
    caption: str
    title: str
    source: str
    dimensions: tuple[Dimension, ...]
    unit: str
    kind: Literal["results"] = "results"


@dataclass(frozen=True)
class Quote:
    html: str
    source: str
    unit: str
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True)
class KeyFigures:
    items: tuple[tuple[str, str], ...]
    unit: str
    kind: Literal["key-figures"] = "key-figures"


Block = Prose | Figure | Table | Results | Quote | KeyFigures


@dataclass(frozen=True)
class Section:
    """`number` is "Section II" where sections are counted, `head` the title without its mark, where it has one."""

    id: str
    title: str
    lead: str
    blocks: tuple[Block, ...]
    sections: tuple["Section", ...]
    unit: str
    number: str = ""
    head: str = ""


@dataclass(frozen=True)
class Item:
    """A key message or recommendation."""

    id: str
    html: str
    unit: str


@dataclass(frozen=True)
class RecommendationGroup:
    """Recommendations under a heading of their own; `title` is empty where all stand together."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Recommendations:
    style: Literal["numbered", "bulleted"]
    intro: str
    groups: tuple[RecommendationGroup, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """The recommendations of all groups."""
        return tuple(item for group in self.groups for item in group.items)


@dataclass(frozen=True)
class Note:
    number: int
    html: str
    unit: str


@dataclass(frozen=True)
class Entry:
    """A line of the reference list."""

    id: str
    html: str


@dataclass(frozen=True)
class Acronym:
    short: str
    full: str
    language: str | None


@dataclass(frozen=True)
class Contacts:
    title: str
    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Role:
    """What partners do, and their names."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class ContentsLine:
    """`number` is "Section II" where sections are counted."""

    id: str
    title: str
    level: int
    number: str = ""


@dataclass(frozen=True)
class Statement:
    """A paragraph of an imprint or half title."""

    html: str
    unit: str


@dataclass(frozen=True)
class Imprint:
    """The front matter of a report: how libraries list it, who publishes it and answers for it, what may be done."""

    heading: Statement
    description: Statement
    subjects: Statement
    isbn: str | None
    classification: str
    publisher: Statement
    rights: Statement
    permissions: Statement
    officers: tuple[tuple[str, str], ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Document:
    """`marks` has what stands before and behind fields of plain text that are not finished, `notice` of labels."""

    id: str
    words: str
    kind: str
    language: str
    source_language: str
    locale: str
    direction: str
    series_id: str
    theme: str
    series: str
    tagline: str
    address: str
    host: str
    place: str
    countries: tuple[str, ...]
    kind_label: str
    title: str
    subtitle: str
    short: str
    description: str
    status: str
    event: str
    imprint: Imprint | None
    partners: tuple[Role, ...]
    messages: tuple[Item, ...]
    lead: str
    sections: tuple[Section, ...]
    tables: Mapping[str, Table | Results]
    recommendations: Recommendations
    sheets: tuple[Section, ...]
    references: tuple[Entry, ...]
    further_reading: tuple[Entry, ...]
    acronyms: tuple[Acronym, ...]
    contacts: tuple[Contacts, ...]
    credits: str
    notes: tuple[Note, ...]
    contents: tuple[ContentsLine, ...]
    labels: Mapping[str, str]
    marks: Mapping[str, tuple[str, str]]
    notice: str
    file_stem: str
