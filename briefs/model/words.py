"""Files of words: the texts of one language, keyed; every leaf is one translatable unit."""

from pydantic import Field

from briefs.model.base import Id, Strict, Text, Texts, Titled


class SeriesWords(Strict):
    name: Text = Field(description="The name of the series")
    tagline: Text
    roles: Texts = Field(description="Partner role → how it is introduced: With the support of")
    credits: Text = Field(description="Who made the typefaces, maps and pictures")


class SharedWords(Strict):
    messages: Texts = {}
    recommendations: Texts = {}
    sheets: dict[Id, Titled] = {}
    notes: Texts = {}


class Synthesis(Strict):
    """A case's cells of the synthesis table."""

    national: Text
    coordination: Text
    local: Text


class CaseWords(Strict):
    name: Text = Field(description="The case in a line")
    synthesis: Synthesis


class KeyFigure(Strict):
    value: Text = Field(description="The figure itself, as short as it can be")
    text: Text = Field(description="What it says")


class SectionWords(Strict):
    title: Text = Field(description="Three to six words")
    lead: Text | None = Field(None, description="A paragraph that opens the section")
    text: Text | None = Field(None, description="Markdown; may be absent where subsections follow")


class FigureWords(Strict):
    title: Text = Field(description="The point of the figure, as a sentence")
    alt: Text = Field(description="What somebody who cannot see it needs to know")
    source: Text
    credit: Text | None = Field(None, description="Who made the picture; pictures need it")
    labels: Texts = {}


class TableWords(Strict):
    title: Text
    source: Text
    columns: dict[str, Text] = {}
    rows: dict[Id, dict[str, Text]] = {}


class Quotation(Strict):
    text: Text
    source: Text


class RecommendationWords(Strict):
    intro: Text | None = None
    items: Texts = {}


class PublicationWords(Strict):
    title: Text = Field(description="The title on the cover, up to 120 characters")
    subtitle: Text | None = None
    short: Text = Field(description="A few words for the foot of the page")
    description: Text = Field(description="One sentence for lists and search engines")
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

    interface: Texts
    dimensions: Texts
    indicators: Texts
    architecture: Texts
