"""What all authored models share: frozen, unknown keys refused, and the kinds of text."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, StringConstraints
from pydantic_core import CoreSchema

Id = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
SharedId = Annotated[str, StringConstraints(strict=True, pattern=r"^(shared\.)?[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Language = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z]{2}$")]
Country = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Z]{2}$")]
Locale = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z]{2}(-([A-Z]{2}|\d{3}))?$")]
Text = Annotated[str, StringConstraints(strict=True, pattern=r"\S")]
Texts = dict[Id, Text]
Names = dict[Language, Text]
Count = Annotated[int, Field(strict=True, ge=0)]
Flag = Annotated[bool, Field(strict=True)]
Url = Annotated[str, StringConstraints(strict=True, pattern=r"^https?://[^\s<>\"']+$")]
Email = Annotated[str, StringConstraints(strict=True, pattern=r"^[^@\s]+@[^@\s]+\.[a-z]+$")]


@dataclass(frozen=True)
class Room:
    """How many characters of a text there is room for, in every language; its marks are not counted.

    The JSON Schema has it as `x-limit`: a `maxLength` would count the marks.
    """

    characters: int

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "x-limit": self.characters}


Short = Annotated[Text, Room(40)]
Heading = Annotated[Text, Room(120)]


class Strict(BaseModel):
    """A frozen model that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Contact(Strict):
    """Somebody a reader may write to: a person by name, or an office by its entry in the registry."""

    name: Text | None = Field(None, description="The name as the person writes it")
    organisation: Id | None = Field(None, description="An office of the registry, shown by its name in the language")
    email: Email = Field(description="An address that answers")


class Titled(Strict):
    """Words with a heading of their own."""

    title: Annotated[Text, Room(60)] = Field(description="The heading, three to six words")
    text: Text = Field(description="Markdown")


def shared(item: str) -> str | None:
    """The id of a shared text, `poverty-trap` for `shared.poverty-trap`; None for the publication's own text."""
    return item.removeprefix("shared.") if item.startswith("shared.") else None
