"""Stage 3, localise: content and a language → one edition: words chosen, facts formatted, official names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from babel import Locale

from briefs.formats import direction, fact_parts, number
from briefs.labels import fill
from briefs.model.computed import solve
from briefs.model.content import Content
from briefs.model.facts import Known
from briefs.model.matrix import Matrix, MatrixCount, counts
from briefs.model.registry import Name, Rate, Reference
from briefs.model.structure import Case, Publication, Series
from briefs.model.styles import CitationStyle
from briefs.model.words import CaseWords, LabelWords, MatrixWords, PublicationWords, SeriesWords, SharedWords


@dataclass(frozen=True)
class LocalName:
    """A registry name in one language. `language` is set where only a name in another language is known.

    `names` has the name in every language that is known, for texts that ask for one: {simexcid.es}.
    """

    full: str
    language: str | None
    article: str
    short: str | None
    short_article: str
    is_acronym: bool
    plural: str | None
    short_plural: str | None
    names: Mapping[str, str]


@dataclass(frozen=True)
class Edition:
    """A publication in one language, ready to be assembled: nothing in it depends on another language any more.

    `facts` holds the texts of every fact under its id, and under `case/id`; each maps a part ("" for the whole) to its
    text. `values` holds the plain numbers, for charts. `unfinished_labels` are the keys of labels that a draft shows in
    the source language (`missing`), or that are no longer in step with it (`stale`).
    """

    id: str
    language: str
    locale: str
    direction: str
    source_language: str
    publication: Publication
    words: PublicationWords
    series_id: str
    series: Series
    series_words: SeriesWords
    shared: SharedWords
    labels: LabelWords
    cases: Mapping[str, Case]
    case_words: Mapping[str, CaseWords]
    matrices: Mapping[str, Matrix]
    matrix_words: Mapping[str, MatrixWords]
    facts: Mapping[str, Mapping[str, str]]
    values: Mapping[str, float]
    names: Mapping[str, LocalName]
    references: Mapping[str, Reference]
    citation_style: CitationStyle
    countries: Mapping[str, str]
    unfinished_labels: Mapping[str, str] = field(default_factory=dict)

    def label(self, name: str, **fields: str | int) -> str:
        """An interface string with its fields filled in."""
        return fill(self.labels.interface[name], **fields)

    def number(self, value: float) -> str:
        """A plain number with the separators of the edition's locale: 1,400."""
        return number(value, Locale.parse(self.locale, sep="-"))


def localise(
    content: Content, publication_id: str, language: str, unfinished_labels: Mapping[str, str] | None = None
) -> Edition:
    """One edition of checked content; raises KeyError where `validate` would have refused the content."""
    publication = content.publications[publication_id]
    series = content.series[publication.series]
    tag = {**series.locales, **publication.locales}.get(language, language)
    locale = Locale.parse(tag, sep="-")
    labels = content.labels[language]
    rates = content.registry.rates
    names = content.series_words[publication.series][language]
    ppp = labels.interface["converted-ppp"]
    owners: dict[str, Mapping[str, Known | MatrixCount]]
    owners = {"": solve(series.facts)[0], **{case: solve(content.cases[case].facts)[0] for case in publication.cases}}
    owners |= {matrix: counts(content.matrices[matrix]) for matrix in publication.matrices}
    facts: dict[str, Mapping[str, str]] = {}
    values: dict[str, float] = {}
    for owner, owned in owners.items():
        for id_, fact in owned.items():
            parts = fact_parts(fact, locale, rates, ppp)
            for key in {id_, f"{owner}/{id_}"}:
                facts[key] = parts
                if isinstance(value := getattr(fact, "value", None), int | float):
                    values[key] = float(value)
    for id_, rate in rates.items():
        facts[id_] = _rate(rate, locale)
    return Edition(
        id=publication_id,
        language=language,
        locale=tag,
        direction=direction(tag),
        source_language=series.source_language,
        publication=publication,
        words=content.publication_words[publication_id][language],
        series_id=publication.series,
        series=series,
        series_words=names,
        shared=content.shared.get(language, SharedWords()),
        labels=labels,
        cases={case: content.cases[case] for case in publication.cases},
        case_words={case: content.case_words[case][language] for case in publication.cases},
        matrices={matrix: content.matrices[matrix] for matrix in publication.matrices},
        matrix_words={matrix: content.matrix_words[matrix][language] for matrix in publication.matrices},
        facts=facts,
        values=values,
        names={id_: _name(entry, language) for id_, entry in content.registry.names.items()},
        references=content.registry.references,
        citation_style=content.styles[series.citation_style],
        countries={**{code: str(name) for code, name in locale.territories.items()}, **names.countries},
        unfinished_labels=unfinished_labels or {},
    )


def _rate(rate: Rate, locale: Locale) -> dict[str, str]:
    each = {currency: number(per, locale) for currency, per in rate.per.items()}
    return {"": "; ".join(each.values()), **each}


def _name(entry: Name, language: str) -> LocalName:
    own = language in entry.name
    origin = language if own else next(iter(entry.name))
    return LocalName(
        full=entry.name[origin],
        language=None if own else origin,
        article=entry.article.get(language, ""),
        short=_chosen(entry.acronym or entry.short, language),
        short_article=entry.short_article.get(language, ""),
        is_acronym=entry.acronym is not None,
        plural=entry.plural.get(language),
        short_plural=entry.acronym_plural.get(language),
        names=entry.name,
    )


def _chosen(text: str | Mapping[str, str] | None, language: str) -> str | None:
    if text is None or isinstance(text, str):
        return text
    return text.get(language) or next(iter(text.values()))
