//! The contact form (article 9): a question, a suggestion or a complaint, answered only where the person leaves an
//! address. Name and address are optional; the form succeeds without them (article 2 (e)).

use crate::fields::{Email, EmailError, PersonName, PersonNameError, Phone, PhoneError};
use crate::language::{Bilingual, Explain};
use std::fmt;
use thiserror::Error;

/// The longest message, in characters.
pub const MESSAGE_CHARACTERS: usize = 4000;

/// What the person writes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// A question.
    Question,
    /// A suggestion.
    Suggestion,
    /// A complaint.
    Complaint,
}

impl Topic {
    /// All topics, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Question, Self::Suggestion, Self::Complaint];

    /// The word in the form and in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Suggestion => "suggestion",
            Self::Complaint => "complaint",
        }
    }

    /// The topic of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.name() == name)
    }

    /// The topic in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Question => Bilingual::new("ข้อสงสัย", "A question"),
            Self::Suggestion => Bilingual::new("ข้อเสนอแนะ", "A suggestion"),
            Self::Complaint => Bilingual::new("ข้อร้องเรียนหรือข้อติชม", "A complaint"),
        }
    }
}

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContactField {
    /// What it is about.
    Topic,
    /// The message.
    Message,
    /// The person's name, optional.
    Name,
    /// Where to answer: an e-mail address or a phone number, optional.
    Reply,
}

impl ContactField {
    /// All fields, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Topic, Self::Message, Self::Name, Self::Reply];

    /// The field's name in the form; its input has the id `contact-NAME`, as in the catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Message => "message",
            Self::Name => "name",
            Self::Reply => "reply",
        }
    }

    /// The field of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// What is wrong with `value` in this field; `None` when nothing is. The rule the browser applies while typing
    /// stops, and the server when the form arrives.
    pub fn mistake(self, value: &str) -> Option<ContactError> {
        match self {
            Self::Topic => topic(value).err(),
            Self::Message => message(value).err(),
            Self::Name => name(value).err(),
            Self::Reply => reply(value).err(),
        }
    }
}

/// What is wrong with a field of the contact form.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ContactError {
    /// No topic, or none of ours.
    #[error("no topic is chosen")]
    Topic,
    /// The message is empty.
    #[error("the message is empty")]
    MessageEmpty,
    /// The message is longer than [`MESSAGE_CHARACTERS`].
    #[error("the message is too long")]
    MessageTooLong,
    /// The name is not a name.
    #[error("the name: {0}")]
    Name(PersonNameError),
    /// The reply address contains an @ and is no e-mail address.
    #[error("the e-mail address: {0}")]
    Email(EmailError),
    /// The reply address is no phone number either.
    #[error("the phone number: {0}")]
    Phone(PhoneError),
}

impl Explain for ContactError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Topic => Bilingual::new("เลือกว่าต้องการติดต่อเรื่องใด", "Choose what your message is about."),
            Self::MessageEmpty => Bilingual::new("พิมพ์ข้อความที่ต้องการแจ้ง", "Write your message."),
            Self::MessageTooLong => Bilingual::new(
                "ข้อความยาวเกินไป ย่อให้ไม่เกิน 4,000 ตัวอักษร",
                "The message is too long. Shorten it to 4,000 characters or fewer.",
            ),
            Self::Name(error) => error.explain(),
            Self::Email(error) => error.explain(),
            Self::Phone(error) => error.explain(),
        }
    }
}

/// The form as it was posted, untouched.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct ContactForm {
    /// The field `topic`.
    pub topic: String,
    /// The field `message`.
    pub message: String,
    /// The field `name`.
    pub name: String,
    /// The field `reply`.
    pub reply: String,
}

impl ContactForm {
    /// The value typed into `field`.
    pub fn value(&self, field: ContactField) -> &str {
        match field {
            ContactField::Topic => &self.topic,
            ContactField::Message => &self.message,
            ContactField::Name => &self.name,
            ContactField::Reply => &self.reply,
        }
    }

    /// The message this form makes, or every field that is wrong, in the order of the page.
    pub fn parse(&self) -> Result<ContactMessage, Vec<(ContactField, ContactError)>> {
        match (topic(&self.topic), message(&self.message), name(&self.name), reply(&self.reply)) {
            (Ok(topic), Ok(message), Ok(name), Ok(reply)) => Ok(ContactMessage { topic, message, name, reply }),
            _ => Err(ContactField::ALL
                .into_iter()
                .filter_map(|field| field.mistake(self.value(field)).map(|error| (field, error)))
                .collect()),
        }
    }
}

impl fmt::Debug for ContactForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ContactForm(…)")
    }
}

/// Where to answer.
#[derive(Clone, PartialEq, Eq)]
pub enum ReplyAddress {
    /// By e-mail.
    Email(Email),
    /// By phone.
    Phone(Phone),
}

impl ReplyAddress {
    /// The address as text, e-mail or E.164 number.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Email(email) => email.as_str(),
            Self::Phone(phone) => phone.as_str(),
        }
    }
}

/// A message that may be filed as a case. Its `Debug` shows nothing of what the person wrote.
#[derive(Clone, PartialEq, Eq)]
pub struct ContactMessage {
    /// What it is about.
    pub topic: Topic,
    /// The text: line ends are LF, other control characters are gone, no space at either end.
    pub message: String,
    /// The name, where given.
    pub name: Option<PersonName>,
    /// Where to answer, where given.
    pub reply: Option<ReplyAddress>,
}

impl fmt::Debug for ContactMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContactMessage").field("topic", &self.topic).finish_non_exhaustive()
    }
}

fn topic(value: &str) -> Result<Topic, ContactError> {
    Topic::from_name(value).ok_or(ContactError::Topic)
}

fn message(value: &str) -> Result<String, ContactError> {
    let text: String =
        value.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let text = text.trim();
    match text.chars().count() {
        0 => Err(ContactError::MessageEmpty),
        1..=MESSAGE_CHARACTERS => Ok(text.to_owned()),
        _ => Err(ContactError::MessageTooLong),
    }
}

fn name(value: &str) -> Result<Option<PersonName>, ContactError> {
    if value.trim().is_empty() { Ok(None) } else { PersonName::parse(value).map(Some).map_err(ContactError::Name) }
}

fn reply(value: &str) -> Result<Option<ReplyAddress>, ContactError> {
    if value.trim().is_empty() {
        Ok(None)
    } else if value.contains('@') {
        Email::parse(value).map(|email| Some(ReplyAddress::Email(email))).map_err(ContactError::Email)
    } else {
        Phone::parse(value).map(|phone| Some(ReplyAddress::Phone(phone))).map_err(ContactError::Phone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(topic: &str, message: &str, name: &str, reply: &str) -> ContactForm {
        let [topic, message, name, reply] = [topic, message, name, reply].map(str::to_owned);
        ContactForm { topic, message, name, reply }
    }

    #[test]
    fn everything_optional_may_be_empty() {
        let message = form("question", " สวัสดี\r\nครับ ", "", "  ").parse().unwrap();
        assert_eq!((message.topic, message.message.as_str()), (Topic::Question, "สวัสดี\nครับ"));
        assert!(message.name.is_none() && message.reply.is_none());
    }

    #[test]
    fn each_wrong_field_is_named_once_in_the_order_of_the_page() {
        let wrong = form("praise", "\u{0} \n", &"ก".repeat(201), "nobody@").parse().unwrap_err();
        let fields: Vec<_> = wrong.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ContactField::ALL);
    }

    #[test]
    fn the_longest_message_passes_and_one_more_does_not() {
        let at = |characters| form("complaint", &"ก".repeat(characters), "", "081 234 5678").parse();
        assert_eq!(at(MESSAGE_CHARACTERS).unwrap().reply.unwrap().as_str(), "+66812345678");
        assert_eq!(at(MESSAGE_CHARACTERS + 1).unwrap_err(), [(ContactField::Message, ContactError::MessageTooLong)]);
    }

    #[test]
    fn debug_shows_nothing_personal() {
        let form = form("question", "ข้อความลับ", "สมมติ", "a@example.org");
        let shown = format!("{form:?} {:?}", form.parse().unwrap());
        assert!(!shown.contains("ลับ") && !shown.contains("สมมติ") && !shown.contains("example"), "{shown}");
    }
}
