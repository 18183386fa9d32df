"""One file a noun. A view fetches, asks whether it may, calls one verb or reads one queryset, and answers."""
