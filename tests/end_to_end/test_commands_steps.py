"""`step` for the whole life of a dossier, as a script calls it: registered, sent back, accepted."""

from tests.support.processes import Motcua

LINE = {
    "procedure": "1.003583",
    "applicant": {"full_name": "Giàng A Mẫu"},
    "channel": "online",
    "accept": False,
}


def test_a_registered_dossier_is_sent_back_accepted_and_put_off(office: Motcua) -> None:
    (line,) = office.receive(LINE).lines()
    assert (line["status"], line["due_at"]) == (1, None)
    code = str(line["code"])
    missing = ("--field", "missing=Giấy chứng sinh", "--field", "missing=Tờ khai")
    asked = office("step", code, "ask_supplement", *missing, "--json").document()
    assert (asked["status"], asked["number"], asked["paper"]) == (5, 1, "supplement")
    assert asked["supplement_due_at"]
    taken = office("step", code, "accept", "--json").document()
    assert taken["status"] == 2
    assert taken["due_at"] == office("show", code, "--json").document()["due_at"]
    for step in ("transfer", "appraise"):
        assert office("step", code, step, "--field", "note=xem").code == 0
    office("step", code, "hand_over", "--field", "holder=Quàng Thị Hương")
    told = office("show", code, "--json").document()
    assert [item["step"] for item in told["history"]] == [
        *("register", "ask_supplement", "accept", "transfer", "appraise", "hand_over")
    ]
    assert "Giấy chứng sinh, Tờ khai" in told["history"][1]["text"]
    assert [held["holder"] for held in told["custody"]] == ["Quàng Thị Hương"]
    lines = office("history", code).out.splitlines()
    assert len(lines) == 6
    assert "Giấy chứng sinh" in lines[1]


def test_refusals_say_what_to_do_and_change_nothing(office: Motcua) -> None:
    (line,) = office.receive(LINE).lines()
    code = str(line["code"])
    for arguments, said in (
        (("refuse",), "field.missing"),
        (("refuse", "--field", "reason="), "field.missing"),
        (("refuse", "--field", "reason=x", "--field", "amount=5"), "step.unknown_field"),
        (("extend", "--field", "due_at=2026-12-01"), "step.not_allowed"),
        (("accept", "--field", "due_at=mai"), "moment.unreadable"),
        (("void", "--field", "note=x"), "step.unknown_field"),
        (("void",), "field.missing"),
        (("fly",), "step.unknown"),
    ):
        done = office("step", code, *arguments, "--json")
        assert (done.code, done.document()["error"]) == (1, said)
    assert office("show", code, "--json").document()["status"] == 1
    voided = office("step", code, "void", "--field", "reason=nhập hai lần", "--json").document()
    assert voided["status"] == 8
    assert office("show", code, "--json").document()["voided"] is True


def test_the_list_of_steps_names_fields_forms_and_what_is_required(office: Motcua) -> None:
    listed = {step["step"]: step for step in office("step", "--list", "--json").document()}
    assert len(listed) == 26
    assert listed["ask_supplement"]["required"] == ["missing"]
    assert listed["ask_supplement"]["inputs"]["missing"] == "list"
    assert (listed["extend"]["form"], listed["finish"]["alias"]) == ("apology", "done")
    text = office("step", "--list").out
    assert "hand_over" in text
    assert "--field holder=… [--field note=…]" in text


def test_what_waits_is_listed(office: Motcua) -> None:
    empty = office("waiting", "--json").document()
    assert empty == {"may_be_closed": [], "to_be_answered": [], "consultations": []}
    assert "Nothing waits" in office("waiting").out
    registered, received = office.receive(LINE, {**LINE, "accept": True}).lines()
    code = str(received["code"])
    assert office("step", code, "transfer").code == 0
    fields = ("agency=Công an xã", "content=Cư trú?", "answer_due_at=2030-01-07")
    asked = [part for field in fields for part in ("--field", field)]
    assert office("step", code, "consult", *asked).code == 0
    told = office("waiting", "--json").document()
    assert [one["code"] for one in told["to_be_answered"]] == [registered["code"]]
    assert [(one["code"], one["agency"]) for one in told["consultations"]] == [(code, "Công an xã")]
    assert "Công an xã" in office("waiting").out


def test_a_dossier_is_settled_on_the_spot(office: Motcua) -> None:
    (line,) = office.receive({"procedure": "1.001193", "applicant": {"full_name": "Lò Thị Ón"}}).lines()
    code = str(line["code"])
    done = office("on-the-spot", code, "--document-number", "12/KS", "--json")
    assert done.code == 0, done.err
    told = office("show", code, "--json").document()
    assert told["status"] == 10
    steps = [item["step"] for item in told["history"]]
    assert [step for step in steps if step in {"receive", "appraise", "approve", "return"}] == [
        *("receive", "appraise", "approve", "return")
    ]
    again = office("on-the-spot", code)
    assert again.code == 1
    assert again.err.strip()


def test_a_holiday_lists_the_printed_appointment_and_a_person_moves_it(office: Motcua) -> None:
    dossier = {"procedure": "1.004873", "applicant": {"full_name": "Sùng A Dơ"}}
    (line,) = office.receive(dossier).lines()
    code, day = str(line["code"]), str(line["due_at"])[:10]
    preview = office("calendar", "set", day, "holiday", "--name", "Nghỉ", "--dry-run", "--json").document()
    assert [one["code"] for one in preview["touched"]] == [code]
    assert office("calendar", "touched", "--json").document() == []
    assert office("calendar", "set", day, "holiday", "--name", "Nghỉ").code == 0
    (touched,) = office("calendar", "touched", "--json").document()
    moved = office("calendar", "move", code, "--reason", "Nghỉ theo thông báo", "--json").document()
    assert moved["due_at"] == touched["would_be"] > touched["due_at"]
    assert office("calendar", "touched", "--json").document() == []
    assert office("calendar", "clear", "2026-12-24").code == 1
