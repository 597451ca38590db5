"""Mẫu 06, Phiếu kiểm soát quá trình giải quyết hồ sơ: who handed the dossier to whom, when, how timely."""

from typing import Any

from app.domain.custody import Held, custody
from app.use_cases.paper_source import PaperSource, Record, at, common_record, word


def control(source: PaperSource) -> Record:
    """Return the sheet as the dossier stands: a row for each stretch with one person (rõ người, rõ việc)."""
    record = common_record(source)
    record["tables"]["handings"] = [_row(source, held) for held in custody(source.acts)]
    asked = {str(act.fields.get("agency") or "") for act in source.acts if act.step == "consult"}
    record["lists"]["consulted"] = sorted(filter(None, asked))
    return record


def _row(source: PaperSource, held: Held) -> list[Any]:
    """Return giver, taker with positions, since, until, term, outcome, and what was done."""
    giver, taker = (source.people.get(one) for one in (held.handed_by, held.holder))
    steps = [word(act.step, "steps") for act in held.done if act.step]
    return [
        giver.full_name if giver else "",
        giver.position if giver else "",
        taker.full_name if taker else "",
        taker.position if taker else "",
        at(held.since),
        at(held.until),
        at(held.due_at),
        word(held.result, "timeliness") if held.result else "",
        steps,
    ]
