"""Contents: page numbers are put in before a page is laid out again for them, not after.

WeasyPrint knows the numbers of the contents when all pages are laid out once. It lays the page of the contents out
again as it was, puts the numbers in after that, sees a change, and lays it out a third time. Here they are put in
first: each number that would be put in after that page, as it is known then. The page that is made second is then the
one that was made third, and WeasyPrint sees no change. Only pages that are to be laid out again anyway are touched.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from weasyprint import layout

from briefs.pdf_speed.patches import Patch

_make_all_pages = layout.make_all_pages


def _make_all_pages_with_numbers(context: Any, root_box: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
    if pages:
        _put_numbers_in(context)
    yield from _make_all_pages(context, root_box, html, pages)


def _put_numbers_in(context: Any) -> None:
    """What `make_page` does for the counters that are missing on a page, once the page is laid out."""
    maker = context.page_maker
    for (_, kind), item in context.target_collector.counter_lookup_items.items():
        index = item.page_maker_index
        if kind != "content" or index is None or index + 1 >= len(maker):
            continue
        again = maker[index][-1]
        # The counters that a page leaves to the next are those that it counts with itself.
        values = maker[index + 1][3][1]
        if (
            (again["content_changed"] or again["pages_wanted"])
            and values != item.cached_page_counter_values
            and any(values.get(name) is not None for name in item.missing_counters)
        ):
            item.cached_page_counter_values = deepcopy(values)
            item.parse_again(values)


def patches() -> Iterator[Patch]:
    """The function that this shortcut replaces."""
    yield Patch(layout, "make_all_pages", _make_all_pages_with_numbers)
