"""Labels: every language has every one, with the fields that the program fills in."""

from collections.abc import Iterator, Mapping

from briefs import labels as interface
from briefs.load import File
from briefs.model.structure import Case
from briefs.model.words import LabelWords
from briefs.problems import Problem, did_you_mean
from briefs.validate.context import Context
from briefs.validate.keys import keys

GROUPS = ("dimensions", "indicators", "architecture")
# What the program fills in; any other field of a label would stop it.
FIELDS: Mapping[str, frozenset[str]] = {
    "case-contact": frozenset({"country"}),
    "converted-ppp": frozenset({"amount"}),
    "figure": frozenset({"number"}),
    "html-title": frozenset({"title", "series"}),
    "partner-share": frozenset({"number", "share"}),
    "pages-size": frozenset({"pages", "size"}),
    "project-contact": frozenset({"series"}),
    "review-title": frozenset({"language"}),
    "section": frozenset({"number"}),
    "table": frozenset({"number"}),
}


def check_labels(context: Context) -> Iterator[Problem]:
    """The catalogues of all languages against the program, and against the source language's."""
    catalogues = context.content.labels
    source = catalogues.get(context.source_language)
    for language, words in catalogues.items():
        file = context.file(f"labels/{language}")
        yield from _interface(file, words.interface)
        yield from _fields(file, words, source or words)
        if source and words is not source:
            where = f"content/labels/{context.source_language}.yaml"
            for group in GROUPS:
                yield from keys(file, (group,), getattr(words, group), getattr(source, group), where=where)


def check_case_labels(context: Context, file: File, case: Case) -> Iterator[Problem]:
    """Every dimension, indicator and type of a case has a label in the source language; others have the same."""
    labels = context.content.labels.get(context.source_language)
    if labels is None:
        return
    where = f"content/labels/{context.source_language}.yaml"
    wanted: list[tuple[tuple[str | int, ...], str, Mapping[str, str]]]
    wanted = [(("architecture", "type"), case.architecture.type, labels.architecture)]
    for n, result in enumerate(case.results):
        wanted.append((("results", n, "dimension"), result.dimension, labels.dimensions))
        wanted.append((("results", n, "indicator"), result.indicator, labels.indicators))
    for path, name, group in wanted:
        if name not in group:
            hint = did_you_mean(name, group) or f"add `{name}:` to {where}"
            yield file.problem(path, f"`{name}` has no label in {where}", hint)


def _interface(file: File, given: Mapping[str, str]) -> Iterator[Problem]:
    missing, spare = set(interface.INTERFACE) - set(given), set(given) - set(interface.INTERFACE)
    for name in sorted(spare):
        hint = did_you_mean(name, missing)
        missing -= {meant for meant in missing if f"`{meant}`" in hint}
        message = f"nothing uses the label `{name}`"
        yield file.problem(("interface", name), message, hint or "remove it", at_key=True)
    for name in sorted(missing):
        yield file.problem(("interface", name), f"the label `{name}` is missing", f"add `{name}:`", at_key=True)


def _fields(file: File, words: LabelWords, source: LabelWords) -> Iterator[Problem]:
    for name, text in words.interface.items():
        wanted = FIELDS.get(name, interface.fields(source.interface.get(name, text)))
        if wanted != interface.fields(text):
            fields = " and ".join(f"{{{field}}}" for field in sorted(wanted)) or "no field"
            message = f"the label `{name}` has to hold {fields}"
            hint = (
                "write it where it belongs; the program fills it in"
                if words is source
                else f"in the source language it is “{source.interface.get(name, '')}”"
            )
            yield file.problem(("interface", name), message, hint, span=(0, len(text.partition("\n")[0])))
