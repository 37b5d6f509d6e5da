use super::*;
use crate::Language;
use proptest::prelude::*;

struct Spaces;

impl Words for Spaces {
    fn split<'t>(&self, text: &'t str) -> Vec<&'t str> {
        text.split_inclusive(' ').collect()
    }
}

fn text(articles: &[&str]) -> Text {
    let article = |(number, text): (u8, &&str)| Article {
        number,
        title: format!("heading {number}"),
        blocks: text.split('|').map(|paragraph| Block::Paragraph(paragraph.to_owned())).collect(),
    };
    Text {
        language: Language::En,
        title: "title".to_owned(),
        preamble: Vec::new(),
        articles: (1..).zip(articles).map(article).collect(),
    }
}

#[test]
fn a_changed_word_is_marked_inside_its_sentence() {
    let old = text(&["We keep your name. We never sell it.", "Same here."]);
    let new = text(&["We keep your address. We never sell it.", "Same here."]);
    let found = changes(&old, &new, &Spaces).unwrap();
    let changed: Vec<_> = found.changed().map(|article| article.number).collect();
    assert_eq!(changed, [1]);
    let pieces = found.articles[0].passages.iter().find_map(|passage| match &passage.kind {
        PassageKind::Changed(pieces) => Some(pieces.clone()),
        _ => None,
    });
    let expected = [
        Piece::Same("We keep your ".to_owned()),
        Piece::Removed("name.".to_owned()),
        Piece::Added("address.".to_owned()),
    ];
    assert_eq!(pieces.unwrap(), expected);
    assert_eq!(summary(&found).1, "Article 1 changed.");
}

#[test]
fn added_and_removed_articles_and_sentences_are_told_apart() {
    let old = text(&["First sentence stays. Second one goes away entirely."]);
    let new = text(&["First sentence stays.", "A new article."]);
    let found = changes(&old, &new, &Spaces).unwrap();
    let states: Vec<_> = found.articles.iter().map(|article| article.state).collect();
    assert_eq!(states, [ArticleState::Changed, ArticleState::Added]);
    assert!(
        found.articles[0]
            .passages
            .iter()
            .any(|passage| matches!(&passage.kind, PassageKind::Removed(text) if text.starts_with("Second")))
    );
    assert!(changes(&old, &old, &Spaces).unwrap().is_empty());
}

#[test]
fn an_item_put_in_leaves_those_behind_it_the_same() {
    let items = |texts: &[(char, &str)]| {
        let item = |(letter, text): &(char, &str)| Block::Item {
            letter: *letter,
            title: String::new(),
            paragraphs: vec![(*text).to_owned()],
        };
        let mut text = text(&["x"]);
        text.articles[0].blocks = texts.iter().map(item).collect();
        text
    };
    let old = items(&[('a', "The first."), ('b', "The last.")]);
    let new = items(&[('a', "The first."), ('b', "Wholly other words."), ('c', "The last.")]);
    let found = changes(&old, &new, &Spaces).unwrap();
    let [.., added, last] = &found.articles[0].passages[..] else { panic!("{found:?}") };
    assert_eq!(added.kind, PassageKind::Added("Wholly other words.".to_owned()));
    assert_eq!((last.item, &last.kind), (Some('c'), &PassageKind::Same("The last.".to_owned())));
    let lettered = changes(&old, &items(&[('a', "The first."), ('c', "The last.")]), &Spaces).unwrap();
    assert_eq!(lettered.articles[0].state, ArticleState::Changed);
}

#[test]
fn two_languages_are_not_compared() {
    let old = text(&["a"]);
    let new = Text { language: Language::Th, ..text(&["a"]) };
    assert_eq!(changes(&old, &new, &Spaces), Err(DifferentLanguages));
}

#[test]
fn thai_phrases_are_kept_together_until_they_are_a_sentence() {
    let parts = sentences("ชื่อ นามสกุล ที่อยู่ และข้อมูลอื่นที่จำเป็นต้องใช้ ทั้งนี้ระบบจะเก็บไว้เป็นความลับตลอดไป");
    assert_eq!(parts, ["ชื่อ นามสกุล ที่อยู่ และข้อมูลอื่นที่จำเป็นต้องใช้", "ทั้งนี้ระบบจะเก็บไว้เป็นความลับตลอดไป"]);
}

/// The sentences of one side, read back from the passages.
fn side(passages: &[Passage], new: bool) -> Vec<Sentence> {
    let piece = |piece: &Piece| match piece {
        Piece::Same(text) => text.clone(),
        Piece::Added(text) => {
            if new {
                text.clone()
            } else {
                String::new()
            }
        }
        Piece::Removed(text) => {
            if new {
                String::new()
            } else {
                text.clone()
            }
        }
    };
    let text = |kind: &PassageKind| match kind {
        PassageKind::Same(text) => Some(text.clone()),
        PassageKind::Added(text) => new.then(|| text.clone()),
        PassageKind::Removed(text) => (!new).then(|| text.clone()),
        PassageKind::Changed(pieces) => Some(pieces.iter().map(piece).collect()),
    };
    passages.iter().filter_map(|passage| Some((passage.item, text(&passage.kind)?))).collect()
}

proptest! {
    #[test]
    fn both_texts_can_be_read_back(old in "([a-c ]{1,6}[.|] ){0,6}", new in "([a-c ]{1,6}[.|] ){0,6}") {
        let (old, new) = (text(&[&old]), text(&[&new]));
        let found = changes(&old, &new, &Spaces).unwrap();
        let passages = &found.articles[0].passages;
        prop_assert_eq!(side(passages, true), article_sentences(&new.articles[0]));
        let read: Vec<_> = side(passages, false).into_iter().map(|(_, text)| text).collect();
        let expected: Vec<_> = article_sentences(&old.articles[0]).into_iter().map(|(_, text)| text).collect();
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn sentences_put_together_are_the_paragraph(paragraph in "[ก-๙a-z. ]{0,80}") {
        prop_assert_eq!(sentences(&paragraph).join(" "), paragraph);
    }
}
