"""The interface strings that code and templates use: every language has every one of them, with the same fields."""

import re
from typing import Final

INTERFACE: Final = (
    "acronyms", "also-in", "analysis-contact", "aspect", "aspect-coordination", "aspect-framework",
    "aspect-practice", "case-contact", "change-decrease", "change-increase", "contents", "converted-ppp",
    "country-brief", "data", "download-pdf", "draft-labels", "draft-missing", "draft-stale", "figure",
    "further-reading", "html-title", "imprint", "index-lead", "index-title", "institutional-analysis", "intentional",
    "key-messages", "languages", "leaflet", "matrix-mark", "more-information", "not-intentional", "note-back", "notes",
    "pages-size", "partner-country", "partner-share", "project-contact", "qr", "recommendations", "references",
    "report", "report-contact", "result-bad", "result-good", "review-all", "review-notes", "review-title",
    "section", "short-brief", "skip", "subtotal", "table", "table-architecture", "table-case", "table-coordination",
    "table-country", "table-programmes", "technical-sheet", "total",
)  # fmt: skip

_FIELD = re.compile(r"\{([a-z]+)\}")


def fields(text: str) -> frozenset[str]:
    """The named fields of a label, such as `page` of "Page {page}"."""
    return frozenset(_FIELD.findall(text))


def fill(text: str, **values: object) -> str:
    """A label with its fields filled in; raises KeyError where a field has no value."""
    if missing := fields(text) - set(values):
        raise KeyError(f"the label “{text}” needs {', '.join(sorted(missing))}")
    return _FIELD.sub(lambda match: str(values[match[1]]), text)
