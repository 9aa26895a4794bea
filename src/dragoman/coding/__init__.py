"""The five questions, one room each."""
