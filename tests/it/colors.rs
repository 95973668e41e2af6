//! Colors in a terminal can be read on light and on dark, and say nothing that the words do not say.

use std::collections::BTreeSet;
use std::process::Command;

use crate::interview::pty::Pty;

/// A terminal's own colors: background, red and magenta, and both as they are in bold.
struct Palette {
    name: &'static str,
    background: u32,
    red: u32,
    bold_red: u32,
    magenta: u32,
    bold_magenta: u32,
}

const fn palette(
    name: &'static str,
    background: u32,
    [red, bold_red]: [u32; 2],
    [magenta, bold_magenta]: [u32; 2],
) -> Palette {
    Palette {
        name,
        background,
        red,
        bold_red,
        magenta,
        bold_magenta,
    }
}

/// Some programs draw bold letters brighter, so both must be seen.
const PALETTES: [Palette; 7] = [
    palette(
        "xterm, black on white",
        0xff_ffff,
        [0xcd_0000, 0xff_0000],
        [0xcd_00cd, 0xff_00ff],
    ),
    palette(
        "xterm, white on black",
        0x00_0000,
        [0xcd_0000, 0xff_0000],
        [0xcd_00cd, 0xff_00ff],
    ),
    palette(
        "Linux console",
        0x00_0000,
        [0xaa_0000, 0xff_5555],
        [0xaa_00aa, 0xff_55ff],
    ),
    palette(
        "Solarized light",
        0xfd_f6e3,
        [0xdc_322f, 0xcb_4b16],
        [0xd3_3682, 0x6c_71c4],
    ),
    palette(
        "Solarized dark",
        0x00_2b36,
        [0xdc_322f, 0xcb_4b16],
        [0xd3_3682, 0x6c_71c4],
    ),
    palette(
        "macOS Terminal, Basic",
        0xff_ffff,
        [0x99_0000, 0xe5_0000],
        [0xb2_00b2, 0xe5_00e5],
    ),
    palette(
        "macOS Terminal, Pro",
        0x00_0000,
        [0x99_0000, 0xe5_0000],
        [0xb2_00b2, 0xe5_00e5],
    ),
];

/// How light a color is, as WCAG 2 defines it.
fn luminance(color: u32) -> f64 {
    let [_, red, green, blue] = color.to_be_bytes().map(|channel| {
        let part = f64::from(channel) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: u32, other: u32) -> f64 {
    let [one, other] = [one, other].map(luminance);
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn contrast_is_that_of_wcag() {
    assert!((contrast(0, 0xff_ffff) - 21.0).abs() < 0.01);
    assert!((contrast(0x76_7676, 0xff_ffff) - 4.54).abs() < 0.01);
}

/// The result for a person with and without colors.
fn printed(person: &str, color: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smp"));
    let output = command
        .args(["assess", person, "--color", color])
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// A text without its colors, and the numbers of the colors.
fn split(text: &str) -> (String, BTreeSet<String>) {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap().to_owned();
    let mut colors = BTreeSet::new();
    for part in parts {
        let (numbers, rest) = part.split_once('m').unwrap();
        colors.insert(numbers.to_owned());
        plain.push_str(rest);
    }
    (plain, colors)
}

#[test]
fn every_color_in_use_stands_out_on_every_background() {
    let folder = tempfile::tempdir().unwrap();
    let mut used = BTreeSet::new();
    for (number, person) in crate::report::EVERYBODY.iter().enumerate() {
        let path = folder.path().join(format!("{number}.json"));
        std::fs::write(&path, person).unwrap();
        let (plain, colors) = split(&printed(path.to_str().unwrap(), "always"));
        assert_eq!(
            plain,
            printed(path.to_str().unwrap(), "never"),
            "the same words"
        );
        used.extend(colors);
    }
    // Those of the menus: the marked row and the question.
    used.extend(["1".to_owned(), "35;1".to_owned()]);
    // WCAG asks 3 to 1 of large and bold letters and of signs. No color of a terminal has more everywhere.
    let check = |what: &str, color: u32, palette: &Palette| {
        let contrast = contrast(color, palette.background);
        assert!(contrast >= 3.0, "{what} on {}: {contrast:.2}", palette.name);
    };
    for numbers in &used {
        let numbers: BTreeSet<_> = numbers.split(';').collect();
        for palette in &PALETTES {
            let is_bold = numbers.contains("1");
            for number in &numbers {
                match *number {
                    "0" | "1" => {} // the terminal's own letters
                    // Drawn in bold, it may be either.
                    "31" if is_bold
                        && palette.name != "Linux console"
                        && !palette.name.ends_with("Pro") =>
                    {
                        check("red", palette.red, palette);
                        check("bold red", palette.bold_red, palette);
                    }
                    // These two always draw bold letters brighter.
                    "31" if is_bold => check("bold red", palette.bold_red, palette),
                    "35" => {
                        check("magenta", palette.magenta, palette);
                        check("bold magenta", palette.bold_magenta, palette);
                    }
                    other => panic!("{other} is not readable everywhere"),
                }
            }
        }
    }
}

#[test]
fn no_color_leaves_menus_as_they_are() {
    let screens = [("NO_COLOR", ""), ("NO_COLOR", "1")].map(|variable| {
        let mut terminal = Pty::run(80, 24, &["--rules", "tests/packs/small"], &[variable]);
        terminal.wait("What color is your hair?");
        terminal.press("\u{1b}[B");
        terminal.wait("\u{276f} Blond");
        // A key that comes before the menu listens is shown by the terminal itself.
        let screen = terminal.screen().replace("^[[B", "");
        let heard = String::from_utf8(terminal.heard()).unwrap();
        let has_color = heard.contains("\u{1b}[35") || heard.contains("\u{1b}[1m");
        assert_eq!(has_color, variable.1.is_empty(), "{heard:?}");
        terminal.press("\u{3}");
        terminal.exit_code();
        screen
    });
    assert_eq!(screens[0].trim_end(), screens[1].trim_end());
}
