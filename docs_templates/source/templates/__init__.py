"""One module for each template, named as its file: `build()` gives the Document. Names that begin with _ are shared."""
