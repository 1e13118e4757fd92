"""Citation styles: the one of a series is there, is sound and knows the languages that its publications cite in."""

from collections.abc import Iterator

from briefs import citations
from briefs.problems import Problem
from briefs.validate.context import Context
from briefs.validate.keys import known


def check_styles(context: Context) -> Iterator[Problem]:
    """The style of every series, and its words for every language of a publication that may cite."""
    content = context.content
    for id_, series in content.series.items():
        file = context.file(f"series/{id_}/series")
        yield from known(file, ("citation_style",), series.citation_style, content.styles, "citation style")
    for name in sorted({series.citation_style for series in content.series.values()} & content.styles.keys()):
        faults = tuple(citations.faults(content.styles[name]))
        yield from faults or _languages(context, name)


def _languages(context: Context, style_name: str) -> Iterator[Problem]:
    asked: set[tuple[str, str]] = set()
    for id_, publication in context.content.publications.items():
        if publication.kind != "leaflet":
            asked.update((publication.series, lang) for lang in context.tree.languages(f"content/publications/{id_}"))
    for name, language in sorted(asked):
        series = context.content.series.get(name)
        style = context.content.styles[style_name]
        if series and series.citation_style == style_name and not citations.speaks(style, language):
            hint = f'add `<locale xml:lang="{language}">` with its terms ("and", "et-al", "editor") to {style.file}'
            message = f"the citation style has no words for the language `{language}`"
            yield context.file(f"series/{name}/series").problem(("locales", language), message, hint, at_key=True)
