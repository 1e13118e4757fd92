"""What a release refuses: texts of its editions that are missing, out of step with their source, or never accepted."""

from collections.abc import Iterable, Iterator

from briefs.load import Tree
from briefs.model.content import Content
from briefs.problems import Problem
from briefs.translate.used import used_units
from briefs.translation import State, Unit, source_language

_LOOK = "see `build.py translate diff {what}`, then accept it; the source is in {source}"
_ACCEPT = "read them, then `build.py translate accept {what}`: only then a change of the source can be noticed"
_TOLD = {
    State.MISSING: ("this is not translated yet", "translate it; the source is in {source}"),
    State.STALE: ("the source has changed since this was translated", _LOOK),
    State.BOTH_CHANGED: ("source and translation have both changed since they were accepted", _LOOK),
}
MOST = 10  # more missing texts of one file than that are told together
_NEVER_ACCEPTED = (State.COPY, State.UNTRACKED)


def unfinished(tree: Tree, content: Content, editions: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """A problem for every text that the editions (publication, language) show and a release must not; one for all the
    texts of a file that nobody accepted, or of a file that has hardly any, at the first of them.
    """
    editions = tuple(editions)
    yield from _without_locale(tree, content, editions)
    for (folder, _), units in _shown(tree, content, editions).items():
        source = source_language(tree, folder)
        missing = [unit for unit in units if unit.state is State.MISSING]
        if len(missing) > MOST:
            message = f"{len(missing)} of the texts here are not translated yet; this is the first"
            yield _problem(tree, missing[0], source, message, _TOLD[State.MISSING][1])
        for unit in units:
            if unit.state in _TOLD and not (len(missing) > MOST and unit in missing):
                yield _problem(tree, unit, source, *_TOLD[unit.state])
        if never := [unit for unit in units if unit.state in _NEVER_ACCEPTED]:
            message = f"nobody has accepted {len(never)} of the texts here; this is the first"
            yield _problem(tree, never[0], source, message, _ACCEPT)


def _without_locale(tree: Tree, content: Content, editions: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    homes = {(content.publications[id_].series, id_, language) for id_, language in editions}
    for series, id_, language in sorted(homes):
        if language not in {**content.series[series].locales, **content.publications[id_].locales}:
            file = tree.files[f"content/series/{series}/series.yaml"]
            hint = f"add `{language}:` with a locale such as `{language}` or `{language}-PE`"
            yield file.problem(("locales", language), f"{id_}: there is no locale for `{language}`", hint, at_key=True)


def _shown(
    tree: Tree, content: Content, editions: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], tuple[Unit, ...]]:
    found: dict[tuple[str, str], dict[str, Unit]] = {}
    for id_, language in editions:
        for folder, units in used_units(tree, content, id_, language):
            if language != source_language(tree, folder):
                found.setdefault((folder, language), {}).update((unit.key, unit) for unit in units)
    return {place: tuple(units.values()) for place, units in found.items()}


def _problem(tree: Tree, unit: Unit, source: str, message: str, hint: str) -> Problem:
    what = f"{unit.language} {unit.folder.removeprefix('content/').removeprefix('publications/')}"
    named = hint.format(source=f"{unit.folder}/{source}.yaml", what=what)
    return tree.files[unit.file].problem(unit.path, f"{unit.language}: {message}", named, at_key=True)
