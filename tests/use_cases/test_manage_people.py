"""Clerks and passphrases over a real office and a real key file."""

from pathlib import Path

import pytest

from app.composition.office import clerk_names, open_office, recover_office
from app.domain.problems import DomainProblem
from app.use_cases.manage_people import NewClerk
from tests.support.desks import PASSPHRASE, Counter


def test_a_second_clerk_signs_in_with_a_passphrase_of_their_own(counter: Counter) -> None:
    desk = counter.desk
    added = desk.people.register(
        NewClerk("Lò Văn Pánh", "Chuyên viên", "0987654321"), "xin chào", desk.acting()
    )
    assert clerk_names(counter.folder) == ("Quàng Thị Hương", "Lò Văn Pánh")
    with open_office(counter.folder, "xin chào", "lo van panh", counter.clock) as second:
        assert second.clerk == added.value
        assert second.clerk.position == "Chuyên viên"
    with pytest.raises(DomainProblem, match=r"passphrase\.wrong"):
        open_office(counter.folder, "xin chào", "Quàng Thị Hương", counter.clock)


def test_with_several_clerks_one_must_be_named(counter: Counter) -> None:
    desk = counter.desk
    desk.people.register(NewClerk("Lò Văn Pánh"), "xin chào", desk.acting())
    with pytest.raises(DomainProblem, match=r"clerk\.ambiguous"):
        open_office(counter.folder, "xin chào", None, counter.clock)


def test_a_clerk_who_left_gets_in_no_more_and_keeps_what_they_did(counter: Counter) -> None:
    desk = counter.desk
    other = desk.people.register(NewClerk("Lò Văn Pánh"), "xin chào", desk.acting()).value
    with open_office(counter.folder, "xin chào", "Lò Văn Pánh", counter.clock) as theirs:
        subject = counter.receive().subject
        theirs.step(subject, "transfer", theirs.acting())
    desk.people.remove(other.id, desk.acting())
    assert clerk_names(counter.folder) == ("Quàng Thị Hương",)
    assert desk.show(subject).history[-1].actor == "Lò Văn Pánh"
    assert [person.active for person in desk.people.all()] == [True, False]


def test_the_last_clerk_stays(counter: Counter) -> None:
    with pytest.raises(DomainProblem, match=r"clerk\.last"):
        counter.desk.people.remove(counter.desk.clerk.id, counter.desk.acting())


@pytest.mark.parametrize(
    ("name", "passphrase", "code"),
    [
        ("quang thi huong", "xin chào", "clerk.exists"),
        ("Lò Văn Pánh", "abc", "passphrase.too_short"),
        (" ", "xin chào", "field.missing"),
    ],
)
def test_wrong_registrations_change_nothing(counter: Counter, name: str, passphrase: str, code: str) -> None:
    with pytest.raises(DomainProblem) as caught:
        counter.desk.people.register(NewClerk(name), passphrase, counter.desk.acting())
    assert caught.value.code == code
    assert len(counter.desk.people.all()) == 1


def test_a_new_passphrase_replaces_the_old_one(counter: Counter) -> None:
    counter.desk.people.new_passphrase(counter.desk.clerk, "mật khẩu mới")
    with open_office(counter.folder, "mật khẩu mới", None, counter.clock) as desk:
        assert desk.clerk == counter.desk.clerk
    with pytest.raises(DomainProblem, match=r"passphrase\.wrong"):
        open_office(counter.folder, PASSPHRASE, None, counter.clock)


def test_the_recovery_sheet_lets_a_clerk_in_again(counter: Counter) -> None:
    typed = counter.recovery_key.lower().replace("-", " ")
    with recover_office(counter.folder, typed, "Quàng Thị Hương", "nhớ ra rồi", counter.clock) as desk:
        assert desk.clerk == counter.desk.clerk
    open_office(counter.folder, "nhớ ra rồi", None, counter.clock).close()


def test_what_papers_say_of_a_clerk_can_be_changed(counter: Counter) -> None:
    desk = counter.desk
    changed = desk.people.change(
        desk.clerk.id, {"phone": "0215 382 5678", "roles": ["return"]}, desk.acting()
    )
    assert changed.value.phone == "0215 382 5678"
    assert changed.value.full_name == "Quàng Thị Hương"
    assert changed.value.roles == ("return",)


def test_a_folder_without_an_office_says_so(tmp_path: Path) -> None:
    with pytest.raises(DomainProblem, match=r"office\.none"):
        open_office(tmp_path, PASSPHRASE)
