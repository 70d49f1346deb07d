"""Which reports tell the same event, and the events that follow from them."""
