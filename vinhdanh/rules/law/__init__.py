"""The law's own lists, dated: awards, ratings, manners of commendation. Campaigns come and go; these stay."""
