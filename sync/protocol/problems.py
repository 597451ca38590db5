"""What can be wrong with bytes from elsewhere: one exception with a stable code."""


class ProtocolProblem(Exception):
    """Bytes that cannot be taken. ``code`` is stable (`sync/README.md`); details hold no personal data."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        """Code and details, for the log."""
        return " ".join([self.code, *(f"{name}={value}" for name, value in self.details.items())])
