"""The results as pages for a browser: static files that open from a folder, without a server."""
