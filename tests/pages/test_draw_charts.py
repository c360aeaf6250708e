"""Charts: from zero, named, with their numbers as a table."""

import pytest

from microstore.core import charts


@pytest.mark.parametrize(("top", "wanted"), [(0, 1), (1, 1), (9, 10), (16, 20), (104, 150), (86420, 100000)])
def test_axes_end_on_a_round_number(top, wanted):
    assert charts.ceiling(top) == wanted


def test_bars_stand_on_zero():
    drawn = charts.bars("Friday", ["Thu", "Fri"], [50, 100])
    assert [(shape.y + shape.height) for shape in drawn.shapes] == [174, 174]
    assert drawn.shapes[1].height == 2 * drawn.shapes[0].height
    assert drawn.rows == [["Thu", "50"], ["Fri", "100"]]


def test_funnel_marks_the_largest_loss():
    drawn = charts.funnel("Loss", [("Seen", 100), ("Cart", 20), ("Paid", 15)])
    assert [row[2] for row in drawn.rows] == ["", "20%", "75%"]
    assert [shape.css for shape in drawn.shapes if shape.css != "fsunk"] == ["f1", "f3", "f1"]


def test_charts_without_numbers_draw():
    assert charts.line("Nothing", [], []).rows == []
    assert charts.bars("Nothing", [], []).rows == []
    assert charts.stacked("Nothing", [], []).rows == []
    assert charts.sparkline([3]) is None


def test_names_at_the_end_of_lines_do_not_overlap():
    labels = charts.end_labels([(50.0, "a", ""), (52.0, "b", ""), (90.0, "c", "")])
    assert all(after.y - before.y >= 14 for before, after in zip(labels, labels[1:], strict=False))
