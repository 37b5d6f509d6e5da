use super::*;
use proptest::prelude::*;

/// Nine articles as a PDF gives them; synthetic.
fn damaged() -> String {
    let mut source = String::from(" ประกาศตัวอย่างสำหรับทดสอบระบบ \n  \n ประกาศนี้มีดังนี้ \n\n");
    for number in 1..=9 {
        source.push_str(&format!("ข้อ {number} หัวข้อที่ {number} \n"));
        if number == 2 {
            source.push_str("  ย่อหน้าแรกของข้อสองซึ่งยาวพอที่จะเต็มบรรทัดและต้องขึ้น \nบรรทัดใหม่\n  (ก) เรื่องสั้น \n       เนื ้อหาของข้อย ่อยแรก\n(ข)  เนื้อหาที่เริ่มในบรรทัดเดียวกันและยาวจนเต็มหน้ากระดาษพอดี \nต่ออีกบรรทัด\n\n- 2 -\n\n");
        } else {
            source.push_str("  เนื้อหาตามท่ีบอกไว้\n");
        }
    }
    source
}

#[test]
fn a_damaged_text_is_read_with_its_structure() {
    let Parsed { text, repairs } = Text::parse(Language::Th, &damaged()).unwrap();
    assert_eq!(text.title, "ประกาศตัวอย่างสำหรับทดสอบระบบ");
    assert_eq!(text.preamble, ["ประกาศนี้มีดังนี้"]);
    assert_eq!(text.articles.len(), 9);
    assert_eq!(text.article(2).unwrap().items().collect::<String>(), "กข");
    let [
        Block::Paragraph(first),
        Block::Item { title, paragraphs, .. },
        Block::Item { title: untitled, paragraphs: second, .. },
    ] = &text.article(2).unwrap().blocks[..]
    else {
        panic!("{:?}", text.article(2))
    };
    assert!(first.ends_with("ขึ้นบรรทัดใหม่"), "{first}");
    assert_eq!((title.as_str(), paragraphs.as_slice()), ("เรื่องสั้น", ["เนื้อหาของข้อย่อยแรก".to_owned()].as_slice()));
    assert!(untitled.is_empty() && second[0].ends_with("พอดีต่ออีกบรรทัด"), "{second:?}");
    for kind in [RepairKind::SpaceBeforeMark, RepairKind::MarkOrder, RepairKind::JoinedLine, RepairKind::DroppedLine] {
        assert!(repairs.iter().any(|repair| repair.kind == kind), "{kind:?}");
    }
    assert!(repairs.is_sorted_by_key(|repair| repair.line));
}

#[test]
fn each_refusal_names_what_is_wrong() {
    let whole = damaged();
    let refused = |source: &str| Text::parse(Language::Th, source).unwrap_err();
    assert_eq!(refused(""), ParseError::Empty);
    assert_eq!(refused("\u{feff} \n\t\n"), ParseError::Empty);
    assert_eq!(refused("ไม่มีข้ออะไรเลย"), ParseError::NoArticles);
    assert_eq!(refused("Article 1 Heading\n\nText"), ParseError::WrongLanguage);
    assert_eq!(refused("หัว\0เรื่อง"), ParseError::ControlCharacter { line: 1 });
    assert_eq!(refused(&whole.replace("ข้อ 4 ", "ข้อ 3 ")), ParseError::RepeatedArticle { number: 3, line: 19 });
    assert_eq!(refused(&whole.replace("ข้อ 9 ", "ข้อเก้า ")), ParseError::MissingArticle(9));
    assert_eq!(refused(&whole.replace("ข้อ 5 ", "ข้อห้า ")), ParseError::MissingArticle(5));
    assert_eq!(refused(&format!("{whole}ข้อ 10 เกิน\n  ก\n")), ParseError::UnknownArticle { number: 10, line: 31 });
    assert_eq!(Text::parse_bytes(b"\xe0\xb8\n\xff", Language::Th), Err(ParseError::NotUtf8 { line: 1 }));
    assert_eq!(Text::parse_bytes(&vec![b' '; MAX_BYTES + 1], Language::Th), Err(ParseError::TooLarge));
}

#[test]
fn thai_digits_number_articles_too() {
    let thai: String = damaged()
        .chars()
        .map(|c| c.to_digit(10).and_then(|digit| char::from_u32(0xe50 + digit)).unwrap_or(c))
        .collect();
    assert_eq!(Text::parse(Language::Th, &thai).unwrap().text.articles.len(), 9);
}

#[test]
fn wrapped_english_is_joined_with_spaces() {
    let mut source = String::from("A title\n\n");
    for number in 1..=9 {
        source
            .push_str(&format!("Article {number} Heading\n\nA first line that is long\nand goes on.\n\nAnother.\n\n"));
    }
    let text = Text::parse(Language::En, &source).unwrap().text;
    assert_eq!(
        text.article(3).unwrap().blocks,
        [
            Block::Paragraph("A first line that is long and goes on.".to_owned()),
            Block::Paragraph("Another.".to_owned()),
        ]
    );
}

fn words() -> impl Strategy<Value = String> {
    "[กขคงจชตนมรลวส][าิีุู]?[ก-ฮ]{1,12}( [ก-ฮ]{2,12}){0,3}"
}

fn block() -> impl Strategy<Value = Option<Vec<String>>> {
    prop_oneof![Just(None), proptest::collection::vec(words(), 1..3).prop_map(Some)]
}

fn text() -> impl Strategy<Value = Text> {
    let article = (words(), words(), proptest::collection::vec((words(), block()), 0..3));
    (words(), proptest::collection::vec(words(), 0..2), proptest::collection::vec(article, 9)).prop_map(
        |(title, preamble, articles)| {
            let articles = (1..).zip(articles).map(|(number, (title, first, items))| {
                let mut blocks = vec![Block::Paragraph(first)];
                blocks.extend("กขค".chars().zip(items).map(|(letter, (title, more))| match more {
                    Some(paragraphs) => Block::Item { letter, title, paragraphs },
                    None => Block::Item { letter, title: String::new(), paragraphs: vec![title] },
                }));
                Article { number, title, blocks }
            });
            Text { language: Language::Th, title, preamble, articles: articles.collect() }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn the_canonical_form_is_read_back_the_same(text in text()) {
        let canonical = text.canonical();
        let parsed = Text::parse(Language::Th, &canonical).unwrap();
        prop_assert_eq!(parsed.text.canonical(), canonical);
        prop_assert_eq!(parsed.text, text);
        prop_assert_eq!(parsed.repairs, []);
    }

    #[test]
    fn any_bytes_are_taken_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = Text::parse_bytes(&bytes, Language::Th);
    }

    #[test]
    fn any_text_with_headings_is_taken_or_refused(lines in proptest::collection::vec("(ข้อ [0-9]{1,3}|Article [0-9]|\\([ก-ฮ]\\)|\\PC{0,20}) ?\\PC{0,30}", 0..30)) {
        let _ = Text::parse(Language::Th, &lines.join("\n"));
    }
}
