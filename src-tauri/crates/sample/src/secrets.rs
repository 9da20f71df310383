//! Random-looking values: codes, tokens, request ids. Drawn from one seed taken at the start, so
//! that nothing afterwards can fail. Border: no meaning of the values is known here.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) struct Secrets {
    seed: [u8; 32],
    drawn: AtomicU64,
}

impl Secrets {
    pub(crate) fn new() -> std::io::Result<Self> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|e| std::io::Error::other(e.to_string()))?;
        Ok(Self { seed, drawn: AtomicU64::new(0) })
    }

    /// Unguessable text of exactly `length` characters of the base64url alphabet.
    pub(crate) fn text(&self, length: usize) -> String {
        let draw = self.drawn.fetch_add(1, Ordering::Relaxed);
        let mut bytes = Vec::with_capacity(length);
        for block in 0_u64.. {
            if bytes.len() * 4 / 3 >= length {
                break;
            }
            bytes.extend_from_slice(&self.block(draw, block));
        }
        let mut text = URL_SAFE_NO_PAD.encode(bytes);
        text.truncate(length);
        text
    }

    /// A random-looking id in the usual GUID form.
    pub(crate) fn guid(&self) -> String {
        let draw = self.drawn.fetch_add(1, Ordering::Relaxed);
        guid(&self.block(draw, 0))
    }

    fn block(&self, draw: u64, block: u64) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.seed);
        hash.update(draw.to_be_bytes());
        hash.update(block.to_be_bytes());
        hash.finalize().into()
    }
}

/// A stable id for a name: the same in every run and on every machine.
pub(crate) fn id_for(kind: &str, name: &str) -> String {
    let hash: [u8; 32] =
        Sha256::new().chain_update(kind).chain_update([0]).chain_update(name).finalize().into();
    guid(&hash)
}

/// A stable number for a name, to vary generated data by.
pub(crate) fn number_for(name: &str, salt: &str) -> u64 {
    let hash: [u8; 32] =
        Sha256::new().chain_update(salt).chain_update([0]).chain_update(name).finalize().into();
    hash.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// GUID text of version 4 form (RFC 9562) from the first 16 bytes.
fn guid(bytes: &[u8; 32]) -> String {
    let hex: String = bytes.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("{}-{}-4{}-a{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_the_asked_length_and_never_repeat() {
        let secrets = Secrets::new().unwrap();
        let (first, second) = (secrets.text(2_900), secrets.text(2_900));
        assert_eq!(first.len(), 2_900, "sizes are part of the imitation");
        assert_ne!(first, second, "each draw is new");
    }

    #[test]
    fn ids_of_names_are_guids_that_never_change() {
        let id = id_for("user", "petra.lindqvist");
        assert_eq!(id, id_for("user", "petra.lindqvist"), "runs must be comparable");
        assert_eq!((id.len(), id.matches('-').count()), (36, 4), "the GUID form");
    }
}
