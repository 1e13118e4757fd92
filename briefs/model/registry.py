"""The registry: one entry for each organisation, programme, place, term, reference and rate, with its official name."""

from typing import Literal

from pydantic import Field

from briefs.model.base import Flag, Id, Language, Locale, Names, Strict, Text, Url
from briefs.model.facts import Currency, Number, Year, YearOrMoment


class Name(Strict):
    """An organisation, programme, place or term. A text names it by id and gets its official form."""

    name: Names = Field(description="Language → official name", min_length=1)
    acronym: Text | Names | None = Field(None, description="The acronym, one for all languages or one a language")
    short: Text | Names | None = Field(None, description="The short name, where it is a word and not an acronym")
    article: dict[Language, Text] = Field({}, description="Language → the article the full name takes in a sentence")
    short_article: dict[Language, Text] = Field({}, description="Language → the article the short form takes: la FAO")
    plural: Names = Field({}, description="Language → plural of the name")
    acronym_plural: Names = Field({}, description="Language → plural of the acronym")
    country: Text | None = Field(None, description="ISO code of the country it belongs to")
    editor_note: Text | None = Field(None, description="What a later editor should know; no reader sees it")


class Author(Strict):
    """A person by family and given name, or an organisation of the registry."""

    family: Text | None = None
    given: Text | None = None
    organisation: Id | None = None


class Reference(Strict):
    """A work that texts cite or that a reader may turn to."""

    type: Literal["article", "book", "chapter", "report", "regulation", "presentation", "web"] = Field(
        description="What kind of work it is"
    )
    authors: tuple[Author, ...] = Field(min_length=1, description="Who wrote, edited or issued it")
    editors: Flag = Field(False, description="Whether the authors are its editors")
    year: Year = Field(description="The year of publication")
    date: YearOrMoment | None = Field(None, description="The day of publication, where it is known")
    title: Text | Names = Field(description="Its title, in its own language, or one a language")
    language: Language = Field(description="The language of the title")
    container: Text | None = Field(None, description="The journal, series or book it is part of")
    publisher: Text | None = None
    place: Text | None = None
    details: Text | Names | None = Field(
        None, description="What else identifies it: a number, a report kind; one text, or one a language"
    )
    event: Text | None = Field(None, description="Where and when it was presented")
    url: Url | None = None
    editor_note: Text | None = None


class Rate(Strict):
    """What one unit of the base currency buys, or is taken to buy, elsewhere."""

    kind: Literal["ppp", "market"] = Field(description="Purchasing power parity, or the market's exchange rate")
    year: Year
    base: Literal["USD"] = Field(description="The currency that amounts are converted to")
    per: dict[Currency, Number] = Field(description="Currency → units of it for one of the base", min_length=1)
    source: Text = Field(description="Where the rates were taken from")


class Spelling(Strict):
    """How a word is written, and the forms that no text may have."""

    language: Locale = Field(description="The language, or the one locale (`en-GB`), that it holds for")
    write: Text = Field(description="What to write")
    refused: tuple[Text, ...] = Field(alias="not", min_length=1, description="The forms that are refused")
    whole_word: Flag = Field(True, description="Whether a form is refused as a whole word only, or inside words too")
    editor_note: Text | None = None


class Registry(Strict):
    """All entries by id; names share one space of ids, since a text does not say what kind of thing it names."""

    names: dict[Id, Name]
    references: dict[Id, Reference]
    rates: dict[Id, Rate]
    spelling: dict[Id, Spelling] = {}
