"""A citation style, as it stands in its file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CitationStyle:
    """`file` is the name of a style of the Citation Style Language, `csl` the XML it holds."""

    file: str
    csl: bytes
