"""What customers keep in mind: favourites, what they looked at, goods side by side, goods they wait for."""
