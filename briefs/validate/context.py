"""What the checks across files look at: the content as far as it could be typed, and what could not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefs.load import File, Tree
from briefs.model.content import Content
from briefs.model.facts import Fact
from briefs.model.structure import Publication

NAME_FILES = ("organisations", "programmes", "places", "terms")


@dataclass(frozen=True)
class Context:
    """`failed` names the files that are there and could not be used: what they hold is unknown, not absent, so nothing
    that they may hold is called missing. One mistake gives one problem.

    `is_locale` tells whether a locale is known; None where nobody can tell.
    """

    tree: Tree
    content: Content
    failed: frozenset[str]
    is_locale: Callable[[str], bool] | None = None

    def lost(self, *names: str) -> bool:
        """Whether one of these files (below `content/`) is there and could not be used."""
        return any(f"content/{name}.yaml" in self.failed for name in names)

    def file(self, name: str) -> File:
        """A file below `content/` that was read."""
        return self.tree.files[f"content/{name}.yaml"]

    @property
    def names_lost(self) -> bool:
        """Whether the registry's names are known in part only."""
        return self.lost(*(f"registry/{kind}" for kind in NAME_FILES))

    def facts(self, publication: Publication) -> Mapping[str, Mapping[str, Fact]]:
        """The facts that a publication may name, by case; those of its series under the empty name."""
        content = self.content
        series = content.series.get(publication.series)
        cases = {c: content.cases[c].facts for c in publication.cases if c in content.cases}
        return {"": series.facts if series else {}, **cases}

    def facts_lost(self, publication: Publication) -> bool:
        """Whether those facts are known in part only."""
        content = self.content
        return publication.series not in content.series or any(c not in content.cases for c in publication.cases)

    @property
    def source_language(self) -> str:
        """The language that labels are written in first: that of the series."""
        languages = sorted({series.source_language for series in self.content.series.values()})
        return languages[0] if languages else "en"
