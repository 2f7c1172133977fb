"""The sandbox's Zalo Bot API, asked over HTTP as a bot asks it."""
