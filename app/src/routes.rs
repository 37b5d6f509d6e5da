//! Every path of the site, once, as a type. Links and forms are built from it, and the server registers the same
//! patterns.

use domain::case_number::CaseNumber;
use domain::catalogue::PurposeId;
use domain::policy::VersionNumber;
use domain::register::Register;
use domain::registration::Question;
use domain::{Id, Language};

/// A page of the site. [`Route::path`] gives its address in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Route {
    /// The front page.
    Home,
    /// The policy in force.
    Policy,
    /// One version of the policy.
    PolicyVersion(VersionNumber),
    /// What changed between two versions.
    PolicyChanges {
        /// The older version.
        from: VersionNumber,
        /// The newer version.
        to: VersionNumber,
    },
    /// The catalogue of data fields.
    Data,
    /// Who may see what.
    Access,
    /// Cookie choices.
    Cookies,
    /// Contact details and form.
    Contact,
    /// A case filed with the contact form.
    ContactCase(CaseNumber),
    /// The accessibility statement, with text size and colours.
    Accessibility,
    /// The security statement.
    Security,
    /// What is shown when there is no network and no copy.
    Offline,
    /// Checks a receipt or a message code.
    Verify,
    /// What registering means, and its beginning.
    Register,
    /// One question of registration.
    RegisterQuestion(Question),
    /// All answers before they are saved.
    RegisterCheck,
    /// The ways to sign in.
    SignIn,
    /// The one-time code.
    SignInCode,
    /// Sign-in for staff, and their second factor.
    SignInStaff,
    /// The person's own front page.
    Me,
    /// The profile.
    Profile,
    /// One question of the profile, to change it.
    ProfileQuestion(Question),
    /// Consent choices and their history.
    Consents,
    /// The receipt of one consent event.
    Receipt(Id),
    /// People who act for the person, and those the person acts for.
    Delegates,
    /// A new power of attorney.
    DelegateNew,
    /// Messages sent to the person.
    Messages,
    /// Devices signed in.
    Sessions,
    /// The code that confirms that the person was there.
    Presence,
    /// Health records.
    Records,
    /// The certificate of a record.
    Certificate(Id),
    /// The person's cases.
    Corrections,
    /// A new correction: what is wrong.
    CorrectionNew,
    /// A new correction: the details.
    CorrectionDetails,
    /// A new correction: everything before it is sent.
    CorrectionCheck,
    /// A case, to whose it is.
    Correction(CaseNumber),
    /// The letter of a case to the division.
    Letter(CaseNumber),
    /// The receipt of a step of a case.
    StepReceipt(CaseNumber, u32),
    /// Who used the person's data.
    AccessLog,
    /// The receipt of a use that was committed to when it happened.
    UseReceipt(Id),
    /// The other rights.
    Requests,
    /// Everything held about the person, to read.
    Export,
    /// A unit's work list.
    UnitCorrections,
    /// A case, to the unit that answers.
    UnitCorrection(CaseNumber),
    /// A case entered for somebody who came another way.
    UnitCorrectionNew,
    /// The same at the division.
    OfficeCaseNew,
    /// The letter the unit is to answer.
    UnitLetter(CaseNumber),
    /// A dose to be recorded.
    UnitRecords,
    /// Records whose person an officer must recognise.
    UnitReviews,
    /// One of them.
    UnitReview(Id),
    /// The division's own work list.
    OfficeCases,
    /// A case, to the division.
    OfficeCase(CaseNumber),
    /// The letter of a case, to the division.
    OfficeLetter(CaseNumber),
    /// Cases the division was written to about, and the letters.
    OfficeEscalations,
    /// A register of the division.
    OfficeRegister(Register),
    /// A new entry of it.
    OfficeEntryNew(Register),
    /// One entry.
    OfficeEntry(Register, Id),
    /// Versions of the policy, and drafts.
    OfficePolicies,
    /// One draft.
    OfficePolicy(Id),
    /// One part of it.
    OfficePolicyPart(Id, usize),
    /// Published statistics.
    Statistics,
    /// The same in the officers' room.
    OfficeStatistics,
    /// Organisations and agreements.
    OfficePartners,
    /// Accounts of one person.
    OfficeLinks,
    /// One link of two accounts.
    OfficeLink(Id),
    /// Paper forms of a unit.
    UnitPapers,
    /// A new scan.
    UnitPaperNew,
    /// One paper form.
    UnitPaper(Id),
    /// Files of records of a unit.
    UnitImports,
    /// One file of records.
    UnitImport(Id),
    /// Its lines that were not taken.
    UnitQuarantine(Id),
    /// Paper forms about the person.
    Papers,
    /// The front page of a unit's officers.
    Unit,
    /// Withdrawals and other notices a unit must acknowledge.
    UnitNotices,
    /// The front page of the division's officers.
    Office,
    /// The lawful traffic log, by the number of a case.
    OfficeTraffic,
    /// The record of processing.
    OfficeProcessing,
    /// Breach cases.
    OfficeBreaches,
    /// One of them.
    OfficeBreach(Id),
    /// What binds whoever is on duty.
    Duty,
    /// Powers of attorney waiting to be checked.
    OfficeDelegations,
    /// One power of attorney.
    OfficeDelegation(Id),
    /// The personas of the demonstration.
    Demo,
    /// What would have been sent by text message and e-mail.
    DemoOutbox,
}

/// A form that changes something; [`Action::path`] is where it posts to. Forms of a page that post to the page itself
/// are not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Doubts a use of the person's data.
    DoubtUse(Id),
    /// Answers a consent question.
    Consent(PurposeId),
    /// Asks for a one-time code.
    SendCode,
    /// Goes to the sign-on provider; for staff or for people.
    StartSignOn,
    /// Signs in with a passkey.
    Passkey,
    /// Signs out here.
    SignOut,
    /// Ends one session.
    EndSession(Id),
    /// Ends every session of the account.
    EndAllSessions,
    /// Takes a power of attorney back.
    RevokeDelegation(Id),
    /// Begins acting for the grantor of a power of attorney.
    ActFor(Id),
    /// Ends acting for somebody.
    StopActing,
    /// Channel and quiet hours.
    MessageSettings,
    /// Sends a code to an address of the profile, to confirm it; `phone` or `email`.
    ConfirmAddress,
    /// Asks the civil register whether what the person gave agrees.
    AskRegister,
    /// Stops a file of records.
    StopImport(Id),
    /// Acknowledges a notice at a unit.
    AcknowledgeNotice(Id),
    /// Acknowledges a correction.
    AcknowledgeCorrection(Id),
    /// Opens what an order about the traffic log names.
    ReadTraffic,
    /// Releases a hold.
    ReleaseTraffic,
    /// Opens the values an order names.
    OpenDisclosure(Id),
    /// Makes the file of a list.
    MakeExport(Id),
    /// Signs in as a persona of the demonstration.
    DemoSignIn,
}

/// The patterns the server registers below `/th` and `/en`.
pub mod patterns {
    /// The front page.
    pub const HOME: &str = "/";
    /// The policy in force.
    pub const POLICY: &str = "/policy";
    /// One version of the policy.
    pub const POLICY_VERSION: &str = "/policy/{number}";
    /// The canonical text of a version, by its checksum.
    pub const POLICY_TEXT: &str = "/policy/{number}/{file}";
    /// What changed between two versions.
    pub const POLICY_CHANGES: &str = "/policy/{number}/changes/{to}";
    /// The catalogue of data fields.
    pub const DATA: &str = "/data";
    /// Who may see what.
    pub const ACCESS: &str = "/data/access";
    /// Cookie choices.
    pub const COOKIES: &str = "/cookies";
    /// Contact details and form.
    pub const CONTACT: &str = "/contact";
    /// A case filed with the contact form.
    pub const CONTACT_CASE: &str = "/contact/cases/{number}";
    /// The accessibility statement, with text size and colours.
    pub const ACCESSIBILITY: &str = "/accessibility";
    /// The security statement.
    pub const SECURITY: &str = "/security";
    /// The offline page.
    pub const OFFLINE: &str = "/offline";
    /// Checks a receipt or a message code.
    pub const VERIFY: &str = "/verify";
    /// What registering means, and its beginning.
    pub const REGISTER: &str = "/register";
    /// One question of registration; `check` is the page of all answers.
    pub const REGISTER_QUESTION: &str = "/register/{question}";
    /// The ways to sign in.
    pub const SIGN_IN: &str = "/sign-in";
    /// Asks for a one-time code (GET shows the box for it).
    pub const SIGN_IN_CODE: &str = "/sign-in/code";
    /// Asks for a one-time code.
    pub const SEND_CODE: &str = "/sign-in/send-code";
    /// Sign-in for staff.
    pub const SIGN_IN_STAFF: &str = "/sign-in/staff";
    /// To the sign-on provider.
    pub const START_SIGN_ON: &str = "/sign-in/provider";
    /// Sign-in with a passkey.
    pub const PASSKEY: &str = "/sign-in/passkey";
    /// The person's own front page.
    pub const ME: &str = "/me";
    /// The profile.
    pub const PROFILE: &str = "/me/profile";
    /// One question of the profile.
    pub const PROFILE_QUESTION: &str = "/me/profile/{question}";
    /// Sends a code to an address of the profile.
    pub const CONFIRM_ADDRESS: &str = "/me/profile/confirm";
    /// Consent choices and their history.
    pub const CONSENTS: &str = "/me/consents";
    /// Answers a consent question.
    pub const CONSENT: &str = "/me/consents/{purpose}";
    /// A receipt: `receipt`, `receipt.json`, `receipt.tlog-proof`.
    pub const RECEIPT: &str = "/me/consents/{event}/{file}";
    /// People who act for the person.
    pub const DELEGATES: &str = "/me/delegates";
    /// A new power of attorney.
    pub const DELEGATE_NEW: &str = "/me/delegates/new";
    /// Takes a power of attorney back.
    pub const DELEGATE_REVOKE: &str = "/me/delegates/{id}/revoke";
    /// Begins acting for somebody.
    pub const ACT_FOR: &str = "/me/delegates/{id}/act";
    /// Ends acting for somebody.
    pub const STOP_ACTING: &str = "/me/acting/stop";
    /// Messages sent to the person.
    pub const MESSAGES: &str = "/me/messages";
    /// Channel and quiet hours.
    pub const MESSAGE_SETTINGS: &str = "/me/messages/settings";
    /// Devices signed in.
    pub const SESSIONS: &str = "/me/sessions";
    /// Ends one session.
    pub const END_SESSION: &str = "/me/sessions/{id}/end";
    /// Ends every session.
    pub const END_ALL_SESSIONS: &str = "/me/sessions/end-all";
    /// Asks the civil register.
    pub const ASK_REGISTER: &str = "/me/profile/register-check";
    /// The code that confirms that the person was there.
    pub const PRESENCE: &str = "/me/presence";
    /// Health records.
    pub const RECORDS: &str = "/me/records";
    /// The certificate of a record.
    pub const CERTIFICATE: &str = "/me/records/{id}/certificate";
    /// The person's cases.
    pub const CORRECTIONS: &str = "/me/corrections";
    /// A new correction.
    pub const CORRECTION_NEW: &str = "/me/corrections/new";
    /// A new correction: the details.
    pub const CORRECTION_DETAILS: &str = "/me/corrections/new/details";
    /// A new correction: everything before it is sent.
    pub const CORRECTION_CHECK: &str = "/me/corrections/new/check";
    /// A case, to whose it is.
    pub const CORRECTION: &str = "/me/corrections/{number}";
    /// A file given with a step.
    pub const CORRECTION_EVIDENCE: &str = "/me/corrections/{number}/evidence/{place}";
    /// The receipt of a step: a page, `.json` or `.tlog-proof`.
    pub const STEP_RECEIPT: &str = "/me/corrections/{number}/receipts/{file}";
    /// The letter to the division: `letter`, or the file `letter.html`.
    pub const LETTER: &str = "/me/corrections/{number}/{file}";
    /// Who used the person's data.
    pub const ACCESS_LOG: &str = "/me/access-log";
    /// Doubts a use.
    pub const DOUBT_USE: &str = "/me/access-log/{id}/doubt";
    /// The receipt of a use: `receipt`, `receipt.json`, `receipt.tlog-proof`.
    pub const USE_RECEIPT: &str = "/me/access-log/{id}/{file}";
    /// The other rights.
    pub const REQUESTS: &str = "/me/requests";
    /// Everything held about the person, to read.
    pub const EXPORT: &str = "/me/export";
    /// The same as a FHIR bundle.
    pub const EXPORT_FILE: &str = "/me/export.json";
    /// A unit's work list.
    pub const UNIT_CORRECTIONS: &str = "/unit/corrections";
    /// A case entered for somebody who came another way.
    pub const UNIT_CORRECTION_NEW: &str = "/unit/corrections/new";
    /// The same at the division.
    pub const OFFICE_CASE_NEW: &str = "/office/cases/new";
    /// The letter the unit is to answer, and the file of it.
    pub const UNIT_LETTER: &str = "/unit/corrections/{number}/{file}";
    /// A case, to the unit that answers.
    pub const UNIT_CORRECTION: &str = "/unit/corrections/{number}";
    /// A file given with a step.
    pub const UNIT_EVIDENCE: &str = "/unit/corrections/{number}/evidence/{place}";
    /// A dose to be recorded.
    pub const UNIT_RECORDS: &str = "/unit/records";
    /// Records whose person an officer must recognise.
    pub const UNIT_REVIEWS: &str = "/unit/reviews";
    /// One of them.
    pub const UNIT_REVIEW: &str = "/unit/reviews/{id}";
    /// Acknowledges a correction.
    pub const ACKNOWLEDGE_CORRECTION: &str = "/unit/notices/corrections/{id}/acknowledge";
    /// The division's own work list.
    pub const OFFICE_CASES: &str = "/office/cases";
    /// A case, to the division.
    pub const OFFICE_CASE: &str = "/office/cases/{number}";
    /// A file given with a step.
    pub const OFFICE_EVIDENCE: &str = "/office/cases/{number}/evidence/{place}";
    /// The letter of a case, to the division.
    pub const OFFICE_LETTER: &str = "/office/cases/{number}/{file}";
    /// Cases the division was written to about, and the letters.
    pub const OFFICE_ESCALATIONS: &str = "/office/escalations";
    /// Contracts with contractors.
    pub const CONTRACTS: &str = "/office/contractors";
    /// A new one.
    pub const CONTRACT_NEW: &str = "/office/contractors/new";
    /// One.
    pub const CONTRACT: &str = "/office/contractors/{id}";
    /// Disclosures a law compels.
    pub const DISCLOSURES: &str = "/office/disclosures";
    /// A new one.
    pub const DISCLOSURE_NEW: &str = "/office/disclosures/new";
    /// One.
    pub const DISCLOSURE: &str = "/office/disclosures/{id}";
    /// Opens the values it names.
    pub const DISCLOSURE_OPEN: &str = "/office/disclosures/{id}/open";
    /// Transfers abroad.
    pub const TRANSFERS: &str = "/office/transfers";
    /// A new one.
    pub const TRANSFER_NEW: &str = "/office/transfers/new";
    /// One.
    pub const TRANSFER: &str = "/office/transfers/{id}";
    /// Lists taken out as files.
    pub const EXPORTS: &str = "/office/exports";
    /// A new one.
    pub const EXPORT_NEW: &str = "/office/exports/new";
    /// One.
    pub const EXPORT_ENTRY: &str = "/office/exports/{id}";
    /// Makes its file.
    pub const EXPORT_MAKE: &str = "/office/exports/{id}/open";
    /// Versions of the policy, and drafts.
    pub const OFFICE_POLICIES: &str = "/office/policies";
    /// One draft.
    pub const OFFICE_POLICY: &str = "/office/policies/{id}";
    /// One part of it.
    pub const OFFICE_POLICY_PART: &str = "/office/policies/{id}/parts/{place}";
    /// Takes over a whole text.
    pub const OFFICE_POLICY_IMPORT: &str = "/office/policies/{id}/import";
    /// Published statistics.
    pub const STATISTICS: &str = "/statistics";
    /// The same as CSV.
    pub const STATISTICS_CSV: &str = "/statistics.csv";
    /// The same as JSON.
    pub const STATISTICS_JSON: &str = "/statistics.json";
    /// The same in the officers' room.
    pub const OFFICE_STATISTICS: &str = "/office/statistics";
    /// Organisations and agreements.
    pub const OFFICE_PARTNERS: &str = "/office/partners";
    /// One organisation.
    pub const OFFICE_PARTNER: &str = "/office/partners/{code}";
    /// Ends an agreement of it.
    pub const END_AGREEMENT: &str = "/office/partners/{code}/end";
    /// A system of it, to be entered.
    pub const SYSTEM_NEW: &str = "/office/partners/{code}/systems/new";
    /// Ends a system of it.
    pub const END_SYSTEM: &str = "/office/partners/{code}/systems/end";
    /// Accounts of one person.
    pub const OFFICE_LINKS: &str = "/office/links";
    /// One link of two accounts.
    pub const OFFICE_LINK: &str = "/office/links/{id}";
    /// Paper forms of a unit.
    pub const UNIT_PAPERS: &str = "/unit/paper-forms";
    /// A new scan.
    pub const UNIT_PAPER_NEW: &str = "/unit/paper-forms/new";
    /// One paper form.
    pub const UNIT_PAPER: &str = "/unit/paper-forms/{id}";
    /// Its picture.
    pub const UNIT_PAPER_SCAN: &str = "/unit/paper-forms/{id}/scan";
    /// Files of records of a unit.
    pub const UNIT_IMPORTS: &str = "/unit/imports";
    /// An example of such a file.
    pub const UNIT_IMPORT_TEMPLATE: &str = "/unit/imports/template.csv";
    /// One file of records.
    pub const UNIT_IMPORT: &str = "/unit/imports/{id}";
    /// Stops it.
    pub const STOP_IMPORT: &str = "/unit/imports/{id}/stop";
    /// Its lines that were not taken.
    pub const UNIT_QUARANTINE: &str = "/unit/imports/{id}/quarantine";
    /// The same as a file.
    pub const UNIT_QUARANTINE_CSV: &str = "/unit/imports/{id}/quarantine.csv";
    /// Paper forms about the person.
    pub const PAPERS: &str = "/me/paper-forms";
    /// The front page of a unit's officers.
    pub const UNIT: &str = "/unit";
    /// Notices a unit must acknowledge.
    pub const UNIT_NOTICES: &str = "/unit/notices";
    /// Acknowledges a notice.
    pub const ACKNOWLEDGE_NOTICE: &str = "/unit/notices/{id}/acknowledge";
    /// The front page of the division's officers.
    pub const OFFICE: &str = "/office";
    /// The lawful traffic log.
    pub const OFFICE_TRAFFIC: &str = "/office/traffic-log";
    /// Opens what an order names.
    pub const READ_TRAFFIC: &str = "/office/traffic-log/read";
    /// Releases a hold.
    pub const RELEASE_TRAFFIC: &str = "/office/traffic-log/release";
    /// The record of processing.
    pub const OFFICE_PROCESSING: &str = "/office/processing";
    /// The same as a file.
    pub const PROCESSING_CSV: &str = "/office/processing.csv";
    /// The same for machines.
    pub const PROCESSING_JSON: &str = "/office/processing.json";
    /// Breach cases.
    pub const OFFICE_BREACHES: &str = "/office/breaches";
    /// One of them.
    pub const OFFICE_BREACH: &str = "/office/breaches/{id}";
    /// What binds whoever is on duty.
    pub const DUTY: &str = "/duty";
    /// Powers of attorney waiting to be checked.
    pub const OFFICE_DELEGATIONS: &str = "/office/delegations";
    /// One power of attorney.
    pub const OFFICE_DELEGATION: &str = "/office/delegations/{id}";
    /// The document of a power of attorney.
    pub const OFFICE_DELEGATION_DOCUMENT: &str = "/office/delegations/{id}/document";
    /// The personas of the demonstration.
    pub const DEMO: &str = "/demo";
    /// What would have been sent.
    pub const DEMO_OUTBOX: &str = "/demo/outbox";
    /// Signs out; without a language.
    pub const SIGN_OUT: &str = "/sign-out";
    /// Signs in as a persona; without a language.
    pub const DEMO_SIGN_IN: &str = "/demo/sign-in";
    /// Where the sign-on provider sends the browser back to; without a language.
    pub const PROVIDER_CALLBACK: &str = "/oidc/callback";
}

impl Route {
    /// The pages a visitor finds without a number in hand: for the sitemap of links, tests and the offline copies.
    pub const PUBLIC: [Self; 8] = [
        Self::Home,
        Self::Policy,
        Self::Data,
        Self::Cookies,
        Self::Contact,
        Self::Accessibility,
        Self::Security,
        Self::Verify,
    ];

    /// The path in `language`, from the root, without query or fragment.
    pub fn path(self, language: Language) -> String {
        let tag = language.tag();
        match self {
            Self::Home => format!("/{tag}"),
            Self::PolicyVersion(number) => format!("/{tag}/policy/{number}"),
            Self::PolicyChanges { from, to } => format!("/{tag}/policy/{from}/changes/{to}"),
            Self::ContactCase(number) => format!("/{tag}/contact/cases/{number}"),
            Self::RegisterQuestion(question) => format!("/{tag}/register/{}", question.name()),
            Self::RegisterCheck => format!("/{tag}/register/check"),
            Self::ProfileQuestion(question) => format!("/{tag}/me/profile/{}", question.name()),
            Self::Receipt(event) => format!("/{tag}/me/consents/{event}/receipt"),
            Self::OfficeBreach(id) => format!("/{tag}/office/breaches/{id}"),
            Self::OfficePolicy(id) => format!("/{tag}/office/policies/{id}"),
            Self::OfficePolicyPart(id, place) => format!("/{tag}/office/policies/{id}/parts/{place}"),
            Self::OfficeRegister(register) => format!("/{tag}/office/{}", register.name()),
            Self::OfficeEntryNew(register) => format!("/{tag}/office/{}/new", register.name()),
            Self::OfficeEntry(register, id) => format!("/{tag}/office/{}/{id}", register.name()),
            Self::UnitReview(id) => format!("/{tag}/unit/reviews/{id}"),
            Self::OfficeLink(id) => format!("/{tag}/office/links/{id}"),
            Self::UnitPaper(id) => format!("/{tag}/unit/paper-forms/{id}"),
            Self::UnitImport(id) => format!("/{tag}/unit/imports/{id}"),
            Self::UnitQuarantine(id) => format!("/{tag}/unit/imports/{id}/quarantine"),
            Self::OfficeDelegation(id) => format!("/{tag}/office/delegations/{id}"),
            Self::Certificate(id) => format!("/{tag}/me/records/{id}/certificate"),
            Self::Correction(number) => format!("/{tag}/me/corrections/{number}"),
            Self::Letter(number) => format!("/{tag}/me/corrections/{number}/letter"),
            Self::UseReceipt(id) => format!("/{tag}/me/access-log/{id}/receipt"),
            Self::StepReceipt(number, place) => format!("/{tag}/me/corrections/{number}/receipts/{place}"),
            Self::UnitCorrection(number) => format!("/{tag}/unit/corrections/{number}"),
            Self::OfficeCase(number) => format!("/{tag}/office/cases/{number}"),
            Self::UnitLetter(number) => format!("/{tag}/unit/corrections/{number}/letter"),
            Self::OfficeLetter(number) => format!("/{tag}/office/cases/{number}/letter"),
            fixed => format!("/{tag}{}", fixed.fixed()),
        }
    }

    /// The pattern of a page whose address holds no number.
    const fn fixed(self) -> &'static str {
        match self {
            Self::Policy => patterns::POLICY,
            Self::Data => patterns::DATA,
            Self::Access => patterns::ACCESS,
            Self::Cookies => patterns::COOKIES,
            Self::Contact => patterns::CONTACT,
            Self::Accessibility => patterns::ACCESSIBILITY,
            Self::Security => patterns::SECURITY,
            Self::Offline => patterns::OFFLINE,
            Self::Verify => patterns::VERIFY,
            Self::Register => patterns::REGISTER,
            Self::SignIn => patterns::SIGN_IN,
            Self::SignInCode => patterns::SIGN_IN_CODE,
            Self::SignInStaff => patterns::SIGN_IN_STAFF,
            Self::Me => patterns::ME,
            Self::Profile => patterns::PROFILE,
            Self::Consents => patterns::CONSENTS,
            Self::Delegates => patterns::DELEGATES,
            Self::DelegateNew => patterns::DELEGATE_NEW,
            Self::Messages => patterns::MESSAGES,
            Self::Sessions => patterns::SESSIONS,
            Self::Presence => patterns::PRESENCE,
            Self::Records => patterns::RECORDS,
            Self::Corrections => patterns::CORRECTIONS,
            Self::CorrectionNew => patterns::CORRECTION_NEW,
            Self::CorrectionDetails => patterns::CORRECTION_DETAILS,
            Self::CorrectionCheck => patterns::CORRECTION_CHECK,
            Self::AccessLog => patterns::ACCESS_LOG,
            Self::Requests => patterns::REQUESTS,
            Self::Export => patterns::EXPORT,
            Self::UnitCorrections => patterns::UNIT_CORRECTIONS,
            Self::UnitCorrectionNew => patterns::UNIT_CORRECTION_NEW,
            Self::OfficeCaseNew => patterns::OFFICE_CASE_NEW,
            Self::UnitRecords => patterns::UNIT_RECORDS,
            Self::UnitReviews => patterns::UNIT_REVIEWS,
            Self::OfficeCases => patterns::OFFICE_CASES,
            Self::OfficeEscalations => patterns::OFFICE_ESCALATIONS,
            Self::OfficePolicies => patterns::OFFICE_POLICIES,
            Self::Statistics => patterns::STATISTICS,
            Self::OfficeStatistics => patterns::OFFICE_STATISTICS,
            Self::OfficePartners => patterns::OFFICE_PARTNERS,
            Self::OfficeLinks => patterns::OFFICE_LINKS,
            Self::UnitPapers => patterns::UNIT_PAPERS,
            Self::UnitPaperNew => patterns::UNIT_PAPER_NEW,
            Self::UnitImports => patterns::UNIT_IMPORTS,
            Self::Papers => patterns::PAPERS,
            Self::Unit => patterns::UNIT,
            Self::UnitNotices => patterns::UNIT_NOTICES,
            Self::Office => patterns::OFFICE,
            Self::OfficeTraffic => patterns::OFFICE_TRAFFIC,
            Self::OfficeProcessing => patterns::OFFICE_PROCESSING,
            Self::OfficeBreaches => patterns::OFFICE_BREACHES,
            Self::Duty => patterns::DUTY,
            Self::OfficeDelegations => patterns::OFFICE_DELEGATIONS,
            Self::Demo => patterns::DEMO,
            Self::DemoOutbox => patterns::DEMO_OUTBOX,
            _ => "",
        }
    }
}

impl Action {
    /// The path in `language`, from the root.
    pub fn path(self, language: Language) -> String {
        let tag = language.tag();
        match self {
            Self::Consent(purpose) => format!("/{tag}/me/consents/{}", purpose.id()),
            Self::DoubtUse(id) => format!("/{tag}/me/access-log/{id}/doubt"),
            Self::SendCode => format!("/{tag}{}", patterns::SEND_CODE),
            Self::StartSignOn => format!("/{tag}{}", patterns::START_SIGN_ON),
            Self::Passkey => format!("/{tag}{}", patterns::PASSKEY),
            Self::SignOut => patterns::SIGN_OUT.to_owned(),
            Self::EndSession(id) => format!("/{tag}/me/sessions/{id}/end"),
            Self::EndAllSessions => format!("/{tag}{}", patterns::END_ALL_SESSIONS),
            Self::RevokeDelegation(id) => format!("/{tag}/me/delegates/{id}/revoke"),
            Self::ActFor(id) => format!("/{tag}/me/delegates/{id}/act"),
            Self::StopActing => format!("/{tag}{}", patterns::STOP_ACTING),
            Self::MessageSettings => format!("/{tag}{}", patterns::MESSAGE_SETTINGS),
            Self::ConfirmAddress => format!("/{tag}{}", patterns::CONFIRM_ADDRESS),
            Self::AskRegister => format!("/{tag}{}", patterns::ASK_REGISTER),
            Self::ReadTraffic => format!("/{tag}{}", patterns::READ_TRAFFIC),
            Self::ReleaseTraffic => format!("/{tag}{}", patterns::RELEASE_TRAFFIC),
            Self::MakeExport(id) => format!("/{tag}/office/exports/{id}/open"),
            Self::OpenDisclosure(id) => format!("/{tag}/office/disclosures/{id}/open"),
            Self::StopImport(id) => format!("/{tag}/unit/imports/{id}/stop"),
            Self::AcknowledgeNotice(id) => format!("/{tag}/unit/notices/{id}/acknowledge"),
            Self::AcknowledgeCorrection(id) => format!("/{tag}/unit/notices/corrections/{id}/acknowledge"),
            Self::DemoSignIn => patterns::DEMO_SIGN_IN.to_owned(),
        }
    }
}
