//! What is typed about a paper form, read as the rule takes it, and handed on.

use super::super::super::portal::Portal;
use super::super::super::visitor::Visitor;
use super::super::doses::Mistakes;
use app::i18n::paper as words;
use domain::Explain;
use domain::Id;
use domain::cases::Words;
use domain::paper::{Choice, Keying, PaperConsents, PaperField, State as Stands, Task};
use domain::registration::{Answers, Mistake};
use service::{PaperKeyed, ServiceError, Settling, Signed};

/// Where the form stands then, or what is wrong with what was typed.
pub(super) type Taken = Result<Result<Stands, Mistakes>, ServiceError>;

/// Does `task`, where whoever asks may and what they typed is right.
pub(super) async fn do_task(
    portal: &Portal,
    visitor: &Visitor,
    signed: &Signed,
    (id, task, answers): (Id, Task, &Answers),
) -> Taken {
    let papers = &portal.services.papers;
    let differs = papers.may(signed, id, task).await?;
    let settling = Settling { consents: &portal.services.consents, policies: &portal.services.policies };
    match task {
        Task::Key => match first(portal, visitor, answers) {
            Ok(keyed) => papers.key(signed, id, &keyed).await.map(|()| Ok(Stands::Keyed)),
            Err(mistakes) => Ok(Err(mistakes)),
        },
        Task::KeyAgain => match Keying::parse(&PaperField::IDENTITY, answers, visitor.now.bangkok_day()) {
            Ok(second) => papers.key_again(signed, id, &second, settling).await.map(Ok),
            Err(wrong) => Ok(Err(said(wrong))),
        },
        Task::Reconcile => match decision(visitor, &differs, answers) {
            Ok((choices, reason)) => papers.reconcile(signed, id, (&choices, reason.as_str()), settling).await.map(Ok),
            Err(mistakes) => Ok(Err(mistakes)),
        },
    }
}

fn said(mistakes: Vec<Mistake>) -> Mistakes {
    mistakes.into_iter().map(|it| (it.input, it.message)).collect()
}

/// A first reading: every field, and what the form says about consent.
fn first(portal: &Portal, visitor: &Visitor, answers: &Answers) -> Result<PaperKeyed, Mistakes> {
    let today = visitor.now.bangkok_day();
    let readings = Keying::parse(&PaperField::ALL, answers, today);
    let consents = PaperConsents::parse(answers, portal.services.consents.purposes(), (visitor.language, today));
    match (readings, consents) {
        (Ok(readings), Ok(consents)) => Ok(PaperKeyed { readings, consents }),
        (readings, consents) => {
            let wrong = readings.err().into_iter().chain(consents.err()).flatten();
            Err(said(wrong.collect()))
        }
    }
}

/// For each field that differs which reading is right, and why.
fn decision(
    visitor: &Visitor,
    differs: &[PaperField],
    answers: &Answers,
) -> Result<(Vec<(PaperField, Choice)>, Words), Mistakes> {
    let (mut choices, mut mistakes) = (Vec::new(), Mistakes::new());
    for field in differs {
        let choice = match answers.get(field.chooser()) {
            "first" => Choice::First,
            "second" => Choice::Second,
            "other" => match field.read(answers, visitor.now.bangkok_day()) {
                Ok(reading) => Choice::Other(reading),
                Err(wrong) => {
                    mistakes.extend(said(wrong));
                    continue;
                }
            },
            _ => {
                mistakes.push((field.chooser(), words::CHOOSE));
                continue;
            }
        };
        choices.push((*field, choice));
    }
    match Words::some(answers.get("reason")) {
        Ok(reason) if mistakes.is_empty() => Ok((choices, reason)),
        Ok(_) => Err(mistakes),
        Err(error) => {
            mistakes.push(("reason", error.explain()));
            Err(mistakes)
        }
    }
}
