"""How a shortcut takes the place of a function of WeasyPrint, and gives it back."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Patch:
    """`name` of `owner`, a module or class, is `new` while the shortcuts are on."""

    owner: Any
    name: str
    new: Any
