//! A pack's own files over those of the pack that it extends.

use super::builtin;
use super::file;
use super::format::{FILES, HEADER, OF_ONE_VERSION};
use super::merge::{merge, take};
use super::reader::{BASE, FileText, Reader, shortened};
use super::tree::{Arena, Member, Node, Value};
use super::{PACK_FILES, PackFiles, missing};
use crate::diagnostic::{Code, Problems, nearest};

/// The only pack that another may extend: the one that the program carries.
pub const BASE_PACK: &str = "smp";

pub(super) const EXTENDS: &str = "extends";

/// A file's content, and who reads it.
type Opened<'files> = (Node<'files>, Reader<'files>);

/// The files of a pack, each merged into that of its base if it has one.
pub(super) struct LayeredPack<'files> {
    files: &'files PackFiles,
    has_base: bool,
    /// The header, which is read first as it says whether there is a base.
    header: Option<Result<Opened<'files>, Problems>>,
    removed: Vec<Removed>,
}

impl<'files> LayeredPack<'files> {
    /// # Errors
    /// `extends` names something that cannot be extended, so nothing else can be said.
    pub(super) fn of(arena: &'files Arena, files: &'files PackFiles) -> Result<Self, Problems> {
        let [name, ..] = PACK_FILES;
        let mut header = open_own(arena, files, name).transpose();
        let has_base = match &mut header {
            None => false,
            Some(Ok((node, reader))) => take_extends(arena, reader, node)?,
            // It cannot be read, but it is no reason to miss the files of a whole pack.
            Some(Err(_)) => files.text(name).contains("\"extends\""),
        };
        Ok(Self {
            files,
            has_base,
            header,
            removed: Vec::new(),
        })
    }

    pub(super) fn has_base(&self) -> bool {
        self.has_base
    }

    /// Opens one of the files; what a file refers to is opened before it.
    pub(super) fn open<'text>(
        &mut self,
        arena: &'text Arena,
        name: &'static str,
    ) -> Result<Opened<'text>, Problems>
    where
        'files: 'text,
    {
        let own = match self.header.take_if(|_| PACK_FILES.first() == Some(&name)) {
            Some(header) => Some(header?),
            None => open_own(arena, self.files, name)?,
        };
        match own {
            Some(own) if self.has_base => self.over_base(arena, name, own),
            None if self.has_base => self.over_base(arena, name, nothing_of_its_own()),
            Some(own) => Ok(own),
            None => Err(missing(self.files, name)),
        }
    }

    fn over_base<'text>(
        &mut self,
        arena: &'text Arena,
        name: &str,
        (own, mut reader): Opened<'text>,
    ) -> Result<Opened<'text>, Problems> {
        let described = FILES.iter().find(|(file, _)| *file == name);
        let (_, object) = described.expect("every file of a pack is described");
        let file = format!("{}/{name}", builtin::FOLDER);
        let text = file::text(&file, builtin::bytes(name))?;
        let base = file::tree(arena, &file, text, BASE)?;
        let file = file.into();
        reader.set_base(FileText { file, text });
        let base = if PACK_FILES.first() == Some(&name) {
            without_version_keys(arena, base, own.members())
        } else {
            base
        };
        let (node, removed) = merge(arena, &mut reader, base, own, object);
        self.removed.extend(removed);
        reader.set_removed(self.removed.clone());
        Ok((node, reader))
    }

    /// What the files opened so far take out of the base.
    pub(super) fn removed(&self) -> &[Removed] {
        &self.removed
    }
}

/// A header without what it says of its own version, as far as a pack over it does not say the same of its own.
///
/// Whoever wrote or reviewed the base has not seen what the pack changes.
fn without_version_keys<'text>(
    arena: &'text Arena,
    base: Node<'text>,
    own: &[Member<'text>],
) -> Node<'text> {
    let is_said = |key: &str| own.iter().any(|(name, _)| *name == key);
    let is_kept = |key: &str| !OF_ONE_VERSION.contains(&key) || is_said(key);
    let members = base.members().iter().copied();
    let members: Vec<_> = members.filter(|(key, _)| is_kept(key)).collect();
    Node {
        value: arena.object(&members),
        ..base
    }
}

/// Whether a pack extends another.
pub(super) fn has_base(files: &PackFiles) -> bool {
    let arena = Arena::default();
    LayeredPack::of(&arena, files).is_ok_and(|layers| layers.has_base())
}

fn nothing_of_its_own<'files>() -> Opened<'files> {
    let node = Node {
        ordinal: 0,
        value: Value::Object(&[]),
    };
    (node, Reader::new("", ""))
}

/// One of the pack's own files, if it is there.
fn open_own<'files>(
    arena: &'files Arena,
    files: &'files PackFiles,
    name: &str,
) -> Result<Option<Opened<'files>>, Problems> {
    let Some(bytes) = files.bytes(name) else {
        return Ok(None);
    };
    let shown = files.shown(name);
    let text = file::text(&shown, bytes)?;
    let node = file::tree(arena, &shown, text, 0)?;
    Ok(Some((node, Reader::new(shown, text))))
}

/// Takes `extends` out of a header, and says whether it was there.
fn take_extends<'text>(
    arena: &'text Arena,
    reader: &mut Reader<'text>,
    node: &mut Node<'text>,
) -> Result<bool, Problems> {
    let mut members = node.members().to_vec();
    let Some(base) = take(&mut members, EXTENDS) else {
        return misspelled_extends(reader, &members).map_or(Ok(false), Err);
    };
    node.value = arena.object(&members);
    let is_there = |key: &str| members.iter().any(|(name, _)| *name == key);
    let unnamed = ["id", "version"].map(|key| (key, is_there(key)));
    if reader.text(&base) != Some(BASE_PACK) {
        let help = format!("write `\"{EXTENDS}\": \"{BASE_PACK}\"`, the built-in pack");
        if let Value::Text(named) = &base.value {
            let message = format!("`{}` is not a pack that can be extended", shortened(named));
            reader.report(Code::UnknownBase, &base, message, help);
        }
        return only_problems(reader).map_or(Ok(true), Err);
    }
    for (key, _) in unnamed.into_iter().filter(|(_, is_there)| !is_there) {
        let message = format!("the key `{key}` is missing");
        let help = format!("a pack that extends another has a `{key}` of its own");
        reader.report(Code::MissingKey, node, message, help);
    }
    Ok(true)
}

/// A key that is not known and much like `extends`: all else that could be said would be due to it.
fn misspelled_extends<'text>(
    reader: &mut Reader<'text>,
    members: &[Member<'text>],
) -> Option<Problems> {
    let is_meant = |key: &str| HEADER.key(key).is_none() && nearest(key, &[EXTENDS]).is_some();
    let (key, node) = members.iter().find(|(key, _)| is_meant(key))?;
    let message = format!("the key `{}` is not known here", shortened(key));
    let help = format!("a similar key exists: `{EXTENDS}`");
    reader.report_key(Code::UnknownKey, node, message, help);
    only_problems(reader)
}

/// What a reader found, who has nothing more to read.
fn only_problems(reader: &mut Reader) -> Option<Problems> {
    let reader = std::mem::replace(reader, Reader::new("", ""));
    Problems::from_vec(reader.into_diagnostics())
}

/// Something that a pack takes out of its base.
#[derive(Debug, Clone)]
pub(super) struct Removed {
    /// What it is, in a word.
    pub(super) what: &'static str,
    /// The id of the entry that it stands in: the question of an option.
    pub(super) owner: Option<String>,
    pub(super) id: String,
    /// Where the pack says so.
    pub(super) place: String,
}

impl Removed {
    pub(super) fn is(&self, what: &str, id: &str) -> bool {
        self.what == what && self.id == id
    }

    pub(super) fn is_option(&self, question: &str, id: &str) -> bool {
        self.is("option", id) && self.owner.as_deref() == Some(question)
    }

    /// A help line for whatever still names it.
    pub(super) fn help(&self) -> String {
        let Self { id, place, .. } = self;
        format!("`{id}` is removed at {place}; change or remove what names it too")
    }
}
