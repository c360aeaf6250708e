"""The pages of prices: the list and single prices, many at once, changes on their way, prices as they were."""
