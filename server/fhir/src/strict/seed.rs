//! One walk through a JSON text that makes the value and refuses what is not strict, at the place where it is.
//!
//! It goes as deep as [`super::DEPTH`] and never deeper, so that no text can use up the stack.

use super::numbers::Numbers;
use super::place::{Place, Step};
use super::{DEPTH, VALUES};
use crate::issue::{Issue, IssueCode};
use domain::Bilingual;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::collections::HashMap;
use std::fmt;

/// The longest number, in characters.
const DIGITS: usize = 64;

/// What a walk finds.
#[derive(Clone, Copy)]
pub(crate) enum Fault {
    /// Not UTF-8.
    Charset,
    /// No JSON.
    Malformed,
    /// Too deep.
    Deep,
    /// Too many values.
    Many,
    /// A name that is there twice.
    Twice,
    /// A control character.
    Control,
    /// A number out of range.
    Number,
}

/// The walk: where it stands, and what it keeps.
pub(crate) struct Walk<'a> {
    numbers: Numbers<'a>,
    place: Place,
    refused: Option<Fault>,
    values: usize,
    /// Decimals that were written in another way than their value is, by their place below the root.
    pub(crate) written: HashMap<String, String>,
}

impl<'a> Walk<'a> {
    /// A walk that has not begun.
    pub(crate) fn new(numbers: Numbers<'a>, place: Place) -> Self {
        Self { numbers, place, refused: None, values: 0, written: HashMap::new() }
    }

    /// The value of the whole text.
    pub(crate) fn whole<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<Value, D::Error> {
        Seed(self).deserialize(deserializer)
    }

    /// What was refused, where it was the walk that refused it.
    pub(crate) const fn refused(&self) -> Option<Fault> {
        self.refused
    }

    /// The root of all places.
    pub(crate) fn root(&self) -> String {
        self.place.root()
    }

    /// The issue of a fault here.
    pub(crate) fn issue(&self, fault: Fault) -> Issue {
        Issue::new(fault.code(), self.place.path(), fault.text())
    }

    fn refuse<E: Error>(&mut self, fault: Fault) -> E {
        self.refused = Some(fault);
        E::custom("refused")
    }

    fn text<E: Error>(&mut self, text: &str) -> Result<(), E> {
        let bad = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
        if text.contains(bad) { Err(self.refuse(Fault::Control)) } else { Ok(()) }
    }

    /// A number: its text is the next in the text. Digits that the value does not hold are a refusal.
    fn number<E: Error>(&mut self, number: Option<Number>) -> Result<Value, E> {
        let written = self.numbers.next().unwrap_or_default();
        let whole = !written.contains(['.', 'e', 'E']);
        match number {
            // The only whole number that is read as a fraction and is none.
            Some(_) if written == "-0" => Ok(Value::from(0)),
            Some(number) if written.len() <= DIGITS && whole != number.is_f64() => {
                // The decimals of FHIR that are read are all called so.
                if number.is_f64() && self.place.is_member("value") && number.to_string() != written {
                    self.written.insert(self.place.below_root(), written.to_owned());
                }
                Ok(Value::Number(number))
            }
            _ => Err(self.refuse(Fault::Number)),
        }
    }
}

impl Fault {
    const fn code(self) -> IssueCode {
        match self {
            Self::Charset | Self::Malformed | Self::Twice => IssueCode::Structure,
            Self::Deep | Self::Many => IssueCode::TooLong,
            Self::Control | Self::Number => IssueCode::Value,
        }
    }

    const fn text(self) -> Bilingual {
        match self {
            Self::Charset => Bilingual::new("ข้อความไม่ใช่ UTF-8", "The text is not UTF-8."),
            Self::Malformed => Bilingual::new(
                "ข้อความไม่ใช่ JSON ที่ถูกต้อง การอ่านหยุดที่ตำแหน่งนี้",
                "The text is not JSON. Reading stopped at this place.",
            ),
            Self::Deep => Bilingual::new("ข้อมูลซ้อนกันลึกเกิน 32 ชั้น", "The value is nested deeper than 32."),
            Self::Many => Bilingual::new(
                "มีค่ามากเกิน 250000 ค่า แบ่งส่งเป็นหลายครั้ง",
                "There are more than 250000 values. Send them in parts.",
            ),
            Self::Twice => Bilingual::new("มีชื่อนี้ซ้ำกันในออบเจกต์เดียวกัน", "This name is in one object twice."),
            Self::Control => Bilingual::new(
                "มีอักขระควบคุม ใช้ได้เฉพาะแท็บและการขึ้นบรรทัดใหม่",
                "There is a control character. Only tab and line breaks may be used.",
            ),
            Self::Number => Bilingual::new(
                "ตัวเลขใหญ่หรือยาวเกินกว่าจะเก็บได้ครบทุกหลัก",
                "The number is too large or too long to be kept with all its digits.",
            ),
        }
    }
}

/// One value, read by a walk.
struct Seed<'w, 'a>(&'w mut Walk<'a>);

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.0.values += 1;
        if self.0.values > VALUES {
            return Err(self.0.refuse(Fault::Many));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, it: bool) -> Result<Value, E> {
        Ok(Value::Bool(it))
    }

    fn visit_u64<E: Error>(self, it: u64) -> Result<Value, E> {
        self.0.number(Some(it.into()))
    }

    fn visit_i64<E: Error>(self, it: i64) -> Result<Value, E> {
        self.0.number(Some(it.into()))
    }

    fn visit_f64<E: Error>(self, it: f64) -> Result<Value, E> {
        self.0.number(Number::from_f64(it))
    }

    fn visit_str<E: Error>(self, it: &str) -> Result<Value, E> {
        self.0.text(it)?;
        self.0.place.typed(it);
        Ok(Value::String(it.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let walk = self.0;
        if walk.place.depth() >= DEPTH {
            return Err(walk.refuse(Fault::Deep));
        }
        let mut read = Vec::new();
        loop {
            walk.place.enter(Step::Item(read.len()));
            let item = items.next_element_seed(Seed(walk))?;
            walk.place.leave();
            match item {
                Some(item) => read.push(item),
                None => return Ok(Value::Array(read)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let walk = self.0;
        if walk.place.depth() >= DEPTH {
            return Err(walk.refuse(Fault::Deep));
        }
        let mut read = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            walk.text(&name)?;
            walk.place.enter(Step::Member(name.clone()));
            if read.contains_key(&name) {
                return Err(walk.refuse(Fault::Twice));
            }
            let value = members.next_value_seed(Seed(walk))?;
            walk.place.leave();
            read.insert(name, value);
        }
        Ok(Value::Object(read))
    }
}
