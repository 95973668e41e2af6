//! Texts that are written again and again, cut to pieces of one size.

/// Bytes that are copied at once. Most ids are shorter.
const SIZE: usize = 32;

/// Texts by their numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct ChunkedStrings {
    /// The first piece of each text.
    firsts: Vec<Chunk>,
    /// What comes after the first piece of a long text.
    rests: Vec<Vec<u8>>,
    /// What is being written. It keeps its length, so that no room has to be made.
    room: Vec<u8>,
}

/// The beginning of a text, in room for more.
#[derive(Debug, Clone, Copy)]
struct Chunk {
    bytes: [u8; SIZE],
    length: u32,
    /// The number of what comes after it, from 1; 0 where nothing does.
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
            let mut piece = Chunk {
                bytes: [0; SIZE],
                length: 0,
                rest: 0,
            };
            for (byte, there) in piece.bytes.iter_mut().zip(first) {
                *byte = *there;
                piece.length += 1;
            }
            if !rest.is_empty() {
                piece.rest = u32::try_from(all.rests.len()).expect("a pack has fewer ids");
            }
            all.firsts.push(piece);
        }
        all
    }

    /// Writes texts one after the other.
    ///
    /// Whole pieces are copied, each over the rest of the one before: copies of one known size cost a
    /// fraction of copies of as many sizes as there are texts.
    pub(super) fn write(&mut self, numbers: &[usize], out: &mut Vec<u8>) {
        let needed = numbers.len() * SIZE;
        self.room.resize(self.room.len().max(needed), 0);
        let mut end = 0;
        for piece in numbers.iter().filter_map(|&number| self.firsts.get(number)) {
            let room = self.room.get_mut(end..).and_then(<[u8]>::first_chunk_mut);
            if let Some(room) = room {
                *room = piece.bytes;
            }
            end += piece.length as usize;
            if let Some(rest) = (piece.rest as usize).checked_sub(1) {
                out.extend_from_slice(self.room.get(..end).unwrap_or_default());
                out.extend_from_slice(self.rests.get(rest).map(Vec::as_slice).unwrap_or_default());
                end = 0;
            }
        }
        out.extend_from_slice(self.room.get(..end).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::ChunkedStrings;

    #[test]
    fn texts_of_any_length_come_out_whole() {
        let long = "one that is longer than a piece, and longer than two of them, by far";
        let texts = ["", "a", long, "b"];
        let mut pieces = ChunkedStrings::new(texts.into_iter().map(str::to_owned));
        let mut out = b">".to_vec();
        pieces.write(&[1, 2, 0, 3, 2, 2], &mut out);
        let expected = [">", "a", long, "", "b", long, long].concat();
        assert_eq!(String::from_utf8(out).as_deref(), Ok(expected.as_str()));
        let mut out = Vec::new();
        pieces.write(&vec![1; 100], &mut out);
        assert_eq!(out, vec![b'a'; 100]);
    }
}
