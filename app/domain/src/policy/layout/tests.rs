use super::*;

fn texts(source: &str) -> Vec<String> {
    read(source, Language::Th)
}

fn read(source: &str, language: Language) -> Vec<String> {
    let mut repairs = Vec::new();
    let page = Page::read(source, &mut repairs);
    let head = |line: &str| match line {
        _ if line.starts_with("ข้อ ") || line.starts_with("Article ") => Head::Article,
        _ if line.starts_with('(') => Head::Item,
        _ => Head::None,
    };
    page.units(language, &mut repairs, head).into_iter().map(|unit| unit.text).collect()
}

#[test]
fn wrapped_lines_go_on_and_indents_begin() {
    let source =
        "หัวเรื่อง\n  บรรทัดแรกของย่อหน้าแรกที่\nยาวต่อมาอีกบรรทัดหนึ่งจบ\n  ย่อหน้าที่สองเริ่มตรงนี้นะ\n\n- 2 -\n\nต่อหลังเลขหน้าโดยไม่ย่อหน้า\n";
    assert_eq!(
        texts(source),
        ["หัวเรื่อง", "บรรทัดแรกของย่อหน้าแรกที่ยาวต่อมาอีกบรรทัดหนึ่งจบ", "ย่อหน้าที่สองเริ่มตรงนี้นะต่อหลังเลขหน้าโดยไม่ย่อหน้า"]
    );
}

#[test]
fn a_text_of_one_line_a_paragraph_stays_so() {
    let long = "ก".repeat(200);
    assert_eq!(texts(&format!("{long}\nสั้น\n\nสั้นอีก")), [long.as_str(), "สั้น", "สั้นอีก"]);
}

#[test]
fn in_a_text_typed_by_hand_blank_lines_part_paragraphs() {
    let source = "หัวเรื่อง\n\nย่อหน้าแรกของเรา\n\nย่อหน้าที่สองของเรา\n\n(ก) สั้น\nเนื้อหาของข้อย่อยนี้ยาวกว่า\n\nเนื้อหาย่อหน้าถัดไป\n";
    assert_eq!(
        texts(source),
        ["หัวเรื่อง", "ย่อหน้าแรกของเรา", "ย่อหน้าที่สองของเรา", "(ก) สั้น", "เนื้อหาของข้อย่อยนี้ยาวกว่า", "เนื้อหาย่อหน้าถัดไป"]
    );
}

#[test]
fn a_blank_line_inside_a_sentence_is_seen_under_an_items_heading_only() {
    let source = "หัวเรื่อง \n\nข้อ 1 ชื่อข้อ \n(ก) สั้น \nบรรทัดแรกที่ไม่ย่อหน้าและยัง \n\nไม่จบจนถึงบรรทัดนี้ซึ่งเต็ม \nบรรทัด\n\nอีกย่อหน้าหนึ่งซึ่งแยกออกมา \n";
    assert_eq!(texts(source)[2..], ["(ก) สั้น", "บรรทัดแรกที่ไม่ย่อหน้าและยังไม่จบจนถึงบรรทัดนี้ซึ่งเต็มบรรทัด", "อีกย่อหน้าหนึ่งซึ่งแยกออกมา"]);
}

#[test]
fn numbers_that_are_no_page_numbers_stay() {
    let source = "หัวเรื่อง\nพ.ศ. \n2560\nโทร \n0 2000 0000\n11000\nมาตรา\n26\n\n7\n\nจบ";
    let all = texts(source).concat();
    for number in ["2560", "0 2000 0000", "11000", "26"] {
        assert!(all.contains(number), "{number}: {all}");
    }
    assert!(!all.contains('7'), "{all}");
}

#[test]
fn labelled_lines_stay_lines_but_not_inside_brackets() {
    let source =
        "หัวเรื่อง\nถามเราได้ที่หน่วยงานข้างล่างนี้\nโทรศัพท์ : 0 2000 0000\nE-mail : a@example.org\nคำย่อ (Short\nName : SN) ใช้ได้";
    assert_eq!(
        texts(source)[1..],
        ["ถามเราได้ที่หน่วยงานข้างล่างนี้", "โทรศัพท์ : 0 2000 0000", "E-mail : a@example.org คำย่อ (Short Name : SN) ใช้ได้"]
    );
    let english = "Title\nAs we said before in the longer\nnotice: you may ask us at any time\nand we answer.\nPhone: 0 2000 0000";
    assert_eq!(
        read(english, Language::En)[1..],
        ["As we said before in the longer notice: you may ask us at any time and we answer.", "Phone: 0 2000 0000"]
    );
}

#[test]
fn a_reference_at_a_lines_start_is_no_heading() {
    let source = "หัวเรื่อง\nข้อ 1 ชื่อ\nใช้บังคับตาม\nข้อ 6 ด้วยเสมอ\nข้อ 2 ชื่อ";
    assert_eq!(texts(source), ["หัวเรื่อง", "ข้อ 1 ชื่อ", "ใช้บังคับตาม ข้อ 6 ด้วยเสมอ", "ข้อ 2 ชื่อ"]);
    assert_eq!(read("Title\nArticle 1 A\nas said in\nArticle 6 too", Language::En)[2..], ["as said in Article 6 too"]);
}

#[test]
fn what_a_lines_end_parted_is_repaired() {
    assert_eq!(texts("หัวเรื่อง\nเราใช\n ้ตามท่\nีบอกไว้")[1..], ["เราใช้ตามที่บอกไว้"]);
}
