"""Checks across files: every id that a file names is there, and every file of words has the keys its structure asks for."""

from collections.abc import Iterable, Iterator, Mapping

from briefs.load import File, KeyPath, Tree
from briefs.model.base import shared
from briefs.model.content import DERIVED_TABLES, Content
from briefs.model.facts import Amount
from briefs.model.registry import Registry
from briefs.model.structure import Bars, Case, Diagram, Image, Publication, Series, Timeline
from briefs.model.words import FigureWords, PublicationWords, TableWords
from briefs.problems import Problem, did_you_mean

HEAD = "_head"


def check_registry(tree: Tree, content: Content) -> Iterator[Problem]:
    """Authors that are organisations are in the registry."""
    file = tree.files.get("content/registry/references.yaml")
    for id_, reference in content.registry.references.items():
        for n, author in enumerate(reference.authors):
            path: KeyPath = (id_, "authors", n)
            if file and author.organisation is not None:
                yield from known(file, (*path, "organisation"), author.organisation, content.registry.names, "a name")
            elif file and author.family is None:
                yield file.problem(path, "an author needs a `family` name or an `organisation`")


def check_series(tree: Tree, content: Content, id_: str, series: Series) -> Iterator[Problem]:
    file = tree.files[f"content/series/{id_}/series.yaml"]
    for n, partners in enumerate(series.partners):
        for m, organisation in enumerate(partners.organisations):
            path: KeyPath = ("partners", n, "organisations", m)
            yield from known(file, path, organisation, content.registry.names, "a name")
    for language, words in content.series_words.get(id_, {}).items():
        name = f"content/series/{id_}/{language}.yaml"
        yield from keys(tree.files[name], ("roles",), words.roles, {p.role for p in series.partners})
    yield from _facts(file, series, content.registry)


def check_case(tree: Tree, content: Content, id_: str, case: Case) -> Iterator[Problem]:
    file = tree.files[f"content/cases/{id_}/case.yaml"]
    for n, programme in enumerate(case.programmes):
        yield from known(file, ("programmes", n), programme, content.registry.names, "a name")
    yield from _facts(file, case, content.registry)
    for n, result in enumerate(case.results):
        for m, programme in enumerate(result.programmes):
            path: KeyPath = ("results", n, "programmes", m)
            yield from known(file, path, programme, content.registry.names, "a name")
    for language, labels in content.labels.items():
        where = f"content/labels/{language}.yaml"
        yield from label(file, ("architecture", "type"), case.architecture.type, labels.architecture, where)
        for n, result in enumerate(case.results):
            yield from label(file, ("results", n, "dimension"), result.dimension, labels.dimensions, where)
            yield from label(file, ("results", n, "indicator"), result.indicator, labels.indicators, where)


def check_publication(tree: Tree, content: Content, id_: str, publication: Publication) -> Iterator[Problem]:
    """The structure of a publication, and the keys of its words in every language."""
    file = tree.files[f"content/publications/{id_}/publication.yaml"]
    yield from known(file, ("series",), publication.series, content.series, "a series", tree)
    for n, case in enumerate(publication.cases):
        yield from known(file, ("cases", n), case, content.cases, "a case", tree)
    for n, reference in enumerate(publication.further_reading):
        yield from known(file, ("further_reading", n), reference, content.registry.references, "a reference")
    facts = {fact for case in publication.cases if case in content.cases for fact in content.cases[case].facts}
    for name, figure in publication.figures.items():
        if isinstance(figure, Bars):
            for key, items in (("facts", figure.facts), ("muted", figure.muted)):
                for n, fact in enumerate(items):
                    yield from known(file, ("figures", name, key, n), fact.split("/")[-1], facts, "a fact")
        if isinstance(figure, Image) and figure.file not in tree.assets:
            yield file.problem(
                ("figures", name, "file"), f"there is no picture `{figure.file}`",
                did_you_mean(figure.file, tree.assets) or "put it in content/assets/",
            )  # fmt: skip
        yield from _figure_ids(file, name, figure)
    for n, item in enumerate(publication.technical_sheet):
        yield from _shared(file, ("technical_sheet", n), item, content, "sheets")
    for n, item in enumerate(publication.key_messages):
        yield from _shared(file, ("key_messages", n), item, content, "messages")
    for n, item in enumerate(publication.recommendations.items):
        yield from _shared(file, ("recommendations", "items", n), item, content, "recommendations")
    for language, words in content.publication_words.get(id_, {}).items():
        yield from _words(tree.files[f"content/publications/{id_}/{language}.yaml"], publication, words)


def _words(file: File, publication: Publication, words: PublicationWords) -> Iterator[Problem]:
    sections = [s for outer in publication.outline() for s in (outer.id, *outer.sections)]
    parents = {outer.id for outer in publication.outline() if outer.sections}
    figures = [f for group in publication.key_figures.values() for f in group]
    own = {
        "messages": (words.messages, publication.key_messages),
        "technical_sheet": (words.technical_sheet, publication.technical_sheet),
    }
    for key, (given, items) in own.items():
        yield from keys(file, (key,), given, {i for i in items if shared(i) is None})
    items = {i for i in publication.recommendations.items if shared(i) is None}
    yield from keys(file, ("recommendations", "items"), words.recommendations.items, items)
    yield from keys(file, ("key_figures",), words.key_figures, figures)
    yield from keys(file, ("sections",), words.sections, sections)
    yield from keys(file, ("quotations",), words.quotations, publication.quotations)
    yield from keys(file, ("figures",), words.figures, publication.figures)
    yield from keys(file, ("tables",), words.tables, publication.tables, also=DERIVED_TABLES)
    for section, text in words.sections.items():
        if text.text is None and section not in parents:
            yield file.problem(("sections", section), "`text` is missing here", "add `text:`", at_key=True)
    for name, figure in publication.figures.items():
        if name in words.figures:
            yield from _figure_words(file, name, figure, words.figures[name])
    for name, table in publication.tables.items():
        if name in words.tables:
            yield from _table_words(file, name, table.columns, table.rows, words.tables[name])


def _table_words(
    file: File, name: str, columns: tuple[str, ...], rows: tuple[str, ...], words: TableWords
) -> Iterator[Problem]:
    path: KeyPath = ("tables", name)
    yield from keys(file, (*path, "columns"), words.columns, (HEAD, *columns))
    yield from keys(file, (*path, "rows"), words.rows, rows)
    for row, cells in words.rows.items():
        yield from keys(file, (*path, "rows", row), cells, (HEAD, *columns), noun="a cell of this table")


def _figure_words(
    file: File, name: str, figure: Bars | Timeline | Diagram | Image, words: FigureWords
) -> Iterator[Problem]:
    path: KeyPath = ("figures", name)
    if isinstance(figure, Image):
        if words.credit is None:
            yield file.problem(path, "the picture has no `credit`", "add `credit:` with who made it", at_key=True)
        expected: set[str] = set()
    elif isinstance(figure, Bars):
        expected = {fact.replace("/", "-") for fact in figure.facts}
    elif isinstance(figure, Timeline):
        expected = {*figure.phases, *figure.tracks, *(s.id for spans in figure.tracks.values() for s in spans)}
    else:
        expected = {*figure.nodes, *figure.frames, *(link.label for link in figure.links if link.label)}
    yield from keys(file, (*path, "labels"), words.labels, expected)


def _figure_ids(file: File, name: str, figure: Bars | Timeline | Diagram | Image) -> Iterator[Problem]:
    path: KeyPath = ("figures", name)
    if isinstance(figure, Timeline):
        for track, spans in figure.tracks.items():
            for n, span in enumerate(spans):
                here: KeyPath = (*path, "tracks", track, n)
                yield from known(file, (*here, "from"), span.first, figure.phases, "a phase")
                yield from known(file, (*here, "to"), span.last, figure.phases, "a phase")
    if isinstance(figure, Diagram):
        for n, link in enumerate(figure.links):
            yield from known(file, (*path, "links", n, "from"), link.first, figure.nodes, "a node")
            yield from known(file, (*path, "links", n, "to"), link.last, figure.nodes, "a node")
        for node, spec in figure.nodes.items():
            if spec.at[1] + spec.span - 1 > figure.columns:
                message = f"the node ends in column {spec.at[1] + spec.span - 1} of {figure.columns}"
                yield file.problem((*path, "nodes", node), message, "widen `columns` or move the node", at_key=True)


def _facts(file: File, owner: Series | Case, registry: Registry) -> Iterator[Problem]:
    for id_, fact in owner.facts.items():
        path: KeyPath = ("facts", id_)
        if id_ in registry.names or id_ in registry.rates:
            yield file.problem(path, f"`{id_}` is also in the registry", "give the fact another id", at_key=True)
        if isinstance(fact, Amount) and fact.rate is not None:
            yield from known(file, (*path, "rate"), fact.rate, registry.rates, "a rate")
            rate = registry.rates.get(fact.rate)
            if rate and fact.unit not in rate.per:
                yield file.problem((*path, "unit"), f"the rate `{fact.rate}` has no {fact.unit}")


def _shared(file: File, path: KeyPath, item: str, content: Content, group: str) -> Iterator[Problem]:
    name = shared(item)
    for language, words in content.shared.items() if name is not None else ():
        entries: Iterable[str] = getattr(words, group)
        if name not in entries:
            hint = did_you_mean(item, [f"shared.{e}" for e in entries])
            yield file.problem(path, f"content/shared/{language}.yaml has no {group} `{name}`", hint)


def known(
    file: File, path: KeyPath, name: str, ids: Iterable[str], noun: str, tree: Tree | None = None
) -> Iterator[Problem]:
    """A problem where a name is not among the ids; none where its file is there and could not be read."""
    ids = set(ids)
    if name in ids or (tree and any(f"/{name}/" in broken for broken in tree.broken)):
        return
    yield file.problem(path, f"`{name}` is not {noun} of this project", did_you_mean(name, ids))


def label(file: File, path: KeyPath, name: str, ids: Mapping[str, str], where: str) -> Iterator[Problem]:
    """A problem where a label that content asks for is missing from a catalogue."""
    if name not in ids:
        hint = did_you_mean(name, ids) or f"add `{name}` to {where}"
        yield file.problem(path, f"`{name}` has no label in {where}", hint)


def keys(
    file: File, path: KeyPath, given: Iterable[str], expected: Iterable[str],
    *, also: Iterable[str] = (), noun: str = "",
) -> Iterator[Problem]:  # fmt: skip
    """Problems for keys that are missing and for keys that nothing uses."""
    given, expected = set(given), set(expected)
    for name in sorted(expected - given):
        what = f", {noun}," if noun else ""
        yield file.problem((*path, name), f"`{name}`{what} is missing here", f"add `{name}:`", at_key=True)
    for name in sorted(given - expected - set(also)):
        hint = did_you_mean(name, expected) or "remove it, or name it in the structure beside"
        yield file.problem((*path, name), f"nothing uses `{name}`", hint, at_key=True)
