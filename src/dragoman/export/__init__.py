"""Events written to files: one module a format, found through the registry."""
