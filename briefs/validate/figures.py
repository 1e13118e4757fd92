"""Figures and tables: what they name is there, what they draw can be drawn, and their words have the keys they need."""

from collections.abc import Iterator

from briefs.draw.ink import STEPS
from briefs.load import File, KeyPath
from briefs.model.content import DERIVED_TABLES
from briefs.model.facts import Date, Period
from briefs.model.figures import Bars, Cycle, Diagram, Fields, Image, Map, Node, Timeline
from briefs.model.structure import AnyTable, DerivedTable, Publication, Table
from briefs.model.words import FigureWords, TableWords
from briefs.problems import Problem, did_you_mean
from briefs.validate.context import Context
from briefs.validate.facts import PARTS
from briefs.validate.keys import duplicates, keys, known
from briefs.validate.shapes import check_cycle, check_fields

HEAD = "_head"
SHADES = len(STEPS)

AnyFigure = Bars | Timeline | Diagram | Cycle | Fields | Map | Image


def check_figures(context: Context, file: File, publication: Publication) -> Iterator[Problem]:
    """The figures and authored tables of a publication, in its structure file."""
    for name, figure in publication.figures.items():
        path: KeyPath = ("figures", name)
        match figure:
            case Bars():
                yield from _bars(context, file, path, figure, publication)
            case Timeline():
                yield from _timeline(file, path, figure)
            case Diagram():
                yield from _diagram(file, path, figure)
            case Cycle():
                yield from check_cycle(file, path, figure)
            case Fields():
                yield from check_fields(file, path, figure)
            case Map():
                yield from _map(context, file, path, figure)
            case Image():
                yield from _image(context, file, path, figure)
    for name in publication.figures:
        if name in numbered(publication):
            yield _clash(file, ("figures", name), "figure", "numbered section")
    for name, table in publication.tables.items():
        path = ("tables", name)
        if name in DERIVED_TABLES:
            message = f"the table `{name}` is made from the cases"
            yield file.problem(path, message, "remove it here; its title and source stand in the words", at_key=True)
        else:
            yield from check_table_id(file, name, publication)
        if isinstance(table, DerivedTable):
            yield from _derived(context, file, path, table, publication)
            continue
        yield from duplicates(file, (*path, "columns"), table.columns, "column")
        yield from duplicates(file, (*path, "rows"), table.rows, "row")


def numbered(publication: Publication) -> frozenset[str]:
    """The sections of a publication that are counted."""
    return frozenset(section.id for section in publication.outline() if section.numbered)


def check_table_id(file: File, name: str, publication: Publication) -> Iterator[Problem]:
    """No figure and no numbered section has the id of a table: a text refers to all of them alike."""
    for noun, ids in (("figure", publication.figures), ("numbered section", numbered(publication))):
        if name in ids:
            yield _clash(file, ("tables", name), "table", noun)


def _clash(file: File, path: KeyPath, noun: str, other: str) -> Problem:
    message = (
        f"`{path[-1]}` is a {other} and a {noun}" if other == "figure" else f"`{path[-1]}` is a {noun} and a {other}"
    )
    return file.problem(path, message, "give one of the two another id: {ref:…} could mean both", at_key=True)


def _derived(
    context: Context, file: File, path: KeyPath, table: DerivedTable, publication: Publication
) -> Iterator[Problem]:
    """A derived table shows a matrix, or cases: at least one."""
    if (table.matrix is None) == (table.derive == "matrix"):
        message = "a table of a matrix says which" if table.matrix is None else "only a table of a matrix names one"
        yield file.problem((*path, "matrix"), message, "`derive: matrix` and `matrix:` go together", at_key=True)
    if table.region is not None:
        cases = [context.content.cases.get(case) for case in publication.cases]
        if table.derive == "matrix":
            hint = "remove `region`: a matrix has groups of its own"
            yield file.problem((*path, "region"), "a table of a matrix has no region", hint)
        elif not any(case is None or case.region == table.region for case in cases):
            message = f"no case of this publication is in the region `{table.region}`"
            yield file.problem((*path, "region"), message, "the table would be empty")


def _map(context: Context, file: File, path: KeyPath, figure: Map) -> Iterator[Problem]:
    """A map shows a matrix with marks, and with no more of them a country than it has shades."""
    most = _most(context, figure)
    if most is not None and not 1 <= most <= SHADES:
        message = f"a country of `{figure.matrix}` has {most} marks" if most else f"`{figure.matrix}` has no marks"
        yield file.problem((*path, "matrix"), message, f"a map shows 1 to {SHADES} marks a country")


def _most(context: Context, figure: Map) -> int | None:
    """How many marks a country has at most; None where the matrix is not known."""
    matrix = context.content.matrices.get(figure.matrix)
    return (
        max((len(marks) for rows in matrix.groups.values() for marks in rows.values()), default=0) if matrix else None
    )


def figure_words(context: Context, file: File, name: str, figure: AnyFigure, words: FigureWords) -> Iterator[Problem]:
    """The words of a figure: a label for all that it draws, a credit where it is a picture."""
    path: KeyPath = ("figures", name)
    expected: set[str] = set()
    match figure:
        case Image():
            if words.credit is None:
                hint = "add `credit:` with who made it"
                yield file.problem((*path, "credit"), "the picture has no `credit`", hint, at_key=True)
        case Bars():
            expected = {fact.replace("/", "-") for fact in figure.facts}
        case Timeline():
            expected = {*figure.phases, *figure.tracks, *(s.id for spans in figure.tracks.values() for s in spans)}
        case Diagram():
            expected = {*figure.nodes, *figure.frames, *(link.label for link in figure.links if link.label)}
        case Cycle() | Fields():
            expected = {*figure.labels()}
        case Map():
            most = _most(context, figure)
            if most is None or not 1 <= most <= SHADES:
                return
            expected = {*figure.labels(most)}
            for label in sorted({*words.labels} - expected):
                hint = f"remove it: a country of `{figure.matrix}` has at most {most} marks"
                yield file.problem((*path, "labels", label), f"nothing uses `{label}`", hint, at_key=True)
            yield from keys(file, (*path, "labels"), {*words.labels} & expected, expected)
            return
    yield from keys(file, (*path, "labels"), words.labels, expected)


def table_words(file: File, name: str, table: AnyTable | None, words: TableWords) -> Iterator[Problem]:
    """The words of a table: a cell for every row and column, none where it is derived (None: by its id alone)."""
    path: KeyPath = ("tables", name)
    if not isinstance(table, Table):
        origin = "the matrix" if table and table.derive == "matrix" else "the cases"
        for key in ("columns", "rows"):
            if getattr(words, key):
                message, hint = (
                    f"the table `{name}` is made from {origin}",
                    f"remove it: {origin} and labels hold its words",
                )
                yield file.problem((*path, key), message, hint, at_key=True)
        return
    yield from keys(file, (*path, "columns"), words.columns, (HEAD, *table.columns))
    yield from keys(file, (*path, "rows"), words.rows, table.rows)
    for row, cells in words.rows.items():
        given, expected = set(cells), {HEAD, *table.columns}
        where: KeyPath = (*path, "rows", row)
        if row in table.rows and len(given) != len(expected):
            lacking = ", ".join(f"`{cell}`" for cell in sorted(expected - given))
            spare = ", ".join(f"`{cell}`" for cell in sorted(given - expected))
            hint = "; ".join(x for x in (f"add {lacking}" if lacking else "", f"remove {spare}" if spare else "") if x)
            message = f"this row has {len(given)} cells, the table has {len(expected)} columns"
            yield file.problem(where, message, hint, at_key=True)
        elif row in table.rows:
            yield from keys(file, where, cells, expected)


def _bars(context: Context, file: File, path: KeyPath, figure: Bars, publication: Publication) -> Iterator[Problem]:
    facts = context.facts(publication)
    yield from duplicates(file, (*path, "facts"), figure.facts, "fact")
    for n, name in enumerate(figure.facts):
        here: KeyPath = (*path, "facts", n)
        case, _, id_ = name.rpartition("/")
        owners = [owner for owner, own in facts.items() if id_ in own and (not case or owner == case)]
        if not owners and not context.facts_lost(publication) and id_ not in context.loose_facts(publication):
            ids = {fact for own in facts.values() for fact in own}
            yield from known(file, here, name, ids, "fact")
        elif len(owners) > 1:
            choices = " or ".join(f"{owner}/{id_}" for owner in owners if owner)
            yield file.problem(here, f"`{id_}` is a fact of several cases", f"say which: {choices}")
        for owner in owners[:1]:
            fact = facts[owner][id_]
            if isinstance(fact, Date | Period):
                yield file.problem(here, f"`{name}` is a time: it has no length to draw", "bars show values")
            elif figure.form is not None and figure.form not in PARTS[type(fact)]:
                message = f"the fact `{name}` has no part `{figure.form}`"
                parts = PARTS[type(fact)]
                hint = did_you_mean(figure.form, parts) or f"its parts: {', '.join(parts)}; the bars share one `form`"
                yield file.problem((*path, "form"), message, hint)
                return
    for n, name in enumerate(figure.muted):
        yield from known(file, (*path, "muted", n), name, figure.facts, "bar")


def _timeline(file: File, path: KeyPath, figure: Timeline) -> Iterator[Problem]:
    yield from duplicates(file, (*path, "phases"), figure.phases, "phase")
    named: set[str] = set(figure.phases)
    for track, spans in figure.tracks.items():
        if track in named:
            message = f"`{track}` names two things in this figure, which would share a label"
            yield file.problem((*path, "tracks", track), message, "give one of the two another id", at_key=True)
        for n, span in enumerate(spans):
            here: KeyPath = (*path, "tracks", track, n)
            if span.id in named or span.id in figure.tracks:
                message = f"`{span.id}` names two things in this figure, which would share a label"
                yield file.problem((*here, "id"), message, "give one of the two another id")
            yield from known(file, (*here, "from"), span.first, figure.phases, "phase")
            yield from known(file, (*here, "to"), span.last, figure.phases, "phase")
            order = {phase: number for number, phase in enumerate(figure.phases)}
            if order.get(span.last, len(order)) < order.get(span.first, 0):
                message = f"the span ends in `{span.last}`, before it begins in `{span.first}`"
                yield file.problem((*here, "to"), message, f"the phases are: {', '.join(figure.phases)}")


def _diagram(file: File, path: KeyPath, figure: Diagram) -> Iterator[Problem]:
    taken: dict[tuple[int, int], str] = {}
    for name, node in figure.nodes.items():
        here: KeyPath = (*path, "nodes", name)
        row, end = node.at[0], _end(node)
        if end > figure.columns:
            message = f"the node `{name}` ends in column {end}; the figure has {figure.columns}"
            yield file.problem(here, message, "widen `columns`, or move the node", at_key=True)
        slots = [(row, column) for column in range(node.at[1], end + 1)]
        if other := next((taken[slot] for slot in slots if slot in taken), None):
            message = f"the node `{name}` lies on the node `{other}`"
            hint = f"both take row {row}: `at` is row and column, `span` how many columns"
            yield file.problem((*here, "at"), message, hint)
        for slot in slots:
            taken.setdefault(slot, name)
    for n, link in enumerate(figure.links):
        here = (*path, "links", n)
        yield from known(file, (*here, "from"), link.first, figure.nodes, "node")
        yield from known(file, (*here, "to"), link.last, figure.nodes, "node")
        if link.first == link.last and link.first in figure.nodes:
            yield file.problem((*here, "to"), f"the arrow leads from `{link.first}` to itself", "name another node")
    for name, frame in figure.frames.items():
        here = (*path, "frames", name)
        if name in figure.nodes:
            message = f"`{name}` names two things in this figure, which would share a label"
            yield file.problem(here, message, "give one of the two another id", at_key=True)
        if not (frame.first[0] <= frame.last[0] and frame.first[1] <= frame.last[1] <= figure.columns):
            hint = "`from` is its first row and column, `to` its last"
            yield file.problem(here, f"the frame `{name}` lies outside the grid", hint, at_key=True)
        elif not any(
            frame.first[0] <= node.at[0] <= frame.last[0]
            and frame.first[1] <= node.at[1]
            and _end(node) <= frame.last[1]
            for node in figure.nodes.values()
        ):
            hint = "`from` and `to` are row and column of its corners"
            yield file.problem(here, f"the frame `{name}` is around no node", hint, at_key=True)


def _end(node: Node) -> int:
    return node.at[1] + node.span - 1


def _image(context: Context, file: File, path: KeyPath, figure: Image) -> Iterator[Problem]:
    if figure.file not in context.tree.assets and f"content/assets/{figure.file}" not in context.failed:
        hint = did_you_mean(figure.file, context.tree.assets) or "put it in content/assets/"
        yield file.problem((*path, "file"), f"there is no picture `{figure.file}`", hint)
