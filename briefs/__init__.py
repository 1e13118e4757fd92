"""Policy briefs from structured content: facts once, words per language, documents by assembly."""

__version__ = "0.1.0"
