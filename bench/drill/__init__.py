"""bin/drill: break every part of a running shop under load, and look afterwards whether every promise was kept."""
