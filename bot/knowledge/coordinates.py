"""Where on earth: `27.37 N 62.33 E` as latitude and longitude."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DEGREES = r"([0-9]{1,3}(?:\.[0-9]{1,8})?) ?°? ?"
_COORDINATES = re.compile(rf"{_DEGREES}([NS]),? {_DEGREES}([EW])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Degrees: `latitude` -90 (south) to 90, `longitude` -180 (west) to 180."""

    latitude: float
    longitude: float

    def __str__(self) -> str:
        north, east = "N" if self.latitude >= 0 else "S", "E" if self.longitude >= 0 else "W"
        return f"{abs(self.latitude):g} {north} {abs(self.longitude):g} {east}"


def parse_coordinates(text: str) -> Coordinates:
    """Read degrees with a compass letter, latitude first; degree signs and a comma may be there.

    Raises:
        ValueError: the text has another form, or lies off the globe.
    """
    match = _COORDINATES.fullmatch(" ".join(text.split()))
    if match is None:
        raise ValueError("must be latitude and longitude in degrees, such as 27.37 N 62.33 E")
    latitude, longitude = float(match[1]), float(match[3])
    if latitude > 90:
        raise ValueError(f"has the latitude {match[1]}: it is at most 90")
    if longitude > 180:
        raise ValueError(f"has the longitude {match[3]}: it is at most 180")
    return Coordinates(
        latitude if match[2] in "Nn" else -latitude,
        longitude if match[4] in "Ee" else -longitude,
    )
