"""Builders and small instruments shared by the tests."""
