//! An attacker who has every page and file works out what was withheld: exactly, by the largest flow through what is not
//! known. What is measured here knows nothing of how numbers were chosen to be withheld.

use super::*;
use proptest::prelude::*;
use std::collections::VecDeque;

fn table(cells: &[&[u64]]) -> Counts {
    let words = |many: usize| (0..many).map(|at| at.to_string()).collect();
    let cells: Vec<Vec<u64>> = cells.iter().map(|row| row.to_vec()).collect();
    Counts { topic: Topic::AgeAndSex, rows: words(cells.len()), columns: words(cells[0].len()), cells }
}

/// What is withheld where only numbers below [`K`] are.
fn primary_only(counts: &Counts) -> Published {
    let mut it = protect(counts.clone());
    let cell = |count: u64| if count >= K { Cell::Shown(count) } else { Cell::Withheld };
    it.cells = counts.cells.iter().map(|row| row.iter().map(|count| cell(*count)).collect()).collect();
    if counts.columns.len() > 1 {
        it.row_totals = counts.cells.iter().map(|row| cell(row.iter().sum())).collect();
        it.column_totals =
            (0..counts.columns.len()).map(|at| cell(counts.cells.iter().map(|row| row[at]).sum())).collect();
    }
    it.total = cell(counts.cells.iter().flatten().sum());
    it
}

/// Arcs between rows and columns (sums are one more of each): how far the unknown number between them can move.
struct Network {
    room: Vec<Vec<u64>>,
}

/// So much that nothing stands in its way.
const FREE: u64 = 1 << 40;

impl Network {
    /// Of everything that is withheld in a table whose true numbers are `counts`.
    fn of(counts: &Counts, published: &Published) -> Self {
        let (height, width) = (counts.cells.len(), counts.columns.len());
        let mut room = vec![vec![0; height + width + 2]; height + width + 2];
        let all = (0..=height).flat_map(|row| (0..=width).map(move |column| (row, column)));
        for (row, column) in all {
            let (cell, count, is_sum) = match (row == height, column == width) {
                (false, false) => (published.cells[row][column], counts.cells[row][column], false),
                (false, true) => (published.row_totals[row], counts.cells[row].iter().sum(), true),
                (true, false) => {
                    (published.column_totals[column], counts.cells.iter().map(|row| row[column]).sum(), true)
                }
                (true, true) => continue,
            };
            if cell == Cell::Withheld {
                let (up, down) = if is_sum { (count, FREE) } else { (FREE, count) };
                room[row][height + 1 + column] = up;
                room[height + 1 + column][row] = down;
            }
        }
        Self { room }
    }

    /// The largest flow from one node to another (Edmonds and Karp).
    fn flow(mut self, from: usize, to: usize) -> u64 {
        let mut all = 0;
        loop {
            let mut before = vec![usize::MAX; self.room.len()];
            let mut queue = VecDeque::from([from]);
            before[from] = from;
            while let Some(at) = queue.pop_front() {
                let ways = (0..self.room.len()).filter(|next| self.room[at][*next] > 0);
                for next in ways {
                    if before[next] == usize::MAX {
                        before[next] = at;
                        queue.push_back(next);
                    }
                }
            }
            if before[to] == usize::MAX || all >= FREE {
                return all;
            }
            let path = || std::iter::successors(Some(to), |at| Some(before[*at])).take_while(|at| *at != from);
            let most = path().map(|at| self.room[before[at]][at]).min().unwrap();
            for at in path() {
                self.room[before[at]][at] -= most;
                self.room[at][before[at]] += most;
            }
            all += most;
        }
    }
}

/// The narrowest range an attacker can work out for anything that is withheld; `None` where nothing is, or all of it.
fn narrowest(counts: &Counts, published: &Published) -> Option<u64> {
    let (height, width) = (counts.cells.len(), counts.columns.len());
    if published.total == Cell::Withheld {
        return None;
    }
    let mut least: Option<u64> = None;
    if width == 1 {
        // All that is known of the withheld is their sum.
        let hidden = published.cells.iter().zip(&counts.cells).filter(|(shown, _)| shown[0] == Cell::Withheld);
        let hidden: Vec<u64> = hidden.map(|(_, count)| count[0]).collect();
        return (!hidden.is_empty()).then(|| if hidden.len() == 1 { 0 } else { hidden.iter().sum() });
    }
    for row in 0..=height {
        for column in 0..=width {
            let mut network = Network::of(counts, published);
            let (a, b) = (row, height + 1 + column);
            let (up, down) = (network.room[a][b], network.room[b][a]);
            if up == 0 && down == 0 {
                continue;
            }
            (network.room[a][b], network.room[b][a]) = (0, 0);
            let other = Network { room: network.room.clone() };
            let range = network.flow(b, a).min(up) + other.flow(a, b).min(down);
            least = Some(least.map_or(range, |least| least.min(range)));
        }
    }
    least
}

#[test]
fn what_stands_alone_is_worked_out_and_protected_tables_withstand_it() {
    // One small number in a table with sums: whoever subtracts has it.
    let counts = table(&[&[30, 40, 50], &[20, 3, 60], &[70, 80, 90]]);
    assert_eq!(narrowest(&counts, &primary_only(&counts)), Some(0), "the attack works");
    let published = protect(counts.clone());
    assert!(narrowest(&counts, &published).unwrap() >= K);
    assert_eq!(published.cells[1][1], Cell::Withheld);
    assert_eq!(published.total, Cell::Shown(443));
    let shown = published.cells.iter().flatten().filter(|cell| **cell != Cell::Withheld).count();
    assert!(shown >= 5, "no more is withheld than has to be: {shown}");

    let column = Counts { columns: vec![String::new()], ..table(&[&[3], &[50], &[60], &[12]]) };
    assert_eq!(narrowest(&column, &primary_only(&column)), Some(0));
    let published = protect(column.clone());
    assert_eq!(published.cells[3], [Cell::Withheld], "the smallest other");
    assert!(narrowest(&column, &published).unwrap() >= K);
}

#[test]
fn the_fewest_persons_are_withheld_and_of_several_ways_the_first() {
    let withheld = |cells: &[&[u64]]| -> Vec<(usize, usize)> {
        let published = protect(table(cells));
        let sums = published.row_totals.iter().chain(&published.column_totals).chain([&published.total]);
        assert!(sums.copied().all(|sum| sum != Cell::Withheld), "no sum has to be withheld here");
        let all = published.cells.iter().enumerate();
        let all = all.flat_map(|(row, cells)| cells.iter().enumerate().map(move |(column, cell)| (row, column, cell)));
        all.filter(|(_, _, cell)| **cell == Cell::Withheld).map(|(row, column, _)| (row, column)).collect()
    };
    assert_eq!(withheld(&[&[30, 40, 50], &[20, 3, 60], &[70, 80, 90]]), [(0, 0), (0, 1), (1, 0), (1, 1)]);
    assert_eq!(withheld(&[&[90, 80, 70], &[60, 3, 20], &[50, 40, 30]]), [(1, 1), (1, 2), (2, 1), (2, 2)]);
    assert_eq!(withheld(&[&[20, 20, 20], &[20, 3, 20], &[20, 20, 20]]), [(0, 0), (0, 1), (1, 0), (1, 1)]);
    // What is withheld already costs nothing more.
    assert_eq!(withheld(&[&[3, 20, 20], &[20, 3, 20], &[20, 20, 20]]), [(0, 0), (0, 1), (1, 0), (1, 1)]);
}

#[test]
fn a_row_of_few_is_hidden_behind_one_other_and_a_column_too() {
    use Cell::{Shown, Withheld};
    // Both sums have to be withheld with the row, since what is in one row may be in the other.
    let rows = protect(table(&[&[3, 0], &[20, 30], &[40, 50]]));
    assert_eq!(rows.cells, [[Withheld, Withheld], [Withheld, Withheld], [Shown(40), Shown(50)]]);
    assert_eq!(rows.row_totals, [Withheld, Withheld, Shown(90)]);
    assert_eq!((rows.column_totals, rows.total), (vec![Shown(63), Shown(80)], Shown(143)));
    let columns = protect(table(&[&[3, 20, 40], &[0, 30, 50]]));
    assert_eq!(columns.cells, [[Withheld, Withheld, Shown(40)], [Withheld, Withheld, Shown(50)]]);
    assert_eq!(columns.column_totals, [Withheld, Withheld, Shown(90)]);
    assert_eq!((columns.row_totals, columns.total), (vec![Shown(63), Shown(80)], Shown(143)));
}

#[test]
fn a_range_of_k_is_wide_enough_and_a_sum_of_k_is_shown() {
    let counts = table(&[&[K, 0]]);
    let published = protect(counts.clone());
    assert_eq!(narrowest(&counts, &published), Some(K));
    assert_eq!((published.total, published.row_totals), (Cell::Shown(K), vec![Cell::Shown(K)]));
    assert!(published.cells.iter().flatten().chain(&published.column_totals).all(|it| *it == Cell::Withheld));
}

#[test]
fn in_one_column_no_more_is_withheld_than_hides_the_small() {
    let withheld = |counts: &[u64]| -> Vec<usize> {
        let rows: Vec<Vec<u64>> = counts.iter().map(|count| vec![*count]).collect();
        let rows: Vec<&[u64]> = rows.iter().map(Vec::as_slice).collect();
        let published = protect(Counts { columns: vec![String::new()], ..table(&rows) });
        assert!(published.row_totals.is_empty() && published.column_totals.is_empty());
        let cells = published.cells.iter().enumerate();
        cells.filter(|(_, cell)| cell[0] == Cell::Withheld).map(|(row, _)| row).collect()
    };
    assert_eq!(withheld(&[10, 20, 30]), []);
    assert_eq!(withheld(&[3, 20, 30, 20]), [0, 1], "the smallest other, of several the first");
    assert_eq!(withheld(&[3, 7, 30]), [0, 1], "ten together hide one another");
    assert_eq!(withheld(&[3, 6, 30]), [0, 1, 2]);
    assert_eq!(withheld(&[0, 20, 30]), [0, 1], "nobody is a number below ten too");
    assert_eq!(withheld(&[4, 5]), [0, 1]);
}

#[test]
fn a_table_is_as_large_as_its_words_say() {
    for topic in Topic::all() {
        let empty = topic.empty();
        assert_eq!((empty.topic, &empty.rows, &empty.columns), (topic, &topic.rows(), &topic.columns()));
        assert!(empty.cells.len() == empty.rows.len() && empty.rows.len() > 3, "{topic:?}");
        assert!(empty.cells.iter().all(|row| row.len() == empty.columns.len() && row.iter().all(|cell| *cell == 0)));
    }
    assert_eq!(Topic::all().len(), 4 + ASKED.len());
    assert_eq!(Topic::AgeAndSex.rows()[..2], ["0-17", "18-29"]);
    assert_eq!(Topic::AgeAndSex.columns().last().map(String::as_str), Some(UNKNOWN));
    assert_eq!(Topic::Place.rows()[0], "10", "Bangkok");
    assert_eq!((Topic::Place.columns(), Topic::Outcomes.columns()), (vec![String::new()], vec![String::new()]));
    assert_eq!(Topic::Outcomes.rows(), ["corrected", "confirmed", "granted", "refused"]);
    assert_eq!(Topic::Consent(PurposeId::News).label().1, Some(PurposeId::News));
    assert_eq!(Topic::Requests.label().1, None);
}

#[test]
fn a_person_is_counted_once_and_where_no_row_fits_not_at_all() {
    let mut counts = Topic::Outcomes.empty();
    counts.count("granted", "");
    counts.count("granted", "");
    counts.count("nonsense", "");
    counts.count("granted", "nonsense");
    assert_eq!(counts.cells, [[0], [0], [2], [0]]);
    let mut counts = Topic::AgeAndSex.empty();
    counts.count("nonsense", "nonsense");
    assert_eq!(counts.cells.iter().flatten().sum::<u64>(), 1);
    assert_eq!(counts.cells.last().and_then(|row| row.last()), Some(&1));
}

#[test]
fn a_month_holds_its_days_in_bangkok_and_no_other() {
    let month = Month::parse("2026-11").unwrap();
    let first = Day::from_iso("2026-11-01").unwrap();
    assert_eq!((month.first(), month.year(), Month::of(first)), (Some(first), 2026, month));
    let ends = Day::from_iso("2026-12-01").unwrap().begins();
    assert!(month.holds(first.begins()) && month.holds(ends.plus(-1)));
    assert!(!month.holds(first.begins().plus(-1)) && !month.holds(ends));
    let mut months = vec![Month::parse("2025-11").unwrap()];
    (0..14).for_each(|at| months.push(months[at].after()));
    assert_eq!(months[14].name(), "2027-01");
    assert!(months.windows(2).all(|two| two[0] < two[1] && two[1].before() == two[0]));
}

#[test]
fn of_fewer_than_k_nothing_is_published() {
    let few = protect(table(&[&[1, 2], &[3, 3]]));
    assert_eq!(few.total, Cell::Withheld);
    assert!(
        few.cells.iter().flatten().chain(&few.row_totals).chain(&few.column_totals).all(|it| *it == Cell::Withheld)
    );
    assert!(few.is_withheld());
    let sum_alone = Published { total: Cell::Shown(12), ..few.clone() };
    assert!(!sum_alone.is_withheld(), "a sum is a number too");
    let nobody = protect(table(&[&[0, 0], &[0, 0]]));
    assert_eq!((few.cells, few.row_totals), (nobody.cells, nobody.row_totals), "nobody looks like few");
    let whole = protect(table(&[&[10, 20], &[30, 40]]));
    assert!(whole.cells.iter().flatten().all(|it| *it != Cell::Withheld), "nothing is withheld without need");
}

#[test]
fn months_bands_and_names() {
    let month = Month::parse("2026-01").unwrap();
    assert_eq!((month.before().name(), month.after().name()), ("2025-12".to_owned(), "2026-02".to_owned()));
    assert_eq!(Month::parse("2025-12").unwrap().after(), month);
    assert!(["2026-1", "2026-13", "26-01", ""].iter().all(|text| Month::parse(text).is_none()));
    let born = |year| band(Some(year), 2026);
    assert_eq!([born(2026), born(2009), born(2008), born(1951), born(1950)], ["0-17", "0-17", "18-29", "75-", "75-"]);
    assert_eq!((born(2030), born(1800), band(None, 2026)), (UNKNOWN, UNKNOWN, UNKNOWN));
    assert!(Topic::all().into_iter().all(|topic| Topic::from_name(&topic.name()) == Some(topic)));
    let mut counts = Topic::AgeAndSex.empty();
    counts.count("18-29", "female");
    counts.count("18-29", "nonsense");
    assert_eq!(counts.cells[1], [1, 0, 0, 1]);
}

fn small_and_large() -> impl Strategy<Value = u64> {
    prop_oneof![3 => Just(0_u64), 4 => 1..K, 4 => K..30, 2 => 30..500_u64]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever the numbers are, nothing withheld can be worked out to less than K, nothing shown is below K, and the sums
    /// of what is shown are right.
    #[test]
    fn nobody_learns_anything_below_k(height in 2..8_usize, width in 1..6_usize, numbers in proptest::collection::vec(small_and_large(), 48)) {
        let rows: Vec<Vec<u64>> = (0..height).map(|row| numbers[row * width..(row + 1) * width].to_vec()).collect();
        let rows: Vec<&[u64]> = rows.iter().map(Vec::as_slice).collect();
        let counts = table(&rows);
        let published = protect(counts.clone());
        let shown = published.cells.iter().flatten().chain(&published.row_totals).chain(&published.column_totals);
        for cell in shown.chain([&published.total]) {
            prop_assert!(!matches!(cell, Cell::Shown(count) if *count < K));
        }
        if let Some(range) = narrowest(&counts, &published) {
            prop_assert!(range >= K, "{counts:?} {published:?}: {range}");
        }
        for (cells, counts) in published.cells.iter().zip(&counts.cells) {
            for (cell, count) in cells.iter().zip(counts) {
                prop_assert!(matches!(cell, Cell::Withheld) || *cell == Cell::Shown(*count), "a number that is shown is true");
            }
        }
    }
}
