//! Reading the data files: tab-separated lines, `#` begins a comment line.

/// The rows of a table with at least one column.
pub fn rows(source: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    source
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').map(str::trim).collect())
}

/// All words of a table whose cells hold words separated by '|'.
pub fn words(source: &'static str) -> impl Iterator<Item = &'static str> {
    rows(source)
        .flatten()
        .flat_map(|cell| cell.split('|'))
        .filter(|word| !word.is_empty())
}
