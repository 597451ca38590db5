"""The one exception of the domain: a stable code with the parameters a sentence needs.

The domain writes no sentences. Whoever shows the problem to a person (window, paper, command line)
turns the code and the details into a translated text: what happened, what is safe, what to do next.
"""


class DomainProblem(Exception):
    """A rule of the domain was not met.

    `code` is a stable dotted name such as ``text.control_character``; callers branch on it and
    translations are keyed by it. `details` holds the parameters of the sentence. Details may reach a
    log, so they carry positions, limits, row numbers and codes of public data, never what a person
    typed about a citizen.
    """

    code: str
    details: dict[str, object]

    def __init__(self, code: str, /, **details: object) -> None:
        """Keep `code` and the keyword `details`."""
        super().__init__(code)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        """Code and details on one line, for logs and test output."""
        if not self.details:
            return self.code
        listed = ", ".join(f"{name}={value!r}" for name, value in self.details.items())
        return f"{self.code} ({listed})"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle with the details, so that a problem crosses a process border whole."""
        return (_rebuilt, (type(self), self.code, self.details))


def _rebuilt(kind: type[DomainProblem], code: str, details: dict[str, object]) -> DomainProblem:
    """Make the problem again on the other side of a pickle."""
    return kind(code, **details)
