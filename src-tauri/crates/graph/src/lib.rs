//! The Microsoft Graph client: paging, throttling, error classes.
