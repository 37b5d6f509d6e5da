//! What every engine must do, told once: the engines' tests call [`passes`], and nothing else uses this.
//!
//! It panics where a promise is broken. It knows no engine, and reaches past [`Storage`] only through
//! [`Subject::raw`], as an intruder with a database client would.
#![expect(clippy::unwrap_used, reason = "a broken promise ends the test")]

mod accounts;
mod cases;
mod consents;
mod copies;
mod duties;
mod exchange;
mod kept_back;
mod leases;
mod papers;
mod policy;
mod records;
mod registers;
mod samples;
mod statistics;
mod units;
mod work;

use crate::{Storage, StorageError};
use async_trait::async_trait;
use std::sync::Arc;

/// An engine under test with a database of its own.
#[async_trait]
pub trait Subject: Send + Sync {
    /// The storage.
    fn storage(&self) -> Arc<dyn Storage>;

    /// Runs `sql` on the same database, past [`Storage`]; refusals come back as the engine reports them.
    async fn raw(&self, sql: &'static str) -> Result<(), StorageError>;

    /// Closes the storage and opens the same database again.
    async fn reopen(&mut self);
}

/// Runs the whole contract; `fresh` gives a subject with an empty database each time.
///
/// # Panics
///
/// Where the engine breaks a promise.
pub async fn passes<S: Subject>(fresh: impl AsyncFn() -> S) {
    policy::an_empty_database_has_nothing(fresh().await).await;
    policy::versions_are_read_back_as_published(fresh().await).await;
    policy::a_number_is_published_once_and_without_gaps(fresh().await).await;
    policy::nobody_changes_what_was_published(fresh().await).await;
    policy::damage_is_found_on_reading(fresh().await).await;
    policy::drafts_are_kept_one_a_language(fresh().await).await;
    records::cases_and_keys_are_read_back_as_filed(fresh().await).await;
    records::duplicates_are_conflicts(fresh().await).await;
    records::usage_adds_up(fresh().await).await;
    accounts::accounts_are_read_back_and_claims_are_made_once(fresh().await).await;
    accounts::profile_values_are_versions_without_gaps(fresh().await).await;
    accounts::who_used_what_is_listed_counted_and_kept_back_until_its_day(fresh().await).await;
    accounts::sessions_begin_are_used_and_end(fresh().await).await;
    accounts::codes_are_tried_and_used_once_at_a_time(fresh().await).await;
    accounts::of_many_codes_asked_for_at_once_few_are_made(fresh().await).await;
    accounts::what_expired_is_forgotten_and_nothing_else(fresh().await).await;
    accounts::an_erased_account_is_found_by_nothing(fresh().await).await;
    consents::an_event_is_kept_with_all_that_belongs_to_it(fresh().await).await;
    consents::a_wording_is_kept_once(fresh().await).await;
    consents::notices_wait_until_they_are_acknowledged(fresh().await).await;
    consents::the_ledger_grows_by_one_sequencer_at_a_time(fresh().await).await;
    consents::messages_are_queued_sent_and_read(fresh().await).await;
    consents::delegations_take_one_step_at_a_time(fresh().await).await;
    cases::records_are_versions_without_gaps_that_nobody_changes(fresh().await).await;
    cases::certificates_are_revoked_and_corrections_told_until_acknowledged(fresh().await).await;
    cases::organisations_are_kept_once_and_close(fresh().await).await;
    cases::a_case_takes_one_step_at_a_time(fresh().await).await;
    cases::work_lists_are_read_page_by_page(fresh().await).await;
    cases::letters_are_numbered_once(fresh().await).await;
    work::what_is_written_is_its_steps_and_is_published_once(fresh().await).await;
    statistics::a_month_is_published_once(fresh().await).await;
    registers::entries_are_their_steps(fresh().await).await;
    kept_back::nothing_is_kept_back_without_a_commitment(fresh().await).await;
    duties::agreements_and_promises_are_kept_and_end(fresh().await).await;
    duties::a_breach_stops_whoever_it_concerns_until_they_are_released(fresh().await).await;
    duties::nobody_looks_for_more_than_the_most(fresh().await).await;
    exchange::systems_sign_on_once_with_each_assertion(fresh().await).await;
    exchange::what_partners_say_is_kept_apart_and_decided_once(fresh().await).await;
    exchange::links_are_made_and_ended(fresh().await).await;
    exchange::what_is_told_is_told_in_order_until_acknowledged(fresh().await).await;
    exchange::a_file_moves_on_from_where_it_stands(fresh().await).await;
    exchange::somebody_known_before_takes_their_account_once(fresh().await).await;
    papers::a_form_takes_one_step_at_a_time(fresh().await).await;
    papers::a_scan_is_taken_once(fresh().await).await;
    papers::no_use_is_lost_while_it_is_learnt_whose_a_form_is(fresh().await).await;
    papers::forms_are_listed_page_by_page(fresh().await).await;
    papers::a_picture_is_dropped_once_and_its_form_stays(fresh().await).await;
    papers::a_settled_form_finds_its_person_later(fresh().await).await;
    papers::what_an_earlier_release_settled_is_looked_for_too(fresh().await).await;
    copies::everything_moves_into_an_empty_database(fresh().await, fresh().await).await;
    copies::a_copy_that_breaks_off_leaves_nothing(fresh().await).await;
    leases::a_lease_has_one_holder_at_a_time(fresh().await).await;
    leases::who_slept_past_the_end_of_a_lease_is_refused(fresh().await).await;
    units::a_unit_is_whole_or_nothing(fresh().await).await;
    units::a_refused_unit_takes_no_other_with_it(fresh().await).await;
    units::of_two_publishers_one_wins(fresh().await).await;
    units::units_in_crossing_order_all_commit(fresh().await).await;
    units::reopening_keeps_everything(fresh().await).await;
    units::a_closed_storage_says_so(fresh().await).await;
}

/// Commits each unit in a task of its own, all at once; the outcomes in the order of the units.
async fn together(
    storage: &Arc<dyn Storage>,
    units: impl IntoIterator<Item = crate::UnitOfWork>,
) -> Vec<Result<(), StorageError>> {
    let task = |unit| {
        let storage = Arc::clone(storage);
        tokio::spawn(async move { storage.commit(unit).await })
    };
    let tasks: Vec<_> = units.into_iter().map(task).collect();
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.expect("a commit does not panic"));
    }
    outcomes
}
