"""Tests across modules: the house, races, journeys, oracles."""
