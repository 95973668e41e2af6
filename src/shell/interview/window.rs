//! Menus in a window that may lose nearly all its rows while they are open.

use std::panic;

use dialoguer::console::Term;

/// The fewest rows that dialoguer can bear: with fewer, it panics at the next key.
const FEWEST_ROWS: u16 = 3;

/// Opens a menu; nothing if the window became too small for any.
pub(super) fn open<Reply>(terminal: &Term, menu: impl FnOnce() -> Reply) -> Option<Reply> {
    let usual = panic::take_hook();
    let window = terminal.clone();
    panic::set_hook(Box::new(move |panic| {
        if has_room(&window) {
            usual(panic);
        }
    }));
    // All that a menu can leave half done is on the screen.
    let reply = panic::catch_unwind(panic::AssertUnwindSafe(menu));
    drop(panic::take_hook()); // the usual one is back
    match reply {
        Ok(reply) => Some(reply),
        Err(_) if !has_room(terminal) => {
            _ = terminal.show_cursor(); // if that fails, so does what is asked next
            None
        }
        Err(panic) => panic::resume_unwind(panic),
    }
}

fn has_room(terminal: &Term) -> bool {
    terminal.size().0 >= FEWEST_ROWS
}
