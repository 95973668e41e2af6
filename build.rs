//! Works out the digest of the built-in pack once, so that no start of the program has to.

use std::path::Path;
use std::{fs, io};

#[path = "src/format/digest.rs"]
#[expect(
    unreachable_pub,
    reason = "the library shows it, a build script cannot"
)]
mod digest;

use digest::{PACK_FILES, digest};

fn main() -> io::Result<()> {
    let folder = Path::new("rules/smp");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    for name in PACK_FILES {
        files.push((name, fs::read(folder.join(name))?));
    }
    let files = files
        .iter()
        .map(|(name, bytes)| ((*name).to_owned(), &**bytes));
    println!(
        "cargo::rustc-env=BUILTIN_DIGEST={}",
        digest(files.collect())
    );
    Ok(())
}
