"""Where: toponyms, resolved against GeoNames."""

from dragoman.coding.where.gazetteer import Gazetteer, Site, load_gazetteer
from dragoman.coding.where.memory import Places
from dragoman.coding.where.toponyms import Toponym, dateline_place, find_places, find_toponyms

__all__ = ["Gazetteer", "Places", "Site", "Toponym", "dateline_place", "find_places", "find_toponyms", "load_gazetteer"]
