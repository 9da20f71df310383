//! Sign-in to Microsoft Entra: loopback listener, tokens, vault.
