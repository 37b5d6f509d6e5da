//! Published statistics: made once for each closed month, from what the month's events say, and never made again. Ages,
//! sexes and provinces are counted of persons alone who agreed to it; of everybody else only that they asked or answered.

use crate::core::Core;
use crate::error::ServiceError;
use domain::cases::Step;
use domain::catalogue::PurposeId;
use domain::consent::{ASKED, Standing, asked};
use domain::statistics::{Cell, Counts, Month, Published, Topic, UNKNOWN, band, outcome_name, protect};
use domain::{Id, Instant};
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;
use storage::{StatisticsChange, StorageError, StoredMonth, UnitOfWork};

/// Rows read at once.
const BATCH: u32 = 500;
/// The most months made in one round, after the portal was away.
const CATCH_UP: usize = 24;
/// How long people go first after a full batch: one takes a few milliseconds, and a month of a million people would hold a core
/// for minutes.
const REST: Duration = Duration::from_millis(20);
/// The most months that are offered.
const MONTHS: u32 = 120;

/// The tables of a month.
pub struct MonthView {
    /// The month.
    pub month: Month,
    /// When they were made.
    pub made_at: Instant,
    /// The tables.
    pub tables: Vec<Published>,
}

/// The duty.
pub struct StatisticsDesk {
    core: Arc<Core>,
}

impl StatisticsDesk {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// The months that were published, the newest first.
    pub async fn months(&self) -> Result<Vec<Month>, ServiceError> {
        Ok(self.core.storage.published_months(MONTHS).await?)
    }

    /// The tables of a month. [`ServiceError::Absent`] where it was not published.
    pub async fn month(&self, month: Month) -> Result<MonthView, ServiceError> {
        let stored = self.core.storage.published_month(month).await?.ok_or(ServiceError::Absent)?;
        let tables = from_json(&stored.tables).ok_or(ServiceError::Sealed)?;
        Ok(MonthView { month, made_at: stored.made_at, tables })
    }

    /// Publishes the months that are over and were not published; gives back how many. Of several servers one does.
    pub async fn close(&self) -> Result<usize, ServiceError> {
        let last = Month::of(self.core.now().bangkok_day()).before();
        let mut month = match self.core.storage.published_months(1).await?.first() {
            Some(newest) => newest.after(),
            None => last,
        };
        let mut made = 0;
        while month <= last && made < CATCH_UP {
            let tables = to_json(&self.tables(month).await?);
            let change = StatisticsChange::Publish(StoredMonth { month, made_at: self.core.now(), tables });
            match self.core.storage.commit(UnitOfWork::of(change.into())).await {
                // Another server was first: its tables count the same events.
                Ok(()) | Err(StorageError::Conflict { .. } | StorageError::Refused) => {}
                Err(error) => return Err(error.into()),
            }
            made += 1;
            month = month.after();
        }
        Ok(made)
    }

    async fn tables(&self, month: Month) -> Result<Vec<Published>, ServiceError> {
        let mut all = self.registered(month).await?;
        all.extend(self.answers(month).await?);
        all.extend(self.cases(month).await?);
        Ok(all.into_iter().map(protect).collect())
    }

    /// Who registered and agreed to be counted.
    async fn registered(&self, month: Month) -> Result<Vec<Counts>, ServiceError> {
        let mut ages = Topic::AgeAndSex.empty();
        let mut places = Topic::Place.empty();
        let first = |month: Month| month.first().map(|day| Id::new(day.begins(), [0; 10]).to_string());
        let (Some(mut after), Some(before)) = (first(month), first(month.after())) else {
            return Ok(vec![ages, places]);
        };
        loop {
            let found = self.core.storage.persons_between(&after, &before, BATCH).await?;
            let Some(last) = found.last() else { return Ok(vec![ages, places]) };
            after.clone_from(last);
            let_people_go_first(found.len()).await;
            for subject in &found {
                if self.agrees(subject).await? {
                    let (born, sex, province) = self.person(subject).await?;
                    ages.count(band(born, month.year()), &sex);
                    places.count(&province, "");
                }
            }
        }
    }

    async fn agrees(&self, subject: &str) -> Result<bool, ServiceError> {
        let standings = self.core.storage.standings(subject).await?;
        let last = standings.iter().find(|it| it.purpose == PurposeId::Statistics).map(|it| it.last);
        let now = self.core.now();
        Ok(asked(ASKED, PurposeId::Statistics).is_some_and(|asked| Standing::after(last).allows(asked, now)))
    }

    /// Year of birth, sex and province, as far as they were given.
    async fn person(&self, subject: &str) -> Result<(Option<i32>, String, String), ServiceError> {
        let key = match self.core.data_key(subject).await {
            Ok(key) => key,
            // They were erased meanwhile.
            Err(ServiceError::Absent) => return Ok((None, UNKNOWN.to_owned(), UNKNOWN.to_owned())),
            Err(error) => return Err(error),
        };
        let (mut born, mut sex, mut province) = (None, UNKNOWN.to_owned(), UNKNOWN.to_owned());
        let today = self.core.now().bangkok_day();
        for value in self.core.storage.profile(subject).await? {
            let wanted = ["birth-date", "sex", "subdistrict"].contains(&value.field.as_str());
            let Some(text) = (if wanted { Core::open_value(&key, &value)? } else { None }) else { continue };
            match value.field.as_str() {
                "birth-date" => {
                    let birth = domain::registration::Profile::stored_birth_date(&text, today);
                    born = birth.map(|birth| birth.numbers().0);
                }
                "sex" => sex = text,
                _ => province = text.chars().take(2).collect(),
            }
        }
        Ok((born, sex, province))
    }

    /// Who answered a consent question, by the last answer of the month.
    async fn answers(&self, month: Month) -> Result<Vec<Counts>, ServiceError> {
        let mut tables: Vec<Counts> = ASKED.iter().map(|asked| Topic::Consent(asked.purpose).empty()).collect();
        let (mut subject, mut id) = (String::new(), String::new());
        // The answers of one person follow one another, the first first.
        let mut last: HashMap<PurposeId, &'static str> = HashMap::new();
        loop {
            let events = self.core.storage.consent_events_after(&subject, &id, BATCH).await?;
            let_people_go_first(events.len()).await;
            for event in &events {
                if event.subject != subject {
                    settle(&mut tables, &mut last);
                    subject.clone_from(&event.subject);
                }
                id = event.id.to_string();
                if month.holds(event.at) {
                    last.insert(event.purpose, event.kind.name());
                }
            }
            if events.is_empty() {
                settle(&mut tables, &mut last);
                return Ok(tables);
            }
        }
    }

    /// Who asked, and who was answered, by the first of the month.
    async fn cases(&self, month: Month) -> Result<Vec<Counts>, ServiceError> {
        let mut requests = Topic::Requests.empty();
        let mut outcomes = Topic::Outcomes.empty();
        let (mut asked, mut answered) = (BTreeSet::new(), BTreeSet::new());
        let mut after = (String::new(), String::new(), 0);
        loop {
            let steps = self.core.storage.case_steps_after((&after.0, &after.1, after.2), BATCH).await?;
            let Some(last) = steps.last() else { return Ok(vec![requests, outcomes]) };
            let_people_go_first(steps.len()).await;
            after = (last.subject.clone(), last.case.to_string(), last.place);
            for step in steps.into_iter().filter(|step| month.holds(step.at)) {
                match step.step {
                    Step::Filed if asked.insert(step.subject.clone()) => {
                        let cases = self.core.storage.cases(&step.subject, BATCH).await?;
                        let right = cases.iter().find(|case| case.id == step.case).map(|case| case.right.name());
                        requests.count(right.unwrap_or_default(), "");
                    }
                    Step::Decided(outcome) if answered.insert(step.subject.clone()) => {
                        outcomes.count(outcome_name(outcome), "");
                    }
                    _ => {}
                }
            }
        }
    }
}

async fn let_people_go_first(found: usize) {
    if u32::try_from(found).is_ok_and(|found| found >= BATCH) {
        tokio::time::sleep(REST).await;
    }
}

/// Counts the last answers of one person.
fn settle(tables: &mut [Counts], last: &mut HashMap<PurposeId, &'static str>) {
    for (purpose, answer) in std::mem::take(last) {
        if let Some(table) = tables.iter_mut().find(|table| table.topic == Topic::Consent(purpose)) {
            table.count(answer, "");
        }
    }
}

fn cell(cell: Cell) -> Value {
    match cell {
        Cell::Shown(count) => json!(count),
        Cell::Withheld => Value::Null,
    }
}

fn cells(all: &[Cell]) -> Vec<Value> {
    all.iter().copied().map(cell).collect()
}

/// Tables as they are stored and served: a count that is withheld is `null`.
pub fn to_json(tables: &[Published]) -> String {
    let table = |it: &Published| {
        json!({
            "table": it.topic.name(),
            "rows": it.rows,
            "columns": it.columns,
            "persons": it.cells.iter().map(|row| cells(row)).collect::<Vec<_>>(),
            "rowTotals": cells(&it.row_totals),
            "columnTotals": cells(&it.column_totals),
            "total": cell(it.total),
        })
    };
    Value::Array(tables.iter().map(table).collect()).to_string()
}

fn from_json(text: &str) -> Option<Vec<Published>> {
    let number = |value: &Value| if value.is_null() { Some(Cell::Withheld) } else { value.as_u64().map(Cell::Shown) };
    let cells = |value: &Value| value.as_array()?.iter().map(number).collect::<Option<Vec<_>>>();
    let words = |value: &Value| {
        value.as_array()?.iter().map(|word| word.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
    };
    let table = |it: &Value| {
        Some(Published {
            topic: Topic::from_name(it.get("table")?.as_str()?)?,
            rows: words(it.get("rows")?)?,
            columns: words(it.get("columns")?)?,
            cells: it.get("persons")?.as_array()?.iter().map(cells).collect::<Option<_>>()?,
            row_totals: cells(it.get("rowTotals")?)?,
            column_totals: cells(it.get("columnTotals")?)?,
            total: number(it.get("total")?)?,
        })
    };
    serde_json::from_str::<Value>(text).ok()?.as_array()?.iter().map(table).collect()
}
