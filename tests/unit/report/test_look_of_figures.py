"""The look of figures: where a heading leaves room, how long its lines are, and bytes that stay the same."""

from __future__ import annotations

from typing import Any

import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from sim.report.figures import letters
from sim.report.figures.canvas import INK, QUIET, bare, canvas, drawn, heading
from sim.report.figures.letters import width_of


def test_a_heading_leaves_room_below_its_lines() -> None:
    with canvas(10.0, 5.0) as (figure, _):
        said, how, between = 1.24 * 20 / 72 / 5, 1.24 * 15.5 / 72 / 5, 0.08 / 5
        top = 1.0 - 0.28 / 5
        assert heading(figure, "Title", "How to read it", size=20) == pytest.approx(top - said - how - 2 * between)
        assert heading(figure, "Title", size=20) == pytest.approx(top - said - 2 * between)
        written: list[Any] = list(figure.texts)
        title, under, again = written
        assert title.get_position() == pytest.approx((0.035, top))
        assert under.get_position() == pytest.approx((0.035, top - said - between))
        assert (title.get_size(), title.get_weight(), title.get_color()) == (20.0, "bold", INK)
        assert (under.get_size(), under.get_weight(), under.get_color()) == (15.5, "normal", QUIET)
        assert again.get_position() == title.get_position()


def test_lines_of_a_heading_are_broken_where_the_figure_ends() -> None:
    with canvas(13.0, 7.0) as (figure, _):
        # 12.3 inches of 72 points; a letter is .59 of 25 points wide in the title, half of 15.5 below it
        heading(figure, "i" * 29 + " " + "l" * 30, "t" * 57 + " " + "j" * 56)
        assert len(figure.texts) == 2
        heading(figure, "i" * 30 + " " + "l" * 30, "t" * 57 + " " + "j" * 57)
        assert [text.get_text()[0] for text in figure.texts[2:]] == ["i", "l", "t", "j"]
        first, second = (text.get_position()[1] for text in figure.texts[2:4])
        assert first - second == pytest.approx(1.24 * 25 / 72 / 7)


def test_wide_letters_and_signs_end_where_the_figure_does() -> None:
    said = "Below: every event; ▲ gained, raised or adopted, ▼ lost, left or given up. "
    with canvas(16.0, 11.0) as (figure, _):
        heading(figure, "MANY WIDE WORDS WWWW MMMM " * 4, f"Above: people on a day, mean of four weeks. {said * 2}")
        ends = [text.get_window_extent().x1 for text in figure.texts]  # pyright: ignore[reportUnknownMemberType]
        assert len(ends) >= 4 and max(ends) <= (16.0 - 0.1) * figure.dpi
        assert max(ends) > 12.0 * figure.dpi, "no line is shorter than need be"


@pytest.mark.parametrize("weight", ["bold", "normal"])
@pytest.mark.parametrize(
    "line", ["AVATAR To WAVE", "£1.5m, −3 to +4: ▲ or “A&E”", "Trust costs $5 and $x^2$", "difficult flights"]
)
def test_a_line_is_as_wide_as_the_outline_of_its_letters(line: str, weight: str) -> None:
    with canvas(2.0, 2.0):
        outline = TextPath((0.0, 0.0), line, size=25.0, prop=FontProperties(weight=weight))
        wide = float(outline.get_extents().width)
    assert width_of(line, 25.0, weight) == pytest.approx(wide, rel=1e-9)
    assert width_of(line, 50.0, weight) == pytest.approx(2.0 * wide, rel=1e-9)
    assert width_of("", 25.0, weight) == width_of("  ", 25.0, weight) == 0.0


def test_an_outline_is_traced_once_whatever_the_size_and_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    traced = list[int]()
    monkeypatch.setattr(letters, "_ENDS", dict[str, tuple[float, float]]())
    found = Path.get_extents
    monkeypatch.setattr(Path, "get_extents", lambda *given, **named: traced.append(1) or found(*given, **named))
    for points in (11.0, 12.0):
        letters.width_of.__wrapped__("noon on no moon", points, "bold")
    assert len(traced) == 3  # n, o and m; a space has no outline


def test_bare_axes_have_neither_marks_nor_frame() -> None:
    with canvas(2.0, 2.0, ncols=2) as (_, axes):
        bare(axes[0])
        assert not any(side.get_visible() for side in axes[0].spines.values())
        assert len(axes[0].get_xticks()) == len(axes[0].get_yticks()) == 0
        assert axes[1].spines["left"].get_visible() and len(axes[1].get_xticks()) > 0


def test_a_figure_drawn_twice_is_the_same_bytes_in_both_kinds() -> None:
    files = []
    for _ in range(2):
        with canvas(2.0, 1.0) as (figure, axes):
            axes.plot((0.0, 1.0), (0.0, 1.0))
            files.append(drawn(figure))
    assert files[0] == files[1] and list(files[0]) == ["svg", "png"]
    assert files[0]["png"].startswith(b"\x89PNG") and b"<svg" in files[0]["svg"]
    assert b"<dc:date>" not in files[0]["svg"]
    assert (int.from_bytes(files[0]["png"][16:20]), int.from_bytes(files[0]["png"][20:24])) == (220, 110)
