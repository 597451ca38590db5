"""Một Cửa Vùng Cao: the counter program of a mountain commune, true without a window and a network."""

__version__ = "0.1.0"
RELEASED = "2026-11-22"
"""Day this version was made; no clock that shows an earlier day is believed."""
