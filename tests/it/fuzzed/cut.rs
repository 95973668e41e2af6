//! A stream cut into records: the same in blocks of any size, and where a naive reading has them.

use serde_json::Value;
use smp_suitability::batch::{Content, Frame, Framing, Splitter};

/// The first byte says how to cut, the second how long a record may be, the third how long blocks are;
/// the rest is the stream.
pub(super) fn target(bytes: &[u8]) {
    let [how, longest, block, stream @ ..] = bytes else {
        return;
    };
    let framing = match how % 6 {
        0 => Framing::Lines,
        1 => Framing::Entries,
        2 => Framing::Rows { delimiter: b',' },
        3 => Framing::Rows { delimiter: b';' },
        4 => Framing::Values,
        _ => Framing::Rows { delimiter: b'\t' },
    };
    let longest = 1 + usize::from(*longest);
    let whole = frames(framing, longest, stream, stream.len().max(1));
    let blocks = frames(framing, longest, stream, 1 + usize::from(*block));
    assert_eq!(whole, blocks, "in blocks");
    for (line, column, found) in &whole {
        let lines = stream.split(|&byte| byte == b'\n').count();
        assert!((1..=lines).contains(line) && *column > 0);
        if let Found::Record(record) = found {
            assert!(record.len() <= longest && !record.trim_ascii().is_empty());
        }
    }
    match framing {
        Framing::Lines => assert_lines(stream, longest, &whole),
        Framing::Entries => assert_entries(stream, &whole),
        Framing::Values => assert_values(stream, &whole),
        Framing::Rows { .. } => {}
    }
}

/// What stands at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Found {
    Record(Vec<u8>),
    TooLong,
    Malformed(&'static str),
}

type Placed = (usize, usize, Found);

/// What is found if the stream comes in blocks of a size.
fn frames(framing: Framing, longest: usize, stream: &[u8], block: usize) -> Vec<Placed> {
    let mut splitter = Splitter::new(framing, longest, 1);
    let mut kept = Vec::new();
    let mut found = Vec::new();
    let blocks = stream.chunks(block).map(|block| (block, false));
    for (block, is_end) in blocks.chain([(&b""[..], true)]) {
        kept.extend_from_slice(block);
        let mut frames = Vec::new();
        let done = splitter.split(&kept, is_end, &mut frames);
        found.extend(frames.into_iter().map(|Frame { start, content }| {
            let found = match content {
                Content::Record(from, to) => Found::Record(kept[from..to].to_vec()),
                Content::TooLong => Found::TooLong,
                Content::Malformed(what) => Found::Malformed(what),
            };
            (start.line, start.column, found)
        }));
        kept.drain(..done);
        assert!(kept.len() <= longest, "more is kept than a record");
    }
    assert!(kept.is_empty(), "something is left over");
    found
}

/// Where a parser of several values finds objects alone, each is a record.
fn assert_values(stream: &[u8], found: &[Placed]) {
    let values: Result<Vec<Value>, _> = serde_json::Deserializer::from_slice(stream)
        .into_iter()
        .collect();
    let Ok(values) = values else {
        return;
    };
    if !values.iter().all(Value::is_object) {
        return;
    }
    let read = found.iter().map(|(_, _, found)| match found {
        Found::Record(record) => Some(serde_json::from_slice(record).unwrap()),
        Found::TooLong => None,
        Found::Malformed(what) => panic!("{what}"),
    });
    let read: Vec<Option<Value>> = read.collect();
    assert_eq!(read.len(), values.len());
    for (read, value) in read.into_iter().zip(values) {
        assert!(read.is_none_or(|read| read == value));
    }
}

/// Every line that is not blank is a record, or too long.
fn assert_lines(stream: &[u8], longest: usize, found: &[Placed]) {
    let lines = stream.split(|&byte| byte == b'\n').enumerate();
    let expected = lines.filter_map(|(number, line)| {
        let found = if line.len() > longest {
            Found::TooLong
        } else if line.trim_ascii().is_empty() {
            return None;
        } else {
            Found::Record(line.to_vec())
        };
        Some((number + 1, 1, found))
    });
    assert_eq!(found, expected.collect::<Vec<_>>());
}

/// The entries of a list that can be read are its records.
fn assert_entries(stream: &[u8], found: &[Placed]) {
    let Ok(Value::Array(entries)) = serde_json::from_slice(stream) else {
        return;
    };
    assert_eq!(found.len(), entries.len());
    for ((.., found), entry) in found.iter().zip(&entries) {
        if let Found::Record(record) = found {
            assert_eq!(serde_json::from_slice(record).ok().as_ref(), Some(entry));
        }
    }
}
