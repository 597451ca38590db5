"""Exchange with the province, and remember how it went for the status strip."""

from app.domain.identifiers import ClerkId
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, Clock, Exchange, ExchangeReport, Office

LAST_EXCHANGE_SETTING = "exchange.last_at"
"""When an exchange last came to its end (milliseconds)."""
LAST_PROBLEM_SETTING = "exchange.last_problem"
"""Problem code of the last exchange; None when it went well."""

_MANY = 500
"""More changed dossiers than this, and pages read everything anew."""


class Synchronise:
    """Runs exchanges one after the other."""

    def __init__(self, office: Office, exchange: Exchange, clock: Clock) -> None:
        """Work on an office over one way to the province."""
        self._office = office
        self._exchange = exchange
        self._clock = clock

    def __call__(self, deadline_s: float) -> Outcome[ExchangeReport]:
        """Exchange until nothing is left to do or no way is open; a bad link is told in the report."""
        report = self._exchange.run(deadline_s)
        now = self._clock.now_ms()
        with self._office.writing(Acting(ClerkId(bytes(16)), "", now)) as tx:
            if report.complete:
                tx.set_setting(LAST_EXCHANGE_SETTING, now)
            tx.set_setting(LAST_PROBLEM_SETTING, report.error)
        many = len(report.changed) > _MANY
        changes = Changes(
            dossiers=frozenset() if many else frozenset(report.changed), delivery=True, everything=many
        )
        return Outcome(report, changes)
