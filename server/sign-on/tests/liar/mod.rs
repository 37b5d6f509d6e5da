//! A provider that says whatever a test has it say: any metadata, any token, any user info, and as slow as told.

use axum::{Json, Router, extract::State, http::StatusCode, routing};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// What the provider says next, and how often it was asked for its keys.
pub(crate) struct Script {
    pub metadata: Value,
    pub keys: Value,
    pub token: String,
    pub user_info: Value,
    pub keys_asked: usize,
}

#[derive(Clone)]
pub(crate) struct Liar {
    pub issuer: String,
    pub script: Arc<Mutex<Script>>,
}

impl Liar {
    pub(crate) async fn start() -> Self {
        Self::on(TcpListener::bind("127.0.0.1:0").await.unwrap())
    }

    pub(crate) fn on(listener: TcpListener) -> Self {
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let metadata = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"),
            "userinfo_endpoint": format!("{issuer}/me"),
            "jwks_uri": format!("{issuer}/keys"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
        });
        let nothing = json!({});
        let script =
            Script { metadata, keys: nothing.clone(), token: String::new(), user_info: nothing, keys_asked: 0 };
        let liar = Self { issuer, script: Arc::new(Mutex::new(script)) };
        let router = Router::new()
            .route("/.well-known/openid-configuration", routing::get(metadata_page))
            .route("/keys", routing::get(keys_page))
            .route("/token", routing::post(token_page))
            .route("/me", routing::get(user_info_page))
            .with_state(liar.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        liar
    }

    pub(crate) fn say(&self, change: impl FnOnce(&mut Script)) {
        change(&mut self.script.lock().unwrap());
    }
}

async fn metadata_page(State(liar): State<Liar>) -> Json<Value> {
    Json(liar.script.lock().unwrap().metadata.clone())
}

async fn keys_page(State(liar): State<Liar>) -> Json<Value> {
    let mut script = liar.script.lock().unwrap();
    script.keys_asked += 1;
    Json(script.keys.clone())
}

async fn token_page(State(liar): State<Liar>) -> (StatusCode, Json<Value>) {
    let token = liar.script.lock().unwrap().token.clone();
    match token.as_str() {
        "500" => (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({}))),
        "" => (StatusCode::OK, Json(json!({ "access_token": "a", "token_type": "Bearer" }))),
        _ => (StatusCode::OK, Json(json!({ "access_token": "a", "token_type": "Bearer", "id_token": token }))),
    }
}

async fn user_info_page(State(liar): State<Liar>) -> Json<Value> {
    Json(liar.script.lock().unwrap().user_info.clone())
}

/// A signing key with a name.
pub(crate) struct Key {
    pair: EcdsaKeyPair,
    name: &'static str,
}

impl Key {
    pub(crate) fn new(name: &'static str) -> Self {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref(), &random).unwrap();
        Self { pair, name }
    }

    /// The public half, as a published key.
    pub(crate) fn published(&self) -> Value {
        let point = self.pair.public_key().as_ref();
        let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..33]), URL_SAFE_NO_PAD.encode(&point[33..]));
        json!({ "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": self.name, "x": x, "y": y })
    }

    /// A token by this key.
    pub(crate) fn signed(&self, claims: &Value) -> String {
        let head = json!({ "alg": "ES256", "kid": self.name, "typ": "JWT" });
        let body = body(&head, claims);
        let signature = self.pair.sign(&SystemRandom::new(), body.as_bytes()).unwrap();
        format!("{body}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// A token that says it is signed with a shared secret, the secret being the public key's bytes.
    pub(crate) fn forged_with_the_public_key(&self, claims: &Value) -> String {
        forged(claims, self.name, self.pair.public_key().as_ref())
    }
}

/// A token signed with a shared secret.
pub(crate) fn forged(claims: &Value, name: &str, secret: &[u8]) -> String {
    let body = body(&json!({ "alg": "HS256", "kid": name }), claims);
    let tag = ring::hmac::sign(&ring::hmac::Key::new(ring::hmac::HMAC_SHA256, secret), body.as_bytes());
    format!("{body}.{}", URL_SAFE_NO_PAD.encode(tag))
}

/// A token nobody signed.
pub(crate) fn unsigned(claims: &Value) -> String {
    format!("{}.", body(&json!({ "alg": "none" }), claims))
}

fn body(head: &Value, claims: &Value) -> String {
    format!("{}.{}", URL_SAFE_NO_PAD.encode(head.to_string()), URL_SAFE_NO_PAD.encode(claims.to_string()))
}
