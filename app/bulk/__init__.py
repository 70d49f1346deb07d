"""Archives into the store: the service's own extractor over partitions on a cluster, its own writing in large bites."""
