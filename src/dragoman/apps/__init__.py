"""Programs made of the house: the command line, and the interfaces other programs call."""
