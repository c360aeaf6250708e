"""Lists of products, prices and market prices as files: looked at, tried with every error and change shown, then applied as a whole.

``uploading`` takes the file and what its columns mean, ``checking`` tries it, ``applying`` writes it; ``kinds`` know what a row means."""
