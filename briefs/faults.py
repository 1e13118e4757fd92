"""What is wrong with the editions of a build, and whether it goes on without them."""

from collections.abc import Iterable

from briefs.problems import ContentError, Problem


class LostError(Exception):
    """PDFs that no process survived; carries the names of their editions."""

    def __init__(self, editions: Iterable[str]) -> None:
        self.editions = tuple(sorted(editions))
        super().__init__(", ".join(self.editions))


class Faults:
    """The editions that are not good, such as `es/peru`, and why: problems, or a PDF that was lost."""

    def __init__(self, keep_going: bool) -> None:
        self.keep_going = keep_going
        self._problems: set[Problem] = set()
        self.editions: set[str] = set()
        self.lost: set[str] = set()

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(sorted(self._problems))

    def add(self, editions: Iterable[str], problems: Iterable[Problem]) -> None:
        """Leave editions out, for some problems; without problems, nothing is left out."""
        if found := set(problems):
            self._problems |= found
            self.editions |= set(editions)

    def lose(self, edition: str) -> None:
        """Leave an edition out because its PDF was lost."""
        self.editions.add(edition)
        self.lost.add(edition)

    def stop(self) -> None:
        """End the build where something is wrong, unless it keeps going: raises ContentError or LostError."""
        if self._problems and not self.keep_going:
            raise ContentError(self._problems)
        if self.lost and not self.keep_going:
            raise LostError(self.lost)
