"""The offline build: sources -> ranked lexicon -> answers to every local part -> index file."""
