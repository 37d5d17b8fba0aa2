"""Where facts about places come from."""
