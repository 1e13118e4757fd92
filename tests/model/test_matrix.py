"""What follows from a matrix: rows, marks and the wholes that they are parts of."""

from briefs.model.matrix import Matrix, MatrixCount, counts

MATRIX = Matrix.model_validate(
    {
        "source": {"document": "d", "at": "Table 3"},
        "columns": {
            "one": {"country": "BR", "organisations": ["mds"]},
            "two": {"country": "CL", "organisations": ["fosis"]},
            "idle": {"country": "CO", "organisations": ["dps"]},
        },
        "groups": {"americas": {"AR": ["one"], "BO": ["one", "two"], "PY": []}, "africa": {"GH": ["two"]}},
    }
)


def test_rows_and_marks_are_counted_by_group_and_by_column() -> None:
    assert counts(MATRIX) == {
        "countries": MatrixCount(4, 4),
        "marks": MatrixCount(4, 4),
        "americas": MatrixCount(3, 4),
        "africa": MatrixCount(1, 4),
        "one": MatrixCount(2, 4),
        "two": MatrixCount(2, 4),
        "idle": MatrixCount(0, 4),
    }
