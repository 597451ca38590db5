import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.facts import MAX_FACT_BYTES, Author, FactDraft
from app.domain.identifiers import DeviceId, FactId, ScopeId, Subject
from app.domain.kinds import current_kind
from app.domain.problems import DomainProblem
from sync.protocol.encoding import (
    Opening,
    decode_fact,
    encode_fact,
    fact_id,
    join_fact,
    new_secret,
    opening_of,
    personal_matches,
    split_fact,
)
from sync.protocol.packing import pack, unpack
from sync.protocol.problems import ProtocolProblem
from tests.support.logs import CLERK, NOON, drafts, reception

AUTHOR = Author(DeviceId(b"\x01" * 16), CLERK, "receive")
SUBJECT = Subject(b"\x02" * 16)
SECRET = b"\x03" * 32
PARENTS = st.lists(st.binary(min_size=32, max_size=32).map(FactId), max_size=3, unique=True)


def dossier(**fields: object) -> FactDraft:
    return FactDraft("dossier.received", SUBJECT, NOON, reception("Lò Thị Hặc", NOON, **fields), "receive")


@given(drafts(), PARENTS)
def test_a_fact_is_read_back_as_it_was_written(draft: FactDraft, parents: list[FactId]) -> None:
    encoded = encode_fact(draft, AUTHOR, parents, SECRET)
    assert decode_fact(encoded.raw, encoded.personal) == encoded.fact
    assert encoded.fact.id == hashlib.sha256(encoded.raw).digest()
    assert encoded.fact.parents == tuple(sorted(parents))


@given(drafts(), PARENTS)
def test_taking_a_fact_apart_and_joining_it_gives_the_same_bytes(
    draft: FactDraft, parents: list[FactId]
) -> None:
    raw = encode_fact(draft, AUTHOR, parents, SECRET).raw
    assert join_fact(split_fact(raw)) == raw


@given(drafts())
def test_personal_fields_stand_only_in_the_personal_part(draft: FactDraft) -> None:
    encoded = encode_fact(draft, AUTHOR, [], SECRET)
    without = decode_fact(encoded.raw, None)
    kind = current_kind(draft.kind)
    assert without.fields is not None
    assert not set(without.fields) & set(kind.personal_fields)
    assert without.personal_missing == (encoded.personal is not None)
    assert without.id == encoded.fact.id


def test_nothing_of_a_name_or_number_can_be_found_in_the_open_bytes() -> None:
    encoded = encode_fact(dossier(), AUTHOR, [], SECRET)
    assert encoded.personal is not None
    for personal in ("Lò Thị Hặc", "011201001234", "0912345678", "Bản Huổi Mí"):
        assert personal.encode() in encoded.personal
        assert personal.encode() not in encoded.raw


def test_the_digest_is_that_of_salt_and_personal_part() -> None:
    encoded = encode_fact(dossier(), AUTHOR, [], SECRET)
    assert encoded.personal is not None
    prefix = encoded.raw[: -len(pack(b"\x00" * 32))]
    salt = hmac.digest(SECRET, prefix, "sha256")
    assert encoded.raw.endswith(hashlib.sha256(salt + encoded.personal).digest())


def test_the_same_personal_part_has_another_digest_in_another_fact() -> None:
    one, two = (encode_fact(dossier(sets=n), AUTHOR, [], SECRET) for n in (1, 2))
    assert one.personal == two.personal
    assert split_fact(one.raw).digest != split_fact(two.raw).digest


def test_a_personal_part_is_recognised_by_its_subjects_secret_alone() -> None:
    encoded = encode_fact(dossier(), AUTHOR, [], SECRET)
    assert encoded.personal is not None
    assert personal_matches(encoded.raw, encoded.personal, [new_secret(), SECRET])
    assert not personal_matches(encoded.raw, encoded.personal, [new_secret()])
    assert not personal_matches(encoded.raw, encoded.personal + b"\x00", [SECRET])
    assert not personal_matches(encoded.raw, encoded.personal, [])


def test_a_fact_without_personal_part_takes_none() -> None:
    encoded = encode_fact(FactDraft("dossier.stepped", SUBJECT, NOON, {}, "transfer"), AUTHOR, [], SECRET)
    assert encoded.personal is None
    assert not personal_matches(encoded.raw, b"\x90", [SECRET])


def test_a_change_names_only_the_fields_it_sets_and_none_clears_one() -> None:
    draft = FactDraft("dossier.amended", SUBJECT, NOON, {"due_at": None, "village": None, "sets": 2})
    encoded = encode_fact(draft, AUTHOR, [], SECRET)
    fact = decode_fact(encoded.raw, encoded.personal)
    assert fact.fields == {"due_at": None, "village": None, "sets": 2}
    assert fact.personal == {"village"}


def test_office_fields_carry_the_day_they_hold_from() -> None:
    draft = FactDraft("office.profile_set", SUBJECT, NOON, {"hotline@2026-11-22": "02153 123 456"})
    encoded = encode_fact(draft, AUTHOR, [], SECRET)
    assert encoded.personal is None
    assert decode_fact(encoded.raw, None).fields == {"hotline@2026-11-22": "02153 123 456"}


def test_a_field_its_kind_does_not_have_is_refused() -> None:
    with pytest.raises(DomainProblem) as caught:
        encode_fact(FactDraft("dossier.stepped", SUBJECT, NOON, {"colour": 1}), AUTHOR, [], SECRET)
    assert (caught.value.code, caught.value.details["field"]) == ("fact.unknown_field", "colour")


@pytest.mark.parametrize("field", ["note", "limit"])
def test_what_does_not_fit_is_refused_at_entry(field: str) -> None:
    with pytest.raises(DomainProblem) as caught:
        encode_fact(dossier(**{field: "đ" * MAX_FACT_BYTES}), AUTHOR, [], SECRET)
    assert caught.value.code == "fact.too_large"


@pytest.mark.parametrize(("kind", "version"), [("dossier.foreseen", 1), ("dossier.received", 2)])
def test_an_unknown_kind_or_version_is_kept_with_all_that_can_be_read(kind: str, version: int) -> None:
    known = encode_fact(dossier(), AUTHOR, [FactId(b"\x05" * 32)], SECRET)
    items = unpack(known.raw)
    items[1:4] = [kind, version, 1]
    raw = pack(items)
    fact = decode_fact(raw, known.personal)
    assert (fact.kind, fact.version, fact.critical, fact.fields) == (kind, version, True, None)
    assert (fact.subject, fact.author, fact.at) == (SUBJECT, AUTHOR, NOON)
    assert fact.id == fact_id(raw)
    assert fact.parents == (b"\x05" * 32,)
    assert join_fact(split_fact(raw)) == raw


def test_fields_that_a_newer_program_appended_are_left_unread() -> None:
    items = unpack(encode_fact(dossier(), AUTHOR, [], SECRET).raw)
    step, opened = unpack(items[11])
    places = len(current_kind("dossier.received").open_fields)
    items[11] = pack([step, opened + [None] * (places - len(opened)) + ["of 2031"]])
    fields = decode_fact(pack(items), None).fields
    assert fields is not None
    assert "of 2031" not in fields.values()
    assert fields["code"] == "H18.22-261122-0001"


def test_a_payload_that_does_not_fit_its_kind_counts_as_unknown() -> None:
    items = unpack(encode_fact(dossier(), AUTHOR, [], SECRET).raw)
    for payload in (b"", b"\xc1", pack(7), pack([1, []]), pack([None, 5]), b"\x81\x90\xc0", pack([None])):
        items[11] = payload
        assert decode_fact(pack(items), None).fields is None


@given(st.binary(max_size=200))
def test_bytes_that_are_no_fact_are_refused_with_a_code(raw: bytes) -> None:
    with pytest.raises(ProtocolProblem) as caught:
        decode_fact(raw, None)
    assert caught.value.code == "run.bad_fact"


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (0, True),
        (0, -1),
        (1, b"dossier.received"),
        (2, True),
        (2, 1.5),
        (3, "1"),
        (4, b"short"),
        (5, None),
        (6, b"\x00" * 17),
        (7, b"receive"),
        (8, 2**53),
        (9, -(2**53)),
        (10, None),
        (10, [b"\x01" * 31]),
        (10, [b"\x02" * 32, b"\x01" * 32]),
        (10, [b"\x01" * 32, b"\x01" * 32]),
        (11, "text"),
        (12, b"\x00" * 31),
    ],
)
def test_a_part_of_the_wrong_sort_is_refused(place: int, wrong: object) -> None:
    items = unpack(encode_fact(dossier(), AUTHOR, [], SECRET).raw)
    items[place] = wrong
    with pytest.raises(ProtocolProblem) as caught:
        split_fact(pack(items))
    assert caught.value.code == "run.bad_fact"


@given(st.data())
def test_no_altered_byte_leaves_the_id_as_it_was(data: st.DataObject) -> None:
    raw = encode_fact(dossier(), AUTHOR, [], SECRET).raw
    place = data.draw(st.integers(0, len(raw) - 1))
    other = bytearray(raw)
    other[place] ^= data.draw(st.integers(1, 255))
    assert fact_id(bytes(other)) != fact_id(raw)


def test_a_giant_or_deeply_nested_fact_is_refused_before_it_takes_memory() -> None:
    for raw in (b"\xdd\xff\xff\xff\xff", b"\x91" * 16_000, b"\x9d" + b"\x91" * 15_000, b"\xc4" * 20_000):
        with pytest.raises(ProtocolProblem):
            split_fact(raw)


def _newer(raw: bytes, how: str) -> bytes:
    """Return the same fact as a newer program might write it."""
    items = unpack(raw)
    return pack([2, *items[1:]]) if how == "format" else pack([*items, "more"])


@pytest.mark.parametrize("how", ["format", "parts"])
def test_a_fact_of_a_newer_format_is_carried_and_shown_like_an_unknown_one(how: str) -> None:
    raw = _newer(encode_fact(dossier(), AUTHOR, [], SECRET).raw, how)
    fact = decode_fact(raw, None)
    assert fact.fields is None
    assert (fact.kind, fact.subject, fact.author) == ("dossier.received", SUBJECT, AUTHOR)


def test_a_personal_part_is_proven_by_the_bytes_its_author_wrote() -> None:
    """Also where these are not the shortest: nothing is encoded again before it is hashed."""
    encoded = encode_fact(dossier(), AUTHOR, [], SECRET)
    assert encoded.personal is not None
    parts = unpack(encoded.raw)
    long_list = b"\xdc\x00\x0d"
    prefix = long_list + pack(parts[:12])[1:]
    salt = hmac.digest(SECRET, prefix, "sha256")
    raw = prefix + pack(hashlib.sha256(salt + encoded.personal).digest())
    assert personal_matches(raw, encoded.personal, [SECRET])


def test_what_is_nested_too_deep_counts_as_unknown() -> None:
    value: object = "deep"
    for _ in range(8):
        value = [value]
    draft = FactDraft("dossier.amended", SUBJECT, NOON, {"fee": value})
    assert decode_fact(encode_fact(draft, AUTHOR, [], SECRET).raw, None).fields is None


def test_only_the_office_profile_names_its_fields_itself() -> None:
    profile = FactDraft("office.profile_set", SUBJECT, NOON, {"hotline@2026-11-22": "0215"})
    assert decode_fact(encode_fact(profile, AUTHOR, [], SECRET).raw, None).fields == profile.fields
    amended = FactDraft("dossier.amended", SUBJECT, NOON, {"sets": 2})
    items = unpack(encode_fact(amended, AUTHOR, [], SECRET).raw)
    items[11] = pack([None, {"official_code": "X-1", 11: 3}])
    assert decode_fact(pack(items), None).fields == {"sets": 3}


def test_a_log_s_opening_is_read_in_every_version() -> None:
    fields = {"key": b"\x07" * 32, "scope": b"\x08" * 16, "nonce": b"\x09" * 16}
    items = unpack(encode_fact(FactDraft("log.opened", SUBJECT, NOON, fields), AUTHOR, [], SECRET).raw)
    items[2] = 9
    items[11] = pack([None, [b"\x07" * 32, b"\x08" * 16, b"\x09" * 16, {"told": "by a newer program"}]])
    assert opening_of(pack(items)) == Opening(AUTHOR.device, b"\x07" * 32, ScopeId(b"\x08" * 16))
    assert opening_of(encode_fact(dossier(), AUTHOR, [], SECRET).raw) is None
