"""Updates of goods on the shelf: what changes, how much of the old pack is left by batch, and who is told when the new one ships."""
