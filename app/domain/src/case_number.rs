//! Case numbers that can be read out over a phone.
