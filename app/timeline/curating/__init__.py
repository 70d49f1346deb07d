"""What a person says of events, and that nothing read later overrules it."""
