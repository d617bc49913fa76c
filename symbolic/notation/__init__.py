"""The paper's symbols and the names of its operators and kets; no mathematics. All that oracles may import from `symbolic`."""
