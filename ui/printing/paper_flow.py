"""Brings a paper from the order to a drawn and recorded PDF: three steps on two lanes. No Qt in it."""

from collections.abc import Callable

from app.domain.identifiers import Subject
from app.domain.problems import DomainProblem
from app.use_cases.paper_of_dossier import SLIP
from app.use_cases.ports import StoredPaper
from app.use_cases.print_paper import IssuedPaper
from ui.session import Session

Done = Callable[[IssuedPaper], None]
Problem = Callable[[DomainProblem], None]


class PaperFlow:
    """Issues papers. What was interrupted is found again: `resume_unfinished`."""

    def __init__(self, session: Session) -> None:
        """Issue papers of an office."""
        self._session = session

    def issue(self, ordered: int, done: Done, problem: Problem) -> None:
        """Draw and record a paper that was ordered with a reception or a correction."""
        self._session.read(
            lambda desk: desk.print_paper.ordered(ordered),
            lambda paper: self._draw(paper, done, problem),
            problem,
        )

    def issue_again(self, subject: Subject, done: Done, problem: Problem, form: str = SLIP) -> None:
        """Print a paper of a dossier: the first one, or copy n of it."""

        def ordered(paper: StoredPaper) -> None:
            self._draw(paper, done, problem)

        self._session.order(
            lambda desk, acting: desk.print_paper.order(subject, form, acting), ordered, problem
        )

    def resume_unfinished(self, done: Callable[[int], None]) -> None:
        """Draw and record what a power cut left ordered; tell how many there were."""
        self._session.read(
            lambda desk: desk.print_paper.pending(), lambda papers: self._resume(papers, done), _ignored
        )

    def _resume(self, papers: list[StoredPaper], done: Callable[[int], None]) -> None:
        for paper in papers:
            self._draw(paper, _kept, _ignored)
        if papers:
            done(len(papers))

    def _draw(self, paper: StoredPaper, done: Done, problem: Problem) -> None:
        print_paper = self._session.desk.print_paper
        self._session.draw(
            lambda: print_paper.draw(paper), lambda pdf: self._record(paper, pdf, done, problem), problem
        )

    def _record(self, paper: StoredPaper, pdf: bytes, done: Done, problem: Problem) -> None:
        self._session.act(lambda desk, acting: desk.print_paper.record(paper, pdf, acting), done, problem)


def _kept(_: IssuedPaper) -> None:
    """It is recorded; whoever wants it on paper prints it from the dossier."""


def _ignored(_: DomainProblem) -> None:
    """It stays ordered, and is tried again at the next start."""
