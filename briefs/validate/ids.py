"""Across files: every id that a file names is there, and every file of words has the keys its structure asks for."""

from collections.abc import Iterable, Iterator

from briefs.load import File, KeyPath
from briefs.model.base import Contact, shared
from briefs.model.content import DERIVED_TABLES
from briefs.model.structure import Case, Publication, Series
from briefs.model.words import PublicationWords
from briefs.problems import Problem
from briefs.validate.context import Context
from briefs.validate.facts import check_facts
from briefs.validate.figures import HEAD, check_figures, check_table_id, figure_words, table_words
from briefs.validate.keys import duplicates, keys, known, known_name
from briefs.validate.kinds import check_kind, check_kind_words
from briefs.validate.labels import check_case_labels
from briefs.validate.matrices import check_country, check_matrices
from briefs.validate.shared import check_lists, check_passages

__all__ = ["HEAD", "check_case", "check_publication", "check_references", "check_series"]

# The tables that the template of a leaflet has a place for.
LEAFLET_TABLES = ("results", "synthesis")


def check_references(context: Context) -> Iterator[Problem]:
    """Authors of references have a name, their own or one of the registry; a day is one of the year."""
    for id_, reference in context.content.registry.references.items():
        file = context.file("registry/references")
        for n, author in enumerate(reference.authors):
            path: KeyPath = (id_, "authors", n)
            if author.organisation is not None:
                yield from known_name(context, file, (*path, "organisation"), author.organisation)
            elif author.family is None:
                yield file.problem(path, "an author needs a `family` name or an `organisation`", "add one of the two")
        if reference.date is not None and str(reference.date)[:4] != str(reference.year):
            hint = "a work is cited by the year of its date; change the one that is wrong"
            yield file.problem((id_, "date"), f"`{reference.date}` is not in the year {reference.year}", hint)


def check_series(context: Context, id_: str, series: Series) -> Iterator[Problem]:
    """A series, and the keys of its words in every language."""
    file = context.file(f"series/{id_}/series")
    yield from known(file, ("theme",), series.theme, context.tree.themes, "theme")
    yield from check_locales(context, file, series.locales)
    yield from duplicates(file, ("partners",), [p.role for p in series.partners], "role")
    for n, partners in enumerate(series.partners):
        path: KeyPath = ("partners", n, "organisations")
        yield from duplicates(file, path, partners.organisations, "organisation")
        for m, organisation in enumerate(partners.organisations):
            yield from known_name(context, file, (*path, m), organisation)
    yield from _contacts(context, file, series.contacts)
    for language, words in context.content.series_words.get(id_, {}).items():
        own = context.file(f"series/{id_}/{language}")
        yield from keys(own, ("roles",), words.roles, {p.role for p in series.partners}, where="series.yaml")
    yield from check_facts(context, file, series.facts)


def _contacts(context: Context, file: File, contacts: Iterable[Contact]) -> Iterator[Problem]:
    for n, contact in enumerate(contacts):
        if contact.organisation is not None:
            yield from known_name(context, file, ("contacts", n, "organisation"), contact.organisation)
        if (contact.name is None) == (contact.organisation is None):
            hint = "give one of the two: `name` for a person, `organisation` for an office of the registry"
            yield file.problem(("contacts", n), "a contact has a `name` or an `organisation`", hint)


def check_locales(context: Context, file: File, locales: dict[str, str]) -> Iterator[Problem]:
    """Locales are those of their language, and known where somebody can tell."""
    for language, locale in locales.items():
        path: KeyPath = ("locales", language)
        if locale.partition("-")[0] != language:
            message = f"`{locale}` is not a locale of the language `{language}`"
            yield file.problem(path, message, f"it begins with `{language}-`")
        elif context.is_locale and not context.is_locale(locale):
            hint = "a locale is a language and a country, `es-PE`, or the language alone"
            yield file.problem(path, f"there is no locale `{locale}`", hint)


def check_case(context: Context, id_: str, case: Case) -> Iterator[Problem]:
    """A case: its country is on the map, its programmes, facts and labels are there."""
    file = context.file(f"cases/{id_}/case")
    yield from check_country(file, ("country",), case.country)
    yield from duplicates(file, ("programmes",), case.programmes, "programme")
    for n, programme in enumerate(case.programmes):
        yield from known_name(context, file, ("programmes", n), programme)
    yield from check_facts(context, file, case.facts)
    for n, result in enumerate(case.results):
        for m, programme in enumerate(result.programmes):
            yield from known_name(context, file, ("results", n, "programmes", m), programme)
    yield from check_case_labels(context, file, case)


def check_publication(context: Context, id_: str, publication: Publication) -> Iterator[Problem]:
    """The structure of a publication, and the keys of its words in every language."""
    content, file = context.content, context.file(f"publications/{id_}/publication")
    if publication.series not in context.tree.groups("series"):
        yield from known(file, ("series",), publication.series, context.tree.groups("series"), "series")
    yield from check_locales(context, file, publication.locales)
    yield from duplicates(file, ("cases",), publication.cases, "case")
    for n, case in enumerate(publication.cases):
        if case not in context.tree.groups("cases"):
            yield from known(file, ("cases", n), case, context.tree.groups("cases"), "case")
    yield from check_matrices(context, file, publication)
    yield from _contacts(context, file, publication.contacts)
    yield from _isbns(context, file, publication)
    yield from duplicates(file, ("further_reading",), publication.further_reading, "reference")
    for n, reference in enumerate(publication.further_reading):
        home = "registry/references"
        if not context.unread(home) and reference not in context.loose(home):
            yield from known(file, ("further_reading", n), reference, content.registry.references, "reference")
    yield from check_figures(context, file, publication)
    yield from _sections(file, publication)
    yield from check_lists(context, file, publication)
    yield from check_kind(file, publication)
    yield from _one_country(context, file, publication)
    for language, words in content.publication_words.get(id_, {}).items():
        yield from _words(context, context.file(f"publications/{id_}/{language}"), publication, words)


def _isbns(context: Context, file: File, publication: Publication) -> Iterator[Problem]:
    """An ISBN of one language's edition is of a language that the publication can be in."""
    series = context.content.series.get(publication.series)
    if publication.imprint and isinstance(publication.imprint.isbn, dict) and series:
        for language in publication.imprint.isbn:
            languages = {**series.locales, **publication.locales}
            yield from known(file, ("imprint", "isbn", language), language, languages, "language")


def _one_country(context: Context, file: File, publication: Publication) -> Iterator[Problem]:
    """A brief on a country carries its name on the cover: all its cases are there."""
    cases = [context.content.cases[case] for case in publication.cases if case in context.content.cases]
    countries = sorted({case.country for case in cases})
    if publication.kind in ("country-brief", "short-brief") and len(countries) > 1:
        message = f"a country brief is about one country; its cases are in {' and '.join(countries)}"
        hint = "write a brief for each, or an institutional analysis"
        yield file.problem(("cases",), message, hint, at_key=True)


def _sections(file: File, publication: Publication) -> Iterator[Problem]:
    seen: set[str] = set()
    for n, section in enumerate(publication.outline()):
        nested = ("sections", n, "sections")
        head: KeyPath = ("sections", n, "id") if ("sections", n, "id") in file.marks else ("sections", n)
        for path, id_ in ((head, section.id), *(((*nested, m), inner) for m, inner in enumerate(section.sections))):
            if id_ in seen:
                yield file.problem(path, f"the section `{id_}` stands twice", "keep one of the two")
            seen.add(id_)


def _words(context: Context, file: File, publication: Publication, words: PublicationWords) -> Iterator[Problem]:
    sections = [s for outer in publication.outline() for s in (outer.id, *outer.sections)]
    items, groups = publication.all_recommendations(), publication.recommendations
    imprint, own_imprint = publication.imprint, words.imprint
    parents = {outer.id for outer in publication.outline() if outer.sections}
    leaflet = publication.kind == "leaflet"
    expected: tuple[tuple[KeyPath, Iterable[str], Iterable[str]], ...] = (
        (("messages",), words.messages, _own(publication.key_messages)),
        (("technical_sheet",), words.technical_sheet, _own(publication.technical_sheet)),
        (("recommendations", "items"), words.recommendations.items, _own(items)),
        (("recommendations", "groups"), words.recommendations.groups, {g.id for g in groups.groups} if groups else ()),
        (("key_figures",), words.key_figures, {f for group in publication.key_figures.values() for f in group}),
        (("sections",), words.sections, sections),
        (("quotations",), words.quotations, publication.quotations),
        (("figures",), words.figures, publication.figures),
        (("tables",), words.tables, {*publication.tables, *(LEAFLET_TABLES if leaflet else ())}),
    )
    if imprint and own_imprint:
        expected += (
            (("imprint", "officers"), own_imprint.officers, {officer.role for officer in imprint.officers}),
            (("imprint", "statements"), own_imprint.statements, imprint.statements),
        )
    for path, given, asked in expected:
        also = DERIVED_TABLES if path == ("tables",) and not leaflet else ()
        yield from keys(file, path, given, asked, also=also, where="publication.yaml")
    yield from check_kind_words(file, publication, words)
    yield from check_passages(context, file, publication, words)
    for section, text in words.sections.items():
        if text.text is None and section in sections and section not in parents:
            hint = "add `text:`; only a section with sections below it may go without"
            yield file.problem(("sections", section, "text"), "`text` is missing here", hint, at_key=True)
    for name, figure in publication.figures.items():
        if name in words.figures:
            yield from figure_words(context, file, name, figure, words.figures[name])
    for name, own in words.tables.items():
        if name in DERIVED_TABLES and name not in publication.tables:
            yield from check_table_id(file, name, publication)
        if name in publication.tables or name in DERIVED_TABLES:
            table = None if name in DERIVED_TABLES else publication.tables.get(name)
            yield from table_words(file, name, table, own)


def _own(items: tuple[str, ...]) -> set[str]:
    return {item for item in items if shared(item) is None}
