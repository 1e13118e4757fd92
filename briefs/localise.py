"""Stage 3, localise: content and a language → one edition: words chosen, facts formatted, official names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from babel import Locale

from briefs.formats import direction, fact_parts, number
from briefs.labels import fill
from briefs.memory import latest
from briefs.model.computed import solve
from briefs.model.content import Content
from briefs.model.facts import Known
from briefs.model.matrix import Matrix, MatrixCount, counts
from briefs.model.registry import Name, Rate, Reference, Registry
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
    return _edition(
        publication_id,
        language,
        publication,
        content.publication_words[publication_id][language],
        content.series[publication.series],
        content.series_words[publication.series][language],
        content.shared.get(language),
        content.labels[language],
        tuple((case, content.cases[case], content.case_words[case][language]) for case in publication.cases),
        tuple((m, content.matrices[m], content.matrix_words[m][language]) for m in publication.matrices),
        content.registry,
        content.styles[content.series[publication.series].citation_style],
        tuple((unfinished_labels or {}).items()),
    )


@latest(lambda id_, language, *_: (id_, language))
def _edition(
    publication_id: str,
    language: str,
    publication: Publication,
    words: PublicationWords,
    series: Series,
    series_words: SeriesWords,
    shared: SharedWords | None,
    labels: LabelWords,
    cases: tuple[tuple[str, Case, CaseWords], ...],
    matrices: tuple[tuple[str, Matrix, MatrixWords], ...],
    registry: Registry,
    style: CitationStyle,
    unfinished_labels: tuple[tuple[str, str], ...],
) -> Edition:
    """An edition from all that it is made of: the arguments are the whole of it, so that it can be remembered."""
    tag = {**series.locales, **publication.locales}.get(language, language)
    locale = Locale.parse(tag, sep="-")
    rates = registry.rates
    ppp = labels.interface["converted-ppp"]
    owners: dict[str, Mapping[str, Known | MatrixCount]]
    owners = {"": solve(series.facts)[0], **{case: solve(own.facts)[0] for case, own, _ in cases}}
    owners |= {matrix: counts(own) for matrix, own, _ in matrices}
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
        words=words,
        series_id=publication.series,
        series=series,
        series_words=series_words,
        shared=shared or SharedWords(),
        labels=labels,
        cases={case: own for case, own, _ in cases},
        case_words={case: told for case, _, told in cases},
        matrices={matrix: own for matrix, own, _ in matrices},
        matrix_words={matrix: told for matrix, _, told in matrices},
        facts=facts,
        values=values,
        names=_names(registry.names, language),
        references=registry.references,
        citation_style=style,
        countries=_countries(publication.series, tag, series_words.countries),
        unfinished_labels=dict(unfinished_labels),
    )


def _rate(rate: Rate, locale: Locale) -> dict[str, str]:
    each = {currency: number(per, locale) for currency, per in rate.per.items()}
    return {"": "; ".join(each.values()), **each}


# One for all editions that share it: a registry grows with the project, and so do its editions.
@latest(lambda names, language: language)
def _names(names: Mapping[str, Name], language: str) -> Mapping[str, LocalName]:
    return {id_: _name(entry, language) for id_, entry in names.items()}


@latest(lambda series, tag, own: (series, tag))
def _countries(series: str, tag: str, own: Mapping[str, str]) -> Mapping[str, str]:
    """The names of countries in a locale; `own` are those that the words of a series put in their place."""
    return {**{code: str(name) for code, name in Locale.parse(tag, sep="-").territories.items()}, **own}


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
