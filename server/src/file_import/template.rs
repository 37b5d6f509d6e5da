//! An example of a file: the header and one dose of somebody made up.

use domain::csv::Table;
use domain::import::Column;

/// The file. Its id is a plainly synthetic body with the check digit the rule gives it.
pub fn template() -> String {
    let mut table = Table::new(Column::ALL.map(Column::name));
    table.row(&Column::ALL.map(example));
    table.finish()
}

const fn example(column: Column) -> &'static str {
    match column {
        Column::RecordSystem => "https://hospital.example/records",
        Column::RecordId => "V-0001",
        Column::NationalId => "1234567890121",
        Column::BirthDate => "3/5/2523",
        Column::FirstName => "สมมติ",
        Column::LastName => "ตัวอย่าง",
        Column::Sex => "female",
        Column::Status => "completed",
        Column::Vaccine => "208",
        Column::Lot => "A1",
        Column::Dose => "1",
        Column::Day => "2/1/2569",
        Column::Passport | Column::PassportState | Column::Unit | Column::Test | Column::Result | Column::Presence => {
            ""
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file_import::{Format, inspect};
    use domain::Day;
    use domain::import::Columns;

    #[test]
    fn the_example_is_taken() {
        let file = template();
        assert_eq!(inspect(file.as_bytes()).unwrap(), Format::Csv);
        let lines: Vec<_> = file.trim_start_matches('\u{feff}').lines().collect();
        let cells = |line: usize| lines[line].split(',').collect::<Vec<_>>();
        let columns = Columns::of(&cells(0)).unwrap();
        assert!(columns.read(&cells(1), Day::from_iso("2026-11-23").unwrap()).is_ok());
    }
}
