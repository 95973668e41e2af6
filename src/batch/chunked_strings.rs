//! Wild copies: strings in chunks of one size, so that each is copied whole and then overwritten past its end.
//!
//! A copy of a known size is one or two instructions; a copy of any other size is a call. Writing "ab" and "cde" in
//! chunks of four, where `.` is a byte that does not count:
//!
//! ```text
//! ab..        the first chunk, at 0
//! abcde.      the second one at 2, over the rest of the first; 5 bytes count
//! ```
//!
//! A list of 33 ids takes 80 nanoseconds so, and 600 with a copy of each string in its own size.

/// Bytes of a chunk. Most ids are shorter, and two vector registers hold it.
const SIZE: usize = 32;

/// Strings by their numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct ChunkedStrings {
    /// The first chunk of each string.
    firsts: Vec<Chunk>,
    /// What follows the first chunk of each long string.
    rests: Vec<Vec<u8>>,
    /// What is being written. It keeps its length between calls.
    buffer: Vec<u8>,
}

/// The beginning of a string, filled up with zeros.
#[derive(Debug, Clone, Copy)]
struct Chunk {
    bytes: [u8; SIZE],
    length: u32,
    /// The place of what follows it in `rests`, counted from 1; 0 if nothing does.
    rest: u32,
}

impl ChunkedStrings {
    pub(super) fn new(texts: impl Iterator<Item = String>) -> Self {
        let mut all = Self::default();
        for text in texts {
            let (first, rest) = text.as_bytes().split_at(text.len().min(SIZE));
            if !rest.is_empty() {
                all.rests.push(rest.to_owned());
            }
            let mut chunk = Chunk {
                bytes: [0; SIZE],
                length: 0,
                rest: 0,
            };
            for (byte, there) in chunk.bytes.iter_mut().zip(first) {
                *byte = *there;
                chunk.length += 1;
            }
            if !rest.is_empty() {
                chunk.rest = u32::try_from(all.rests.len()).expect("a pack has fewer ids");
            }
            all.firsts.push(chunk);
        }
        all
    }

    /// Writes strings one after the other.
    pub(super) fn write(&mut self, numbers: &[usize], out: &mut Vec<u8>) {
        let needed = numbers.len() * SIZE;
        self.buffer.resize(self.buffer.len().max(needed), 0);
        let mut end = 0;
        for chunk in numbers.iter().filter_map(|&number| self.firsts.get(number)) {
            let space = self.buffer.get_mut(end..).and_then(<[u8]>::first_chunk_mut);
            if let Some(space) = space {
                *space = chunk.bytes;
            }
            end += chunk.length as usize;
            if let Some(rest) = (chunk.rest as usize).checked_sub(1) {
                out.extend_from_slice(self.buffer.get(..end).unwrap_or_default());
                out.extend_from_slice(self.rests.get(rest).map(Vec::as_slice).unwrap_or_default());
                end = 0;
            }
        }
        out.extend_from_slice(self.buffer.get(..end).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::ChunkedStrings;

    #[test]
    fn strings_of_any_length_are_written_whole() {
        let long = "one that is longer than a piece, and longer than two of them, by far";
        let texts = ["", "a", long, "b"];
        let mut chunked = ChunkedStrings::new(texts.into_iter().map(str::to_owned));
        let mut out = b">".to_vec();
        chunked.write(&[1, 2, 0, 3, 2, 2], &mut out);
        let expected = [">", "a", long, "", "b", long, long].concat();
        assert_eq!(String::from_utf8(out).as_deref(), Ok(expected.as_str()));
        let mut out = Vec::new();
        chunked.write(&vec![1; 100], &mut out);
        assert_eq!(out, vec![b'a'; 100]);
    }
}
