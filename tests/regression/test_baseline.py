"""Results move only on purpose."""

from __future__ import annotations

from tests.regression.baseline import measure, read

WHAT_TO_DO = (
    "\nResults moved. If that was not meant, find out why: nothing here depends on luck. If it was, write the baseline"
    "\nanew with `python -m tests.regression.baseline` in the same commit, and say in CHANGELOG.md that results move"
    "\nand by how much."
)
RELATIVE, ABSOLUTE = 1e-9, 1e-12  # so that a machine whose exp and log differ in the last bit passes


def test_results_are_those_of_the_baseline() -> None:
    pinned, found = read(), measure()
    assert set(found) == set(pinned), WHAT_TO_DO
    moved: list[tuple[float, str]] = []
    for arm, outcomes in found.items():
        assert set(outcomes) == set(pinned[arm]), (
            f"outcomes came or went: {set(outcomes) ^ set(pinned[arm])}{WHAT_TO_DO}"
        )
        for name, values in outcomes.items():
            for run, (now, then) in enumerate(zip(values, pinned[arm][name], strict=True)):
                if not abs(now - then) <= ABSOLUTE + RELATIVE * abs(then):
                    share = abs(now - then) / max(abs(then), ABSOLUTE)
                    moved.append((share, f"{name} ({arm}, run {run}): {then!r} -> {now!r}, {share:.2g} of it"))
    worst = "\n".join(line for _, line in sorted(moved, reverse=True)[:10])
    assert not moved, f"{len(moved)} values moved, most of all\n{worst}{WHAT_TO_DO}"


def test_a_moved_value_would_be_seen() -> None:
    pinned, found = read(), measure()
    for arm, outcomes in found.items():
        assert sum(now != 0.0 for values in outcomes.values() for now in values) > 80, arm
        assert pinned[arm]["four_hour"][0] != pinned[arm]["four_hour"][1], "runs must differ"
    assert pinned["siloed"]["trust"] != pinned["collaborative"]["trust"], "arms must differ"
