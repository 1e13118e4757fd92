"""Data → typed models. Pydantic finds what is wrong; here it becomes problems in plain words at the right place."""

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from briefs.load import Data, File, KeyPath
from briefs.problems import Problem, did_you_mean

M = TypeVar("M", bound=BaseModel)

_FOUND = {dict: "a mapping", list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}
_WANTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping of keys",
    "model_type": "a mapping of keys",
    "model_attributes_type": "a mapping of keys",
}
_PATTERNS = (
    (r"\S", "the text is empty", "write the text below the key, indented, or remove the key"),
    ("[a-z0-9]+)*$", "{input} is not an id", "an id is lower-case letters, digits and hyphens: `income-gain`"),
    ("https?", "{input} is not a web address", "it begins with https:// and has no spaces"),
    ("@", "{input} is not an e-mail address", ""),
    ("[A-Z]{3}", "{input} is not a currency code", "three capitals, such as PEN"),
    ("[A-Z]{2}$", "{input} is not a country code", "two capitals, such as PE"),
    (r"\.(png", "{input} is not a picture in content/assets/", "name a .png, .jpg or .svg file below that folder"),
)


def parse(file: File, model: type[M], extra: dict[str, Any] | None = None) -> M | list[Problem]:
    """One file's data as a model, or every problem in it."""
    data = file.data
    if not isinstance(data, dict):
        return [file.problem((), f"expected keys here, found {_found(data)}", "a line is `key: value`")]
    try:
        return model.model_validate({**(extra or {}), **data})
    except ValidationError as error:
        return list(_problems(file, model, error.errors(include_url=False)))


def _problems(file: File, model: type[BaseModel], errors: list[ErrorDetails]) -> Iterator[Problem]:
    seen: set[tuple[KeyPath, str]] = set()
    for error in errors:
        path, rest = _path(file.data, error["loc"])
        kind = error["type"]
        group = "type" if kind in _WANTED else kind
        if (path, group) in seen and kind not in ("missing", "extra_forbidden"):
            continue
        seen.add((path, group))
        if kind == "missing":
            name = str(rest[-1] if rest else error["loc"][-1])
            yield file.problem(path, f"`{name}` is missing here", f"add `{name}:`", at_key=True)
        elif kind == "extra_forbidden":
            known = set(_keys_at(model, path[:-1]))
            hint = did_you_mean(str(path[-1]), known) or f"keys here: {', '.join(sorted(known))}"
            yield file.problem(path, f"`{path[-1]}` is not a key here", hint, at_key=True)
        else:
            message, hint = _words(error, known=set(_keys_at(model, path)))
            yield file.problem(path, message, hint, at_key="[key]" in error["loc"])


def _words(error: ErrorDetails, known: set[str]) -> tuple[str, str]:
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    if kind in _WANTED:
        hint = ""
        if kind == "string_type" and not isinstance(value, dict | list | type(None)):
            hint = "to mean the text, put it in quotation marks"
        elif kind == "string_type" and value is None:
            hint = "write `|-` after the key and the text below it, indented"
        elif kind in ("int_type", "float_type") and isinstance(value, str):
            hint = "a number has digits and a decimal point only: 1400, 0.3; units stand under `unit`"
        elif kind.startswith("model") and known:
            hint = f"keys here: {', '.join(sorted(known))}"
        return f"expected {_WANTED[kind]}, found {_found(value)}", hint
    if kind == "string_pattern_mismatch":
        for pattern, message, hint in _PATTERNS:
            if pattern in str(context.get("pattern")):
                return message.format(input=f"`{value}`"), hint
        return f"`{value}` is not of the form that is needed here", ""
    if kind == "literal_error":
        expected = str(context.get("expected", "")).replace("'", "")
        options = expected.replace(" or ", ", ").split(", ")
        return f"`{value}` is not one of: {expected}", did_you_mean(str(value), options)
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        expected = str(context.get("expected_tags", "")).replace("'", "")
        tag = context.get("tag")
        if tag is None:
            return (
                f"`{str(context.get('discriminator', 'kind')).strip(chr(39))}` is missing here",
                f"one of: {expected}",
            )
        return f"`{tag}` is not one of: {expected}", did_you_mean(str(tag), expected.split(", "))
    return error["msg"].removeprefix("Value error, "), ""


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
    """The keys that a model allows at a path; of a union, the keys of all its members."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _keys_at(args[0], path)
    elif origin in (Union, UnionType):
        for arg in args:
            yield from _keys_at(arg, path)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = {field.alias or name: field.annotation for name, field in annotation.model_fields.items()}
        if not path:
            yield from fields
        elif path[0] in fields:
            yield from _keys_at(fields[str(path[0])], path[1:])
    elif path and origin is dict:
        yield from _keys_at(args[1], path[1:])
    elif path and origin in (tuple, list):
        yield from _keys_at(args[0], path[1:])
