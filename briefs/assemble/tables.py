"""Tables: those derived from the cases (architecture, synthesis, results), and authored ones cell by cell."""

from collections.abc import Mapping
from itertools import groupby

from briefs.assemble.document import Cell, Dimension, Finding, Results, Table
from briefs.assemble.writer import Writer
from briefs.model.structure import Case, Result
from briefs.model.words import TableWords
from briefs.validate.ids import HEAD

LEVELS = ("national", "coordination", "local")


def table(writer: Writer, id_: str, anchor: str, caption: str) -> Table | Results:
    """The table of that id, numbered by its caption ("Table 1"; empty where tables are not numbered)."""
    words = writer.edition.words.tables[id_]
    title, source = writer.inline(words.title), writer.inline(words.source)
    unit = f"content/publications/{writer.edition.id}/{writer.edition.language}.yaml|tables.{id_}"
    if id_ == "results":
        return Results(anchor, caption, title, source, dimensions(writer), unit)
    derived = {"architecture": _architecture, "synthesis": _synthesis}
    head, rows = derived[id_](writer) if id_ in derived else _authored(writer, id_, words)
    return Table(anchor, caption, title, source, head, rows, unit)


def dimensions(writer: Writer) -> tuple[Dimension, ...]:
    """The results of all cases by dimension (in the order of the labels) and by group of programmes."""
    edition = writer.edition
    results = [result for case in edition.cases.values() for result in case.results]
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
    """Programmes by their short names: "FEST + UNIDOS"."""
    writer.used.update(ids)
    names = (writer.edition.names[id_] for id_ in ids)
    return " + ".join(name.short or name.full for name in names)


def _finding(writer: Writer, result: Result) -> Finding:
    edition = writer.edition
    direction = edition.label(f"change-{result.change}")
    if not (result.change == "increase" and result.desirable):  # more of a good thing needs no second word
        direction += ", " + edition.label("result-good" if result.desirable else "result-bad")
    text = writer.plain(edition.labels.indicators[result.indicator])
    return Finding(text, result.change == "increase", result.desirable, direction)


def _architecture(writer: Writer) -> tuple[tuple[Cell, ...], tuple[tuple[Cell, ...], ...]]:
    edition = writer.edition
    heads = ("table-country", "table-case", "table-architecture", "table-programmes", "table-coordination")
    rows = []
    for id_, case in edition.cases.items():
        intent = edition.label("intentional" if case.architecture.intentional else "not-intentional")
        rows.append(
            (
                Cell(edition.countries[case.country]),
                Cell(writer.inline(edition.case_words[id_].name)),
                Cell(writer.inline(edition.labels.architecture[case.architecture.type])),
                Cell(edition.number(case.architecture.programmes)),
                Cell(intent),
            )
        )
    return tuple(Cell(edition.label(head)) for head in heads), tuple(rows)


def _synthesis(writer: Writer) -> tuple[tuple[Cell, ...], tuple[tuple[Cell, ...], ...]]:
    edition = writer.edition
    head = [Cell(edition.label("level"))]
    head += [Cell(edition.countries[case.country], _programmes_of(writer, case)) for case in edition.cases.values()]
    rows = []
    for level in LEVELS:
        cells = (writer.inline(getattr(words.synthesis, level)) for words in edition.case_words.values())
        rows.append((Cell(edition.label(f"level-{level}")), *(Cell(cell) for cell in cells)))
    return tuple(head), tuple(rows)


def _programmes_of(writer: Writer, case: Case) -> str:
    writer.used.update(case.programmes)
    names = (writer.edition.names[id_] for id_ in case.programmes)
    return ", ".join(name.short_plural or name.short or name.full for name in names)


def _authored(writer: Writer, id_: str, words: TableWords) -> tuple[tuple[Cell, ...], tuple[tuple[Cell, ...], ...]]:
    spec = writer.edition.publication.tables[id_]

    def cells(texts: Mapping[str, str]) -> tuple[Cell, ...]:
        return tuple(Cell(writer.inline(texts[key])) for key in (HEAD, *spec.columns))

    return cells(words.columns), tuple(cells(words.rows[row]) for row in spec.rows)
