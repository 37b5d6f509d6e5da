//! The acts of partner exchange (articles 3 and 4) in the table of acts: what partners' systems do, and what officers do
//! with what came from them.

use super::act::{NONE, RIGHTS};
use super::{Act, Spec, Tie};
use crate::account::Role;
use crate::catalogue::PurposeId;

const SYSTEMS: &[Role] = &[Role::System];
const UNITS: &[Role] = &[Role::UnitOfficer];
const REGISTER: &[PurposeId] = &[PurposeId::VaccineRegister];

impl Act {
    /// What the table says of the acts of exchange.
    pub(super) const fn spec_of_exchange(self) -> Spec {
        match self {
            // A unit without an interface brings a file: then its officer is who sends.
            Self::ReceiveRecord => Spec {
                roles: &[Role::System, Role::UnitOfficer],
                purposes: REGISTER,
                ties: &[Tie::Sent],
                fields: &[
                    "national-id",
                    "passport",
                    "first-name",
                    "last-name",
                    "birth-date",
                    "vaccination",
                    "laboratory-result",
                ],
                unbound: false,
            },
            Self::SystemRead => Spec {
                roles: SYSTEMS,
                purposes: REGISTER,
                ties: &[Tie::Received],
                fields: &["vaccination", "laboratory-result"],
                unbound: false,
            },
            Self::SystemFind => Spec {
                roles: SYSTEMS,
                purposes: REGISTER,
                ties: &[Tie::Came],
                fields: &["vaccination", "laboratory-result"],
                unbound: true,
            },
            Self::KeepTargets => Spec {
                roles: SYSTEMS,
                purposes: REGISTER,
                ties: &[Tie::Sent, Tie::Listed],
                fields: &["national-id", "first-name", "last-name", "birth-date"],
                unbound: false,
            },
            Self::FollowChanges => Spec {
                roles: SYSTEMS,
                purposes: &[PurposeId::VaccineRegister, PurposeId::Rights, PurposeId::Contact],
                ties: &[Tie::Received],
                fields: &[],
                unbound: false,
            },
            Self::TrackUsage => {
                Spec { roles: SYSTEMS, purposes: RIGHTS, ties: &[Tie::Came], fields: &[], unbound: true }
            }
            Self::RecognisePerson => Spec {
                roles: UNITS,
                purposes: REGISTER,
                ties: &[Tie::Sent],
                fields: &["first-name", "last-name", "birth-date", "vaccination", "laboratory-result"],
                unbound: false,
            },
            Self::LinkPersons => Spec {
                roles: &[Role::DivisionOfficer],
                purposes: RIGHTS,
                ties: &[Tie::Came],
                fields: &["first-name", "last-name"],
                unbound: true,
            },
            Self::CheckRegister => Spec {
                roles: UNITS,
                purposes: REGISTER,
                ties: &[Tie::Came],
                fields: &["national-id", "birth-date"],
                unbound: true,
            },
            _ => NONE,
        }
    }
}
