//! Three-letter codes of states and organisations that issue travel documents.
//!
//! ISO 3166-1 alpha-3, and what ICAO Doc 9303 part 3 adds to it. `UTO`, the code of specimens, is left out.

/// ISO 3166-1 alpha-3, one after the other.
const STATES: &str = "\
    ABWAFGAGOAIAALAALBANDAREARGARMASMATAATFATGAUSAUTAZEBDIBELBENBESBFABGDBGRBHRBHS\
    BIHBLMBLRBLZBMUBOLBRABRBBRNBTNBVTBWACAFCANCCKCHECHLCHNCIVCMRCODCOGCOKCOLCOMCPV\
    CRICUBCUWCXRCYMCYPCZEDEUDJIDMADNKDOMDZAECUEGYERIESHESPESTETHFINFJIFLKFRAFROFSM\
    GABGBRGEOGGYGHAGIBGINGLPGMBGNBGNQGRCGRDGRLGTMGUFGUMGUYHKGHMDHNDHRVHTIHUNIDNIMN\
    INDIOTIRLIRNIRQISLISRITAJAMJEYJORJPNKAZKENKGZKHMKIRKNAKORKWTLAOLBNLBRLBYLCALIE\
    LKALSOLTULUXLVAMACMAFMARMCOMDAMDGMDVMEXMHLMKDMLIMLTMMRMNEMNGMNPMOZMRTMSRMTQMUS\
    MWIMYSMYTNAMNCLNERNFKNGANICNIUNLDNORNPLNRUNZLOMNPAKPANPCNPERPHLPLWPNGPOLPRIPRK\
    PRTPRYPSEPYFQATREUROURUSRWASAUSDNSENSGPSGSSHNSJMSLBSLESLVSMRSOMSPMSRBSSDSTPSUR\
    SVKSVNSWESWZSXMSYCSYRTCATCDTGOTHATJKTKLTKMTLSTONTTOTUNTURTUVTWNTZAUGAUKRUMIURY\
    USAUZBVATVCTVENVGBVIRVNMVUTWLFWSMYEMZAFZMBZWE\
    ";

/// What ICAO adds: the European Union, kinds of British nationality, Kosovo, the United Nations and other
/// organisations.
const ADDED: &str = "EUEGBDGBNGBOGBPGBSRKSUNAUNKUNOXBAXCCXCEXCOXDCXECXESXIMXMPXOMXPO";

/// Persons without a nationality, refugees, and nationality not given: a nationality in a passport, never an issuer.
const NO_NATIONALITY: &str = "XXAXXBXXCXXX";

/// Whether `code` may issue a passport. Germany's is a single D.
pub(super) fn issues(code: &str) -> bool {
    code == "D" || holds(STATES, code) || holds(ADDED, code)
}

/// Whether `code` may stand for a holder's nationality.
pub(super) fn is_nationality(code: &str) -> bool {
    issues(code) || holds(NO_NATIONALITY, code)
}

fn holds(codes: &str, code: &str) -> bool {
    codes.as_bytes().chunks_exact(3).any(|known| known == code.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_organisations_and_persons_without_nationality() {
        assert_eq!((STATES.len(), ADDED.len() % 3), (249 * 3, 0));
        for code in ["THA", "ABW", "ZWE", "D", "DEU", "GBN", "UNO", "XOM", "XPO", "RKS"] {
            assert!(issues(code) && is_nationality(code), "{code}");
        }
        for code in ["", "TH", "THAI", "tha", "UTO", "HAB", "<<<"] {
            assert!(!issues(code) && !is_nationality(code), "{code}");
        }
        assert!(is_nationality("XXA") && !issues("XXA"));
    }
}
