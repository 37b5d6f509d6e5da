//! Asks the civil registration authority.
