"""What the model says of one text of a file of words: what it is, and how much room it has."""

from dataclasses import dataclass
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from briefs.model.base import Room
from briefs.model.words import WORDS


@dataclass(frozen=True)
class Told:
    """What a text is (empty where the model says nothing), and its limit in characters; None where it has none."""

    description: str = ""
    limit: int | None = None


@lru_cache(maxsize=16_384)
def told(kind: str, path: tuple[str | int, ...]) -> Told:
    """What is known of the text at a key path in the words of a kind of folder, such as `publications`."""
    if kind not in WORDS:
        return Told()
    description, rooms = "", []
    annotation: Any = WORDS[kind]
    for part in path:
        annotation = _plain(annotation)
        if get_origin(annotation) is dict:
            annotation = get_args(annotation)[1]
        elif isinstance(annotation, type) and issubclass(annotation, BaseModel) and part in annotation.model_fields:
            field = annotation.model_fields[str(part)]
            description, annotation, rooms = field.description or description, field.annotation, list(field.metadata)
        else:
            return Told()
    found = [room.characters for room in (*rooms, *_rooms(annotation)) if isinstance(room, Room)]
    return Told(description, min(found, default=None))


def _plain(annotation: Any) -> Any:
    """An annotation without its metadata and without None."""
    while get_origin(annotation) in (Annotated, Union, UnionType):
        annotation = get_args(annotation)[0]
    return annotation


def _rooms(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) in (Union, UnionType):
        return tuple(room for arg in get_args(annotation) for room in _rooms(arg))
    return tuple(get_args(annotation)[1:]) if get_origin(annotation) is Annotated else ()
