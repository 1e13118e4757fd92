"""The reference list: author (year). *Title*. What holds it, who published it, where it is found."""

from html import escape

from briefs.assemble.writer import Writer
from briefs.localise import Edition
from briefs.model.registry import Author, Reference


def reference_html(edition: Edition, writer: Writer, id_: str) -> str:
    """One reference as an HTML fragment, its title marked with the language it is in."""
    reference = edition.references[id_]
    authors = _authors(edition, reference)
    if reference.editors:
        authors += f" ({edition.label('editors' if len(reference.authors) > 1 else 'editor')})"
    title = _in_language(edition, reference, reference.title)
    part = reference.container is not None
    pieces = [f"{escape(authors)} ({reference.year}).", f"{title}." if part else f"<cite>{title}</cite>."]
    if reference.container:
        pieces.append(f"<cite>{_in_language(edition, reference, reference.container)}</cite>.")
    if reference.details:
        pieces.append(f"{_in_language(edition, reference, reference.details)}.")
    if reference.event:
        pieces.append(f"{escape(reference.event)}.")
    issued = ": ".join(x for x in (reference.place, reference.publisher) if x)
    if issued:
        pieces.append(f"{escape(issued)}.")
    if reference.date and str(reference.date) != str(reference.year):
        pieces.append(f"{escape(edition.moment(str(reference.date)))}.")
    if reference.url:
        pieces.append(f'<a href="{escape(reference.url)}">{escape(reference.url)}</a>')
    return " ".join(pieces)


def sort_key(writer: Writer, id_: str) -> tuple[str, int, str]:
    """Lists are sorted by author, then year."""
    return writer.author(id_).casefold(), writer.edition.references[id_].year, id_


def _authors(edition: Edition, reference: Reference) -> str:
    names = [_author(edition, author) for author in reference.authors]
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} {edition.label('citation-and')} {names[-1]}"


def _author(edition: Edition, author: Author) -> str:
    if author.organisation is None:
        return ", ".join(x for x in (author.family, author.given) if x)
    name = edition.names[author.organisation]
    return f"{name.short}, {name.full}" if name.short else name.full  # as it is cited, so that readers find it


def _in_language(edition: Edition, reference: Reference, text: str) -> str:
    if reference.language == edition.language:
        return escape(text)
    return f'<span lang="{reference.language}">{escape(text)}</span>'
