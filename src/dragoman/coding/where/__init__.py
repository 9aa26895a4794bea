"""Where: toponyms, resolved against GeoNames."""

from dragoman.coding.where.gazetteer import Gazetteer, load_gazetteer
from dragoman.coding.where.toponyms import find_places

__all__ = ["Gazetteer", "find_places", "load_gazetteer"]
