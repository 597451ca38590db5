"""Mistakes that cost others days, looked for in the code."""

import ast
from collections.abc import Iterator

from tests.support.source_code import calls, modules


def _places(found: Iterator[tuple[str, ast.AST]]) -> list[str]:
    return [f"{path}:{getattr(node, 'lineno', 0)}" for path, node in found]


def test_no_lambda_is_connected_across_threads() -> None:
    """A lambda has no thread of its own: connected to a signal of the lanes it runs on the wrong one."""
    lambdas = (
        (module.path, call)
        for module in modules("ui/background")
        for name, call in calls(module.tree())
        if name == "connect" and any(isinstance(argument, ast.Lambda) for argument in call.args)
    )
    assert _places(lambdas) == []


def test_no_test_sleeps() -> None:
    """A test waits for a condition; a pause is too long on a fast machine and too short on a slow one."""
    sleeping = (
        (module.path, call)
        for module in modules("tests")
        for name, call in calls(module.tree())
        if name in {"sleep", "qWait", "qSleep"}
        or (name == "wait" and isinstance(call.func, ast.Attribute) and _is_named(call.func.value, "qtbot"))
    )
    assert _places(sleeping) == []


def test_our_own_parts_are_not_mocked() -> None:
    mocks = (
        (module.path, node)
        for module in modules("tests")
        for node in ast.walk(module.tree())
        if (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("unittest"))
        or (isinstance(node, ast.Import) and any(alias.name.startswith("unittest") for alias in node.names))
    )
    assert _places(mocks) == []


def test_no_lane_is_a_qt_thread() -> None:
    """Dropping a running QThread aborts the process; see ui/decisions."""
    threads = (
        (module.path, node)
        for module in modules("ui")
        for node in ast.walk(module.tree())
        if _is_named(node, "QThread") or _is_named(node, "QThreadPool")
    )
    assert _places(threads) == []


def _is_named(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name
