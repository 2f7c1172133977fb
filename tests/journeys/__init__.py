"""Stories as conversations: somebody says this, somebody hears that."""
