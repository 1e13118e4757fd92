"""What to write in place of a mark that names nothing."""

import re
from collections.abc import Collection, Iterable

from briefs.markup import BLOCK_KINDS, Mark, MarkKind
from briefs.problems import did_you_mean
from briefs.validate.context import Context
from briefs.validate.scope import Scope
from briefs.validate.sources import Origin

_HOMES = {
    "account": "the words of that case need an `account:`, and publication.yaml names the case under `cases:`",
    "passage": "write it under `passages:` in content/shared/ first",
}
_OPEN = re.compile(r"\{((?:ref:|[a-z0-9-]+/)?([a-z][a-z0-9-]*[a-z0-9])(?:\.[a-z]+)?)(?![\w:])")
_CLOSE = re.compile(r"(?<![\w-])((?:ref:|[a-z0-9-]+/)?([a-z][a-z0-9-]*[a-z0-9])(?:\.[a-z]+)?)\}$")


def block_home(kind: str) -> str:
    """What to do where there is no block of a kind at all."""
    return _HOMES.get(kind, "name it in publication.yaml first")


def part_hint(part: str, made: Origin | None) -> str:
    """What to do where a name has no acronym or plural."""
    return (
        "leave the part out, or ask the editor for it"
        if made
        else f"leave the part out, or add `{part}` in the registry"
    )


def listed(ids: Iterable[str]) -> str:
    """The ids that there are, where they are few."""
    ids = sorted(ids)
    return f"there are: {', '.join(ids)}" if 0 < len(ids) <= 8 else ""


def named_ids(context: Context, scope: Scope) -> set[str]:
    """The ids that a placeholder may name."""
    registry = context.content.registry
    return {*registry.names, *registry.rates, *scope.loose, *(f for facts in scope.facts.values() for f in facts)}


def broken_hint(text: str, mark: Mark, ids: Collection[str], made: Origin | None) -> str:
    """What to write in place of a mark that is not well formed; `ids` are those that a placeholder may name."""
    found = text[mark.start : mark.end]
    if re.match(rf"\{{({'|'.join(BLOCK_KINDS)}):", found):
        return "a block stands alone on its line"
    if found.startswith("[@"):
        return "a citation is [@id], [@id: 45] or [@one; @other]"
    if found.startswith("[^"):
        return "a note is called by [^id]: lower-case letters, digits, hyphens"
    half = _OPEN.match(text, mark.start) if found == "{" else _CLOSE.search(text[: mark.end]) if found == "}" else None
    if half and (half[2] in ids or half[1].startswith("ref:")):
        return f"write `{{{half[1]}}}`"
    meant = half[2] if half else re.sub(r"[\s_]+", "-", found.strip("{} ").lower())
    if near := did_you_mean(meant, ids):
        return near
    usage = "a placeholder is {id} or {id.part}; braces have no other use"
    return f"{usage}; {made.hint(MarkKind.PLACEHOLDER)}" if made else usage
