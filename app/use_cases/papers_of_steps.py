"""The papers that go with steps: what each says beside person and procedure (Mẫu 02-05, return, new date).

Fields as DOMAIN §1.3 lists them: NĐ 118/2025 Đ16-Đ23 and annex I of Thông tư 03/2025/TT-VPCP, whose layouts
were not obtained (certainty U). What they look like is `resources/papers/<form>.json`.
"""

from collections.abc import Mapping
from typing import Any

from app.domain.acts import last_of
from app.use_cases.paper_source import PaperSource, Record, at, common_record, word


def supplement(source: PaperSource) -> Record:
    """Mẫu 02, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (Đ16 k3, Đ19 k5): all at once, with the reason."""
    record = _told(source, "reason")
    record["values"]["supplement_due_at"] = at(source.said("supplement_due_at"))
    record["lists"]["missing"] = list(source.said("missing") or ())
    return record


def refusal(source: PaperSource) -> Record:
    """Mẫu 03, Phiếu từ chối tiếp nhận giải quyết hồ sơ (Đ17, Đ19 k3), with the reason."""
    return _told(source, "reason")


def apology(source: PaperSource) -> Record:
    """Mẫu 04, Văn bản xin lỗi và đề nghị gia hạn (Đ19 k6): old date, new date, reason."""
    record = _told(source, "reason")
    record["values"] |= {
        "extended_from": at(source.said("extended_from")),
        "due_at": at(source.said("due_at") or source.dossier.due_at),
    }
    return record


def stop(source: PaperSource) -> Record:
    """Mẫu 05, Thông báo dừng giải quyết hồ sơ (Đ21): request, stage reached, papers and fee given back."""
    record = _told(source, "papers_returned", "fee_treatment")
    asked = last_of(source.acts, "ask_stop")
    if asked is not None:
        before = source.acts[: source.acts.index(asked)]
        record["values"] |= {
            "asked_at": at(asked.at),
            "reason": asked.fields.get("reason"),
            "stage": word(int(before[-1].status), "statuses") if before else None,
        }
    return record


def returned(source: PaperSource) -> Record:
    """Giấy biên nhận trả kết quả (Đ22): what was handed over, to whom, by what right."""
    record = _told(source, "returned_to", "authorisation", "witness")
    # `place` is where papers are dated from.
    record["values"]["returned_place"] = source.said("place")
    values, dossier = record["values"], source.dossier.values
    kind = source.said("returned_to_kind")
    by_kind = {
        "applicant": dossier.get("full_name"),
        "submitter": (dossier.get("submitter") or {}).get("full_name"),
    }
    # Without a name the one the slip was made out to received it.
    values["returned_to"] = values["returned_to"] or by_kind.get(str(kind or "applicant"))
    values["returned_to_kind"] = word(kind or "applicant", "returned_to")
    values["returned_at"] = at(source.basis.at)
    values["fingerprint"] = "yes" if source.said("fingerprint") else ""
    approved = last_of(source.acts, "approve")
    number = str(approved.fields.get("document_number") or "") if approved else ""
    results = list(dossier.get("results") or ())
    rows = [[place, _text(one, "name"), _text(one, "number")] for place, one in enumerate(results, 1)]
    if not rows:
        # Nobody said what the result is called; the procedure knows what it leads to.
        named = [result.name for result in source.procedure.results] or [source.procedure.name]
        rows = [[place, name, number] for place, name in enumerate(named[:1], 1)]
    record["tables"]["results"] = rows
    return record


def reappointment(source: PaperSource) -> Record:
    """Letter about a changed appointment, after a day became a holiday: old date, new date, reason."""
    record = _told(source, "reason")
    earlier: int | None = None
    for fact in source.facts:
        if fact.id == source.basis.id:
            break
        earlier = (fact.fields or {}).get("due_at") or earlier
    record["values"] |= {"former_due_at": at(earlier), "due_at": at(source.said("due_at"))}
    return record


def _told(source: PaperSource, *names: str) -> Record:
    """Return what every paper says, with these fields of the step."""
    record = common_record(source)
    record["values"] |= {name: source.said(name) for name in names}
    return record


def _text(item: Mapping[str, Any], name: str) -> str:
    return str(item.get(name) or "")
