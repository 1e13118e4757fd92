"""Files of words: the texts of one language, keyed; every leaf is one translatable unit."""

from typing import Annotated

from pydantic import BaseModel, Field

from briefs.model.base import Country, Heading, Id, Room, Short, Strict, Text, Texts, Titled

Line = Annotated[Text, Room(60)]
Sentence = Annotated[Text, Room(160)]


class SeriesWords(Strict):
    name: Short = Field(description="The name of the series")
    tagline: Annotated[Text, Room(90)] | None = None
    roles: dict[Id, Line] = Field(description="Partner role → how it is introduced: With the support of")
    credits: Text = Field(description="Who made the typefaces, maps and pictures")
    countries: dict[Country, Short] = Field(
        {}, description="Country → the name it has in this series, where it is not CLDR's"
    )


class SharedWords(Strict):
    messages: Texts = {}
    recommendations: Texts = {}
    sheets: dict[Id, Titled] = {}
    passages: Texts = Field({}, description="Paragraphs that sections place by {passage:id}")
    notes: Texts = {}


class Synthesis(Strict):
    """A case's cells of the synthesis table."""

    framework: Sentence
    coordination: Sentence
    practice: Sentence


class CaseWords(Strict):
    name: Line = Field(description="The case in a line")
    synthesis: Synthesis
    account: Text | None = Field(None, description="What the institutional analysis found; placed by {account:case}")
    notes: Texts = {}


class MatrixWords(Strict):
    """The names of the groups of a matrix."""

    groups: dict[Id, Short]


class KeyFigure(Strict):
    value: Annotated[Text, Room(16)] = Field(description="The figure itself, as short as it can be")
    text: Sentence = Field(description="What it says")


class SectionWords(Strict):
    title: Heading = Field(description="Three to six words")
    lead: Text | None = Field(None, description="A paragraph that opens the section")
    text: Text | None = Field(None, description="Markdown; may be absent where subsections follow")


class FigureWords(Strict):
    title: Sentence = Field(description="The point of the figure, as a sentence")
    alt: Text = Field(description="What somebody who cannot see it needs to know")
    source: Text
    credit: Text | None = Field(None, description="Who made the picture; pictures need it")
    labels: dict[Id, Sentence] = Field({}, description="What stands in the drawing")


class TableWords(Strict):
    title: Sentence
    source: Text
    columns: dict[str, Line] = Field({}, description="The heads of the columns")
    rows: dict[Id, dict[str, Text]] = {}


class Quotation(Strict):
    text: Text
    source: Sentence


class RecommendationWords(Strict):
    intro: Text | None = None
    items: Texts = {}
    groups: dict[Id, Heading] = Field({}, description="The headings of the groups")


class Cataloguing(Strict):
    """How a library lists a report."""

    heading: Text = Field(description="The entry it stands under")
    extent: Short = Field(description="Pages and size; title, event and records are added")
    subjects: Text = Field(description="Subjects and further entries")


class ImprintWords(Strict):
    cataloguing: Cataloguing
    publisher: Text = Field(description="Who publishes it, with the address")
    rights: Text = Field(description="What may be done with it")
    permissions: Text = Field(description="Where to ask for leave to reprint")
    officers: dict[Id, Line] = Field(description="The offices of those who answer for it")
    statements: Texts = Field({}, description="Who wrote it, paid for it and answers for it")


class PublicationWords(Strict):
    title: Annotated[Text, Room(140)] = Field(description="The title on the cover")
    subtitle: Annotated[Text, Room(90)] | None = None
    short: Short = Field(description="A few words for the foot of the page")
    description: Annotated[Text, Room(240)] = Field(description="One sentence for lists and search engines")
    status: Short | None = Field(None, description="What a report says of itself: Preliminary reflections")
    event: Sentence | None = Field(None, description="The occasion of a report, with place and date")
    imprint: ImprintWords | None = None
    credits: Text | None = Field(None, description="Who designed it and took its pictures")
    lead: Text | None = Field(None, description="The paragraph that opens the text")
    messages: Texts = {}
    key_figures: dict[Id, KeyFigure] = {}
    sections: dict[Id, SectionWords] = {}
    figures: dict[Id, FigureWords] = {}
    tables: dict[Id, TableWords] = {}
    quotations: dict[Id, Quotation] = {}
    recommendations: RecommendationWords = RecommendationWords(intro=None)
    technical_sheet: dict[Id, Titled] = {}
    notes: Texts = {}


class LabelWords(Strict):
    """The interface strings of one language; a text may hold the named fields of the source language's, such as {n}."""

    interface: dict[Id, Annotated[Text, Room(80)]] = Field(description="The strings around the texts")
    dimensions: dict[Id, Line] = Field(description="What a result is about")
    indicators: dict[Id, Line] = Field(description="What was measured")
    architecture: dict[Id, Sentence] = Field(description="How programmes are put together")


# The model of the words in the folders of each kind.
WORDS: dict[str, type[BaseModel]] = {
    "series": SeriesWords,
    "shared": SharedWords,
    "labels": LabelWords,
    "cases": CaseWords,
    "matrices": MatrixWords,
    "publications": PublicationWords,
}
