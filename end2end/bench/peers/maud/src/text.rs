//! The text of the page, as it was taken from the portal's.

use serde::Deserialize;

#[derive(Deserialize)]
pub struct Text {
    pub title: String,
    pub description: String,
    pub skip: String,
    pub banner: Banner,
    pub header: Header,
    pub notes: Notes,
    pub policy: Policy,
    pub footer: Footer,
}

#[derive(Deserialize)]
pub struct Banner {
    pub title: String,
    pub text: String,
    pub link: Link,
    pub action: String,
    pub back: String,
    pub legend: String,
    pub choices: Vec<Choice>,
    pub buttons: Vec<Button>,
}

#[derive(Deserialize)]
pub struct Link {
    pub href: String,
    pub text: String,
    #[serde(default)]
    pub current: bool,
    #[serde(default)]
    pub lang: String,
}

#[derive(Deserialize)]
pub struct Choice {
    pub name: String,
    pub text: String,
}

#[derive(Deserialize)]
pub struct Button {
    pub value: String,
    pub text: String,
}

#[derive(Deserialize)]
pub struct Header {
    pub demo: Option<String>,
    pub home: String,
    pub words: Vec<String>,
    pub other: Link,
    pub label: String,
    pub links: Vec<Link>,
}

#[derive(Deserialize)]
pub struct Notes {
    pub offline: String,
    pub update: String,
    pub button: String,
}

#[derive(Deserialize)]
pub struct Policy {
    pub heading: String,
    pub summary: String,
    pub facts: Vec<Fact>,
    pub contents: String,
    pub lang: String,
    pub title: String,
    pub preamble: Vec<String>,
    pub articles: Vec<Article>,
    pub versions: Versions,
}

#[derive(Deserialize)]
pub struct Fact {
    pub name: String,
    pub id: Option<String>,
    pub text: String,
    pub datetime: Option<String>,
    pub hint: Option<String>,
    pub link: Option<Link>,
}

#[derive(Deserialize)]
pub struct Article {
    pub anchor: String,
    pub number: String,
    pub title: String,
    pub blocks: Vec<Block>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Block {
    Item { id: String, letter: String, title: Option<String>, paragraphs: Vec<String> },
    Paragraph { text: String },
}

#[derive(Deserialize)]
pub struct Versions {
    pub title: String,
    pub lines: Vec<Line>,
}

#[derive(Deserialize)]
pub struct Line {
    pub href: String,
    pub name: String,
    pub datetime: String,
    pub day: String,
    pub mark: Option<String>,
    pub summary: String,
}

#[derive(Deserialize)]
pub struct Footer {
    pub label: String,
    pub links: Vec<Link>,
    pub controller: String,
}
