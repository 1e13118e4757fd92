"""Data → typed models. Pydantic finds what is wrong; here it becomes problems in plain words at the right place."""

import re
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from briefs.load import Data, File, KeyPath
from briefs.memory import latest
from briefs.model.facts import AREA_UNITS
from briefs.model.figures import Bars, Cycle, Diagram, Fields, Image, Map, Timeline
from briefs.problems import Problem, did_you_mean

M = TypeVar("M", bound=BaseModel)

_WORDS_FILE = re.compile(r"/[a-z]{2}\.yaml$")

UNITS = ("percent", "count", *AREA_UNITS)
FIGURES = tuple(
    get_args(m.model_fields["kind"].annotation)[0] for m in (Bars, Timeline, Diagram, Cycle, Fields, Map, Image)
)

_FOUND = {
    dict: "a group of keys",
    list: "a list",
    str: "a text",
    bool: "true or false",
    int: "a number",
    float: "a number",
}
_WANTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a group of keys",
    "model_type": "a group of keys",
    "model_attributes_type": "a group of keys",
}
_ID_HINT = "an id is lower-case letters, digits and hyphens: `income-gain`"
# The patterns of `briefs.model` by a part that only one of them has: message, hint.
_PATTERNS = (
    (r"\S", "the text is empty", "write the text below the key, indented, or remove the key"),
    ("shared", "{input} is not an id", f"{_ID_HINT}, or `shared.income-gain`"),
    ("-[a-z0-9]+)*$", "{input} is not an id", _ID_HINT),
    ("https?", "{input} is not a web address", "it begins with https:// and has no spaces"),
    ("@", "{input} is not an e-mail address", "it looks like office@example.org"),
    ("[A-Z]{3}", "{input} is not a currency code", "three capitals, such as PEN"),
    (r"|\d{3}", "{input} is not a locale", "a locale is a language and a country: `es-PE`, `en-GB`, `es-419`"),
    ("^[A-Z]{2}$", "{input} is not a country code", "two capitals, such as PE"),
    ("^[a-z]{2}$", "{input} is not a language code", "two lower-case letters, such as en"),
    (r"\.(png", "{input} is not a picture in content/assets/", "name a .png, .jpg or .svg file below that folder"),
)


def parse(file: File, model: type[M]) -> M | list[Problem]:
    """One file's data as a model, or every problem in it."""
    found = _parsed(file, model)
    if isinstance(found, model):
        return found
    assert isinstance(found, tuple)
    return list(found)


@latest(lambda file, model: (file.name, model.__name__))
def _parsed(file: File, model: type[BaseModel]) -> BaseModel | tuple[Problem, ...]:
    data = file.data
    if not isinstance(data, dict):
        message = f"expected keys here, found {_found(data)}"
        return (file.problem((), message, "a line is `key: value`; a text stands below a key"),)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        return tuple(_problems(file, model, error.errors(include_url=False)))


def _problems(file: File, model: type[BaseModel], errors: list[ErrorDetails]) -> Iterator[Problem]:
    errors = [error for error in errors if not _echo(error)]
    seen: set[tuple[KeyPath, str]] = set()
    decimals = {_path(file.data, error["loc"])[0] for error in errors if error["type"] == "float_type"}
    found = [(error, *_path(file.data, error["loc"])) for error in errors]
    missing = {(*path, *rest[-1:]) for error, path, rest in found if error["type"] == "missing"}
    for error, path, _ in found:
        if error["type"] == "extra_forbidden":
            known = {*_keys_at(model, path[:-1])} - {str(path[-1])}  # another kind of fact or figure may have it
            meant = did_you_mean(str(path[-1]), [str(p[-1]) for p in missing if p[:-1] == path[:-1]])
            missing -= {p for p in missing if p[:-1] == path[:-1] and f"`{p[-1]}`" in meant}
            hint = meant or did_you_mean(str(path[-1]), known) or f"keys here: {', '.join(sorted(known))}"
            yield file.problem(path, f"`{path[-1]}` is not a key here", hint, at_key=True)
    for error, path, rest in found:
        kind = error["type"]
        group = "type" if kind in _WANTED else kind
        if kind == "extra_forbidden" or ((path, group) in seen and kind != "missing"):
            continue
        seen.add((path, group))
        if kind in ("union_tag_invalid", "union_tag_not_found"):
            yield _kind(file, path, error)
        elif kind == "missing":
            lacking = (*path, *rest[-1:])
            if isinstance(lacking[-1], int):
                yield file.problem(path, "this list is too short", "write two numbers: row and column")
            elif lacking in missing:
                said = next(
                    (f.description for k, f in _fields_at(model, path) if k == lacking[-1] and f.description), ""
                )
                hint = f"add `{lacking[-1]}:`" + (f", {said[:1].lower()}{said[1:]}" if said else "")
                yield file.problem(lacking, f"`{lacking[-1]}` is missing here", hint, at_key=True)
        elif kind == "fact_unit":
            yield _unit(file, path, error["input"])
        else:
            kind = "float_type" if kind == "int_type" and path in decimals else kind
            message, hint = _words(file, path, kind, error, set(_keys_at(model, path)))
            yield file.problem(path, message, hint, at_key="[key]" in error["loc"])


def _echo(error: ErrorDetails) -> bool:
    """Whether a list is called too short only because pydantic does not count the items that it found fault with."""
    least, value = error.get("ctx", {}).get("min_length"), error["input"]
    return error["type"] == "too_short" and isinstance(value, list | dict) and len(value) >= (least or 0)


def _kind(file: File, path: KeyPath, error: ErrorDetails) -> Problem:
    """A figure without a kind, or of a kind that there is not."""
    tag = error.get("ctx", {}).get("tag")
    options = ", ".join(FIGURES)
    if tag is None:
        return file.problem((*path, "kind"), "`kind` is missing here", f"a figure is one of: {options}", at_key=True)
    kind = error["input"].get("kind")
    if not isinstance(kind, str):
        return file.problem((*path, "kind"), f"expected a text, found {_found(kind)}", f"one of: {options}")
    return file.problem((*path, "kind"), f"`{kind}` is not one of: {options}", did_you_mean(kind, FIGURES))


def _unit(file: File, path: KeyPath, value: Any) -> Problem:
    """A fact whose kind nothing tells."""
    units = "a currency such as PEN, percent, count, square-metre or hectare"
    if not isinstance(value, dict):
        return file.problem(path, f"expected a group of keys, found {_found(value)}", "a fact has `value` and `unit`")
    if value.get("unit") is None:
        hint = f"a unit is {units}; a time has `from` and `to`, or `date`"
        return file.problem((*path, "unit"), "`unit` is missing here", hint, at_key=True)
    near = did_you_mean(str(value["unit"]), UNITS)
    return file.problem((*path, "unit"), f"`{value['unit']}` is not a unit", near or f"a unit is {units}")


def _words(file: File, path: KeyPath, kind: str, error: ErrorDetails, known: set[str]) -> tuple[str, str]:
    value, context = error["input"], error.get("ctx", {})
    if kind in _WANTED:
        return f"expected {_WANTED[kind]}, found {_found(value)}", _type_hint(file, path, kind, value, known)
    if kind == "string_pattern_mismatch":
        for pattern, message, hint in _PATTERNS:
            if pattern in str(context.get("pattern")):
                return message.format(input=f"`{value}`"), hint
    if kind == "literal_error":
        options = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
        return f"`{value}` is not one of: {', '.join(options)}", did_you_mean(str(value), options)
    if kind == "isbn_length":
        return f"`{value}` is not an ISBN", "it has 13 digits, parted by hyphens: 978-0-8270-5654-1"
    if kind == "isbn_check":
        hint = "a digit is wrong, or two are swapped: hold it against the printed page"
        return f"`{value}` is not an ISBN: its last digit would be {context['check']}", hint
    if kind == "value_error":
        return f"`{value}` is not a date", "a date is 2016, 2016-12 or 2016-12-31, in quotation marks or not"
    if kind in _BOUNDS:
        name, message = _BOUNDS[kind]
        hint = "write two numbers: row and column" if path[-1] in ("at", "from", "to") else ""
        if path[2:3] == ("marked",) and isinstance(path[-1], int):
            hint = "a cell is its row and its column: [policies, design]"
        return message.format(value=value, limit=context.get(name)), hint
    return "this is not what is needed here", "docs/content-model.md shows every key"


_BOUNDS = {
    "greater_than_equal": ("ge", "{value} is too small: at least {limit}"),
    "less_than_equal": ("le", "{value} is too large: at most {limit}"),
    "too_short": ("min_length", "there are too few here: at least {limit}"),
    "too_long": ("max_length", "there are too many here: at most {limit}"),
}


def _type_hint(file: File, path: KeyPath, kind: str, value: Any, known: set[str]) -> str:
    is_words = bool(_WORDS_FILE.search(file.name))
    written = file.written(path).lstrip()
    if kind == "string_type":
        if isinstance(value, dict | list) and written[:1] in ("{", "["):
            return f"a text that begins with `{written[0]}` must stand in a `|-` block"
        if isinstance(value, dict) and is_words:
            return "this key has a text of its own and none below it; look at the indentation"
        if is_words or value is None:
            return "write `|-` after the key and the text below it, indented"
        return "if the text is meant, put it in quotation marks" if not isinstance(value, dict | list) else ""
    if kind in ("int_type", "float_type", "int_from_float"):
        return "a number has digits and a decimal point only: 1400, 0.3; what it counts stands under `unit`"
    if kind == "bool_type":
        return "write true or false"
    if kind in ("tuple_type", "list_type"):
        return "write [one, two], or one a line after `- `"
    if isinstance(value, list) and is_words:
        return "each text has a key of its own: `income: |-`"
    if is_words and not known:
        return "each text below it has a key of its own; look at the indentation"
    return f"keys here: {', '.join(sorted(known))}" if known else ""


def _found(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool | int | float):
        return f"{_FOUND[type(value)]} ({str(value).lower()})"
    return _FOUND.get(type(value), "something else")


def _path(data: Data, loc: tuple[int | str, ...]) -> tuple[KeyPath, tuple[int | str, ...]]:
    """The part of a pydantic location that the data has, and the rest; names of union members are skipped."""
    path: KeyPath = ()
    rest: tuple[int | str, ...] = ()
    for part in loc:
        if isinstance(data, dict) and part in data:
            data, path, rest = data[str(part)], (*path, part), ()
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data, path, rest = data[part], (*path, part), ()
        else:
            rest = (*rest, part)
    return path, rest


def _keys_at(annotation: Any, path: KeyPath) -> Iterator[str]:
    """The keys that a model allows at a path."""
    yield from (name for name, _ in _fields_at(annotation, path))


def _fields_at(annotation: Any, path: KeyPath) -> Iterator[tuple[str, FieldInfo]]:
    """The keys that a model allows at a path, with their fields; of a union, those of all its members."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _fields_at(args[0], path)
    elif origin in (Union, UnionType):
        for arg in args:
            yield from _fields_at(arg, path)
    elif isinstance(annotation, type) and issubclass(annotation, RootModel):
        yield from _fields_at(annotation.model_fields["root"].annotation, path)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = {field.alias or name: field for name, field in annotation.model_fields.items()}
        if not path:
            yield from fields.items()
        elif path[0] in fields:
            yield from _fields_at(fields[str(path[0])].annotation, path[1:])
    elif path and origin is dict:
        yield from _fields_at(args[1], path[1:])
    elif path and origin in (tuple, list):
        yield from _fields_at(args[0], path[1:])
