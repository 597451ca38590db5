"""msgpack, typed: the one place that calls the library, so that its untyped edges stay here."""

from typing import TypeGuard

import msgpack

from app.domain.facts import Value

MAX_ITEMS = 4096
"""Items of one list or map in a header or a frame: a reader makes room for them before it has read them."""
LARGEST = 2**53
"""Numbers from elsewhere (positions, times, counters) stay below this, which every store can keep."""

UNPACK_PROBLEMS = (ValueError, TypeError, msgpack.UnpackException)
"""What reading may raise. TypeError: a map's key that cannot be one, such as a list."""


def pack(value: object) -> bytes:
    """Write a value. Lists and tuples come out alike; ints take their shortest form."""
    packed: bytes = msgpack.packb(value)
    return packed


def unpack(data: bytes, max_items: int = -1) -> Value:
    """Read one value that fills ``data``. Raises ValueError for anything else.

    ``max_items`` bounds each list and map; without it the length of ``data`` does.
    """
    try:
        return msgpack.unpackb(
            data, strict_map_key=False, max_array_len=max_items, max_map_len=max_items, max_ext_len=0
        )
    except UNPACK_PROBLEMS as problem:
        raise ValueError(str(problem)) from problem


def unpacker(max_buffer_bytes: int) -> Value:
    """Return a reader of consecutive values (``feed``, iterate, ``tell``); raises `UNPACK_PROBLEMS`."""
    return msgpack.Unpacker(
        max_buffer_size=max_buffer_bytes,
        strict_map_key=False,
        max_array_len=MAX_ITEMS,
        max_map_len=MAX_ITEMS,
        max_ext_len=0,
    )


def start_of_item(data: bytes, place: int) -> int:
    """Return where the item at a place of the list that fills ``data`` begins. Raises ValueError."""
    reader = msgpack.Unpacker(strict_map_key=False, max_ext_len=0)
    reader.feed(data)
    try:
        reader.read_array_header()
        for _ in range(place):
            reader.skip()
    except UNPACK_PROBLEMS as problem:
        raise ValueError(str(problem)) from problem
    start: int = reader.tell()
    return start


def is_count(item: object) -> TypeGuard[int]:
    """Whether something read is a whole number from 0 up that every store can keep."""
    return type(item) is int and 0 <= item < LARGEST
