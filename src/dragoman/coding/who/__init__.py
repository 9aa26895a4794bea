"""Who: the actors a sentence names, their countries and PLOVER sectors, and who a last name or pronoun stands for."""

from dragoman.coding.who.knowledge import Entry, KnowledgeBase, load_knowledge
from dragoman.coding.who.memberships import Membership, expand, load_memberships
from dragoman.coding.who.mentions import ActorFinder
from dragoman.coding.who.owners import backers
from dragoman.coding.who.roster import Roster

__all__ = [
    "ActorFinder",
    "Entry",
    "KnowledgeBase",
    "Membership",
    "Roster",
    "backers",
    "expand",
    "load_knowledge",
    "load_memberships",
]
