//! Who a partner system is.
