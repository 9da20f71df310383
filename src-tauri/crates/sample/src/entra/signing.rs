//! The key that signs id tokens (RS256, RFC 7518 3.3). It is a test key that everybody may know.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::rsa::{KeyPair, PublicKeyComponents};
use ring::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io;

const KEY: &str = include_str!("../../assets/loopback-test-signing-key.pem");

pub(crate) struct SigningKey {
    pair: KeyPair,
    id: String,
}

impl SigningKey {
    pub(crate) fn load() -> io::Result<Self> {
        let der = PrivatePkcs8KeyDer::from_pem_slice(KEY.as_bytes()).map_err(io::Error::other)?;
        let pair =
            KeyPair::from_pkcs8(der.secret_pkcs8_der()).map_err(|e| io::Error::other(e.to_string()))?;
        let id = URL_SAFE_NO_PAD.encode(Sha256::digest(pair.public_key().as_ref()));
        Ok(Self { pair, id })
    }

    /// The public half as a JSON Web Key.
    pub(super) fn public_jwk(&self) -> Value {
        let parts = PublicKeyComponents::<Vec<u8>>::from(self.pair.public_key());
        let (n, e) = (URL_SAFE_NO_PAD.encode(parts.n), URL_SAFE_NO_PAD.encode(parts.e));
        json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.id, "n": n, "e": e })
    }

    /// Claims as a signed compact JWT (RFC 7519); `None` if the system has no randomness.
    pub(super) fn sign(&self, claims: &Value) -> Option<String> {
        let header = json!({ "typ": "JWT", "alg": "RS256", "kid": self.id });
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let text = format!("{}.{}", encode(&header), encode(claims));
        let mut signature = vec![0; self.pair.public().modulus_len()];
        self.pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature).ok()?;
        Some(format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}
