"""Kinds of publication: what each needs, and what its template has no place for, so that nothing is lost unseen."""

from collections.abc import Iterator, Mapping

from briefs.load import File
from briefs.model.structure import Publication
from briefs.model.words import PublicationWords
from briefs.problems import Problem

_BRIEF = ("cases", "key_messages", "recommendations")
NEEDS: Mapping[str, tuple[str, ...]] = {
    "country-brief": _BRIEF,
    "short-brief": _BRIEF,
    "institutional-analysis": _BRIEF,
    "leaflet": _BRIEF,
    "report": ("imprint", "sections"),
}
NO_PLACE: Mapping[str, tuple[str, ...]] = {
    "country-brief": ("imprint",),
    "institutional-analysis": ("imprint",),
    "short-brief": ("imprint", "key_figures", "figures", "quotations", "further_reading"),
    "leaflet": (
        "imprint", "matrices", "key_figures", "sections", "figures", "tables", "quotations", "technical_sheet",
        "further_reading",
    ),
    "report": ("key_messages", "recommendations", "technical_sheet", "contacts"),
}  # fmt: skip
_HAS: Mapping[str, str] = {
    "country-brief": "",
    "institutional-analysis": "",
    "short-brief": "key messages, sections, tables, recommendations and a technical sheet",
    "leaflet": "key messages, results, a synthesis and recommendations",
    "report": "sections with figures, tables and quotations, and an imprint",
}
_REPORT_WORDS = ("status", "event", "imprint")
NO_WORDS: Mapping[str, tuple[str, ...]] = {
    "country-brief": _REPORT_WORDS,
    "institutional-analysis": _REPORT_WORDS,
    "short-brief": (*_REPORT_WORDS, "lead"),
    "leaflet": (*_REPORT_WORDS, "lead", "notes", "credits"),
    "report": (),
}


def check_kind(file: File, publication: Publication) -> Iterator[Problem]:
    """The structure of a publication has what its kind needs and nothing that its template would lose."""
    noun = _noun(publication)
    for name in NEEDS[publication.kind]:
        if not getattr(publication, name):
            yield file.problem((name,), f"{noun} needs `{name}`", f"add `{name}:`", at_key=True)
    for name in NO_PLACE[publication.kind]:
        if getattr(publication, name):
            yield file.problem((name,), f"{noun} has no place for `{name}`", _lost(publication), at_key=True)
    spec = publication.recommendations
    if spec and bool(spec.items) == bool(spec.groups):
        message = "recommendations stand under `items` or under `groups`"
        yield file.problem(("recommendations",), message, "give one of the two", at_key=True)


def check_kind_words(file: File, publication: Publication, words: PublicationWords) -> Iterator[Problem]:
    """The words of a publication have what its kind needs and nothing that its template would lose."""
    noun = _noun(publication)
    if publication.kind == "report":
        for name in _REPORT_WORDS:
            if not getattr(words, name):
                yield file.problem((name,), f"{noun} needs `{name}`", f"add `{name}:`", at_key=True)
    for name in NO_WORDS[publication.kind]:
        if getattr(words, name):
            yield file.problem((name,), f"{noun} has no place for `{name}`", _lost(publication), at_key=True)


def _noun(publication: Publication) -> str:
    noun = publication.kind.replace("-", " ")
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _lost(publication: Publication) -> str:
    has = _HAS[publication.kind]
    return "remove it: it would be lost" + (f"; {_noun(publication)} has {has}" if has else "")
