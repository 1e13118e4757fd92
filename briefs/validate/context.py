"""What the checks across files look at: the content as far as it could be typed, and what could not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefs.load import File, Tree
from briefs.model.computed import solve
from briefs.model.content import Content
from briefs.model.facts import Known
from briefs.model.matrix import MatrixCount, counts
from briefs.model.structure import Publication

NAME_FILES = ("organisations", "programmes", "places", "terms")


@dataclass(frozen=True)
class Context:
    """`failed` names the files that are there and could not be used: what they hold is unknown, not absent, so nothing
    that they may hold is called missing. One mistake gives one problem.

    `is_locale` tells whether a locale is known, `other_language` which language a text is in where it is not the one
    of its file (text, language); None where nobody can tell.
    """

    tree: Tree
    content: Content
    failed: frozenset[str]
    is_locale: Callable[[str], bool] | None = None
    other_language: Callable[[str, str], str | None] | None = None

    def lost(self, *names: str) -> bool:
        """Whether one of these files (below `content/`) is there and could not be used."""
        return any(f"content/{name}.yaml" in self.failed for name in names)

    def file(self, name: str) -> File:
        """A file below `content/` that was read."""
        return self.tree.files[f"content/{name}.yaml"]

    def unread(self, *names: str) -> bool:
        """Whether one of these files (below `content/`) is there and is no YAML: not even its keys are known."""
        return any(f"content/{name}.yaml" in self.tree.broken for name in names)

    def loose(self, *names: str, key: str = "") -> frozenset[str]:
        """The ids that files hold, at their top or under a key, which could be read and not used."""
        found: set[str] = set()
        for name in names:
            if self.lost(name) and not self.unread(name):
                data = self.file(name).data
                inner = data.get(key) if key and isinstance(data, dict) else data
                found.update(inner if isinstance(inner, dict) else ())
        return frozenset(found)

    @property
    def registry_files(self) -> tuple[str, ...]:
        """The files whose entries a text may name."""
        return (*(f"registry/{kind}" for kind in NAME_FILES), "registry/rates")

    def facts(self, publication: Publication) -> Mapping[str, Mapping[str, Known | MatrixCount]]:
        """The facts that a publication may name, by case or matrix; those of its series under the empty name."""
        content = self.content
        series = content.series.get(publication.series)
        cases = {c: solve(content.cases[c].facts)[0] for c in publication.cases if c in content.cases}
        matrices = {m: counts(content.matrices[m]) for m in publication.matrices if m in content.matrices}
        return {"": solve(series.facts)[0] if series else {}, **cases, **matrices}

    def facts_lost(self, publication: Publication) -> bool:
        """Whether those facts are known in part only."""
        matrices = tuple(f"matrices/{matrix}/matrix" for matrix in publication.matrices)
        homes = map(_path, (*_homes(publication), *matrices))
        return self.lost(*matrices) or any(n in self.tree.broken or n not in self.tree.files for n in homes)

    def loose_facts(self, publication: Publication) -> frozenset[str]:
        """The ids of facts in files of a publication that could be read and not used."""
        return self.loose(*_homes(publication), key="facts")

    @property
    def source_language(self) -> str:
        """The language that labels are written in first: that of the series."""
        languages = sorted({series.source_language for series in self.content.series.values()})
        return languages[0] if languages else "en"


def _homes(publication: Publication) -> tuple[str, ...]:
    """Where the facts of a publication stand."""
    return (f"series/{publication.series}/series", *(f"cases/{case}/case" for case in publication.cases))


def _path(name: str) -> str:
    return f"content/{name}.yaml"
