"""Words out and in: what is said to people, and what people meant."""
