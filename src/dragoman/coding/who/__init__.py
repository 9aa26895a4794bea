"""Who: the actors a sentence names, their countries and PLOVER sectors, and who a last name or pronoun stands for."""

from dragoman.coding.who.knowledge import Entry, KnowledgeBase, load_knowledge
from dragoman.coding.who.mentions import ActorFinder
from dragoman.coding.who.roster import Roster

__all__ = ["ActorFinder", "Entry", "KnowledgeBase", "Roster", "load_knowledge"]
