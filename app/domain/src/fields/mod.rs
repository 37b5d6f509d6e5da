//! Parsers of what people type: each newtype can only be made by its parser, so nothing is validated twice.
