"""What the model says of a text: its description and how much room it has."""

import pytest
from pydantic import BaseModel, TypeAdapter

from briefs.model.base import Short
from briefs.model.rooms import Told, told
from briefs.model.words import WORDS


@pytest.mark.parametrize(
    ("kind", "path", "expected"),
    [
        ("publications", ("short",), Told("A few words for the foot of the page", 40)),
        ("publications", ("subtitle",), Told("", 90)),
        ("publications", ("title",), Told("The title on the cover", 140)),
        ("publications", ("sections", "income", "title"), Told("Three to six words", 120)),
        ("publications", ("key_figures", "share", "value"), Told("The figure itself, as short as it can be", 16)),
        ("publications", ("figures", "flow", "labels", "a"), Told("What stands in the drawing", 160)),
        ("publications", ("tables", "t", "columns", "_head"), Told("The heads of the columns", 60)),
        ("publications", ("recommendations", "groups", "a"), Told("The headings of the groups", 120)),
        (
            "publications",
            ("imprint", "cataloguing", "extent"),
            Told("Pages and size; title, event and records are added", 40),
        ),
        ("publications", ("messages", "income"), Told()),
        ("publications", ("sections", "income", "text"), Told("Markdown; may be absent where subsections follow")),
        ("shared", ("sheets", "project", "title"), Told("The heading, three to six words", 60)),
        ("publications", ("nothing",), Told()),
        ("registry", ("midis", "name"), Told()),
    ],
)
def test_a_text_has_its_description_and_its_room(kind: str, path: tuple[str, ...], expected: Told) -> None:
    assert told(kind, path) == expected


def test_the_schema_says_the_room() -> None:
    assert TypeAdapter(Short).json_schema()["x-limit"] == 40
    title = WORDS["publications"].model_json_schema()["properties"]["title"]
    assert title["x-limit"] == 140
    assert "maxLength" not in title


def test_every_kind_of_words_has_a_model() -> None:
    assert all(issubclass(model, BaseModel) for model in WORDS.values())
