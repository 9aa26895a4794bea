"""The corpus read, checked and made into the model that ships. Outside the package: only a maintainer runs it."""
