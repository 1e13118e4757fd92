"""The whole content of a project, typed and checked."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefs.model.matrix import Matrix
from briefs.model.registry import Registry
from briefs.model.structure import Case, Publication, Series
from briefs.model.styles import CitationStyle
from briefs.model.words import CaseWords, LabelWords, MatrixWords, PublicationWords, SeriesWords, SharedWords

DERIVED_TABLES = ("architecture", "synthesis", "results")


@dataclass(frozen=True)
class Content:
    """Every mapping is by id; words are by id (where there is one) and then by language."""

    series: Mapping[str, Series]
    series_words: Mapping[str, Mapping[str, SeriesWords]]
    shared: Mapping[str, SharedWords]
    registry: Registry
    labels: Mapping[str, LabelWords]
    cases: Mapping[str, Case]
    case_words: Mapping[str, Mapping[str, CaseWords]]
    matrices: Mapping[str, Matrix]
    matrix_words: Mapping[str, Mapping[str, MatrixWords]]
    publications: Mapping[str, Publication]
    publication_words: Mapping[str, Mapping[str, PublicationWords]]
    styles: Mapping[str, CitationStyle]

    def languages(self, publication: str) -> tuple[str, ...]:
        """The languages a publication has words in, its series' source language first."""
        source = self.series[self.publications[publication].series].source_language
        return tuple(sorted(self.publication_words[publication], key=lambda lang: (lang != source, lang)))
