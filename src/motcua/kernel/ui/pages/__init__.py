"""The gallery of components and the two switches."""
