"""The documentation says what there is: commands, options, content fields; its links and its YAML hold."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from pydantic import BaseModel

from briefs.cli import app
from briefs.load import parse
from briefs.load.file import File
from briefs.model import facts, registry, structure, words
from briefs.model.base import Contact, Titled

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
OUTLINE = re.compile(r"\|-[,} ]|: …")  # a list of keys with their texts left out, not a file
READ_BY_PEOPLE = (ROOT / "README.md").read_text("utf-8") + (ROOT / "docs/authoring.md").read_text("utf-8")
READ_BY_TRANSLATORS = (ROOT / "docs/translating.md").read_text("utf-8")
REFERENCE = (ROOT / "docs/content-model.md").read_text("utf-8")


def models() -> Iterator[type[BaseModel]]:
    for module in (facts, registry, structure, words):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, BaseModel) and value.__module__ == module.__name__:
                yield value
    yield from (Contact, Titled)


def fields() -> list[str]:
    skipped = {"names", "references"}  # the registry as a whole: its files are its fields
    found = {f.alias or name for model in models() for name, f in model.model_fields.items()}
    return sorted(found - skipped)


@pytest.mark.parametrize("field", fields())
def test_every_content_field_is_in_the_reference(field: str) -> None:
    assert re.search(rf"\b{field}\b", REFERENCE), f"docs/content-model.md does not say what `{field}` is"


def test_every_command_and_option_is_described() -> None:
    command = typer.main.get_command(app)
    commands: dict[str, Any] = getattr(command, "commands", {})
    translate = commands.pop("translate")
    assert set(commands) == {"build", "check", "serve", "verify"}
    _described((command, *commands.values()), [f"build.py {name}" for name in commands], READ_BY_PEOPLE)
    ways: dict[str, Any] = translate.commands
    _described(tuple(ways.values()), [f"build.py translate {name}" for name in ways], READ_BY_TRANSLATORS)


def _described(commands: tuple[Any, ...], names: list[str], page: str) -> None:
    options = {o for c in commands for p in c.params for o in p.opts if o.startswith("--")}
    assert [
        said for said in [*names, *sorted(options - {"--help", "--version", "--project"})] if said not in page
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def examples() -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        for n, block in enumerate(re.findall(r"```yaml\n(.*?)```", page.read_text("utf-8"), re.DOTALL)):
            if not OUTLINE.search(block):
                found.append((f"{page.name}-{n}", block))
    return found


@pytest.mark.parametrize(("name", "block"), examples(), ids=[name for name, _ in examples()])
def test_every_yaml_example_is_yaml(name: str, block: str) -> None:
    assert isinstance(parse(_dedented(block), name), File)


def _dedented(block: str) -> str:
    lines = block.split("\n")
    indent = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    return "\n".join(line[indent:] for line in lines)
