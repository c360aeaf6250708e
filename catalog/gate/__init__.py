"""The gate before the shelf: certificates, two ticks, revisions with their moment, and the tree of categories."""
