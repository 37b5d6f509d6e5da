use super::*;
use proptest::prelude::*;
use std::fmt::Write as _;

/// Nine articles as a PDF gives them; synthetic.
fn damaged() -> String {
    let mut source = String::from(" ประกาศตัวอย่างสำหรับทดสอบระบบ \n  \n ประกาศนี้มีดังนี้ \n\n");
    for number in 1..=9 {
        writeln!(source, "ข้อ {number} หัวข้อที่ {number} ").unwrap();
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
fn a_text_without_a_heading_or_with_a_line_of_no_text_is_refused() {
    let bare = damaged().split_once("ข้อ 1").map(|(_, rest)| format!("\n\nข้อ 1{rest}")).unwrap();
    assert_eq!(Text::parse(Language::Th, &bare), Err(ParseError::NoHeading { line: 3 }));
    let long = damaged().replace("เนื้อหาตาม", &"ก".repeat(LONGEST_LINE));
    assert_eq!(Text::parse(Language::Th, &long), Err(ParseError::LongLine { line: 6 }));
    let turned = damaged().replace("เนื้อหาตาม", "เนื้อหา\u{202e}ตาม");
    assert_eq!(Text::parse(Language::Th, &turned), Err(ParseError::ControlCharacter { line: 6 }));
}

#[test]
fn an_items_first_sentence_is_not_its_heading() {
    let mut source = String::from("A title\n\n");
    for number in 1..=9 {
        write!(source, "Article {number} Heading\n\n(a) It ends here.\n\nMore.\n\n(b) Heading\n\nText.\n\n").unwrap();
    }
    let text = Text::parse(Language::En, &source).unwrap().text;
    let titles = text.articles[0].blocks.iter().map(|block| match block {
        Block::Item { title, paragraphs, .. } => (title.as_str(), paragraphs.len()),
        Block::Paragraph(_) => panic!("{block:?}"),
    });
    assert_eq!(titles.collect::<Vec<_>>(), [("", 2), ("Heading", 1)]);
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
        write!(source, "Article {number} Heading\n\nA first line that is long\nand goes on.\n\nAnother.\n\n").unwrap();
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

/// A line as a page gives it: broken marks, odd spaces, an indent or not, a blank line after it or not.
fn broken_line() -> impl Strategy<Value = String> {
    let syllable = "[เแโ]?[กขคงจชตนมรลวสยหผ][ ]?[่้]?[ ]?[ิีุูั]?[ ]?[่้]?[ ]?[านมยงก]?";
    let line =
        proptest::collection::vec(prop_oneof![9 => syllable, 1 => "[ ]{1,2}", 1 => " ?[a-z0-9(:).]{1,4} ?"], 1..20);
    ("[ ]{0,3}", line, "[ ]{0,2}\n{1,3}").prop_map(|(indent, line, end)| format!("{indent}{}{end}", line.concat()))
}

/// The characters of a text without what a repair may change: spaces, the order of marks, the parts of SARA AM.
fn letters(text: &str) -> Vec<char> {
    let mut all: Vec<char> = text.replace('ำ', "\u{e4d}า").chars().filter(|c| !c.is_whitespace()).collect();
    all.sort_unstable();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn a_broken_text_keeps_every_letter_and_reads_the_same_again(
        articles in proptest::collection::vec(proptest::collection::vec(broken_line(), 1..6), 9),
        item in 0..3_usize,
    ) {
        let mut source = String::from("หัวเรื่อง \n\n");
        for (number, lines) in (1..).zip(&articles) {
            write!(source, "ข้อ {number} ชื่อ\n  กขค\n").unwrap();
            for (at, line) in lines.iter().enumerate() {
                let mark = if at == item { "(ก) " } else { "" };
                write!(source, "{mark}{line}").unwrap();
            }
        }
        let Parsed { text, repairs } = Text::parse(Language::Th, &source).unwrap();
        if repairs.iter().all(|repair| repair.kind != RepairKind::DroppedLine) {
            prop_assert_eq!(letters(&text.canonical()), letters(&source));
        }
        let again = Text::parse(Language::Th, &text.canonical()).unwrap();
        prop_assert_eq!(again.repairs, []);
        prop_assert_eq!(again.text, text);
    }
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
