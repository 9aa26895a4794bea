"""PLOVER's types, modes, contexts and sectors, CAMEO's codes, and the crosswalk: tables in `data/`, one checked loader."""

from dragoman.ontology.plover import CameoCode, EventType, Mode, Ontology, load_ontology
from dragoman.ontology.tables import Row, read_table

__all__ = ["CameoCode", "EventType", "Mode", "Ontology", "Row", "load_ontology", "read_table"]
