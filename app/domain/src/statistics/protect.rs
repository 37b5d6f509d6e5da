//! What is withheld. First every number below [`K`]; then as many others that each withheld number can still be any of a
//! range at least [`K`] wide, whoever adds and subtracts what is shown.
//!
//! In a table with sums in both directions a withheld number can move together with three others at the corners of a
//! rectangle, one up, the next down, without any shown number or sum changing. How far it can move that way is how wide
//! its range is at least; for each withheld number there is such a rectangle. (Known in the field as the hypercube method
//! of secondary suppression.)

use super::{Cell, Counts, K, Published};

/// The table as it may be published.
pub fn protect(counts: Counts) -> Published {
    let Counts { topic, rows, columns, cells } = counts;
    let total: u64 = cells.iter().flatten().sum();
    let grid = if columns.len() == 1 {
        let column: Vec<u64> = cells.iter().map(|row| row.first().copied().unwrap_or_default()).collect();
        Grid {
            shown: line(&column, total).into_iter().map(|shown| vec![shown]).collect(),
            rows: vec![],
            columns: vec![],
        }
    } else {
        grid(&cells, total)
    };
    let cell = |shown: bool, count: u64| if shown { Cell::Shown(count) } else { Cell::Withheld };
    let row_sums = cells.iter().map(|row| row.iter().sum::<u64>());
    let column_sums = (0..columns.len()).map(|at| cells.iter().filter_map(|row| row.get(at)).sum::<u64>());
    Published {
        topic,
        row_totals: grid.rows.iter().zip(row_sums).map(|(shown, count)| cell(*shown, count)).collect(),
        column_totals: grid.columns.iter().zip(column_sums).map(|(shown, count)| cell(*shown, count)).collect(),
        total: cell(total >= K, total),
        cells: grid
            .shown
            .iter()
            .zip(&cells)
            .map(|(shown, row)| shown.iter().zip(row).map(|(shown, count)| cell(*shown, *count)).collect())
            .collect(),
        rows,
        columns,
    }
}

/// What of a table is shown.
struct Grid {
    shown: Vec<Vec<bool>>,
    rows: Vec<bool>,
    columns: Vec<bool>,
}

/// One column under its sum: the withheld numbers add up to what is known of them together, so that sum is at least [`K`].
fn line(counts: &[u64], total: u64) -> Vec<bool> {
    let mut shown: Vec<bool> = counts.iter().map(|count| total >= K && *count >= K).collect();
    loop {
        let hidden: u64 = counts.iter().zip(&shown).filter(|(_, shown)| !**shown).map(|(count, _)| count).sum();
        if hidden >= K || shown.iter().all(|shown| *shown) {
            return shown;
        }
        let smallest = (0..counts.len()).filter(|at| shown[*at]).min_by_key(|at| counts[*at]);
        let Some(smallest) = smallest else { return shown };
        shown[smallest] = false;
    }
}

/// Rows and columns with their sums as one more row and column.
fn grid(cells: &[Vec<u64>], total: u64) -> Grid {
    let (height, width) = (cells.len(), cells.first().map_or(0, Vec::len));
    let mut table = Table::new(cells);
    if total < K || !table.withhold() {
        table.hidden.iter_mut().for_each(|row| row.fill(true));
    }
    Grid {
        shown: (0..height).map(|row| (0..width).map(|column| !table.hidden[row][column]).collect()).collect(),
        rows: (0..height).map(|row| !table.hidden[row][width]).collect(),
        columns: (0..width).map(|column| !table.hidden[height][column]).collect(),
    }
}

/// A table with its sums. The sum of all is no part of what may be withheld alone: it is known or nothing is.
struct Table {
    counts: Vec<Vec<u64>>,
    hidden: Vec<Vec<bool>>,
}

impl Table {
    fn new(cells: &[Vec<u64>]) -> Self {
        let width = cells.first().map_or(0, Vec::len);
        let mut counts: Vec<Vec<u64>> =
            cells.iter().map(|row| row.iter().copied().chain([row.iter().sum()]).collect()).collect();
        counts.push((0..=width).map(|at| counts.iter().filter_map(|row| row.get(at)).sum()).collect());
        let hidden = counts.iter().map(|row| row.iter().map(|count| *count < K).collect()).collect();
        Self { counts, hidden }
    }

    /// Withholds until every withheld number can move by [`K`]; false where that cannot be.
    fn withhold(&mut self) -> bool {
        let corners =
            || (0..self.counts.len()).flat_map(|row| (0..self.counts[0].len()).map(move |column| (row, column)));
        let mut waiting: Vec<_> = corners().filter(|(row, column)| self.hidden[*row][*column]).collect();
        while let Some((row, column)) = waiting.pop() {
            let Some((other_row, other_column)) = self.cheapest(row, column) else { return false };
            for corner in [(row, other_column), (other_row, column), (other_row, other_column)] {
                // The four move together: what is wide enough for one is for all.
                self.hidden[corner.0][corner.1] = true;
            }
        }
        true
    }

    /// The opposite corner of the rectangle that withholds the fewest persons more; where several do, the first.
    fn cheapest(&self, row: usize, column: usize) -> Option<(usize, usize)> {
        let (last_row, last_column) = (self.counts.len() - 1, self.counts[0].len() - 1);
        let mut best: Option<(u64, (usize, usize))> = None;
        for other_row in (0..=last_row).filter(|it| *it != row) {
            for other_column in (0..=last_column).filter(|it| *it != column) {
                let corners = [(row, column), (row, other_column), (other_row, column), (other_row, other_column)];
                if corners.contains(&(last_row, last_column)) || self.range(corners) < K {
                    continue;
                }
                let more = corners.into_iter().filter(|(row, column)| !self.hidden[*row][*column]);
                let cost = more.map(|(row, column)| self.counts[row][column]).sum();
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, (other_row, other_column)));
                }
            }
        }
        best.map(|(_, corner)| corner)
    }

    /// How wide the range is in which the first corner moves while nothing falls below nobody. A sum moves against its row
    /// or column: it grows where a cell in its place would shrink.
    fn range(&self, [a, b, c, d]: [(usize, usize); 4]) -> u64 {
        let is_sum = |(row, column): (usize, usize)| row == self.counts.len() - 1 || column == self.counts[0].len() - 1;
        let shrinks = |corner: (usize, usize), up: bool| {
            let down = up == is_sum(corner);
            if down { self.counts[corner.0][corner.1] } else { u64::MAX }
        };
        let up = [(a, true), (d, true), (b, false), (c, false)];
        let most = |flip: bool| up.iter().map(|(corner, up)| shrinks(*corner, *up != flip)).min().unwrap_or_default();
        most(false).saturating_add(most(true))
    }
}
