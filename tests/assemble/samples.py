"""A small edition made by hand: every kind of name, fact and reference that a writer meets."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefs.localise import Edition, LocalName
from briefs.model.registry import Reference
from briefs.model.structure import Publication, Series
from briefs.model.styles import CitationStyle
from briefs.model.words import LabelWords, PublicationWords, SeriesWords, SharedWords

INTERFACE = {
    "acronyms": "Acronyms", "figure": "Figure {number}",
    "table": "Table {number}", "key-messages": "Key messages", "recommendations": "Recommendations",
    "technical-sheet": "Technical sheet", "references": "References", "country-brief": "Country brief",
    "project-contact": "About {series}", "case-contact": "About {country}", "change-increase": "more",
    "change-decrease": "less", "result-good": "an improvement", "result-bad": "a setback",
}  # fmt: skip

_STYLE = Path(__file__).resolve().parents[2] / "templates" / "citations" / "author-date.csl"
STYLE = CitationStyle("templates/citations/author-date.csl", _STYLE.read_bytes())


def name(full: str, short: str | None = None, **more: Any) -> LocalName:
    fields: dict[str, Any] = {
        "full": full, "language": None, "article": "", "short": short, "short_article": "", "is_acronym": short is not None,
        "plural": None, "short_plural": None, "names": {more.get("language") or "en": full}, **more,
    }  # fmt: skip
    return LocalName(**fields)


NAMES = {
    "midis": name("Ministry of Inclusion", "MIDIS", article="the"),
    "ifad": name("International Fund", "IFAD", article="the"),
    "pdp": name("productive programme", "PDP", plural="productive programmes", short_plural="PDPs"),
    "juntos": name("Programa de Apoyo", "Juntos", is_acronym=False, article="the"),
    "cusco": name("Cusco"),
    "bank": name("World Bank", article="the"),
    "shcp": name("Secretaría de Hacienda", "SHCP", article="the", language="es"),
    "odd": name("A & B <Ltd>", "A&B"),
}
FACTS = {
    "gain": {"": "PEN 1,400 (US$ PPP 805)", "amount": "PEN 1,400"},
    "stars": {"": "**not bold** _nor this_ [nor](http://a.example)"},
    "less": {"": "a < b & c"},
    "year": {"": "2016"},
    "peru/gain": {"": "PEN 7"},
}


def reference(*authors: Mapping[str, str], **more: Any) -> Reference:
    fields = {"type": "report", "authors": authors, "year": 2016, "title": "A Title", "language": "en", **more}
    return Reference.model_validate(fields)


REFERENCES = {
    "one": reference({"family": "Aldana", "given": "U."}),
    "two": reference({"family": "Escobal", "given": "J."}, {"family": "Ponce", "given": "C."}, editors=True),
    "many": reference({"family": "Baird"}, {"family": "Bohren"}, {"family": "McIntosh"}, year=2018),
    "body": reference({"organisation": "midis"}, year=2017),
    "odd-name": reference({"family": "O'Neil & <Sons>"}),
}


def edition(**changes: Any) -> Edition:
    """The sample edition, with some of its fields changed."""
    first = {"style": "bulleted", "items": ["act"]}
    fields: dict[str, Any] = {
        "id": "sample",
        "language": "en",
        "locale": "en-GB",
        "direction": "ltr",
        "source_language": "en",
        "publication": Publication.model_validate(
            {"kind": "country-brief", "series": "s", "cases": ["c"], "key_messages": ["claim"], "recommendations": first}
        ),
        "words": PublicationWords(title="T", short="S", description="D", messages={"claim": "**Claim.** Ground."}),
        "series_id": "s",
        "series": Series.model_validate(
            {"source_language": "en", "theme": "t", "address": "https://a.example", "locales": {}, "partners": [],
             "contacts": []}
        ),
        "series_words": SeriesWords(name="Series", tagline="Tagline", roles={}, credits="Credits"),
        "shared": SharedWords(),
        "labels": LabelWords(interface=INTERFACE, dimensions={}, indicators={}, architecture={}),
        "cases": {},
        "case_words": {},
        "matrices": {},
        "matrix_words": {},
        "facts": FACTS,
        "values": {},
        "names": NAMES,
        "references": REFERENCES,
        "citation_style": STYLE,
        "countries": {},
        **changes,
    }  # fmt: skip
    return Edition(**fields)
