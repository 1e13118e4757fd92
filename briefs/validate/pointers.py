"""Typed cross-references: where a figure or table stands, and its number, is known on the finished page only."""

import re
from collections.abc import Iterator, Mapping

from briefs.memory import Quiet
from briefs.model.structure import Publication
from briefs.problems import Problem
from briefs.validate.passages import Passage

# The label has the singular alone.
_SECTIONS = {"en": "sections?", "es": "secci[oó]n(?:es)?", "fr": "sections?", "pt": "seç(?:ão|ões)"}
_NUMBER = r"(?:\d+|[IVX]+|[A-Z])(?![\w-])"
_SHOWN = {
    "en": "figure|table|chart|graph|diagram|map",
    "es": "figura|tabla|cuadro|gr[aá]fic[oa]|diagrama|mapa",
    "fr": "figure|tableau|graphique|diagramme|carte",
    "pt": "figura|tabela|quadro|gr[aá]fico|diagrama|mapa",
}
_PLACE = {
    "en": (r"the\s+(?:{shown})\s+(?:below|above)", r"the\s+(?:following|next|previous)\s+(?:{shown})"),
    "es": (
        r"(?:la|el)\s+(?:{shown})\s+(?:siguiente|anterior|de\s+(?:abajo|arriba))",
        r"(?:la|el)\s+siguiente\s+(?:{shown})",
    ),
    "fr": (r"(?:le|la|l['’])\s*(?:{shown})\s+(?:suivante?|précédente?|ci-dessous|ci-dessus)",),
    "pt": (r"(?:a|o)\s+(?:{shown})\s+(?:seguinte|anterior|abaixo|acima)", r"(?:a|o)\s+seguinte\s+(?:{shown})"),
}


def numbering(publications: Mapping[str, Publication]) -> frozenset[str]:
    """The publications that number sections."""
    return frozenset(id_ for id_, p in publications.items() if any(section.numbered for section in p.outline()))


class Pointers:
    """How a typed reference to a figure, table or section looks, by language."""

    def __init__(self, numbered: frozenset[str], said: tuple[tuple[str, ...], ...]) -> None:
        """`numbered` are the publications with numbered sections; `said` has languages, each with what is `called`."""
        self.quiet = Quiet()
        self._numbering = numbered
        self._patterns: Mapping[str, re.Pattern[str]] = {
            language: re.compile("|".join(_numbered(words, language) + _placed(language))) for language, *words in said
        }

    def check(self, passage: Passage) -> Iterator[Problem]:
        """A problem for every such reference; a source may name the figure of another work."""
        pattern = self._patterns.get(passage.language)
        if pattern is None or passage.is_source or passage.kind == "labels":
            return
        for match in pattern.finditer(passage.plain):
            found = " ".join(match[0].split())
            hint = "write {ref:id} with the id of the figure or table, which gives its number and a link"
            if match.lastgroup == "section":
                hint = "sections have no numbers here: say what it is about"
                if passage.kind == "publications" and passage.id in self._numbering:
                    hint = "write {ref:id} with the id of the numbered section, which gives its number and a link"
            yield passage.problem(match.span(), f"`{found}` points to nothing that stays where it is", hint)


def called(labels: Mapping[str, str]) -> tuple[str, ...]:
    """What figures and tables are called in the words of the labels."""
    return tuple(labels[name].replace("{number}", "").strip(" .:") for name in ("figure", "table") if name in labels)


def _numbered(words: list[str], language: str) -> list[str]:
    """In the words of the labels: "Figure 3", and "Section II"."""
    patterns = [rf"(?<!\w)(?i:{re.escape(word)}s?)\s+{_NUMBER}" for word in words if word]
    section = _SECTIONS.get(language)
    return [*patterns, *([rf"(?P<section>(?<!\w)(?i:{section})\s+{_NUMBER})"] if section else ())]


def _placed(language: str) -> list[str]:
    """Such as "the table below", which the layout may put above."""
    shown = _SHOWN.get(language, "")
    return [rf"(?<!\w)(?i:{pattern.format(shown=shown)})(?!\w)" for pattern in _PLACE.get(language, ())]
