//! Modules of a folder depend on each other in one direction only.
//!
//! The paths in a file (`super::x`, `crate::load::x`, in `use` or inline) say which modules of its folder it
//! depends on. `mod.rs` is a module too: a child depends on it by using an item that is defined there, and
//! it depends on a child by using one itself. What it re-exports counts as used from the child.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::{code, sources};

/// A path of modules and an item, such as `["load", "merge", "take"]`.
type Segments = Vec<String>;

/// The modules that each module of a folder uses.
type Graph = BTreeMap<String, BTreeSet<String>>;

#[test]
fn modules_of_a_folder_do_not_depend_on_each_other_in_a_cycle() {
    for folder in folders(Path::new("src")) {
        if !sources(&folder).is_empty() {
            assert_eq!(cycle(&graph(&folder)), None, "{}", folder.display());
        }
    }
}

/// Every folder in a folder.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            folders.extend(self::folders(&path));
            folders.push(path);
        }
    }
    folders
}

#[test]
fn a_cycle_is_found_however_paths_are_written() {
    let used = |text: &str, module: &[&str]| -> Vec<String> {
        let module: Segments = module.iter().map(ToString::to_string).collect();
        let paths = paths(text).into_iter();
        paths
            .map(|path| absolute(&path, &module).join("/"))
            .collect()
    };
    assert_eq!(
        used(
            "use super::{a, b::{self, C}};\nfn f() { super::d::e::<u8>() }",
            &["load", "x"]
        ),
        ["load/a", "load/b/self", "load/b/C", "load/d/e"]
    );
    assert_eq!(used("use crate::load::y::Z;", &["load", "x"]), ["load/y/Z"]);
    assert_eq!(
        used(
            "use super::super::w; use self::v as u;",
            &["load", "x", "t"]
        ),
        ["load/w", "load/x/t/v"]
    );
    let edges = |pairs: &[(&str, &str)]| -> Graph {
        let mut graph = Graph::new();
        for (from, to) in pairs {
            let targets = graph.entry((*from).to_owned()).or_default();
            targets.insert((*to).to_owned());
        }
        graph
    };
    assert_eq!(cycle(&edges(&[("a", "b"), ("a", "c"), ("b", "c")])), None);
    let found = cycle(&edges(&[("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")]));
    let expected = ["a", "b", "c"].map(str::to_owned);
    assert_eq!(found, Some(expected.into_iter().collect()));
}

/// The modules that can reach themselves through others.
fn cycle(graph: &Graph) -> Option<BTreeSet<String>> {
    let reaches_itself = |start: &&String| {
        let mut reached = BTreeSet::new();
        let mut open = vec![*start];
        while let Some(module) = open.pop() {
            for used in graph.get(module).into_iter().flatten() {
                if reached.insert(used) {
                    open.push(used);
                }
            }
        }
        reached.contains(*start)
    };
    let found: BTreeSet<_> = graph.keys().filter(reaches_itself).cloned().collect();
    (!found.is_empty()).then_some(found)
}

fn graph(folder: &Path) -> Graph {
    let root = module_of(&folder.join("mod.rs"));
    let files = sources(folder);
    let children: BTreeSet<_> = files
        .iter()
        .filter_map(|file| module_of(file).get(root.len()).cloned())
        .collect();
    let root_text = fs::read_to_string(folder.join("mod.rs"))
        .or_else(|_| fs::read_to_string(folder.with_extension("rs")))
        .unwrap();
    let exports = exports(&root_text, &children);
    let mut graph = Graph::new();
    for file in files {
        let module = module_of(&file);
        let Some(child) = module.get(root.len()) else {
            continue;
        };
        let text = without_tests(&fs::read_to_string(&file).unwrap());
        for path in paths(&text) {
            let path = absolute(&path, &module);
            let Some(used) = path.strip_prefix(root.as_slice()).and_then(<[_]>::first) else {
                continue;
            };
            let used = match exports.get(used) {
                Some(child) => child,
                None if children.contains(used) => used,
                None => "mod",
            };
            if used != child {
                let targets = graph.entry(child.clone()).or_default();
                targets.insert(used.to_owned());
            }
        }
    }
    graph.insert("mod".to_owned(), used_by_root(&root_text, &children));
    graph
}

/// The children whose items `mod.rs` uses itself.
fn used_by_root(text: &str, children: &BTreeSet<String>) -> BTreeSet<String> {
    let text = without_tests(text);
    let statements = text
        .split(';')
        .filter(|statement| !statement.trim_start().starts_with("pub"));
    let code: Vec<_> = statements.collect();
    let code = code.join(";");
    let is_used = |child: &&String| code.contains(&format!("{child}::"));
    children.iter().filter(is_used).cloned().collect()
}

/// The items that `mod.rs` takes from its children, each with the child.
fn exports(text: &str, children: &BTreeSet<String>) -> BTreeMap<String, String> {
    let mut exports = BTreeMap::new();
    for statement in without_tests(text).split(';') {
        let Some((_, tree)) = statement.split_once("use ") else {
            continue;
        };
        let tree = tree.trim();
        let tree = tree.strip_prefix("self::").unwrap_or(tree);
        for path in expand(tree, Vec::new()).0 {
            if let [child, .., item] = path.as_slice()
                && children.contains(child)
                && !children.contains(item)
            {
                exports.insert(item.clone(), child.clone());
            }
        }
    }
    exports
}

/// The code without its comments and without the module of its unit tests.
fn without_tests(text: &str) -> String {
    let code = code(text);
    let end = code.find("#[cfg(test)]\nmod tests {");
    code.get(..end.unwrap_or(code.len())).unwrap().to_owned()
}

/// The path of the module in a file: `src/load/merge.rs` is `["load", "merge"]`.
fn module_of(file: &Path) -> Segments {
    let file = file.with_extension("");
    let names = file.components().skip(1);
    let names = names.map(|name| name.as_os_str().to_str().unwrap().to_owned());
    names.filter(|name| name != "mod").collect()
}

/// Every path in a text that begins with `crate`, `self` or `super`; groups in braces are expanded.
fn paths(text: &str) -> Vec<Segments> {
    let mut paths = Vec::new();
    let mut rest = text;
    while let Some(start) = ["crate::", "self::", "super::"]
        .iter()
        .filter_map(|word| rest.find(word))
        .min()
    {
        let before = rest.get(..start).unwrap();
        let (found, after) = expand(rest.get(start..).unwrap(), Vec::new());
        if !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
            paths.extend(found);
        }
        rest = after;
    }
    paths
}

/// The paths of a tree such as `a::{b, c::{d}}`, and the text after it.
fn expand(text: &str, prefix: Segments) -> (Vec<Segments>, &str) {
    let is_in_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut path = prefix;
    let mut rest = text;
    loop {
        let end = rest.find(|c| !is_in_name(c)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        path.push(name.to_owned());
        rest = after;
        let Some(after) = rest.strip_prefix("::") else {
            return (vec![path], rest);
        };
        if let Some(mut group) = after.strip_prefix('{') {
            let mut paths = Vec::new();
            loop {
                group = group.trim_start_matches([' ', '\n', ',']);
                if let Some(after) = group.strip_prefix('}') {
                    return (paths, after);
                }
                let (inner, after) = expand(group, path.clone());
                paths.extend(inner);
                let end = after.find([',', '}']).unwrap_or(after.len());
                group = after.split_at(end).1;
            }
        }
        if !after.starts_with(is_in_name) {
            return (vec![path], after);
        }
        rest = after;
    }
}

/// A path from the root of the crate, for one written in a module.
fn absolute(path: &[String], module: &[String]) -> Segments {
    let mut absolute = module.to_vec();
    for (position, name) in path.iter().enumerate() {
        match name.as_str() {
            "crate" => absolute.clear(),
            "super" => _ = absolute.pop(),
            "self" if position == 0 => {}
            name => absolute.push(name.to_owned()),
        }
    }
    absolute
}
