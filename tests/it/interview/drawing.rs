//! The head in letters: beside a question about stages where there is room, and never in the way.

use std::fs;

use super::pty::{DOWN, ENTER, Pty, UP};
use crate::report::IDEAL;

/// The program at the question about the stage, the last one that is open.
fn at_the_stage(columns: u16, rows: u16, arguments: &[&str]) -> (tempfile::TempDir, Pty) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("me.json");
    fs::write(&file, IDEAL.replace("\"stage\": \"moderate\",", "")).unwrap();
    let arguments = [&["--answers", file.to_str().unwrap()], arguments].concat();
    let terminal = Pty::run(columns, rows, &arguments, &[]);
    (folder, terminal)
}

const HEADS: &str = "\
From above: ^ nose, # hair, . no hair
     ^            ^            ^
    ###          ...          ...
 ..#####..    ...###...    .........
 #########    ..#####..    .........
###########  ###########  ##.......##
 #########    ####.####    #.......#
 #########    ###...###    ##.....##
    ###          ###          ###
   Early       Moderate     Advanced
";

#[test]
fn heads_stand_above_the_stages_at_three_widths_and_leave_no_remains() {
    for (columns, rows) in [(40, 24), (80, 24), (120, 40)] {
        let (_folder, mut terminal) = at_the_stage(columns, rows, &[]);
        terminal.play(&[("❯ Early", DOWN), ("❯ Moderate", UP), ("❯ Early", DOWN)]);
        terminal.wait("❯ Moderate");
        let lines: Vec<_> = terminal.screen().lines().map(str::to_owned).collect();
        let shown = lines.join("\n");
        assert_eq!(shown.matches(HEADS).count(), 1, "{columns}:\n{shown}");
        for text in ["How advanced is", "Up/Down", "Quit"] {
            assert_eq!(shown.matches(text).count(), 1, "{columns}:\n{shown}");
        }
        terminal.press(ENTER);
        // Its last row may be on another page, and the line that notes the answer above the screen.
        let next = "Is everything right?";
        terminal.wait_for(|screen| screen.contains(next), next);
        assert!(
            !terminal.screen().contains("###"),
            "it goes with its question"
        );
    }
}

#[test]
fn the_interview_page_shows_the_heads_as_they_are() {
    let page = fs::read_to_string("docs/interview.md").unwrap();
    assert!(page.contains(HEADS));
}

#[test]
fn where_there_is_no_room_there_is_no_head() {
    let (_folder, terminal) = at_the_stage(80, 23, &[]);
    terminal.wait("❯ Early");
    assert!(terminal.screen().contains("###"));
    for (columns, rows) in [(80, 20), (30, 24)] {
        let (_folder, terminal) = at_the_stage(columns, rows, &[]);
        terminal.wait("❯ Early");
        let shown = terminal.screen();
        assert!(!shown.contains("###") && !shown.contains("Page"), "{shown}");
    }
}

#[test]
fn lines_to_type_in_have_no_head() {
    let (_folder, terminal) = at_the_stage(80, 24, &["--plain"]);
    let asked = |screen: &str| screen.contains("3. Advanced");
    terminal.wait_for(asked, "the stages");
    assert!(!terminal.screen().contains("###"), "{}", terminal.screen());
}
