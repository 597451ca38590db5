"""Measures of papers, free of anything that draws."""

from enum import Enum

POINTS_PER_MM = 72 / 25.4
A5 = (148 * POINTS_PER_MM, 210 * POINTS_PER_MM)
"""A5 portrait, in points."""


class Align(Enum):
    """Where a line stands in its column; the value is the share of the free room to its left."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0
