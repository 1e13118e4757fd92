"""Matrices: their countries are on the map, their columns are there, their words name their groups, and who shows one
lists it.
"""

from collections.abc import Iterator

from briefs.draw import DrawingError
from briefs.draw.atlas import resolve, two_letters
from briefs.load import File, KeyPath
from briefs.model.matrix import Matrix
from briefs.model.structure import Publication
from briefs.problems import Problem
from briefs.validate.context import Context
from briefs.validate.keys import duplicates, keys, known, known_name


def check_matrix(context: Context, id_: str, matrix: Matrix) -> Iterator[Problem]:
    """A matrix, and the keys of its words in every language."""
    file = context.file(f"matrices/{id_}/matrix")
    if id_ in context.tree.groups("cases"):
        message, hint = f"`{id_}` is a case and a matrix", f"rename one of the two folders: {{{id_}/…}} could mean both"
        yield file.problem((), message, hint)
    for name, column in matrix.columns.items():
        path: KeyPath = ("columns", name)
        yield from check_country(file, (*path, "country"), column.country)
        yield from duplicates(file, (*path, "organisations"), column.organisations, "organisation")
        for n, organisation in enumerate(column.organisations):
            yield from known_name(context, file, (*path, "organisations", n), organisation)
        if name in ("countries", "marks") or name in matrix.groups:
            yield _taken(file, path, name)
    seen: dict[str, str] = {}
    for group, rows in matrix.groups.items():
        if group in ("countries", "marks"):
            yield _taken(file, ("groups", group), group)
        for country, marks in rows.items():
            path = ("groups", group, country)
            yield from check_country(file, path, country, at_key=True)
            if country in seen:
                message = f"`{country}` stands under `{seen[country]}` too"
                yield file.problem(path, message, "keep one of the two", at_key=True)
            seen[country] = group
            yield from duplicates(file, path, marks, "column")
            for n, mark in enumerate(marks):
                yield from known(file, (*path, n), mark, matrix.columns, "column")
    for language, words in context.content.matrix_words.get(id_, {}).items():
        own = context.file(f"matrices/{id_}/{language}")
        yield from keys(own, ("groups",), words.groups, matrix.groups, where="matrix.yaml")


def check_matrices(context: Context, file: File, publication: Publication) -> Iterator[Problem]:
    """The matrices of a publication are there, and are those that its maps and tables show."""
    there = context.tree.groups("matrices")
    yield from duplicates(file, ("matrices",), publication.matrices, "matrix")
    for n, matrix in enumerate(publication.matrices):
        if matrix not in there:
            yield from known(file, ("matrices", n), matrix, there, "matrix")
    for matrix, path in publication.shown_matrices().items():
        if matrix not in there:
            yield from known(file, path, matrix, there, "matrix")
        elif matrix not in publication.matrices and {*publication.matrices} <= {*there}:  # else that one was meant
            hint = f"write `matrices: [{', '.join((*publication.matrices, matrix))}]`: it lists what it uses"
            yield file.problem(path, f"`matrices` of this publication does not name `{matrix}`", hint)


def check_country(file: File, path: KeyPath, country: str, *, at_key: bool = False) -> Iterator[Problem]:
    """A country is on the map, under its ISO 3166 code."""
    try:
        resolve((country,))
    except DrawingError:
        hint = "two capitals of ISO 3166, such as PE for Peru"
        yield file.problem(path, f"the map has no country `{country}`", hint, at_key=at_key)
    else:
        if two_letters(country) != country:
            hint = f"write `{two_letters(country)}`"
            yield file.problem(path, f"`{country}` is not the ISO 3166 code of that country", hint, at_key=at_key)


def _taken(file: File, path: KeyPath, name: str) -> Problem:
    hint = "give it another id: texts name the numbers of a matrix by these"
    return file.problem(path, f"`{name}` names two things in this matrix", hint, at_key=True)
