"""Which cells of a table head which, for people who hear it cell by cell (ISO 14289-1, 7.5).

WeasyPrint links every cell to all header cells of its column, also those of other groups. Here a cell is linked to the
head of its column, of its row and of its group, also where a page break parts a group from its heading.
"""

from collections.abc import Iterator, MutableMapping
from itertools import count
from typing import Any

import pydyf

Groups = MutableMapping[Any, Any]


def relate(table: Any, numbers: "count[int]", groups: Groups) -> None:
    """Set ID, Scope and Headers on the tags of a laid-out table; `groups` remembers the heading of each `<tbody>`."""
    columns: list[Any] = []
    for part in _parts(table):
        for row in part.children:
            row_head = None
            for place, cell in enumerate(row.children):
                scope = cell.element.get("scope") if cell.element is not None else None
                tag, group = cell.mark, groups.get(part.element)
                if scope is not None:
                    tag["ID"] = pydyf.String(f"th-{next(numbers)}")
                    tag["A"]["Scope"] = "/Row" if scope == "row" else "/Column"
                if scope == "col":
                    columns.append(tag["ID"])
                elif scope == "rowgroup":
                    groups[part.element] = tag["ID"]
                elif scope == "row":
                    row_head = tag["ID"]
                    _heads(tag, [group])
                else:
                    _heads(tag, [columns[place] if place < len(columns) else None, group, row_head])


def _heads(tag: Any, heads: list[Any]) -> None:
    found = [head for head in heads if head is not None]
    if found:
        tag["A"]["Headers"] = pydyf.Array(found)


def _parts(box: Any) -> Iterator[Any]:
    """The heads and bodies of a table, whatever wraps them."""
    for child in box.children:
        if getattr(child, "element_tag", "") in ("thead", "tbody", "tfoot"):
            yield child
        elif hasattr(child, "children"):
            yield from _parts(child)
