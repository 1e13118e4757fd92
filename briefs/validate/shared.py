"""Lists of texts, own or shared: each is there, none stands twice, a shared one fits its publication."""

from collections.abc import Iterator

from briefs.load import File, KeyPath
from briefs.markup import Mark, MarkKind, marks
from briefs.model.base import Titled, shared
from briefs.model.structure import Publication
from briefs.model.words import PublicationWords
from briefs.problems import Problem, did_you_mean
from briefs.validate.context import Context
from briefs.validate.keys import duplicates


def check_lists(context: Context, file: File, publication: Publication) -> Iterator[Problem]:
    """Key messages, recommendations, technical sheet, key figures and quotations of a publication."""
    groups: tuple[tuple[list[tuple[KeyPath, str]], str, str], ...] = (
        (_at(("key_messages",), publication.key_messages), "messages", "message"),
        (_recommendations(publication), "recommendations", "recommendation"),
        (_at(("technical_sheet",), publication.technical_sheet), "sheets", "part"),
    )
    for items, group, noun in groups:
        for n, (path, item) in enumerate(items):
            name = shared(item)
            if (name or item) in [shared(other) or other for _, other in items[:n]]:
                hint = "keep one of the two; a shared text and one of this publication need names of their own"
                yield file.problem(path, f"the {noun} `{name or item}` stands twice", hint)
            if name is not None:
                yield from _shared(context, file, path, name, group)
                yield from _fits(context, file, path, name, group, publication)
    for n, other in _twice(publication):
        hint = "join the two, or give one of them another id"
        yield file.problem(("recommendations", "groups", n, "id"), f"the group `{other}` stands twice", hint)
    for group, figures in publication.key_figures.items():
        yield from duplicates(file, ("key_figures", group), figures, "key figure")
    yield from duplicates(file, ("quotations",), publication.quotations, "quotation")


def _at(path: KeyPath, items: tuple[str, ...]) -> list[tuple[KeyPath, str]]:
    return [((*path, n), item) for n, item in enumerate(items)]


def _recommendations(publication: Publication) -> list[tuple[KeyPath, str]]:
    spec = publication.recommendations
    if spec is None:
        return []
    found = _at(("recommendations", "items"), spec.items)
    for n, group in enumerate(spec.groups):
        found += _at(("recommendations", "groups", n, "items"), group.items)
    return found


def _twice(publication: Publication) -> Iterator[tuple[int, str]]:
    """Groups of recommendations that an earlier one has the id of, with their places."""
    ids = [group.id for group in publication.recommendations.groups] if publication.recommendations else []
    yield from ((n, id_) for n, id_ in enumerate(ids) if id_ in ids[:n])


def _shared(context: Context, file: File, path: KeyPath, name: str, group: str) -> Iterator[Problem]:
    words, folder = context.content.shared, file.name.removeprefix("content/").rpartition("/")[0]
    used = set(context.tree.languages(f"content/{folder}"))
    lacking = [
        language for language in sorted(words) if language in used and name not in getattr(words[language], group)
    ]
    if lacking:
        entries = [f"shared.{entry}" for entry in getattr(words[lacking[0]], group)]
        files = " and ".join(f"content/shared/{language}.yaml" for language in lacking)
        hint = did_you_mean(f"shared.{name}", entries) or f"add `{name}:` under `{group}:` there"
        yield file.problem(path, f"there is no `{name}` under `{group}:` in {files}", hint)


def _fits(
    context: Context, file: File, path: KeyPath, name: str, group: str, publication: Publication
) -> Iterator[Problem]:
    """A shared text names only facts of this publication's series, and in a leaflet neither notes nor citations."""
    for mark in _marks(context, name, group):
        if publication.kind == "leaflet" and mark.kind in (MarkKind.NOTE, MarkKind.CITATION):
            message = f"the shared text `{name}` has a {mark.kind}, for which a leaflet has no place"
            yield file.problem(path, message, "write a text of its own for the leaflet")
    for message, hint in _foreign(context, name, group, publication):
        yield file.problem(path, message, hint)


def check_passages(
    context: Context, file: File, publication: Publication, words: PublicationWords
) -> Iterator[Problem]:
    """The shared passages that the words of a publication place name only facts of its series."""
    texts: list[tuple[KeyPath, str]] = [(("sections", k, "text"), s.text or "") for k, s in words.sections.items()]
    texts += [(("technical_sheet", key, "text"), sheet.text) for key, sheet in words.technical_sheet.items()]
    for path, text in texts:
        for mark in marks(text):
            if mark.kind is MarkKind.BLOCK and mark.scope == "passage":
                for message, hint in _foreign(context, mark.target, "passages", publication):
                    yield file.problem(path, message, hint, span=(mark.start, mark.end - mark.start))


def _foreign(context: Context, name: str, group: str, publication: Publication) -> Iterator[tuple[str, str]]:
    """What is wrong, and what to do, where a shared text names a fact that only another series has."""
    registry = context.content.registry
    own = {fact for facts in context.facts(publication).values() for fact in facts}
    elsewhere = {fact for series in context.content.series.values() for fact in series.facts} - own
    for mark in _marks(context, name, group):
        foreign = mark.target in elsewhere and mark.target not in registry.names and mark.target not in registry.rates
        if mark.kind is MarkKind.PLACEHOLDER and foreign and not context.facts_lost(publication):
            message = f"the shared text `{name}` names `{mark.target}`, a fact of another series"
            yield message, f"add the fact to content/series/{publication.series}/series.yaml"


def _marks(context: Context, name: str, group: str) -> Iterator[Mark]:
    """The marks of a shared text, and of the notes that it calls."""
    for words in context.content.shared.values():
        entry: str | Titled | None = getattr(words, group).get(name)
        if entry is not None:
            found = tuple(marks(f"{entry.title}\n{entry.text}" if isinstance(entry, Titled) else entry))
            yield from found
            for mark in found:
                if mark.kind is MarkKind.NOTE:
                    yield from marks(words.notes.get(mark.target, ""))
