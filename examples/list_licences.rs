//! Lists every library that the program is built from, with its version and licence, for the about box:
//!
//! ```text
//! cargo metadata --format-version 1 --filter-platform x86_64-unknown-linux-gnu | cargo run --example list_licences > licences.tsv
//! ```
//!
//! The list belongs in `assets/`, but is not written there at once: a build of this example reads it.
//! What only tests, tools and build scripts need is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io;

use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let metadata: Value = serde_json::from_reader(io::stdin())?;
    let nodes: BTreeMap<&str, &Value> = list(&metadata["resolve"]["nodes"])
        .filter_map(|node| Some((node["id"].as_str()?, node)))
        .collect();
    let root = metadata["resolve"]["root"].as_str().ok_or("no root")?;
    let used = reached(root, &nodes);
    let packages = list(&metadata["packages"]).filter(|package| {
        let id = package["id"].as_str().unwrap_or_default();
        id != root && used.contains(id)
    });
    let lines: BTreeSet<String> = packages.map(line).collect();
    for line in lines {
        println!("{line}");
    }
    Ok(())
}

/// Every package that a build of the root needs.
fn reached<'a>(root: &'a str, nodes: &BTreeMap<&'a str, &'a Value>) -> BTreeSet<&'a str> {
    let (mut used, mut open) = (BTreeSet::new(), vec![root]);
    while let Some(id) = open.pop() {
        if !used.insert(id) {
            continue;
        }
        let Some(node) = nodes.get(id) else {
            continue;
        };
        let needed = list(&node["deps"]).filter(|dependency| is_normal(dependency));
        open.extend(needed.filter_map(|dependency| dependency["pkg"].as_str()));
    }
    used
}

fn is_normal(dependency: &Value) -> bool {
    list(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null())
}

fn line(package: &Value) -> String {
    let field = |name: &str| package[name].as_str().unwrap_or("see its package");
    let licence = field("license").replace('/', " OR ");
    format!("{}\t{}\t{licence}", field("name"), field("version"))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
