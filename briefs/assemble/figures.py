"""Figures: the specification in `publication.yaml` and its words → what `briefs.draw` draws, and the data behind it."""

from briefs.assemble import drafts
from briefs.assemble.document import Drawing, Figure, Picture
from briefs.assemble.partners import partner_map_of
from briefs.assemble.writer import Writer
from briefs.collation import sort_key
from briefs.draw import (
    Bar,
    Bars,
    Cycle,
    Diagram,
    Fields,
    Frame,
    Group,
    Link,
    Node,
    PartnerMap,
    Span,
    Station,
    Timeline,
    Track,
)
from briefs.model import figures as specs
from briefs.model.words import FigureWords


def figure(writer: Writer, id_: str, anchor: str, caption: str) -> Figure:
    """The figure of that id with its texts resolved, numbered by its caption ("Figure 1")."""
    edition = writer.edition
    spec, words = edition.publication.figures[id_], edition.words.figures[id_]
    labels = {key: writer.lines(text) for key, text in words.labels.items()}
    drawing: Drawing
    data: tuple[tuple[str, ...], ...] = ()
    match spec:
        case specs.Bars():
            drawing = _bars(writer, spec, labels)
            data = tuple((bar.label, bar.text) for bar in drawing.items)
        case specs.Timeline():
            drawing = _timeline(spec, labels)
        case specs.Diagram():
            drawing = _diagram(spec, labels)
        case specs.Cycle():
            drawing = _cycle(spec, labels)
        case specs.Fields():
            drawing = _fields(spec, labels)
            data = _marked(drawing)
        case specs.Map():
            drawing = _map(writer, spec, labels)
            counts = sorted(
                drawing.shades.items(), key=lambda item: sort_key(writer.country_name(item[0]), edition.language)
            )
            data = tuple((writer.country_name(code), edition.number(count)) for code, count in counts)
        case specs.Image():
            drawing = Picture(spec.file)
    return Figure(
        id=anchor,
        caption=caption,
        title=writer.inline(words.title),
        alt=writer.plain(words.alt),
        source=writer.inline(words.source),
        credit=_credit(writer, words),
        drawing=drawing,
        around=drafts.drawing(edition, (*words.labels.values(), words.alt)),
        data=data,
        unit=f"content/publications/{edition.id}/{edition.language}.yaml|figures.{id_}",
    )


def _credit(writer: Writer, words: FigureWords) -> str:
    return writer.inline(words.credit) if words.credit else ""


def _bars(writer: Writer, spec: specs.Bars, labels: dict[str, str]) -> Bars:
    edition = writer.edition
    return Bars(
        tuple(
            Bar(
                label=labels[fact.replace("/", "-")].replace("\n", " "),
                value=edition.values[fact],
                text=edition.facts[fact][spec.form or ""],
                muted=fact in spec.muted,
            )
            for fact in spec.facts
        )
    )


def _timeline(spec: specs.Timeline, labels: dict[str, str]) -> Timeline:
    place = {phase: n for n, phase in enumerate(spec.phases)}
    tracks = tuple(
        Track(labels[id_], tuple(Span(labels[s.id], place[s.first], place[s.last]) for s in spans))
        for id_, spans in spec.tracks.items()
    )
    return Timeline(tuple(labels[phase] for phase in spec.phases), tracks)


def _diagram(spec: specs.Diagram, labels: dict[str, str]) -> Diagram:
    nodes = []
    for id_, node in spec.nodes.items():
        nodes.append(Node(id_, node.at[0], node.at[1], *_named(labels[id_]), node.span, node.tone))
    links = tuple(Link(k.first, k.last, labels[k.label] if k.label else "", k.both) for k in spec.links)
    frames = tuple(Frame(labels[id_], frame.first, frame.last) for id_, frame in spec.frames.items())
    return Diagram(spec.columns, tuple(nodes), links, frames)


def _cycle(spec: specs.Cycle, labels: dict[str, str]) -> Cycle:
    stations = tuple(Station(*_named(labels[id_]), id_ in spec.strong) for id_ in spec.stations)
    return Cycle(stations, _named(labels["center"]) if spec.center else ("", ""))


def _map(writer: Writer, spec: specs.Map, labels: dict[str, str]) -> PartnerMap:
    matrix = writer.edition.matrices[spec.matrix]
    rows = {country: len(marks) for group in matrix.groups.values() for country, marks in group.items()}
    return partner_map_of(rows, dict.fromkeys(column.country for column in matrix.columns.values()), labels)


def _fields(spec: specs.Fields, labels: dict[str, str]) -> Fields:
    rows = {id_: n for n, id_ in enumerate(spec.rows)}
    columns = {id_: n for n, id_ in enumerate(spec.columns)}
    return Fields(
        columns=tuple(_named(labels[id_]) for id_ in spec.columns),
        rows=tuple(_named(labels[id_]) for id_ in spec.rows),
        column_axis=_line(labels["column-axis"]),
        row_axis=_line(labels["row-axis"]),
        groups=tuple(
            Group(_line(labels[id_]), tuple((rows[row], columns[column]) for row, column in cells))
            for id_, cells in spec.marked.items()
        ),
    )


def _marked(drawing: Fields) -> tuple[tuple[str, ...], ...]:
    """The marked cells of a matrix, row by row: where each is, and what its mark means."""
    return tuple(
        (f"{row} \u2013 {column}", drawing.groups[group].label)
        for n, (row, _) in enumerate(drawing.rows)
        for m, (column, _) in enumerate(drawing.columns)
        if (group := drawing.group(n, m)) is not None
    )


def _named(label: str) -> tuple[str, str]:
    """The title of a label, its first line, and its text."""
    title, _, text = label.partition("\n")
    return title, _line(text)


def _line(label: str) -> str:
    return label.replace("\n", " ")
