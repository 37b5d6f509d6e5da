//! Who runs the service and how to reach them (article 9).
