//! The one catalogue of data fields: what the service may hold, why, on what ground, for how long, who receives it.
//! Forms, validation, the public page, the record of processing and exports read it; nothing is said twice.
