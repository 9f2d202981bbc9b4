"""How fast the pages and the documents are, and how many queries a page takes: `python -m benchmarks.pages`."""
