"""Places on the globe are read from degrees and compass letters, and from nothing else."""

from __future__ import annotations

import pytest

from bot.knowledge.coordinates import Coordinates, parse_coordinates


@pytest.mark.parametrize(
    ("text", "latitude", "longitude"),
    [
        ("27.37 N 62.33 E", 27.37, 62.33),
        ("27.37N 62.33E", 27.37, 62.33),
        ("27.37° N, 62.33° E", 27.37, 62.33),
        ("27 s  62 w", -27, -62),
        ("90 N 180 W", 90, -180),
        ("0 N 0 E", 0, 0),
    ],
)
def test_coordinates(text: str, latitude: float, longitude: float) -> None:
    """Latitude comes first; south and west are negative; what is shown is read back."""
    found = parse_coordinates(text)
    assert found == Coordinates(latitude, longitude)
    assert parse_coordinates(str(found)) == found


@pytest.mark.parametrize(
    "text", ["", "27.37 62.33", "27.37 E 62.33 N", "27.37, 62.33", "-27 N 62 E", "27°22' N 62°20' E", "٢٧ N 62 E"]
)
def test_another_form(text: str) -> None:
    """Any other form is refused with an example."""
    with pytest.raises(ValueError, match="such as 27"):
        parse_coordinates(text)


@pytest.mark.parametrize(("text", "what"), [("90.1 N 0 E", "latitude 90.1"), ("0 S 180.5 W", "longitude 180.5")])
def test_off_the_globe(text: str, what: str) -> None:
    """What lies off the globe is refused."""
    with pytest.raises(ValueError, match=what):
        parse_coordinates(text)
