//! Merges the files of a pack into those of the pack that it extends.

use super::builtin;
use super::files::PackFiles;
use super::merge::{merge, take};
use crate::diagnostic::{Code, Problems, nearest, shortened};
use crate::format::{BASE_PACK, EXTENDS, HEADER, OF_ONE_VERSION, PACK_FILES, content_of};
use crate::json::{self, Arena, FileText, Layer, Member, Node, Reader, Removed, Value, ValueId};

/// A file's content with its reader.
pub(super) type OpenedFile<'files> = (Node<'files>, Reader<'files>);

/// The files of a pack, each merged into that of its base if it has one.
pub(super) struct LayeredPack<'files> {
    files: &'files PackFiles,
    has_base: bool,
    /// The header, which is read first as it says whether there is a base.
    header: Option<Result<OpenedFile<'files>, Problems>>,
    removed: Vec<Removed>,
}

impl<'files> LayeredPack<'files> {
    /// Reads the header to find out if the pack extends another.
    ///
    /// # Errors
    /// `extends` names a pack that cannot be extended.
    pub(super) fn open_header(
        arena: &'files Arena,
        files: &'files PackFiles,
    ) -> Result<Self, Problems> {
        let [name, ..] = PACK_FILES;
        let mut header = open_own(arena, files, name).transpose();
        let has_base = match &mut header {
            None => false,
            Some(Ok((node, reader))) => take_extends(arena, reader, node)?,
            // An unreadable header is no reason to report missing files.
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
    ) -> Result<OpenedFile<'text>, Problems>
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
            None => Err(self.files.missing(name)),
        }
    }

    fn over_base<'text>(
        &mut self,
        arena: &'text Arena,
        name: &str,
        (own, mut reader): OpenedFile<'text>,
    ) -> Result<OpenedFile<'text>, Problems> {
        let object = content_of(name).expect("every file of a pack is described");
        let file = format!("{}/{name}", builtin::FOLDER);
        let text = json::decode(&file, builtin::bytes(name))?;
        let base = json::parse(arena, &file, text, Layer::Base)?;
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

    /// The entries that the files opened so far remove from the base.
    pub(super) fn removed(&self) -> &[Removed] {
        &self.removed
    }
}

/// The header of the base without its keys about one version, unless the pack has the same key.
///
/// The authors and reviewers of the base have not seen what the pack changes.
fn without_version_keys<'text>(
    arena: &'text Arena,
    base: Node<'text>,
    own: &[Member<'text>],
) -> Node<'text> {
    let is_said = |key: &str| own.iter().any(|(name, _)| *name == key);
    let is_kept = |key: &str| !OF_ONE_VERSION.contains(&key) || is_said(key);
    let members: Vec<_> = (base.members().iter().copied())
        .filter(|(key, _)| is_kept(key))
        .collect();
    Node {
        value: arena.object(&members),
        ..base
    }
}

/// Returns true if a pack extends another.
pub(super) fn has_base(files: &PackFiles) -> bool {
    let arena = Arena::default();
    LayeredPack::open_header(&arena, files).is_ok_and(|layers| layers.has_base())
}

fn nothing_of_its_own<'files>() -> OpenedFile<'files> {
    let node = Node {
        id: ValueId {
            layer: Layer::Own,
            number: 0,
        },
        value: Value::Object(&[]),
    };
    (node, Reader::new("", ""))
}

/// One of the pack's own files, if it is there.
fn open_own<'files>(
    arena: &'files Arena,
    files: &'files PackFiles,
    name: &str,
) -> Result<Option<OpenedFile<'files>>, Problems> {
    let Some(bytes) = files.bytes(name) else {
        return Ok(None);
    };
    let shown = files.shown(name);
    let text = json::decode(&shown, bytes)?;
    let node = json::parse(arena, &shown, text, Layer::Own)?;
    Ok(Some((node, Reader::new(shown, text))))
}

/// Removes `extends` from a header; returns true if it was there.
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

/// Reports an unknown key that resembles `extends`. All other problems would follow from it.
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

/// The problems of a reader that is not used any more.
fn only_problems(reader: &mut Reader) -> Option<Problems> {
    let reader = std::mem::replace(reader, Reader::new("", ""));
    Problems::from_vec(reader.into_diagnostics())
}
