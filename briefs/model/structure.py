"""Language-neutral files: series, cases, and how a publication is put together."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, StringConstraints, Tag
from pydantic_core import PydanticCustomError

from briefs.model.base import Contact, Count, Country, Flag, Id, Language, Locale, SharedId, Strict, Text, Url, shared
from briefs.model.facts import Fact
from briefs.model.figures import Figure, Map

ISBN_DIGITS = 13


def _isbn(value: str) -> str:
    """An ISBN of 13 digits whose check digit is right (ISO 2108); raises PydanticCustomError otherwise."""
    digits = value.replace("-", "")
    if len(digits) != ISBN_DIGITS or not digits.isdecimal():
        raise PydanticCustomError("isbn_length", "an ISBN has 13 digits")
    check = -sum(int(digit) * (3 if n % 2 else 1) for n, digit in enumerate(digits[:-1])) % 10
    if check != int(digits[-1]):
        raise PydanticCustomError("isbn_check", "the check digit would be {check}", {"check": check})
    return value


Region = Literal["latin-america", "africa"]
Isbn = Annotated[str, StringConstraints(strict=True), AfterValidator(_isbn)]


def _isbns(value: Any) -> str:
    return "each" if isinstance(value, dict) else "one"


Isbns = Annotated[Annotated[Isbn, Tag("one")] | Annotated[dict[Language, Isbn], Tag("each")], Discriminator(_isbns)]


class Partners(Strict):
    """Organisations that play one role in a series."""

    role: Id = Field(description="The role; its words stand under `roles`")
    organisations: tuple[Id, ...] = Field(min_length=1)


class Series(Strict):
    """A brand with partners, contacts and a theme."""

    source_language: Language
    theme: Id = Field(description="A style sheet of tokens in `templates/styles/themes/`")
    citation_style: Id = Field("author-date", description="A style of `templates/citations/`, by which works are cited")
    address: Url = Field(description="Where the series lives on the web; the QR code leads there")
    locales: dict[Language, Locale]
    partners: tuple[Partners, ...]
    contacts: tuple[Contact, ...]
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
    region: Region
    programmes: tuple[Id, ...] = Field(min_length=1)
    architecture: Architecture
    facts: dict[Id, Fact] = {}
    results: tuple[Result, ...] = ()
    editor_notes: dict[Id, Text] = {}


class Table(Strict):
    """An authored table: its words have a cell for every row and column."""

    columns: tuple[Id, ...] = Field(min_length=1)
    rows: tuple[Id, ...] = Field(min_length=1)


class DerivedTable(Strict):
    """A table that is derived from the cases of the publication, or from a matrix."""

    derive: Literal["architecture", "synthesis", "results", "matrix"]
    region: Region | None = Field(None, description="Only the cases of this region")
    matrix: Id | None = Field(None, description="The matrix it shows")


def _table(value: Any) -> str:
    derived = "derive" in value if isinstance(value, dict) else isinstance(value, DerivedTable)
    return "derived" if derived else "authored"


AnyTable = Annotated[Annotated[Table, Tag("authored")] | Annotated[DerivedTable, Tag("derived")], Discriminator(_table)]


class Section(Strict):
    id: Id
    sections: tuple[Id, ...] = ()
    numbered: Flag = Field(False, description="Whether it is counted: Section II")


def _bare(value: Any) -> str:
    return "bare" if isinstance(value, str) else "nested"


Outline = Annotated[Annotated[Id, Tag("bare")] | Annotated[Section, Tag("nested")], Discriminator(_bare)]


class RecommendationGroup(Strict):
    """Recommendations to the same readers, under a heading of their own."""

    id: Id = Field(description="The group; its heading stands under `recommendations.groups`")
    items: tuple[SharedId, ...] = Field(min_length=1)


class Recommendations(Strict):
    """Either `items` or `groups` of them."""

    style: Literal["numbered", "bulleted"]
    items: tuple[SharedId, ...] = ()
    groups: tuple[RecommendationGroup, ...] = ()

    def all_items(self) -> tuple[str, ...]:
        """The recommendations in order, whatever group they are in."""
        return (*self.items, *(item for group in self.groups for item in group.items))


class Limits(Strict):
    pages: Annotated[int, Field(strict=True, ge=1)] | None = Field(None, description="The most pages the PDF may have")


class Officer(Strict):
    """Somebody who answers for a report."""

    role: Id = Field(description="The office; its words stand under `imprint.officers`")
    name: Text = Field(description="The name as the person writes it")


class Record(Strict):
    """A series of records that libraries list a report in."""

    title: Text
    number: Text
    language: Language = "en"


class Imprint(Strict):
    """What a library and a reader who cites need to know of a report."""

    isbn: Isbns = Field(description="One for every edition, or language → that of its edition")
    classification: Text = Field(description="The class mark of its publisher's records")
    records: tuple[Record, ...] = ()
    officers: tuple[Officer, ...] = Field(min_length=1)
    statements: tuple[Id, ...] = Field((), description="Who wrote it, paid for it and answers for it, in order")

    def isbn_of(self, language: str) -> str | None:
        """The ISBN of the edition in one language; None where that edition has none of its own."""
        return self.isbn if isinstance(self.isbn, str) else self.isbn.get(language)


Kind = Literal["country-brief", "short-brief", "leaflet", "institutional-analysis", "report"]


class Publication(Strict):
    """How a brief, leaflet or report is put together; the words stand beside it, a file a language."""

    kind: Kind
    series: Id
    cases: tuple[Id, ...] = ()
    matrices: tuple[Id, ...] = ()
    locales: dict[Language, Locale] = {}
    imprint: Imprint | None = None
    key_messages: tuple[SharedId, ...] = ()
    key_figures: dict[Id, tuple[Id, ...]] = {}
    sections: tuple[Outline, ...] = ()
    figures: dict[Id, Figure] = {}
    tables: dict[Id, AnyTable] = {}
    quotations: tuple[Id, ...] = ()
    recommendations: Recommendations | None = None
    technical_sheet: tuple[SharedId, ...] = ()
    further_reading: tuple[Id, ...] = ()
    contacts: tuple[Contact, ...] = ()
    limits: Limits = Limits(pages=None)
    editor_notes: dict[Id, Text] = {}

    def all_recommendations(self) -> tuple[str, ...]:
        """Its recommendations in order, whatever group they are in."""
        return self.recommendations.all_items() if self.recommendations else ()

    def shown_matrices(self) -> dict[str, tuple[str, str, str]]:
        """The matrices that its maps and tables show, each with the key path where that is first said."""
        said = [("figures", id_, figure.matrix) for id_, figure in self.figures.items() if isinstance(figure, Map)]
        said += [
            ("tables", id_, t.matrix) for id_, t in self.tables.items() if isinstance(t, DerivedTable) and t.matrix
        ]
        return {matrix: (group, id_, "matrix") for group, id_, matrix in reversed(said)}

    def shares(self) -> bool:
        """Whether its lists name shared texts."""
        lists = (self.key_messages, self.all_recommendations(), self.technical_sheet)
        return any(shared(item) for items in lists for item in items)

    def outline(self) -> tuple[Section, ...]:
        """The sections with their subsections, whether they were written bare or nested."""
        return tuple(s if isinstance(s, Section) else Section(id=s) for s in self.sections)
