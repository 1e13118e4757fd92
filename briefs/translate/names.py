"""The registry's names as a translator needs them: what a placeholder becomes, what a typed term is called."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pydantic import ValidationError

from briefs.load import Tree
from briefs.markup import MarkKind, marks, without_marks
from briefs.memory import latest
from briefs.model.registry import Name

FILES = ("organisations", "programmes", "places", "terms")
_WORD = re.compile(r"\w+")
_Term = tuple[int, str, tuple[str, ...]]  # its place in the registry, its id, its forms
LEAST, ENDING = 4, 3  # letters that a stem has at least, and those at a word's end that its forms differ in


def names_of(tree: Tree) -> dict[str, Name]:
    """The names of the registry that can be used, by id; what is wrong with the others the validation says."""
    found: dict[str, Name] = {}
    for kind in FILES:
        file = tree.files.get(f"content/registry/{kind}.yaml")
        for id_, entry in file.data.items() if file and isinstance(file.data, dict) else ():
            try:
                found.setdefault(id_, Name.model_validate(entry))
            except ValidationError:
                continue
    return found


def official(entry: Name, language: str) -> str:
    """A name in full with its article and short form: "el Ministerio … (MIDIS)"; empty where it has none."""
    name = entry.name.get(language)
    if not name:
        return ""
    article, short = entry.article.get(language, ""), short_of(entry, language)
    before = f"{article}{'' if article.endswith(('’', chr(39))) else ' '}" if article else ""
    return f"{before}{name}" + (f" ({short})" if short and short != name else "")


def short_of(entry: Name, language: str) -> str:
    """The acronym or short form of a name in a language; empty where it has none."""
    short = entry.acronym or entry.short
    return short or "" if isinstance(short, str) or short is None else short.get(language, "")


def named_in(text: str, names: Mapping[str, Name]) -> tuple[str, ...]:
    """The ids of the names that a text has placeholders for, in order."""
    targets = (mark.target for mark in marks(text) if mark.kind is MarkKind.PLACEHOLDER)
    return tuple(id_ for id_ in dict.fromkeys(targets) if id_ in names)


def terms_in(text: str, language: str, names: Mapping[str, Name]) -> Iterator[tuple[str, str]]:
    """The ids of the terms that a text has typed as words, and the words.

    A term is a name in small letters. Proper names come by placeholder, which the validation sees to; a short name that
    is a word, such as Juntos or Tanks, begins too many sentences to be looked for.
    """
    plain = without_marks(text, "\ufffc")
    by_word = _terms(language, names)
    there = {"", *map(_folded, _WORD.findall(plain))}
    for _, id_, forms in sorted({term for word in there for term in by_word.get(word, ())}):
        for form in forms:
            if match := _pattern(form).search(plain):
                yield id_, match[0]
                break


@latest(lambda language, names: language)
def _terms(language: str, names: Mapping[str, Name]) -> Mapping[str, tuple[_Term, ...]]:
    """The terms of a language by the word that a form of theirs begins with, "" where that is no word: a text is not
    held against every name of a registry, which grows with the project.
    """
    found: dict[str, list[_Term]] = defaultdict(list)
    for place, (id_, entry) in enumerate(names.items()):
        name = entry.name.get(language, "")
        forms = tuple(filter(None, (name, entry.plural.get(language, "")) if name[:1].islower() else ()))
        for word in {_folded(first[0]) if (first := _WORD.match(form.strip())) else "" for form in forms}:
            found[word].append((place, id_, forms))
    return {word: tuple(terms) for word, terms in found.items()}


@lru_cache(maxsize=4096)
def _pattern(form: str) -> re.Pattern[str]:
    inner = r"\s+".join(map(re.escape, form.split()))
    return re.compile(rf"(?<!\w){inner}(?!\w)", re.IGNORECASE)


def _folded(text: str) -> str:
    """A text in which whatever a pattern takes for the same letter is the same, and perhaps more."""
    return text.replace("İ", "i").upper().casefold()


def lost_terms(
    source: str, target: str, languages: tuple[str, str], names: Mapping[str, Name]
) -> Iterator[tuple[str, str]]:
    """Terms of a text that its translation has in other words: the words, and what the registry says for them.

    `languages` are those of source and target. A term is there when a stem of each of its words is: "programas de
    protección social y desarrollo productivo" has "programas de desarrollo productivo".
    """
    for id_, words in terms_in(source, languages[0], names):
        wanted = official_term(names[id_], words, languages)
        if wanted and not _has(target, id_, names[id_], languages[1], wanted):
            yield words, wanted


def official_term(entry: Name, words: str, languages: tuple[str, str]) -> str:
    """What the registry says in the second language for words of the first; empty where it says nothing."""
    plural = words.casefold() == entry.plural.get(languages[0], "").casefold()
    return (entry.plural.get(languages[1], "") if plural else "") or entry.name.get(languages[1], "")


def _has(text: str, id_: str, entry: Name, language: str, wanted: str) -> bool:
    if any(mark.target == id_ for mark in marks(text)):
        return True
    short = filter(None, (short_of(entry, language), entry.acronym_plural.get(language, "")))
    if any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) for form in short):
        return True
    bare = _bare(text)
    words = [word for word in re.findall(r"\w+", _bare(wanted)) if len(word) >= LEAST]
    return all(word[: max(LEAST, len(word) - ENDING)] in bare for word in words or [_bare(wanted)])


def _bare(text: str) -> str:
    """A text in small letters without accents."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in parts if unicodedata.category(char) != "Mn")
