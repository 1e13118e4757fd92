"""Tables: those derived from the cases (architecture, synthesis, results), and authored ones cell by cell."""

from collections.abc import Mapping
from itertools import groupby

from briefs.assemble.document import Cell, Dimension, Finding, Results, RowGroup, Table
from briefs.assemble.matrix import matrix_table
from briefs.assemble.writer import Writer
from briefs.formats import listed
from briefs.model.structure import Case, Result
from briefs.model.structure import Table as AuthoredTable
from briefs.model.words import TableWords
from briefs.validate.ids import HEAD

Row = tuple[Cell, ...]
ASPECTS = ("framework", "coordination", "practice")


def table(writer: Writer, id_: str, anchor: str, caption: str) -> Table | Results:
    """The table of that id, numbered by its caption ("Table 1"; empty where tables are not numbered)."""
    words = writer.edition.words.tables[id_]
    title, source = writer.inline(words.title), writer.inline(words.source)
    unit = f"content/publications/{writer.edition.id}/{writer.edition.language}.yaml|tables.{id_}"
    spec = writer.edition.publication.tables.get(id_)
    if isinstance(spec, AuthoredTable):
        head, rows, lists = _authored(writer, spec, words)
        return Table(anchor, caption, title, source, head, (RowGroup(rows),), unit, shape="lists" if lists else "plain")
    if spec and spec.matrix:
        return Table(anchor, caption, title, source, *matrix_table(writer, spec.matrix, unit), shape="matrix")
    cases = {k: v for k, v in writer.edition.cases.items() if not spec or spec.region in (None, v.region)}
    derived = spec.derive if spec else id_
    if derived == "results":
        return Results(anchor, caption, title, source, dimensions(writer, cases), unit)
    if derived == "architecture":
        head, rows = _architecture(writer, cases)
        return Table(anchor, caption, title, source, head, (RowGroup(rows),), unit, shape="architecture")
    head, rows = _synthesis(writer, cases)
    return Table(anchor, caption, title, source, head, (RowGroup(rows),), unit)


def dimensions(writer: Writer, cases: Mapping[str, Case]) -> tuple[Dimension, ...]:
    """The results of some cases by dimension (in the order of the labels) and by group of programmes."""
    edition = writer.edition
    results = [result for case in cases.values() for result in case.results]
    found = []
    for dimension, title in edition.labels.dimensions.items():
        own = [result for result in results if result.dimension == dimension]
        groups = groupby(own, key=lambda result: result.programmes)
        if own:
            found.append(
                Dimension(
                    writer.plain(title),
                    tuple((programmes(writer, ids), tuple(_finding(writer, r) for r in each)) for ids, each in groups),
                )
            )
    return tuple(found)


def programmes(writer: Writer, ids: tuple[str, ...]) -> str:
    """Programmes by their short names, as HTML: "FEST + UNIDOS"."""
    writer.used.update(ids)
    names = (writer.edition.names[id_] for id_ in ids)
    return writer.names((name.short or name.full for name in names), "+")


def _finding(writer: Writer, result: Result) -> Finding:
    edition = writer.edition
    direction = edition.label(f"change-{result.change}")
    if not (result.change == "increase" and result.desirable):  # more of a good thing needs no second word
        judgement = edition.label("result-good" if result.desirable else "result-bad")
        direction = listed((direction, judgement), edition.language)
    text = writer.plain(edition.labels.indicators[result.indicator])
    return Finding(text, result.change == "increase", result.desirable, direction)


def _architecture(writer: Writer, cases: Mapping[str, Case]) -> tuple[Row, tuple[Row, ...]]:
    edition = writer.edition
    heads = ("table-country", "table-case", "table-architecture", "table-programmes", "table-coordination")
    rows = []
    for id_, case in cases.items():
        intent = edition.label("intentional" if case.architecture.intentional else "not-intentional")
        with writer.within(id_):
            name = writer.inline(edition.case_words[id_].name)
        rows.append(
            (
                Cell(writer.country(case.country)),
                Cell(name),
                Cell(writer.inline(edition.labels.architecture[case.architecture.type])),
                Cell(edition.number(case.architecture.programmes)),
                Cell(intent),
            )
        )
    return tuple(Cell(edition.label(head)) for head in heads), tuple(rows)


def _synthesis(writer: Writer, cases: Mapping[str, Case]) -> tuple[Row, tuple[Row, ...]]:
    edition = writer.edition
    head = [Cell(edition.label("aspect"))]
    head += [Cell(writer.country(case.country), _programmes_of(writer, case)) for case in cases.values()]
    rows = []
    for aspect in ASPECTS:
        cells = []
        for id_ in cases:
            with writer.within(id_):
                cells.append(Cell(writer.inline(getattr(edition.case_words[id_].synthesis, aspect))))
        rows.append((Cell(edition.label(f"aspect-{aspect}")), *cells))
    return tuple(head), tuple(rows)


def _programmes_of(writer: Writer, case: Case) -> str:
    writer.used.update(case.programmes)
    names = (writer.edition.names[id_] for id_ in case.programmes)
    return writer.names(name.short_plural or name.short or name.full for name in names)


def _authored(writer: Writer, spec: AuthoredTable, words: TableWords) -> tuple[Row, tuple[Row, ...], bool]:
    """Head and rows, and whether cells hold lists or paragraphs."""
    lists = any("\n" in text or text.startswith("- ") for row in words.rows.values() for text in row.values())

    def cells(texts: Mapping[str, str], *, body: bool) -> Row:
        first, *others = (texts[key] for key in (HEAD, *spec.columns))
        write = writer.prose if body and lists else writer.inline
        return Cell(writer.inline(first)), *(Cell(write(text)) for text in others)

    return cells(words.columns, body=False), tuple(cells(words.rows[row], body=True) for row in spec.rows), lists
