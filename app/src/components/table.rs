//! A table, one for all pages. On a narrow screen its rows become blocks, where each cell says the name of its column.

use leptos::prelude::*;

/// Rows of as many cells as there are columns; the first cell names its row.
pub fn table(columns: &[&str], rows: impl IntoIterator<Item = Vec<AnyView>>) -> AnyView {
    let rows: Vec<_> = rows.into_iter().map(|cells| row(columns, cells)).collect();
    let heads: Vec<_> =
        columns.iter().map(|it| view! { <th scope="col" role="columnheader">{(*it).to_owned()}</th> }).collect();
    // The roles are said because what is laid out as blocks is no table any more to a screen reader.
    view! {
        <table class="table" role="table">
            <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

/// The same of many columns, or wide ones: it is moved sideways by itself, by keyboard too. `name` is what it is of.
pub fn wide_table(name: &str, columns: &[&str], rows: impl IntoIterator<Item = Vec<AnyView>>) -> AnyView {
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=name.to_owned()>{table(columns, rows)}</div>
    }
    .into_any()
}

fn row(columns: &[&str], cells: Vec<AnyView>) -> AnyView {
    let cells: Vec<_> = cells
        .into_iter()
        .zip(columns)
        .enumerate()
        .map(|(at, (cell, column))| match at {
            0 => view! { <th scope="row" role="rowheader">{cell}</th> }.into_any(),
            _ => view! { <td role="cell" data-label=(*column).to_owned()>{cell}</td> }.into_any(),
        })
        .collect();
    view! { <tr role="row">{cells}</tr> }.into_any()
}
