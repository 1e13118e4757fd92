"""The same few questions everywhere: an id is there, keys are those that are needed, nothing stands twice."""

from collections.abc import Iterable, Iterator, Sequence

from briefs.load import File, KeyPath
from briefs.problems import Problem, did_you_mean
from briefs.validate.context import Context

FEW = 8


def known(file: File, path: KeyPath, name: str, ids: Iterable[str], noun: str) -> Iterator[Problem]:
    """A problem where a name is not among the ids."""
    ids = sorted(ids)
    if name not in ids:
        few = f"there are: {', '.join(ids)}" if 0 < len(ids) <= FEW else ""
        yield file.problem(path, f"there is no {noun} `{name}`", did_you_mean(name, ids) or few)


def keys(
    file: File, path: KeyPath, given: Iterable[str], expected: Iterable[str],
    *, also: Iterable[str] = (), where: str = "the structure file beside",
) -> Iterator[Problem]:  # fmt: skip
    """Problems for keys that are missing and for keys that nothing uses; a key that was misspelt gives one, not two."""
    given, expected = set(given), set(expected)
    missing, spare = expected - given, given - expected - set(also)
    for name in sorted(spare):
        hint = did_you_mean(name, missing)
        if hint:
            missing -= {meant for meant in missing if f"`{meant}`" in hint}
            hint += f" {where} asks for that"
        else:
            hint = did_you_mean(name, expected) or f"remove it, or name it in {where}"
        yield file.problem((*path, name), f"nothing uses `{name}`", hint, at_key=True)
    for name in sorted(missing):
        yield file.problem((*path, name), f"`{name}` is missing here", f"add `{name}:`", at_key=True)


def duplicates(file: File, path: KeyPath, items: Sequence[str], noun: str) -> Iterator[Problem]:
    """A problem for every item of a list that stood in it before."""
    for n, item in enumerate(items):
        if item in items[:n]:
            yield file.problem((*path, n), f"the {noun} `{item}` stands twice", "keep one of the two")


def known_name(context: Context, file: File, path: KeyPath, name: str) -> Iterator[Problem]:
    """A problem where a name is not in the registry, as far as the registry could be read."""
    homes = context.registry_files
    if not context.unread(*homes) and name not in context.loose(*homes):
        yield from known(file, path, name, context.content.registry.names, "organisation, programme or place")
