"""Figures: the specification in `publication.yaml` and its words → what `briefs.draw` draws, and the data behind it."""

from briefs.assemble.document import Figure, Picture
from briefs.assemble.writer import Writer
from briefs.draw import Bar, Bars, Diagram, Frame, Link, Node, Span, Timeline, Track
from briefs.model import structure
from briefs.model.words import FigureWords


def figure(writer: Writer, id_: str, anchor: str, caption: str) -> Figure:
    """The figure of that id with its texts resolved, numbered by its caption ("Figure 1")."""
    edition = writer.edition
    spec, words = edition.publication.figures[id_], edition.words.figures[id_]
    labels = {key: writer.lines(text) for key, text in words.labels.items()}
    drawing: Bars | Diagram | Timeline | Picture
    data: tuple[tuple[str, ...], ...] = ()
    match spec:
        case structure.Bars():
            drawing = _bars(writer, spec, labels)
            data = tuple((bar.label, bar.text) for bar in drawing.items)
        case structure.Timeline():
            drawing = _timeline(spec, labels)
        case structure.Diagram():
            drawing = _diagram(spec, labels)
        case structure.Image():
            drawing = Picture(spec.file)
    return Figure(
        id=anchor,
        caption=caption,
        title=writer.inline(words.title),
        alt=writer.plain(words.alt),
        source=writer.inline(words.source),
        credit=_credit(writer, words),
        drawing=drawing,
        data=data,
        unit=f"content/publications/{edition.id}/{edition.language}.yaml|figures.{id_}",
    )


def _credit(writer: Writer, words: FigureWords) -> str:
    return writer.inline(words.credit) if words.credit else ""


def _bars(writer: Writer, spec: structure.Bars, labels: dict[str, str]) -> Bars:
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


def _timeline(spec: structure.Timeline, labels: dict[str, str]) -> Timeline:
    place = {phase: n for n, phase in enumerate(spec.phases)}
    tracks = tuple(
        Track(labels[id_], tuple(Span(labels[s.id], place[s.first], place[s.last]) for s in spans))
        for id_, spans in spec.tracks.items()
    )
    return Timeline(tuple(labels[phase] for phase in spec.phases), tracks)


def _diagram(spec: structure.Diagram, labels: dict[str, str]) -> Diagram:
    nodes = []
    for id_, node in spec.nodes.items():
        title, _, text = labels[id_].partition("\n")
        nodes.append(Node(id_, node.at[0], node.at[1], title, text.replace("\n", " "), node.span, node.tone))
    links = tuple(Link(k.first, k.last, labels[k.label] if k.label else "", k.both) for k in spec.links)
    frames = tuple(Frame(labels[id_], frame.first, frame.last) for id_, frame in spec.frames.items())
    return Diagram(spec.columns, tuple(nodes), links, frames)
