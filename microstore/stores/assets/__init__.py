"""The library: pictures, videos and papers with their rights, where they are used, and the ways to change them."""
