"""Maps of partners: how many institutions work with each country, and its words → what `briefs.draw` draws."""

from collections.abc import Iterable, Mapping

from briefs.draw import PartnerMap


def partner_map_of(rows: Mapping[str, int], accented: Iterable[str], labels: Mapping[str, str]) -> PartnerMap:
    """The map of a matrix.

    `rows`: ISO code of a country → in how many columns it has a mark; one without a mark is left out. `accented`: codes
    of the countries in the accent colour. `labels`: those of `specs.Map.labels`, resolved. Raises KeyError where a
    label is missing, `DrawingError` where there is no country with a mark, or more marks than shades.
    """
    shades = {country: count for country, count in rows.items() if count}
    most = max(shades.values(), default=0)
    legend = tuple(labels[f"count-{n}"].replace("\n", " ") for n in range(1, most + 1))
    return PartnerMap(shades, most, tuple(accented), legend, labels["accented"].replace("\n", " "))
