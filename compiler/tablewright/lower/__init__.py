"""From blocks to the typed program: names resolved, types checked, every cell given its meaning."""
