"""Articles to dated events: pure functions, no clock, no I/O."""
